"""Where batches are worked on: in this process, on the cores of this machine, on a cluster, on any Executor."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from simulation.results.errors import InputError, ResultsError
from simulation.scenario.memory import needed_bytes
from simulation.studies.running.worker import Batch, FinishedBatch, run_batch
from simulation.system.memory import available_bytes, use_one_thread_of_blas
from simulation.system.processes import cores

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

IDLE_S: Final = 60
"""Seconds after which workers of this machine that have nothing to do end."""
CONNECT_S: Final = 10


class Pool(Protocol):
    """What a driver needs: how many batches are worked on at a time, and to hand one over."""

    def slots(self) -> int:
        """Return how many batches are worked on at a time now; a cluster may grow and shrink."""

    def submit(self, batch: Batch) -> Future[FinishedBatch]:
        """Hand a batch over."""

    def renew(self) -> None:
        """Have workers again after one was killed."""

    def is_lost(self, error: BaseException) -> str:
        """Return what to say where an error means that there is nobody to work any longer; else nothing."""


class Here:
    """This process works on each batch before `submit` returns."""

    def slots(self) -> int:
        """One."""
        return 1

    def submit(self, batch: Batch) -> Future[FinishedBatch]:
        """Work on a batch."""
        future: Future[FinishedBatch] = Future()
        try:
            future.set_result(run_batch(batch))
        except Exception as error:
            future.set_exception(error)
        return future

    def renew(self) -> None:
        """Nothing was killed, or nobody would be here."""

    def is_lost(self, error: BaseException) -> str:
        """Never."""
        del error
        return ""


class NothingIsRunError(Exception):
    """A run is missing where only what is stored may be used."""


class Nobody:
    """Nobody works: what is missing ends the work, so that it is seen how far it had come."""

    def slots(self) -> int:
        """One, which is asked in vain."""
        return 1

    def submit(self, batch: Batch) -> Future[FinishedBatch]:
        """Refuse a batch."""
        raise NothingIsRunError(f"{len(batch.runs)} runs are missing")

    def renew(self) -> None:
        """Nobody was killed."""

    def is_lost(self, error: BaseException) -> str:
        """Never."""
        del error
        return ""


class Given:
    """An Executor that somebody else made, and will end."""

    def __init__(self, executor: Executor, workers: int | None = None) -> None:
        self._executor = executor
        self._workers = workers or getattr(executor, "_max_workers", None) or cores()

    def slots(self) -> int:
        """As many as was said, or as the executor has."""
        return self._workers

    def submit(self, batch: Batch) -> Future[FinishedBatch]:
        """Hand a batch over."""
        return self._executor.submit(run_batch, batch)

    def renew(self) -> None:
        """It cannot be renewed from here."""
        raise ResultsError("a worker of the executor was killed; what is finished is stored: call again with a new one")

    def is_lost(self, error: BaseException) -> str:
        """Unknown."""
        del error
        return ""


class Cores(Given):
    """Processes of this machine, by loky."""

    def __init__(self, workers: int) -> None:
        """Start them as they are needed."""
        use_one_thread_of_blas()  # in the workers' environment
        super().__init__(_processes(workers), workers)

    def renew(self) -> None:
        """Start new processes in place of those that were killed."""
        self._executor = _processes(self._workers)


def _processes(workers: int) -> Executor:
    try:
        from loky import get_reusable_executor
    except ImportError:
        raise InputError("several workers need loky: pip install 'wandel[analysis]', or take one worker") from None
    found: Executor = get_reusable_executor(workers, timeout=IDLE_S, initializer=_leave_signals, reuse="auto")
    return found


def check_room(pool: Pool, scenario: Scenario, weeks: int) -> None:
    """Refuse work for which the processes of this machine have too little memory; each has an organisation of its own.

    Raises:
        InputError: says how much is needed, and how much there is.
    """
    available = available_bytes()
    if not isinstance(pool, Here | Cores) or available is None:
        return
    needed = pool.slots() * needed_bytes(scenario.simulated, weeks, 1, scenario)
    if needed > available:
        raise InputError(
            f"{pool.slots()} worker(s) with {scenario.simulated.people:,} people each need about {needed / 2**30:.1f} "
            f"GiB, available are {available / 2**30:.1f} GiB; take fewer workers, people or weeks"
        )


def _leave_signals() -> None:
    """Let the driver alone take Ctrl-C: it waits for what is nearly finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Cluster(Given):
    """Workers of a Dask scheduler that somebody started."""

    def __init__(self, client: Any, address: str) -> None:
        """Use a client of the scheduler at an address."""
        super().__init__(client.get_executor(pure=False), 1)
        self._client, self._address = client, address

    def slots(self) -> int:
        """As many as its workers have threads now."""
        try:
            return max(1, int(sum(self._client.nthreads().values())))
        except Exception as error:  # whatever its library raises where nobody answers
            raise ResultsError(self.is_lost(error)) from None

    def renew(self) -> None:
        """Its scheduler starts workers again, or hands their work to others."""

    def is_lost(self, error: BaseException) -> str:
        """Say so where the scheduler does not answer any longer."""
        if type(error).__name__ == "KilledWorker":
            return ""
        lost = f"the scheduler {self._address} cannot be reached any longer ({type(error).__name__})"
        return f"{lost}; what is finished is stored, and the same command goes on from there"


@contextmanager
def pool_of(workers: int, scheduler: str | None = None, executor: Executor | None = None) -> Iterator[Pool]:
    """Give a pool: the executor's, the scheduler's, or that of so many processes of this machine.

    Raises:
        InputError: the scheduler cannot be reached, or a library is not installed.
    """
    if executor is not None:
        yield Given(executor)
    elif scheduler is not None:
        with _client(scheduler) as client:
            yield Cluster(client, scheduler)
    else:
        yield Here() if workers <= 1 else Cores(workers)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        import distributed
    except ImportError:
        raise InputError("--scheduler needs Dask: pip install 'wandel[cluster]'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said here, in one sentence
    try:
        client = cast(Any, distributed).Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).split("\n", maxsplit=1)[0][:200]
        raise InputError(f"the scheduler {address} cannot be reached: {reason}") from None
    try:
        yield client
    finally:
        client.close(timeout=CONNECT_S)
