"""Files that are whole or not there: atomic writing, seals, a lock on a folder, a file's SHA-256."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from simulation.results.errors import ResultsError

_SEAL = re.compile(rb'"seal": "([0-9a-f]{64})"')


def write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, bring it to disk, then put it in place.

    A reader sees the old file or the new one, never a part; after an error the old one stays.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        write(temporary)
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Write a text file atomically, UTF-8, line ends as they are."""
    write_atomically(path, lambda temporary: _put(temporary, text))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def write_sealed(path: Path, text: str) -> None:
    """Write a JSON text atomically; its empty ``"seal": ""`` becomes the SHA-256 of the text as it is given."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    write_text(path, text.replace('"seal": ""', f'"seal": "{digest}"'))


def seal_holds(content: bytes) -> bool:
    """Whether a file of `write_sealed` is as it was written; False where it has no seal."""
    found = _SEAL.search(content)
    if found is None:
        return False
    return hashlib.sha256(_SEAL.sub(b'"seal": ""', content)).hexdigest().encode() == found.group(1)


def sweep(folder: Path) -> None:
    """Remove what killed writers left in a folder that this process holds."""
    for left in folder.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def moving_alone(folder: Path) -> Iterator[None]:
    """Hold a folder for the moment in which runs in it are moved; waits for others that do the same."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):  # some network disks cannot lock a folder
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for this process; the lock goes with the process, however it ends.

    Raises:
        ResultsError: another process holds it.
    """
    with (folder / ".lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise ResultsError(
                f"another process (number {holder}) is working on {folder}; "
                "wait for it, or choose another folder with --out"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
