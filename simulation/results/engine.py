"""The two calls that results make on the simulation: build a world, simulate one replicate."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from simulation.engines.choice import EngineName

if TYPE_CHECKING:
    from simulation.engines.state import State, Stops
    from simulation.model.record import Trajectory
    from simulation.scenario.schema import Scenario


class Simulate(Protocol):
    """Simulate one replicate of a world; calls ``on_progress`` with the weeks done, stops when ``stop`` is set.

    ``start`` and ``stops`` are given only where a run stops at or goes on from a checkpoint.
    """

    def __call__(
        self,
        world: Any,
        replicate: int,
        *,
        engine: EngineName = "kernel",
        stop: threading.Event | None = None,
        on_progress: Callable[[int], None] | None = None,
        start: State | None = None,
        stops: Stops | None = None,
    ) -> Trajectory:
        """Return what the replicate left."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What turns a scenario into trajectories, and how it says that it was stopped; tests put a stand-in here."""

    build: Callable[[Scenario], Any]
    simulate: Simulate
    interrupted: type[Exception]


def machine() -> Machine:
    """Return the simulation itself; imported here, for it loads the compiler."""
    from simulation.engines.budget import within_budget
    from simulation.engines.run import Interrupted, simulate
    from simulation.world import build

    def affordable(scenario: Scenario) -> Any:
        return within_budget(build(scenario))[0]

    return Machine(affordable, simulate, Interrupted)
