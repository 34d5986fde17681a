"""One replicate on its way through the weeks: it can be looked at, stopped, and put back to where it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from simulation.engines.budget import affordable
from simulation.engines.choice import EngineName, check_engine, check_replicate
from simulation.engines.schedule import Schedule
from simulation.engines.state import EngineState, State
from simulation.engines.values import given_values, parameter_values
from simulation.model.coefficients import Coefficients, coefficients
from simulation.model.draws import replicate_seed
from simulation.model.effects import Effects
from simulation.model.record import BOOKED, COUNTERS, ROLE_COUNTERS, ROLES, Trajectory
from simulation.model.view import View
from simulation.parameters import PARAMETERS
from simulation.survey.asking import Respondents, Survey

if TYPE_CHECKING:
    from simulation.world import World

PERSON_WEEKS_PER_CALL = 4_000_000
"""Work between two looks at the stop signal, a fraction of a second for the kernel."""


class Engine(Protocol):
    """What a course needs of an engine."""

    @property
    def registrations(self) -> NDArray[np.int32]:
        """Registrations (week, person, cause) of the last week that was run."""

    @property
    def replies(self) -> NDArray[np.int64]:
        """Replies so far [years, silos of repliers, silos of authors]."""

    def view(self, week: int) -> View:
        """State at the start of a week."""

    def run(self, first: int, last: int, effects: Effects, counts: NDArray[np.int64], roles: NDArray[np.int64]) -> None:
        """Run some weeks under unchanging effects."""

    def state(self, week: int) -> EngineState:
        """Return a copy of what is carried over to a week."""

    def restore(self, week: int, state: EngineState) -> None:
        """Stand at the start of a week in a state of either engine; nothing has been run before."""

    def columns(self) -> tuple[dict[str, NDArray[Any]], dict[str, NDArray[Any]]]:
        """Return the end state of people and communities."""


class Course:
    """One replicate: engine, interventions, survey, and everything that was recorded before ``week``."""

    def __init__(self, world: World, replicate: int, engine: EngineName, parameters: Mapping[str, float]) -> None:
        """Stand before the first week; ``parameters`` replaces some of the values that the replicate would draw.

        Raises:
            ScenarioError: the interventions take more than the budget.
            InputError: there is no such engine or replicate, or ``parameters`` names none, or a value outside of its
                bounds.
        """
        engine, replicate = check_engine(engine), check_replicate(replicate)
        world = affordable(world)
        scenario, n_silos = world.scenario, world.organisation.n_silos
        declared = world.once_for_all("declared", scenario.declared)  # a smaller copy declares the same
        self._values = parameter_values(scenario, replicate, declared) | given_values(declared, parameters)
        self._seed = int(replicate_seed(scenario.run.seed, replicate))
        self._world, self._replicate = (world := world.replicate(self._seed)), replicate
        c = coefficients(self._values, scenario.model.variant)
        self._engine = _engine(engine, world, self._values, c, self._seed)
        self._schedule = Schedule(world, self._values)
        self._survey = _survey(world, self._values, self._seed)
        self.week, self.weeks = 0, scenario.run.weeks
        self._counts = np.zeros((self.weeks, n_silos + 1, len(COUNTERS)), np.int64)
        self._roles = np.zeros((self.weeks, len(ROLES), len(ROLE_COUNTERS)), np.int64)
        self._booked = np.zeros((0, n_silos + 1, len(BOOKED)))
        self._events: list[NDArray[np.int32]] = []
        self._records_events = scenario.run.events
        self._longest = 1 if scenario.run.events else max(1, PERSON_WEEKS_PER_CALL // world.organisation.n_people)

    def advance(self, last: int) -> None:
        """Run some weeks, at least one and at most up to ``last`` (not included)."""
        week = self.week
        view = self._engine.view(week)
        effects, until = self._schedule.effects(week, view)
        until = min(until, week + self._longest, last)
        if self._survey is not None:
            self._survey.attend(view)
            until = min(until, self._survey.next_after(week))
        self._engine.run(week, until, effects, self._counts[week:until], self._roles[week:until])
        self._schedule.book(week, until)
        if self._records_events:
            self._events.append(self._engine.registrations)
        self.week = until

    def state(self) -> State:
        """Return a copy of everything that going on from here needs."""
        week, survey = self.week, self._survey
        return State(
            replicate=self._replicate,
            week=week,
            seed=self._seed,
            parameters=dict(self._values),
            engine=self._engine.state(week),
            counts=self._counts[:week].copy(),
            roles=self._roles[:week].copy(),
            booked=self._all_booked(),
            events=_joined(self._events) if self._records_events else None,
            survey=survey.columns() if survey is not None and survey.begun(week) else None,
            interventions=self._schedule.state(week),
        )

    def restore(self, state: State) -> None:
        """Go on from a state of either engine; nothing has been run before.

        Raises:
            ValueError: the state cannot be the past of this replicate; what is wrong is named.
        """
        for wrong in self._contradictions(state):
            raise ValueError(f"the state of week {state.week} cannot be the past of this run: {wrong}")
        week = state.week
        self._engine.restore(week, state.engine)
        self._schedule.restore(state.interventions, self._engine.view(week))
        self._counts[:week], self._roles[:week], self._booked = state.counts, state.roles, state.booked
        if self._records_events and state.events is not None:
            self._events = [state.events]
        if self._survey is not None and self._survey.begun(week) and state.survey is not None:
            self._survey.restore(state.survey)
        self.week = week

    def _contradictions(self, state: State) -> list[str]:
        """Say how a state and this replicate contradict each other."""
        people, groups = state.engine.people.contributions.size, state.engine.groups.size
        pairs = {
            "replicate": (state.replicate, self._replicate),
            "seed": (state.seed, self._seed),
            "people": (people, self._world.organisation.n_people),
            "communities": (groups, self._world.communities.n_communities),
            "silos": (state.booked.shape[1] - 1, self._world.organisation.n_silos),
            "parameters": _shared(state.parameters, self._values),
        }
        found = [f"it has other {name}" for name, (theirs, ours) in pairs.items() if theirs != ours]
        if state.week > self.weeks:
            found.append(f"the run ends after {self.weeks} weeks")
        if self._records_events and state.events is None:
            found.append("the run records events, the state has none")
        if self._survey is not None and self._survey.begun(state.week) and state.survey is None:
            found.append("the survey began before, the state has no answers")
        return found

    def _all_booked(self) -> NDArray[np.float64]:
        """What was booked before ``week``: as it was taken over, then by the schedule."""
        return np.concatenate([self._booked, self._schedule.booked(len(self._booked), self.week)])

    def trajectory(self) -> Trajectory:
        """Return what the replicate left."""
        people, communities = self._engine.columns()
        survey = self._survey.columns() if self._survey is not None else None
        return Trajectory(
            replicate=self._replicate,
            counts=self._counts,
            booked=self._all_booked(),
            roles=self._roles,
            replies=self._engine.replies,
            people=_places(self._world) | people | self._schedule.columns(),
            communities=_homes(self._world) | communities,
            parameters=self._values if survey is not None else _without_survey(self._values),
            events=_event_columns(_joined(self._events)) if self._records_events else None,
            survey=survey,
            participation=self._schedule.participation() if self._world.interventions else None,
            weight=self._world.weight,
        )


def _engine(name: EngineName, world: World, values: dict[str, float], c: Coefficients, seed: int) -> Engine:
    if name == "mesa":
        from simulation.engines.mesa.engine import MesaEngine

        mesa_engine: Engine = MesaEngine(world, values, c, seed)
        return mesa_engine
    from simulation.engines.kernel.engine import Kernel

    return Kernel(world, values, c, seed)


def _survey(world: World, values: Mapping[str, float], seed: int) -> Survey | None:
    """Prepare the scenario's survey, if it has one."""
    scenario, organisation = world.scenario, world.organisation
    settings = scenario.survey
    if settings is None:
        return None
    asked = Respondents.prepare(settings, organisation.silo, organisation.n_silos, values, seed)
    return Survey(asked, settings.weeks(scenario.week_of(settings.start), scenario.run.weeks))


