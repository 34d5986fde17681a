"""A scenario as a calibration: what is uncertain in it, what was observed of it, and its runs, kept in a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from simulation.engines.limits import limits
from simulation.measures import MEASURES
from simulation.results.errors import InputError, RunInterrupted
from simulation.scenario.problems import Problem as Wrong
from simulation.scenario.problems import ScenarioError
from simulation.scenario.scaling import scaled
from simulation.studies.calibration.problem import CalibrationProblem
from simulation.studies.calibration.targets import CalibrationTarget, CalibrationTargets, FactScale
from simulation.studies.design.space import Space
from simulation.studies.running.driver import Work
from simulation.studies.running.sweep import Sweep
from simulation.studies.store.keep import Keep
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.observation import Observation
    from simulation.scenario.schema import Scenario
    from simulation.studies.running.pools import Pool
    from simulation.studies.running.worker import RunRequest
    from simulation.studies.store.store import RunStore

Array = NDArray[np.float64]
LEAST_SPREAD: Final = 0.02
"""Log-sd that every number has at least: no model meets a company better than that (assumption)."""
DIGITS: Final = 6
"""Significant digits of the values that are run, which are those that a posterior's file keeps."""


@dataclass(frozen=True)
class Making:
    """Where runs are made and kept."""

    store: RunStore
    pool: Pool
    work: Work


@dataclass(frozen=True)
class Seeded(Sweep):
    """A sweep in which every point is run once, with luck of a number of its own."""

    seeds: tuple[int, ...] = ()

    def run(self, point: int, place: int, *, is_pair: bool = False) -> RunRequest:
        """Return the run of a point."""
        return replace(super().run(point, place, is_pair=is_pair), replicate=self.seeds[point])


def fact(measure: str, week: int, silo: str | None = None) -> str:
    """Return the name of what a run shows of a measure in a week, in the whole company or a silo."""
    return f"{measure}@{week}" if silo is None else f"{measure}@{week}@{silo}"


def parts_of(name: str) -> tuple[str, int, str | None]:
    """Return measure, week and silo of a fact."""
    measure, week, *silo = name.split("@", 2)
    return measure, int(week), silo[0] if silo else None


