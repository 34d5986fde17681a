"""One thing that goes wrong: its kind, its name, and a check that nothing was lost."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulation.results.execute import Outcome, execute, run_folder
from simulation.results.reader import StoredRun
from simulation.results.verify import altered
from simulation.scenario.schema import Scenario
from tests.results.standin import Standin, scenario

SECONDS = 60.0
"""Time that one case may take before it counts as hanging."""


class LostError(AssertionError):
    """A result was lost, used although it was damaged, or an error was not said clearly."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case; ``check`` gets an empty folder of its own and raises `LostError`."""

    kind: str
    name: str
    check: Callable[[Path], None]


def model_folder() -> Path:
    """Return an empty folder for what many cases start from; it goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="wandel-faults-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def small(seed: int = 3) -> Scenario:
    """Return the scenario of most cases: 400 people, 4 weeks, 2 replicates."""
    return scenario("small", weeks=4, replicates=2, seed=seed)


def complete(root: Path, seed: int = 3, **more: object) -> Outcome:
    """Run the scenario of most cases with the stand-in."""
    return execute(small(seed), Standin().options(root, workers=1, **more))


@cache
def reference(seed: int = 3) -> str:
    """Return the digest that the scenario has when nothing goes wrong."""
    with tempfile.TemporaryDirectory() as folder:
        return complete(Path(folder), seed).run.manifest.digest or ""


def folder_of(root: Path, seed: int = 3) -> Path:
    """Return where that run lies below a folder of results."""
    return run_folder(small(seed), Standin().options(root))


def require(holds: object, text: str) -> None:
    """Raise `LostError` with a text unless something holds."""
    if not holds:
        raise LostError(text)


def must_be_whole(root: Path, seed: int = 3, leftovers: bool = False) -> None:
    """Check that the run is there, complete, unaltered and what it should be, without what killed writers leave."""
    run = StoredRun.open(folder_of(root, seed))
    require(run.manifest.digest == reference(seed), "the digest is another one")
    require(not altered(run), f"files are not what the manifest says: {altered(run)[:1]}")
    names = [path.name for path in run.folder.iterdir()]
    left = [name for name in names if name.endswith(".tmp") or name == "parts"]
    require(leftovers or not left, f"left behind: {left}")


def is_clear(text: str) -> bool:
    """Whether an error is said in one short paragraph, without a traceback."""
    return bool(text.strip()) and "Traceback" not in text and len(text) < 2000


def forked(work: Callable[[], int], signals: Callable[[int], None] | None = None) -> int:
    """Run ``work`` in a forked process; returns its exit code, or minus the signal that ended it.

    ``signals`` is called with the process's number while it works.

    Raises:
        LostError: it hangs.
    """
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    if signals is not None:
        signals(pid)
    for status in _waited(pid):
        return os.waitstatus_to_exitcode(status)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise LostError(f"hangs for {SECONDS:g} seconds")


def _waited(pid: int) -> Iterator[int]:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            yield status
            return
        time.sleep(0.002)