def _without_survey(values: Mapping[str, float]) -> dict[str, float]:
    """Leave out how surveys are answered, where there is none."""
    survey = {name for name, parameter in PARAMETERS.items() if parameter.group == "survey"}
    return {name: value for name, value in values.items() if name not in survey}


def _shared(theirs: dict[str, float], ours: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Return what both have: interventions that begin later may bring settings of their own."""
    both = theirs.keys() & ours.keys()
    return {name: theirs[name] for name in both}, {name: ours[name] for name in both}


def _homes(world: World) -> dict[str, NDArray[Any]]:
    """Where communities are at home, and their type."""
    return {"home_silo": world.communities.home_silo, "kind": world.communities.kind}


def _places(world: World) -> dict[str, NDArray[Any]]:
    """Where people stand in the organisation."""
    organisation = world.organisation
    return {
        "silo": organisation.silo,
        "department": organisation.department,
        "level": organisation.level,
        "assistant": organisation.assistant.astype(np.uint8),
        "desk": organisation.desk.astype(np.uint8),
    }


def _joined(events: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate(events) if events else np.zeros((0, 3), np.int32)


def _event_columns(table: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
    return {"week": table[:, 0].copy(), "person": table[:, 1].copy(), "cause": table[:, 2].astype(np.uint8)}
