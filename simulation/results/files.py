"""Files of results: seals, a lock on a folder, a file's SHA-256."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from simulation.results.errors import ResultsError
from simulation.results.json_reading import parse_json
from simulation.system.locks import LOCK, HeldError, held
from simulation.system.writing import write_bytes


def sealed(text: str) -> bytes:
    """Return a JSON object with one more entry at its end: ``seal``, the SHA-256 of all that stands before it."""
    body = text.rstrip().removesuffix("}").rstrip().encode()
    return body + _seal_of(body)


def write_sealed(path: Path, text: str) -> None:
    """Write a JSON object atomically, sealed."""
    write_bytes(path, sealed(text))


def unsealed(content: bytes) -> Any:
    """Return the JSON object in the bytes of a sealed file, without its seal.

    Raises:
        ValueError: it is not as it was written.
    """
    if content[-_SEAL:] != _seal_of(content[:-_SEAL]):
        raise ValueError("it was altered or damaged after it was written")
    found = parse_json(content)
    del found["seal"]
    return found


def _seal_of(body: bytes) -> bytes:
    return b',\n  "seal": "' + hashlib.sha256(body).hexdigest().encode() + b'"\n}\n'


_SEAL: Final = len(_seal_of(b""))


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_unsound(path: Path, sha256: str) -> bool:
    """Whether a file is missing or not the one with that SHA-256; each state of a file is read once for it."""
    try:
        state = path.stat()
        return _hashed(path, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns) != sha256
    except OSError:
        return True


@lru_cache(maxsize=1024)
def _hashed(path: Path, *_state: int) -> str:
    return sha256_of(path)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for this process; the lock goes with the process, however it ends.

    Raises:
        ResultsError: another process holds it.
        OSError: the lock cannot be opened; it may be a link to another place.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(held(folder / LOCK))
        except HeldError as error:
            raise ResultsError(
                f"another process (number {error.holder}) is working on {folder}; "
                "wait for it, or choose another folder with --out"
            ) from None
        yield