def silos_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the silos in the order in which runs keep them; none where no observation is of a silo."""
    if all(each.silo is None for each in scenario.observations):
        return ()
    from simulation.world import build

    return build(scenario).organisation.silo_names


def simulated(
    making: Making,
    space: Space,
    silos: Sequence[str],
    facts: Sequence[str],
    values: pd.DataFrame,
    seeds: NDArray[np.int64],
) -> pd.DataFrame:
    """Run a space at values, each with luck of its own; return its facts, a column each.

    Raises:
        RunInterrupted: stopped; what is finished is kept, and the same call goes on from there.
        InputError: a run failed.
    """
    parts = [parts_of(name) for name in facts]
    measures, weeks = tuple(dict.fromkeys(name for name, _, _ in parts)), sorted({week for _, week, _ in parts})
    keep = Keep(measures, tuple(weeks), silos=any(silo is not None for _, _, silo in parts))
    points = [{str(key): value for key, value in row.items()} for row in values.to_dict("records")]
    sweep = Seeded(space, points, (0,), keep, making.store, seeds=tuple(map(int, seeds)))
    state = sweep.make(making.pool, making.work)
    if state.failed:
        point, _, cause = next(sweep.failures())
        raise InputError(f"{state.failed} of {state.total} runs failed; the first (point {point}): {cause.message}")
    layout = keep.layout(next(iter(space.scenarios.values())))
    places = [
        (layout.measures.index(name), layout.weeks.index(week), -1 if silo is None else silos.index(silo))
        for name, week, silo in parts
    ]
    found = np.full((len(points), len(facts)), np.nan)
    for i, kept in enumerate(making.store.read([sweep.run(j, 0).key for j in range(len(points))], layout)):
        if kept is None:
            raise RunInterrupted(i, len(points), str(making.store.folder), "runs")
        found[i] = [kept[place] for place in places]
    return pd.DataFrame(found, columns=list(facts))


def uncertain(scenario: Scenario) -> tuple[str, ...]:
    """Return the numbers that a posterior can be about.

    Those are all that have a prior with a spread, but settings about which interventions of one kind believe different
    things: a posterior has one column for a kind. These are drawn anew in every run.
    """
    return tuple(name for name, p in scenario.declared().items() if p.prior.kind != "fixed" and p.name == name)


def rounded(z: Array, names: tuple[str, ...], space: Space) -> pd.DataFrame:
    """Return the values at coordinates: their quantiles of the priors, with as many digits as are kept."""
    rows = [space.values(row) for row in ndtr(z)]
    made = [
        [
            min(max(float(f"{float(row[name]):.{DIGITS}g}"), each.low), each.high)
            for name, each in zip(names, space.dimensions, strict=True)
        ]
        for row in rows
    ]
    return pd.DataFrame(made, columns=list(names))


def observed(scenario: Scenario, hold_out: Sequence[str] = ()) -> CalibrationTargets:
    """Return what was observed within the run, but for what is held out, by label.

    Raises:
        ScenarioError: nothing is left, a label is unknown, or a number is 0, which no error in per cent can meet.
    """
    labels = labels_of(scenario)
    wrong = [unknown("observation", name, labels.values()) for name in hold_out if name not in labels.values()]
    used = [
        (labels[i], each)
        for i, each in enumerate(scenario.observations)
        if each.evidence and labels[i] not in hold_out and each.weeks[-1] < scenario.run.weeks
    ]
    wrong += [f"{label}: the number must be above 0" for label, each in used if each.value <= 0]
    if not used:
        wrong.append("nothing was observed within the run: a calibration needs at least one observation")
    if wrong:
        raise ScenarioError(Wrong(scenario.name, 0, 0, "observations", text) for text in wrong)
    targets = tuple(
        CalibrationTarget(label, each.value, max(each.spread, LEAST_SPREAD), facts_of(each)) for label, each in used
    )
    names = dict.fromkeys(name for target in targets for name in target.facts)
    return CalibrationTargets(targets, {name: scale_of(name, scenario) for name in names})


def labels_of(scenario: Scenario) -> dict[int, str]:
    """Return what each observation is called: its label or measure; where that is not its own, with week and number."""
    labels = [each.label or each.measures[0] for each in scenario.observations]
    dated = [f"{label}, week {each.week}" for label, each in zip(labels, scenario.observations, strict=True)]
    found = [own if labels.count(own) == 1 else late for own, late in zip(labels, dated, strict=True)]
    return {i: name if found.count(name) == 1 else f"{name} ({i + 1})" for i, name in enumerate(found)}


def facts_of(observation: Observation) -> tuple[str, ...]:
    """Return all that a published number may have meant."""
    return tuple(fact(name, week, observation.silo) for name in observation.measures for week in observation.weeks)


def scale_of(name: str, scenario: Scenario) -> FactScale:
    """Return how a fact is put on a line: a share, and a number of people, cannot pass their whole."""
    people = scenario.organisation.people
    match MEASURES[parts_of(name)[0]].unit:
        case "share":
            return FactScale(0.5 / people, 1.0)
        case "people":
            return FactScale(0.5, float(people))
        case _:
            return FactScale(0.5, inf)


def company(
    scenario: Scenario, making: Making, observations: CalibrationTargets, quick_people: int | None
) -> CalibrationProblem:
    """Return the calibration of a scenario; it starts from its priors, which are those over companies.

    Larger companies have quick runs with ``quick_people``.
    """
    prior = _seen(scenario.model_copy(update={"posterior": None}), observations)
    names, facts = uncertain(prior), observations.facts
    silos = silos_of(prior)
    full = Space.of(prior, dict.fromkeys(names, "prior"))
    quick = None
    if quick_people is not None and quick_people < 0.5 * prior.organisation.people:
        small = scaled(prior, quick_people / prior.organisation.people)
        quick = partial(simulated, making, Space.of(small, dict.fromkeys(names, "prior")), silos, facts)
    run = partial(simulated, making, full, silos, facts)
    return CalibrationProblem(names, observations, run, quick, partial(rounded, space=full))


def _seen(scenario: Scenario, observations: CalibrationTargets) -> Scenario:
    """Return the scenario up to the last week that was observed: what comes after it takes time and tells nothing.

    One with a budget stays whole: what a budget leaves of a plan may depend on how long the plan is.
    """
    weeks = max(parts_of(name)[1] for name in observations.facts) + 1
    if limits(scenario) or weeks >= scenario.run.weeks:
        return scenario
    return scenario.model_copy(update={"run": scenario.run.model_copy(update={"weeks": weeks})})
