"""The processes of the app: each simulates one replicate at a time, and drops it soon after it is superseded."""

from __future__ import annotations

import hashlib
import multiprocessing
import queue
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final

from simulation.app.worker import GO, STOP, begin, world_of
from simulation.app.worker import replicate as in_worker
from simulation.results.engine import Machine
from simulation.scenario.writing import canonical

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulation.engines.choice import EngineName
    from simulation.model.record import Trajectory
    from simulation.scenario.schema import Scenario
    from simulation.world import World

SLOTS: Final = 256
"""Tasks that may be handed out at a time."""
_LOOK_S: Final = 0.02
_SMALL: Final = 20_000
"""People up to whom trajectories are kept, so that the next step of more replicates need not make them again."""
_KEPT: Final = 60


class Dropped(Exception):
    """The work was superseded; nothing of this replicate is kept."""


class Hands:
    """Processes that live as long as the app; one that was killed is replaced, and its work done again."""

    def __init__(self, workers: int) -> None:
        """Start them when there is something to do."""
        self.workers = workers
        self._context = multiprocessing.get_context("spawn")
        self._flags = self._context.RawArray("l", SLOTS)
        self._free: queue.SimpleQueue[int] = queue.SimpleQueue()
        for slot in range(SLOTS):
            self._free.put(slot)
        self._kept: dict[tuple[str, int], Trajectory] = {}
        self._keeping = Lock()
        self._renewing = Lock()
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, self._context, initializer=begin, initargs=(self._flags,))

    def machine(self, scenario: Scenario) -> Machine:
        """Return what makes the runs of one scenario: the world here, its replicates in the processes."""
        key, ground = names_of(scenario)

        def build(given: Scenario) -> World:
            return world_of(given, key, ground)

        def simulate(
            world: Any, replicate: int, *, engine: EngineName = "kernel", stop: Event | None = None,
            on_progress: Callable[[int], None] | None = None, start: Any = None, stops: Any = None,
        ) -> Trajectory:  # fmt: skip
            del world, engine, start, stops
            found = self._simulated(scenario, key, ground, replicate, stop or Event())
            if on_progress is not None:
                on_progress(scenario.run.weeks)
            return found

        return Machine(build, simulate, Dropped)

    def _simulated(self, scenario: Scenario, key: str, ground: str, number: int, stop: Event) -> Trajectory:
        """Return a replicate, that which is kept where there is one."""
        if scenario.simulated.people > _SMALL:
            return self._in_a_process(scenario, key, ground, number, stop)
        with self._keeping:
            kept = self._kept.get((key, number))
        if kept is None:
            kept = self._in_a_process(scenario, key, ground, number, stop)
            with self._keeping:
                self._kept[key, number] = kept
                while len(self._kept) > _KEPT:
                    del self._kept[next(iter(self._kept))]
        return kept

    def _in_a_process(self, scenario: Scenario, key: str, ground: str, number: int, stop: Event) -> Trajectory:
        slot = self._free.get()
        self._flags[slot] = GO
        try:
            for _ in range(2):
                pool = self._pool
                try:
                    found = self._waited(pool.submit(in_worker, scenario, key, ground, number, slot), stop, slot)
                except BrokenProcessPool:  # one was killed, as for lack of memory: once more, with others
                    self._renew(pool)
                    continue
                if found is None:
                    raise Dropped
                return found
            raise MemoryError("processes of the app were killed")
        finally:
            self._free.put(slot)

    def _waited(self, future: Future[Trajectory | None], stop: Event, slot: int) -> Trajectory | None:
        """Wait for a task; what has not begun when its work is superseded never does, what has ends soon."""
        while not wait([future], timeout=_LOOK_S).done:
            if stop.is_set():
                if future.cancel():
                    return None
                self._flags[slot] = STOP
        return future.result()

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        with self._renewing:
            if self._pool is broken:
                broken.shutdown(wait=False, cancel_futures=True)
                self._pool = self._new()

    def close(self) -> None:
        """Stop what is at work and end the processes."""
        for slot in range(SLOTS):
            self._flags[slot] = STOP
        self._pool.shutdown(wait=True, cancel_futures=True)


def names_of(scenario: Scenario) -> tuple[str, str]:
    """Return names of what is simulated, whatever the number of replicates, and of the same without its plan."""
    one = scenario.model_copy(update={"run": scenario.run.model_copy(update={"replicates": 1})})
    bare = one.model_copy(update={"interventions": ()})
    first, second = (hashlib.sha256(canonical(each).encode()).hexdigest() for each in (one, bare))
    return first, second
