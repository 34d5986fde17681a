"""A study that asks what information is worth: what must be kept of its runs, what is wrong with it, its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from simulation.measures import MEASURES
from simulation.results.errors import InputError
from simulation.scenario.problems import Problem, ScenarioError
from simulation.studies.best.goal import goal, most_of
from simulation.studies.best.optimise import goal_of
from simulation.studies.design.designs import grid
from simulation.studies.design.space import Space
from simulation.studies.design.varied import SCENARIO
from simulation.studies.file.refused import refused
from simulation.studies.file.settings import StudySettings
from simulation.studies.file.study import Study
from simulation.studies.information.decision import COST, InformationAnswer, answer, usual_measurements, usual_share
from simulation.studies.information.measuring import Futures, Place, places_of
from simulation.studies.information.settings import (
    LEAST_FUTURES,
    InformationSettings,
    ReplyLogsMeasurement,
    StaggeredStart,
    Trial,
)
from simulation.studies.running.frames import COMPANY
from simulation.studies.store.keep import Keep
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.best.goal import Goal
    from simulation.studies.design.varied import Finding
    from simulation.studies.information.settings import AnyMeasurement

_FEWEST_SILOS: Final = 4
"""Silos below which halves of them cannot be compared."""
_TWO: Final = 2


def _goal(settings: InformationSettings, scenario: Scenario) -> Goal:
    return goal_of(scenario, most_of(settings.measure, None, scenario) if settings.measure else settings.goal)


def _measurements(settings: InformationSettings, plans: tuple[str, ...]) -> Mapping[str, AnyMeasurement]:
    return settings.measurements or usual_measurements(plans)


def needed(settings: InformationSettings, scenarios: Mapping[str, Scenario]) -> Keep:
    """Return what must be kept of the runs."""
    plans, first = tuple(scenarios), next(iter(scenarios.values()))
    aim = _goal(settings, first)
    places = _places(settings, plans, first.run.weeks, aim)
    measures = dict.fromkeys([aim.measure, COST, *(measure for _, measure, _ in places)])
    weeks = sorted({aim.week, first.run.weeks - 1, *(week for _, _, week in places)})
    compares = any(isinstance(each, StaggeredStart) for each in _measurements(settings, plans).values())
    return Keep(tuple(measures), tuple(weeks), compares)


def _places(settings: InformationSettings, plans: tuple[str, ...], weeks: int, aim: Goal) -> list[Place]:
    usual = usual_share(aim.measure)
    return [place for each in _measurements(settings, plans).values() for place in places_of(each, plans, weeks, usual)]


def information_wrongly(settings: StudySettings, space: Space) -> Iterator[Finding]:
    """Find what is wrong with the question, or with what the study runs for it."""
    asked, first = settings.information, space.scenarios[space.base]
    if asked is None:
        return
    if len(space.scenarios) < _TWO:
        yield ("scenarios",), "nothing is decided among less than two; list what is done anyway first, then each plan"
    if len({each.run.weeks for each in space.scenarios.values()}) > 1:
        yield ("scenarios",), "must be equally long, so that what they bring can be compared"
    if [each.key for each in space.dimensions if each.key != SCENARIO]:
        yield ("vary",), "has no meaning beside information, which decides among scenarios; leave it out"
    if settings.luck != "shared":
        yield ("luck",), "must be shared: plans are compared future by future"
    if settings.against is not None:
        yield ("against",), "has no meaning beside information; leave it out"
    if settings.replicates < LEAST_FUTURES:
        yield ("replicates",), f"must be at least {LEAST_FUTURES}: they are the futures in which plans are compared"
    if any(each.run.uncertainty == "chance" for each in space.scenarios.values()):
        yield ("information",), "nothing is uncertain but luck (run.uncertainty: chance), so there is nothing to learn"
    if asked.goal is not None and asked.measure is not None:
        yield ("information", "measure"), "give a goal or a measure, not both"
    elif asked.goal is not None:
        yield from refused(("information", "goal"), partial(goal, asked.goal, first))
    elif asked.measure is not None:
        yield from refused(("information", "measure"), partial(most_of, asked.measure, None, first))
    for name, each in asked.measurements.items():
        yield from _measured_wrongly(("information", "measurements", name), each, space)


def _measured_wrongly(place: tuple[str, ...], measurement: AnyMeasurement, space: Space) -> Iterator[Finding]:
    first = space.scenarios[space.base]
    if measurement.week is not None and not 0 <= measurement.week < first.run.weeks:
        yield (*place, "week"), f"must be one of the weeks 0 to {first.run.weeks - 1} of the run"
    if isinstance(measurement, ReplyLogsMeasurement):
        for number, name in enumerate(measurement.measures):
            if name not in MEASURES:
                yield (*place, "measures", number), unknown("measure", name, MEASURES)
        return
    shares = [name for name, each in MEASURES.items() if each.unit == "share"]
    if measurement.measure is not None and measurement.measure not in shares:
        yield (*place, "measure"), unknown("share", measurement.measure, shares)
    if isinstance(measurement, Trial):
        others = [name for name in space.scenarios if name != space.base]
        if measurement.plan is not None and measurement.plan not in others:
            yield (*place, "plan"), unknown("plan beyond the first scenario", measurement.plan, others)
    if isinstance(measurement, StaggeredStart) and (n := _n_silos(first)) < _FEWEST_SILOS:
        yield place, f"needs at least {_FEWEST_SILOS} silos to compare halves of them; the organisation has {n}"


def _n_silos(scenario: Scenario) -> int:
    from simulation.world import build

    return len(build(scenario).organisation.silo_names)


def futures_of(study: Study) -> Futures:
    """Return what the runs of a study show in the futures in which all of its plans have one.

    Raises:
        InputError: there are too few.
    """
    asked = study.settings.information
    if asked is None:
        raise InputError(f"{study.path} does not say what is decided; state it under information")
    scenarios = study.space.scenarios
    plans, first = tuple(scenarios), scenarios[study.space.base]
    frame = study.frame()
    runs = dict(frame.groupby(SCENARIO)["replicate"].agg(set)) if len(frame) else {}
    common = sorted(set.intersection(*(runs[plan] for plan in plans))) if set(plans) <= set(runs) else []
    if len(common) < LEAST_FUTURES:
        raise InputError(
            f"{len(common)} futures are there for all plans, at least {LEAST_FUTURES} are needed; "
            f"wandel study run {study.path}"
        )
    frame = frame[frame["replicate"].isin(common)].sort_values("replicate", kind="stable")
    has_silos = "silo" in frame
    company = frame[frame["silo"] == COMPANY] if has_silos else frame
    aim = _goal(asked, first)
    places = _places(asked, plans, first.run.weeks, aim)
    places += [(plan, aim.measure, aim.week) for plan in plans] + [(plan, COST, first.run.weeks - 1) for plan in plans]
    whole = {place: _column(company, place).to_numpy(float) for place in places}
    silos = {}
    if has_silos:
        parts = frame[frame["silo"] != COMPANY]
        for scenario, measure, week in places:
            rows = parts[(parts[SCENARIO] == scenario) & (parts["week"] == week)]
            silos[scenario, measure, week] = rows.pivot(index="replicate", columns="silo", values=measure).to_numpy()
    return Futures(plans, first.organisation.people, first.run.weeks, whole, silos)


def _column(frame: Any, place: Place) -> Any:
    scenario, measure, week = place
    return frame[(frame[SCENARIO] == scenario) & (frame["week"] == week)][measure]


def information_of(study: Study) -> InformationAnswer:
    """Return what measurements are worth for the decision that a study is about, from its runs that are there.

    Raises:
        InputError: too few futures are there.
    """
    asked, futures = study.settings.information or InformationSettings(), futures_of(study)
    first = study.space.scenarios[study.space.base]
    return answer(futures, _goal(asked, first), asked, first.economics.hourly_cost_eur)


def study_of(scenarios: list[Scenario], information_settings: InformationSettings, futures: int, out: Path) -> Study:
    """Return the study of a decision among scenarios, without a file.

    Raises:
        ScenarioError: with everything that is wrong.
    """
    names = tuple(each.name for each in scenarios)
    settings = StudySettings(name="information", scenarios=names, replicates=futures, information=information_settings)
    if len(set(names)) < len(names):
        raise ScenarioError([Problem("scenarios", 0, 0, "", f"two have one name: {', '.join(names)}")])
    space = Space.of(scenarios, {})
    wrong = [
        Problem(SCENARIO, 0, 0, ".".join(map(str, place)), text) for place, text in information_wrongly(settings, space)
    ]
    if wrong:
        raise ScenarioError(wrong)
    keep = needed(information_settings, space.scenarios)
    points = grid(space, 1) if space.dimensions else np.zeros((1, 0))
    return Study(settings, space, points, keep, Path("information"), out)
