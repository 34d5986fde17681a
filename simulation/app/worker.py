"""What a process of the app does: it makes worlds, keeps the last of them, and simulates one replicate at a time."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any, Final

from simulation.studies.running.worlds import Recent
from simulation.system.memory import use_one_thread_of_blas

if TYPE_CHECKING:
    from simulation.app.spreading import SpreadCourse
    from simulation.model.record import Trajectory
    from simulation.scenario.schema import Scenario
    from simulation.world import World

GO, STOP = 0, 1
_WORLDS: Final = Recent(6)
_GROUNDS: Final = Recent(3)
_FLAGS: list[Any] = []


def begin(flags: Any) -> None:
    """Start a process: Ctrl-C is for the one who started it; ``flags`` tell which tasks are to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_one_thread_of_blas()
    _FLAGS[:] = [flags]


class StopFlag:
    """A stop signal that lies in memory which processes share."""

    def __init__(self, flags: Any, slot: int) -> None:
        self._flags, self._slot = flags, slot

    def is_set(self) -> bool:
        """Whether the work is superseded."""
        return bool(self._flags[self._slot] == STOP)


def world_of(scenario: Scenario, key: str, ground: str) -> World:
    """Return the world of a scenario within its budget; ``key`` and ``ground`` name it, and that without its plan.

    Raises:
        ScenarioError: a target selects nobody, or the plan takes more than its budget.
    """

    def make() -> World:
        from simulation.engines.budget import within_budget
        from simulation.world import build, replanned

        bare = scenario.model_copy(update={"interventions": ()})
        there = _GROUNDS.get(ground, lambda: build(bare))
        return within_budget(replanned(there, scenario))[0]

    return _WORLDS.get(key, make)


def replicate(scenario: Scenario, key: str, ground: str, number: int, slot: int) -> Trajectory | None:
    """Simulate a replicate; None where it was stopped."""
    from simulation.engines.run import Interrupted, simulate

    stop: Any = StopFlag(_FLAGS[0], slot)
    if stop.is_set():
        return None
    try:
        return simulate(world_of(scenario, key, ground), number, stop=stop)
    except Interrupted:
        return None


def spreading(scenario: Scenario, key: str, ground: str, number: int, slot: int) -> SpreadCourse | None:
    """Simulate a course whose registrations are noted, and return the picture of it; None where it was stopped."""
    from simulation.app.spreading import spread

    course = replicate(scenario, key, ground, number, slot)
    return None if course is None else spread(world_of(scenario, key, ground), course)
