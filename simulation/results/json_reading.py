"""Reading JSON that somebody else may have written: no larger, deeper or wider than any that the program writes."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any, Final

MOST_BYTES: Final = 1 << 26
"""Of a JSON file; the manifest of 100,000 replicates takes fewer than 70 bytes for each digest in it."""
DEEPEST: Final = 100
MOST_CONTAINERS: Final = 1 << 20
"""Lists and objects in a document: each takes much more memory than the two characters that it is written with."""


def read_bytes(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """Return the content of a regular file, without waiting for one that is none.

    Raises:
        OSError: it cannot be read.
        ValueError: it is a pipe or device, or larger than ``most_bytes``.
    """
    with open(_open_without_waiting(path), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("it is a pipe or device, not a file")
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise ValueError(f"it is larger than {most_bytes:,} bytes, the most possible")
    return content


def _open_without_waiting(path: Path) -> int:
    """Open a file; a pipe that nobody writes to is opened, too, where there are such, instead of waited for."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def parse_json(content: bytes) -> Any:
    """Return what a text of JSON says.

    Raises:
        ValueError: it is not JSON, or nested or filled beyond what the program itself writes.
    """
    if content.count(b"[") + content.count(b"{") > MOST_CONTAINERS:
        raise ValueError(f"it holds more than {MOST_CONTAINERS:,} lists")
    too_deep = f"it is nested more than {DEEPEST} levels deep"
    try:
        found = json.loads(content)
    except RecursionError:
        raise ValueError(too_deep) from None
    except MemoryError:
        raise ValueError("it takes more memory than there is") from None
    level = [found]
    for _ in range(DEEPEST):
        level = [inner for each in level for inner in _within(each) if isinstance(inner, list | dict)]
        if not level:
            return found
    raise ValueError(too_deep)


def _within(node: Any) -> Any:
    if isinstance(node, dict):
        return node.values()
    return node if isinstance(node, list) else ()
