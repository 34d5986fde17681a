"""Whether anybody is selected: targets of interventions and pilots against the organisation that there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulation.interventions.select import filtered, size_of
from simulation.organisation.cache import load_or_generate
from simulation.scenario.checks import Finding
from simulation.scenario.keys import dotted
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.scaling import downscaled
from simulation.words.nearest import quoted

if TYPE_CHECKING:
    from simulation.interventions.base import Intervention
    from simulation.interventions.target import Target
    from simulation.organisation.organisation import Organisation
    from simulation.scenario.schema import Scenario


def empty_selections(scenario: Scenario, organisation: Organisation) -> list[Finding]:
    """Return every target that selects nobody, with how many people each of its filters leaves.

    What a target reads of people's state is known in a run only, and counts as passed.
    """
    found: list[Finding] = []
    for index, plan in enumerate(scenario.interventions):
        found += _of_intervention(scenario, organisation, plan, index)
    for index, pilot in enumerate(scenario.platform.pilots):
        chosen, steps = _narrowed(pilot.target, organisation, sized=True)
        if chosen == 0:
            found.append((("platform", "pilots", index, "target"), f"{quoted(pilot.name)} selects nobody: {steps}"))
    return found


def _of_intervention(
    scenario: Scenario, organisation: Organisation, plan: Intervention, index: int
) -> Iterator[Finding]:
    place = ("interventions", index)
    if plan.names_island:
        named = str(getattr(plan, "island", ""))
        share = next((each.users_share for each in scenario.platform.legacy if each.name == named), 0.0)
        if int(np.floor(share * organisation.n_people + 0.5)) == 0:
            steps = f"{organisation.n_people:,} people; users of {quoted(named)} ({share:g} of them): 0"
            yield (*place, "island"), f"{quoted(plan.name)} reaches nobody: {steps}"
    if plan.target_means == "nothing":
        return
    chosen, steps = _narrowed(plan.target, organisation, sized=plan.target_means == "people")
    if chosen == 0:
        yield (*place, "target"), f"{quoted(plan.name)} selects nobody: {steps}"
    elif plan.target_means == "people" and not plan.target.reads_state:
        reached, words = plan.reaches(chosen)
        if reached == 0:
            yield place, f"{quoted(plan.name)} reaches nobody: {steps}; {words}: 0"


def _narrowed(target: Target, organisation: Organisation, *, sized: bool) -> tuple[int, str]:
    """Return how many people a target takes, and how many each of its filters leaves, in words."""
    mask = np.ones(organisation.n_people, np.bool_)
    steps = [f"{organisation.n_people:,} people"]
    for key, passes in filtered(target.without_state, organisation).items():
        mask &= passes
        value = getattr(target, key)
        words = ", ".join(value) if isinstance(value, tuple) else str(value).lower()
        steps.append(f"{key} {words}: {np.count_nonzero(mask):,}")
    fits = int(np.count_nonzero(mask))
    size = size_of(target, fits) if sized else fits
    if sized and target.share is not None:
        steps.append(f"share {target.share:g} of {fits:,}: {size:,}")
    return size, "; ".join(steps)


def check_selections(scenario: Scenario, organisation: Organisation) -> None:
    """Refuse a scenario in which a target selects nobody; `ScenarioError` names every one by its key."""
    if found := empty_selections(scenario, organisation):
        raise ScenarioError(Problem(scenario.name, 0, 0, dotted(place), message) for place, message in found)


def check_file(scenario: Scenario, path: Path) -> None:
    """The same, with the lines of the scenario's file; makes the organisation, or takes it from the cache."""
    from simulation.scenario.inheritance import read_tree
    from simulation.scenario.memory import memory_problem
    from simulation.scenario.messages import problem_at

    most = downscaled(scenario)
    if memory_problem(most.organisation, most.run.weeks):
        return  # which is said where it is run
    if found := empty_selections(most, load_or_generate(most.organisation)):
        tree = read_tree(path, str(path), [])
        raise ScenarioError(problem_at(tree, place, message) for place, message in found)
