"""The files of runs in a store: each is written by one process at a time, others begin their own.

A file's name holds this machine's mark, so that two machines on a shared folder never write to one file; processes of
one machine keep out of each other's way by locks in its own temporary folder, which work whatever the disk does.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import uuid
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

from simulation.system.files import open_plainly, private_folder
from simulation.system.locks import HeldError, held

PATTERN: Final = "*.runs"
FULL_BYTES: Final = 32 << 20
"""A file of this size is not continued."""


@contextlib.contextmanager
def own_part(folder: Path) -> Iterator[Part]:
    """Give a file of runs that nobody else writes to, continued where there is one that is not full.

    Raises:
        OSError: it cannot be opened.
    """
    locks = private_folder("wandel-stores")
    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    for number in count():
        path = folder / f"{_machine()}-{number:04d}.runs"
        if _is_full(path):
            continue
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(held(locks / f"{place}-{number:04d}.lock"))
            except HeldError:
                continue
            part = Part(path)
            stack.callback(part.close)
            yield part
            return


class Part:
    """A file that lines are added to; each outlives the process when `add` returns.

    It may not outlive the machine's power, half a minute long: then a run is made again, for its line is not sound.
    """

    def __init__(self, path: Path) -> None:
        """Open it; what a killed writer left without its end is cut off from what follows."""
        self._number = open_plainly(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        end = os.lseek(self._number, 0, os.SEEK_END)
        if end:
            os.lseek(self._number, end - 1, os.SEEK_SET)
            if os.read(self._number, 1) != b"\n":
                os.write(self._number, b"\n")

    def add(self, line: bytes) -> None:
        """Write a line.

        Raises:
            OSError: not all of it could be written, for lack of room, say; readers pass over what was.
        """
        view = memoryview(line)
        while view:
            view = view[os.write(self._number, view) :]

    def close(self) -> None:
        """Close the file; a disk that takes no more may say so only now."""
        os.close(self._number)


def _is_full(path: Path) -> bool:
    try:
        return path.stat().st_size >= FULL_BYTES
    except OSError:
        return False


@cache
def _machine() -> str:
    """Return a mark of what shares the temporary folder, and so the locks: this machine, or a container on it."""
    path = private_folder("wandel-stores") / "machine"
    for _ in range(2):
        with contextlib.suppress(OSError):
            found = path.read_text(encoding="ascii")
            if len(found) == _MARK and found.isalnum():
                return found
        made = uuid.uuid4().hex[:_MARK]
        with contextlib.suppress(OSError):
            own = path.with_name(f"{made}.mark")
            own.write_text(made, encoding="ascii")
            try:
                os.link(own, path)  # whole, or not at all, if another process made one
            except FileExistsError:
                pass
            finally:
                own.unlink()
    return made


_MARK: Final = 8
