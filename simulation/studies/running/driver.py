"""The driver: hands out batches of about half a second until every wanted run is stored or has failed."""

from __future__ import annotations

import os
import socket
import threading
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Final, Protocol

from simulation.results.errors import ResultsError, RunInterrupted
from simulation.studies.running.pools import Pool
from simulation.studies.running.worker import Batch, FinishedBatch, RunRequest, sources_of_plugins
from simulation.studies.store.keep import Layout
from simulation.studies.store.lines import Failure
from simulation.studies.store.model import model_id
from simulation.studies.store.store import RunStore
from simulation.system.locks import HeldError, held

BATCH_S: Final = 0.5
_LOOK_EVERY_S: Final = 0.2
_REFRESH_EVERY_S: Final = 0.1
"""Between two looks at what other drivers have stored: less than a batch takes, so that two share the work."""
_AHEAD: Final = 2
"""Batches handed out for each worker: one at work, one to go on with."""
_DEADLY: Final = 3
"""Times that a run is alone when its process is killed before it is blamed: others may kill processes, too."""
_ROUNDS: Final = 3
_MOST_RUNS: Final = 500
_LONGEST_END_S: Final = 30.0


class RequestedRuns(Protocol):
    """The wanted runs, in order; made when they are needed, for there may be very many."""

    def __len__(self) -> int:
        """How many."""

    def __getitem__(self, number: int, /) -> RunRequest:
        """The run of a number."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: runs that are finished or failed (of before, too), of how many, and seconds at work."""

    finished: int
    failed: int
    total: int
    made: int
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """Expected seconds to the end; None before anything was made."""
        left = self.total - self.finished - self.failed
        return left * self.seconds / self.made if self.made else None


@dataclass(frozen=True, slots=True)
class Work:
    """How to work; none of it changes a result. ``retry`` also runs again what failed before."""

    stop: threading.Event = field(default_factory=threading.Event)
    on_progress: Callable[[Progress], None] = lambda _state: None
    retry: bool = False


def drive(runs: RequestedRuns, store: RunStore, pool: Pool, work: Work) -> Progress:
    """Run what is not stored yet; returns how it ended.

    Raises:
        RunInterrupted: ``work.stop`` was set; finished runs are safe.
        ResultsError: the store cannot be written to, or there is nobody to work any longer.
    """
    driver = _Driver(runs, store, pool, work)
    retry = work.retry
    for _ in range(_ROUNDS):
        store.refresh()
        missing = driver.missing(retry=retry)
        if not missing:
            break
        with _order(store, len(missing)) as first:
            driver.work_on(deque(missing[first:] + missing[:first]))
        retry = False
    store.refresh()
    if missing := driver.missing(retry=False):
        raise ResultsError(f"{len(missing)} runs were made and cannot be found in {store.folder}; is it being changed?")
    return driver.state()


@contextmanager
def _order(store: RunStore, n: int) -> Iterator[int]:
    """Give the run to begin with: the first, or one of its own where another driver of this machine is at work."""
    try:
        with held(store.folder / ".driver"):
            yield 0
    except HeldError:
        yield zlib.crc32(f"{socket.gethostname()} {os.getpid()}".encode()) % n


