"""The processes of the app: each simulates one replicate at a time, and drops it soon after it is superseded."""

from __future__ import annotations

import hashlib
import multiprocessing
import queue
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final, cast

from simulation.app.worker import GO, STOP, begin, spreading, world_of
from simulation.app.worker import replicate as in_worker
from simulation.results.engine import Machine
from simulation.scenario.writing import canonical

if TYPE_CHECKING:
    from simulation.app.spreading import SpreadCourse
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


@dataclass(frozen=True, slots=True)
class _Task:
    """A replicate that a process was given, and where it looks whether it is to stop."""

    future: Future[Any]
    slot: int


@dataclass(frozen=True, slots=True)
class _Work:
    """A scenario, its names, and its replicates that were handed out before anybody waited for them."""

    scenario: Scenario
    key: str
    ground: str
    begun: dict[int, _Task] = field(default_factory=dict)


class AppProcesses:
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
        self._lock = Lock()
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, self._context, initializer=begin, initargs=(self._flags,))

    @property
    def executor(self) -> ProcessPoolExecutor:
        """The processes themselves, for studies, which bring what they do."""
        return self._pool

    def machine(self, scenario: Scenario) -> Machine:
        """Return what makes the runs of one scenario: the world here, its replicates in the processes.

        The first of them begin before the world is made here, which only says what their numbers are called.
        """
        work = _Work(scenario, *names_of(scenario))

        def build(given: Scenario) -> World:
            for number in range(min(self.workers, scenario.run.replicates)):
                if self._known(work, number) is None:
                    work.begun[number] = self._hand_out(work, number)
            return world_of(given, work.key, work.ground)

        def simulate(
            world: Any, replicate: int, *, engine: EngineName = "kernel", stop: Event | None = None,
            on_progress: Callable[[int], None] | None = None, start: Any = None, stops: Any = None,
        ) -> Trajectory:  # fmt: skip
            del world, engine, start, stops
            found = self._simulated(work, replicate, stop or Event())
            if on_progress is not None:
                on_progress(scenario.run.weeks)
            return found

        return Machine(build, simulate, Dropped)

    def _known(self, work: _Work, number: int) -> Trajectory | None:
        with self._lock:
            return self._kept.get((work.key, number))

    def _simulated(self, work: _Work, number: int, stop: Event) -> Trajectory:
        """Return a replicate, that which is kept where there is one."""
        found = self._known(work, number)
        if found is None:
            found = self._waited(work, number, stop)
            if work.scenario.simulated.people <= _SMALL:
                with self._lock:
                    self._kept[work.key, number] = found
                    while len(self._kept) > _KEPT:
                        del self._kept[next(iter(self._kept))]
        return found

    def spread(self, scenario: Scenario) -> SpreadCourse:
        """Return how adoption spreads in one course of a scenario.

        Raises:
            ScenarioError: a target selects nobody, or the plan takes more than its budget.
        """
        task = self._hand_out(_Work(scenario, *names_of(scenario)), 0, spreading)
        found = task.future.result()
        if found is None:
            raise Dropped
        return cast("SpreadCourse", found)

    def _hand_out(self, work: _Work, number: int, job: Callable[..., Any] = in_worker) -> _Task:
        """Give a replicate to a process; its slot is free again when it has ended, whoever waits for it."""
        slot = self._free.get()
        self._flags[slot] = GO
        try:
            future = self._pool.submit(job, work.scenario, work.key, work.ground, number, slot)
        except BaseException:
            self._free.put(slot)
            raise
        future.add_done_callback(lambda _: self._free.put(slot))
        return _Task(future, slot)

    def _waited(self, work: _Work, number: int, stop: Event) -> Trajectory:
        """Wait for a replicate; where its process was killed, as for lack of memory, another one tries it once more."""
        for _ in range(2):
            pool = self._pool
            try:
                task = work.begun.pop(number, None) or self._hand_out(work, number)
                found = self._result(task, stop)
            except BrokenProcessPool:
                self._renew(pool)
                continue
            if found is None:
                raise Dropped
            return found
        raise MemoryError("processes of the app were killed")

    def _result(self, task: _Task, stop: Event) -> Trajectory | None:
        """Return what a task found; what has not begun when it is superseded never does, what has ends soon."""
        while not wait([task.future], timeout=_LOOK_S).done:
            if stop.is_set():
                if task.future.cancel():
                    return None
                self._flags[task.slot] = STOP
        found: Trajectory | None = task.future.result()
        return found

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
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
