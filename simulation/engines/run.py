"""One replicate from world to trajectory: the loop over weeks that both engines share."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from simulation.engines.schedule import Schedule
from simulation.engines.values import parameter_values
from simulation.engines.view import View
from simulation.model.coefficients import Coefficients, coefficients
from simulation.model.draws import replicate_seed
from simulation.model.effects import Effects
from simulation.model.record import BOOKED, COUNTERS, ROLE_COUNTERS, ROLES, Trajectory

if TYPE_CHECKING:
    from simulation.world import World

EngineName = Literal["kernel", "mesa"]
PERSON_WEEKS_PER_CALL = 4_000_000
"""Work between two looks at the stop signal, a fraction of a second for the kernel."""


class Interrupted(Exception):  # noqa: N818 (a request that was met, not an error)
    """The run was asked to stop; nothing of this replicate is kept."""


class Engine(Protocol):
    """What the loop needs of an engine."""

    registrations: NDArray[np.int32]
    """Registrations (week, person, cause) of the last week that was run."""

    @property
    def replies(self) -> NDArray[np.int64]:
        """Replies so far [years, silos of repliers, silos of authors]."""

    def view(self, week: int) -> View:
        """State at the start of a week."""

    def run(self, first: int, last: int, effects: Effects, counts: NDArray[np.int64], roles: NDArray[np.int64]) -> None:
        """Run some weeks under unchanging effects."""

    def columns(self) -> tuple[dict[str, NDArray[Any]], dict[str, NDArray[Any]]]:
        """Return the end state of people and communities."""


def simulate(
    world: World,
    replicate: int,
    *,
    engine: EngineName = "kernel",
    stop: threading.Event | None = None,
    on_progress: Callable[[int], None] | None = None,
    parameters: Mapping[str, float] | None = None,
) -> Trajectory:
    """Run one replicate; raises `Interrupted` when ``stop`` is set, calls ``on_progress`` with weeks done.

    ``parameters`` replaces some of the values that the replicate would draw.
    """
    scenario = world.scenario
    values = parameter_values(scenario, replicate) | dict(parameters or {})
    c = coefficients(values, scenario.model.contagion == "complex")
    runner = _engine(engine, world, values, c, replicate_seed(scenario.run.seed, replicate))
    schedule = Schedule(world)
    weeks, n_silos = scenario.run.weeks, world.organisation.n_silos
    counts = np.zeros((weeks, n_silos + 1, len(COUNTERS)), np.int64)
    roles = np.zeros((weeks, len(ROLES), len(ROLE_COUNTERS)), np.int64)
    booked = np.zeros((weeks, n_silos + 1, len(BOOKED)))
    longest = 1 if scenario.run.events else max(1, PERSON_WEEKS_PER_CALL // world.organisation.n_people)
    events = []
    week = 0
    while week < weeks:
        if stop is not None and stop.is_set():
            raise Interrupted
        effects, until = schedule.effects(week, runner.view(week))
        until = min(until, week + longest)
        runner.run(week, until, effects, counts[week:until], roles[week:until])
        booked[week:until] = schedule.booked(week, until)
        if scenario.run.events:
            events.append(runner.registrations)
        week = until
        if on_progress is not None:
            on_progress(week)
    people, communities = runner.columns()
    return Trajectory(
        replicate=replicate,
        counts=counts,
        booked=booked,
        roles=roles,
        replies=runner.replies,
        people=_places(world) | people | schedule.columns(),
        communities=_homes(world) | communities,
        parameters=values,
        events=_event_columns(events) if scenario.run.events else None,
    )


def _engine(name: EngineName, world: World, values: dict[str, float], c: Coefficients, seed: int) -> Engine:
    if name == "mesa":
        from simulation.engines.mesa.engine import MesaEngine

        mesa_engine: Engine = MesaEngine(world, values, c, seed)
        return mesa_engine
    from simulation.engines.kernel.engine import Kernel

    return Kernel(world, values, c, seed)


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


def _event_columns(events: list[NDArray[np.int32]]) -> dict[str, NDArray[Any]]:
    table = np.concatenate(events) if events else np.zeros((0, 3), np.int32)
    return {"week": table[:, 0].copy(), "person": table[:, 1].copy(), "cause": table[:, 2].astype(np.uint8)}
