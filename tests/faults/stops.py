"""Writing that stops: killed at each change of a file or at any moment, a full disk, a folder that is read-only."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from simulation.results.errors import ResultsError
from simulation.results.reader import StoredRun
from tests.faults.case import SECONDS, Case, complete, folder_of, forked, is_clear, must_be_whole, require
from tests.faults.spy import Spy, full_from, killed_at, watching


def cases(random: Random, share: float = 1.0) -> Iterator[Case]:
    """Yield the cases of this module; ``share`` takes a part of the steps."""
    for start in BEFORE:
        steps = range(1, steps_of(start) + 1)
        for step in steps:
            if random.random() < share:
                yield Case("killed at a step", f"{start}, before change {step}", _killed(start, step))
        for step in steps:
            if random.random() < share:
                code = random.choice([errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
                yield Case(
                    "disk full or broken", f"{start}, {errno.errorcode[code]} at {step}", _full(start, step, code)
                )
    for number in range(max(1, int(60 * share))):
        start, delay = random.choice([*BEFORE]), random.uniform(0, 0.15)
        yield Case("killed at any moment", f"{number}: {start}, after {delay:.3f} s", _killed_after(start, delay))
    for size in (0, 1, 100, 1000, 3000, 5000, 9000, 20_000)[:: max(1, int(1 / share / 2))]:
        yield Case("disk full or broken", f"files end at {size} bytes", _limited(size))
    for size in (4, 12, 24, 40, 60, 100):
        if share == 1.0:
            yield Case("disk full or broken", f"a disk of {size} KiB", _tiny_disk(size))
    for start in BEFORE:
        yield Case("read-only folder", start, _read_only(start))
    yield Case("read-only folder", "a finished run is shown", _shown)


def steps_of(start: str) -> int:
    """Return how many changes of files the work after a start makes."""
    with tempfile.TemporaryDirectory() as folder:
        BEFORE[start](Path(folder))
        with watching(Spy()) as spy:
            complete(Path(folder), fresh=start.startswith("a fresh"))
    return len(spy.changed)


def _finish(root: Path) -> None:
    complete(root)


def _interrupt(root: Path) -> None:
    """Leave a run that was killed behind: one replicate is finished."""
    seal = folder_of(root) / "parts" / "replicate-00001.json"

    def at(_change: int) -> None:
        if spy.changed[-1] == str(seal):
            os._exit(9)

    spy = Spy(at=at)
    with_spy(spy, lambda: complete(root))
    require((seal.parent / "replicate-00000.json").is_file(), "no interrupted run could be made")


def with_spy(spy: Spy, work: Callable[[], object]) -> int:
    """Run work in a forked process under a spy; returns its exit code: 0, or 1 with a clear error."""

    def body() -> int:
        with watching(spy):
            try:
                work()
            except ResultsError as error:
                return 1 if is_clear(str(error)) else 98
        return 0

    return forked(body)


def _again(root: Path, start: str) -> None:
    """Check that what was finished before is intact, and that the same command then gives the right results."""
    final = folder_of(root)
    if start.startswith("a fresh") and final.is_dir():
        must_be_whole(root, leftovers=True)
    outcome = complete(root)
    if start.startswith("the rest"):
        require(outcome.kept >= 1 or outcome.reused, "a finished replicate was lost")
    if start.startswith("a fresh"):
        require(outcome.reused, "the finished run was lost")
    must_be_whole(root, leftovers=outcome.reused)
    complete(root, fresh=True)
    must_be_whole(root)
    if "explained" in start:
        values = final / "explain" / "key" / "week" / "00000.values"
        require(values.is_file() and values.read_bytes() == b"values", "what explains the run was lost")


def _killed(start: str, step: int) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        BEFORE[start](root)
        code = with_spy(killed_at(step), lambda: complete(root, fresh=start.startswith("a fresh")))
        require(code in {-signal.SIGKILL, 0}, f"ended with {code} instead of being killed")
        _again(root, start)

    return check


def _killed_after(start: str, delay: float) -> Callable[[Path], None]:
    def kill(pid: int) -> None:
        time.sleep(delay)
        os.kill(pid, signal.SIGKILL)

    def work(root: Path) -> int:
        complete(root, fresh=start.startswith("a fresh"))
        return 0

    def check(root: Path) -> None:
        BEFORE[start](root)
        code = forked(lambda: work(root), kill)
        require(code in {-signal.SIGKILL, 0}, f"ended with {code} instead of being killed")
        _again(root, start)

    return check


def _full(start: str, step: int, code: int) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        BEFORE[start](root)
        ended = with_spy(full_from(step, code), lambda: complete(root, fresh=start.startswith("a fresh")))
        require(ended in {0, 1}, f"ended with {ended} instead of a clear error")
        _again(root, start)

    return check


def _limited(size: int) -> Callable[[Path], None]:
    """Writes really fail at a size, in Arrow too."""

    def check(root: Path) -> None:
        complete(root, seed=4)

        def work() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            complete(root)

        code = with_spy(Spy(), work)
        require(code in {0, 1}, f"ended with {code} instead of a clear error")
        must_be_whole(root, seed=4)
        _again(root, "a new run")

    return check


def _tiny_disk(size: int) -> Callable[[Path], None]:
    """A disk that really is full; where none can be mounted (not root), the size of files is limited instead."""

    def check(root: Path) -> None:
        disk = root / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)]
        if os.getuid() or subprocess.run(mount, capture_output=True, check=False, timeout=SECONDS).returncode:
            _limited(size * 256)(root)
            return
        try:
            code = with_spy(Spy(), lambda: complete(disk))
            require(code in {0, 1}, f"ended with {code} instead of a clear error")
            if code:
                subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True, timeout=SECONDS)
            _again(disk, "a new run")
        finally:
            subprocess.run(["umount", str(disk)], check=True, timeout=SECONDS)

    return check


def _read_only(start: str) -> Callable[[Path], None]:
    """Another user, who may only read, gets a clear error and can still read."""

    def check(root: Path) -> None:
        complete(root, seed=4)
        BEFORE[start](root)
        for path in (root, *root.parents):
            if path != path.parent and path.stat().st_uid == os.getuid() and path.is_relative_to(tempfile.gettempdir()):
                path.chmod(0o755)
        folders = [root, root / "small", *(root / "small").iterdir()]

        def work() -> int:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            else:
                for path in folders:
                    path.chmod(0o555)
            try:
                complete(root, fresh=start.startswith("a fresh"))
            except ResultsError as error:
                readable = StoredRun.open(folder_of(root, 4)).table("weekly").num_rows > 0
                return 1 if is_clear(str(error)) and str(root) in str(error) and readable else 98
            return 97

        try:
            code = forked(work)
        finally:
            for path in folders:
                path.chmod(0o755)
        require(code == 1, f"ended with {code}")
        _again(root, start)
        must_be_whole(root, seed=4)

    return check


def _shown(root: Path) -> None:
    """Another user, who may only read, gets the finished run that he asks for."""
    complete(root)
    for path in (root, *root.parents):
        if path != path.parent and path.stat().st_uid == os.getuid() and path.is_relative_to(tempfile.gettempdir()):
            path.chmod(0o755)
    folders = [root / "small", folder_of(root)]

    def work() -> int:
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        else:
            for path in folders:
                path.chmod(0o555)
        return 0 if complete(root).reused else 97

    try:
        code = forked(work)
    finally:
        for path in folders:
            path.chmod(0o755)
    require(code == 0, f"ended with {code}")
    must_be_whole(root)


def _explain(root: Path) -> None:
    """Leave a finished run with values that explain it behind."""
    complete(root)
    values = folder_of(root) / "explain" / "key" / "week" / "00000.values"
    values.parent.mkdir(parents=True)
    values.write_bytes(b"values")


BEFORE: dict[str, Callable[[Path], None]] = {
    "a new run": lambda _root: None,
    "a fresh run over a finished one": _finish,
    "a fresh run over an explained one": _explain,
    "the rest of an interrupted run": _interrupt,
}
