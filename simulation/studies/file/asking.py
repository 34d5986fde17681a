"""What is wrong with a study file that asks for a calibration or the best plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError
from simulation.scenario.scaling import scaled
from simulation.scenario.yaml_text import text_of
from simulation.studies.best.goal import Goal, goal, most_of
from simulation.studies.best.menu import menu
from simulation.studies.best.optimise import also_of, limited_by
from simulation.studies.calibration.company import observed, uncertain
from simulation.studies.file.decided import undecidable
from simulation.studies.file.refused import refused
from simulation.studies.file.settings import SEARCHES

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.scenario.tree import Table
    from simulation.studies.best.settings import BestSettings
    from simulation.studies.calibration.settings import CalibrationSettings
    from simulation.studies.design.space import Space
    from simulation.studies.design.varied import Finding
    from simulation.studies.file.settings import StudySettings

UNUSED: Final = ("design", "points", "replicates", "until", "luck", "against", "keep", "information")
"""Keys that say what is run; a search decides that itself."""


def asked_wrongly(settings: StudySettings, space: Space, tree: Table) -> Iterator[Finding]:
    """Find what is wrong with the question of a study, and what has no meaning beside it."""
    asked = settings.search
    unused = (*UNUSED, "vary") if asked == "calibrate" else UNUSED
    for key in unused:
        if key in tree.entries:
            yield (key,), f"has no meaning beside {asked}, which decides itself what is run; leave it out"
    for other in SEARCHES:
        if other != asked and getattr(settings, other) is not None:
            yield (other,), f"one file asks one question, and {asked} is asked already; use a second file"
    if len(space.scenarios) > 1:
        yield ("scenarios",), f"{asked} is about one scenario, not {len(space.scenarios)}"
    scenario = space.scenarios[space.base]
    if settings.calibrate is not None:
        yield from _of_calibration(settings.calibrate, scenario)
    elif settings.best is not None:
        yield from _of_best(settings.best, space, scenario)


def _of_calibration(question: CalibrationSettings, scenario: Scenario) -> Iterator[Finding]:
    """Find that nothing was observed, that nothing is uncertain, and rivals that cannot be."""
    yield from refused(("calibrate",), partial(observed, scenario, question.hold_out))
    if not uncertain(scenario):
        yield ("calibrate",), "nothing of the scenario is uncertain: no number has a prior with a spread"
    if question.most < question.effective:
        yield ("calibrate", "most"), f"must be at least the {question.effective} that are to be reached (effective)"
    for name, changes in question.rivals.items():
        for key, value in changes.items():
            place = ("calibrate", "rivals", name, key)
            yield from refused(place, partial(override, scenario, [f"{key}={text_of(value)}"]))


def _of_best(question: BestSettings, space: Space, scenario: Scenario) -> Iterator[Finding]:
    """Find a goal, a budget, kinds or decisions that cannot be."""
    if question.goal is not None and question.measure is not None:
        yield ("best", "measure"), "give a goal or a measure, not both"
    if question.goal is not None:
        yield from refused(("best", "goal"), partial(goal, question.goal, scenario))
    if question.measure is not None:
        yield from refused(("best", "measure"), partial(most_of, question.measure, None, scenario))
    yield from refused(("best", "also"), partial(also_of, Goal("", 0), question.also))
    limited = scenario
    try:
        limited = limited_by(scenario, question.budget)
    except ScenarioError as error:
        yield from ((("best",), each.message) for each in error.problems)
    if question.scale is not None:
        yield from refused(("best", "scale"), partial(scaled, limited, question.scale))
    if space.dimensions and question.only:
        yield ("best", "only"), "is of the menu, which does not count where something is varied; leave one of them out"
    elif not space.dimensions:
        yield from refused(("best", "only"), partial(menu, limited, question.only))
    yield from undecidable(space)