class _Driver:
    """One piece of work: which runs are missing, which are handed out, which must be made alone."""

    def __init__(self, runs: RequestedRuns, store: RunStore, pool: Pool, work: Work) -> None:
        self._runs, self._store, self._pool, self._work = runs, store, pool, work
        self._keys: list[bytes] = []
        self._layouts: list[Layout] = []
        self._numbers: list[int] = []
        self._note_down()
        self._template = Batch(store.root.resolve(), model_id(), sources_of_plugins(), ())
        self._flying: dict[Future[FinishedBatch], tuple[int, ...]] = {}
        self._alone: deque[int] = deque()
        self._killed_alone: Counter[int] = Counter()
        self._finished = self._failed = self._made = 0
        self._began = self._refreshed = monotonic()
        self._worker_s = 0.0

    def _note_down(self) -> None:
        """Note what each run is found by, each once: points that differ in what does not happen are one run."""
        seen = set()
        for number in range(len(self._runs)):
            wanted = self._runs[number]
            if (key := wanted.key) not in seen:
                seen.add(key)
                self._keys.append(key)
                self._layouts.append(wanted.layout)
                self._numbers.append(number)

    def missing(self, *, retry: bool) -> list[int]:
        """Return the numbers of the runs to make."""
        lacking = self._lacking(range(len(self._keys)))
        failed = {number for number in lacking if self._store.is_failed(self._keys[number])}
        self._finished, self._failed = len(self._keys) - len(lacking), 0 if retry else len(failed)
        return lacking if retry else [number for number in lacking if number not in failed]

    def _lacking(self, numbers: Sequence[int]) -> list[int]:
        """Return those of which something is not stored."""
        groups: dict[Layout, list[int]] = {}
        for number in numbers:
            groups.setdefault(self._layouts[number], []).append(number)
        return sorted(
            group[place]
            for layout, group in groups.items()
            for place in self._store.lacking((self._keys[number] for number in group), layout)
        )

    def state(self) -> Progress:
        """Return how far it is."""
        return Progress(self._finished, self._failed, len(self._keys), self._made, monotonic() - self._began)

    def work_on(self, queue: deque[int]) -> None:
        """Hand out all runs of a queue and wait for them."""
        self._began = monotonic()
        self._work.on_progress(self.state())
        while (queue or self._alone or self._flying) and not self._work.stop.is_set():
            self._hand_out(queue)
            self._collect()
        if self._work.stop.is_set():
            self._end_softly()

    def _hand_out(self, queue: deque[int]) -> None:
        """Hand out batches, as many as keep all workers busy; what may have killed a worker goes out alone."""
        if self._alone:
            if not self._flying:
                self._submit((self._alone.popleft(),))
            return
        slots = self._pool.slots()
        while queue and len(self._flying) < _AHEAD * slots and not self._work.stop.is_set():
            size = min(self._size(), max(1, len(queue) // (_AHEAD * slots)))
            numbers = [queue.popleft() for _ in range(min(size, len(queue)))]
            if numbers := self._still_missing(numbers):
                self._submit(tuple(numbers))

    def _size(self) -> int:
        """Return how many runs take about half a second."""
        if not self._made:
            return 1
        return max(1, min(_MOST_RUNS, round(BATCH_S * self._made / max(self._worker_s, 1e-6))))

    def _still_missing(self, numbers: list[int]) -> list[int]:
        """Return those runs that no other driver has made meanwhile."""
        if monotonic() - self._refreshed > _REFRESH_EVERY_S:
            self._store.refresh()
            self._refreshed = monotonic()
            left = self._lacking(numbers)
            self._finished += len(numbers) - len(left)
            return left
        return numbers

    def _submit(self, numbers: tuple[int, ...]) -> None:
        batch = replace(self._template, runs=tuple(self._runs[self._numbers[number]] for number in numbers))
        try:
            self._flying[self._pool.submit(batch)] = numbers
        except RuntimeError as error:  # a worker was killed meanwhile, and nothing can be handed out any longer
            self._survive(BrokenExecutor(str(error)), numbers)

    def _collect(self) -> None:
        """Take what is finished; waits a moment for it."""
        finished, _ = wait(self._flying, timeout=_LOOK_EVERY_S, return_when=FIRST_COMPLETED)
        for future in finished:
            numbers = self._flying.pop(future, ())
            error = CancelledError() if future.cancelled() else future.exception()
            if error is None:
                self._take(future.result())
            elif isinstance(error, ResultsError):
                self._give_up(error)
            else:
                self._survive(error, numbers)
        if finished:
            self._work.on_progress(self.state())

    def _take(self, done: FinishedBatch) -> None:
        self._finished += done.n_ok
        self._failed += len(done.failed)
        self._made += done.n_ok + len(done.failed)
        self._worker_s += done.seconds

    def _survive(self, error: BaseException, numbers: tuple[int, ...]) -> None:
        """Go on after a worker was killed: what it had not stored is run alone, so that it is known what kills."""
        if lost := self._pool.is_lost(error):
            self._give_up(ResultsError(lost))
        if not isinstance(error, BrokenExecutor) and not _kills(error):
            self._give_up(error)
        was_alone = len(numbers) == 1 and not self._flying
        handed = [*numbers, *(number for each in self._flying.values() for number in each)]
        if not _kills(error):  # the whole pool is gone, with all that was handed out
            wait(self._flying, timeout=BATCH_S)
            self._flying.clear()
            self._pool.renew()
        else:
            handed = list(numbers)
        self._store.refresh()
        for number in self._lacking(handed):
            self._killed_alone[number] += was_alone
            if self._killed_alone[number] >= _DEADLY:
                self._blame(number, error)
            else:
                self._alone.append(number)
        self._finished += len(handed) - len(self._lacking(handed))

    def _blame(self, number: int, error: BaseException) -> None:
        """Keep a run as failed that ended its worker again and again, with nothing else at work."""
        message = f"its process was killed {_DEADLY} times, alone at work; it may take more memory than there is"
        with self._store.adding() as add:
            add(self._keys[number], self._layouts[number], Failure(type(error).__name__, message, is_passing=True))
        self._failed += 1

    def _give_up(self, error: BaseException) -> None:
        """Let what is at work finish, then raise an error."""
        for future in self._flying:
            future.cancel()
        wait(self._flying, timeout=_LONGEST_END_S)
        self._flying.clear()
        raise error

    def _end_softly(self) -> None:
        """Wait for what is at work; what has not begun is left."""
        for future in self._flying:
            future.cancel()
        wait(self._flying)
        for future in self._flying:
            if not future.cancelled() and future.exception() is None:
                self._take(future.result())
        self._flying.clear()
        if self._finished + self._failed < len(self._keys):
            raise RunInterrupted(self._finished, len(self._keys), str(self._store.folder), "runs")


def _kills(error: BaseException) -> bool:
    """Whether a cluster says that a run killed several of its workers; the others go on."""
    return type(error).__name__ == "KilledWorker"
