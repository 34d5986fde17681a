"""Locks between processes: they go with the process that holds them, however it ends."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from simulation.system.files import open_plainly

LOCK: Final = ".lock"
"""File in a folder whose holder works on the folder."""
_WIDTH: Final = 20
"""Letters of the holder's number, filled up with spaces."""
_FIRST_PAUSE_S: Final = 0.001
_LONGEST_PAUSE_S: Final = 0.1


class HeldError(Exception):
    """Another process holds a lock; ``holder`` is its number, or "unknown"."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(f"process {holder} holds it")


def locks_folders() -> bool:
    """Whether a folder can be a lock itself; on Windows, only files can."""
    return os.name != "nt"


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a lock, a file that says which process has it, or a folder.

    Where the system or the disk has no locks, nobody is kept out.

    Raises:
        HeldError: another process (or thread) has it.
        OSError: the file cannot be opened, or is a link.
    """
    folder = locks_folders() and path.is_dir()
    number = os.open(path, os.O_RDONLY) if folder else open_plainly(path, os.O_RDWR | os.O_CREAT)
    try:
        _lock(number)
        if not folder:
            os.write(number, f"{os.getpid():<{_WIDTH}}".encode())  # in one step: who looks now reads this number
        yield
    finally:
        os.close(number)


@contextlib.contextmanager
def awaited(
    path: Path,
    most_s: float = float("inf"),
    on_waiting: Callable[[str], None] = lambda _holder: None,
) -> Iterator[bool]:
    """Hold a lock, waiting for it as long as ``most_s`` seconds; gives whether it came to that, or one goes on without.

    ``on_waiting`` is called once with the number of the process that has it.
    """
    began, pause, told = time.monotonic(), _FIRST_PAUSE_S, False
    with contextlib.ExitStack() as stack:
        while True:
            try:
                stack.enter_context(held(path))
            except HeldError as error:
                if not told:
                    on_waiting(error.holder)
                told = True
            except OSError:
                yield False
                return
            else:
                yield True
                return
            if time.monotonic() - began > most_s:
                yield False
                return
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)


@contextlib.contextmanager
def moving_alone(folder: Path) -> Iterator[None]:
    """Hold a folder for the moment in which what is in it is moved; waits for others that do the same."""
    with awaited(folder if locks_folders() else folder / LOCK):
        yield


def _lock(number: int) -> None:
    """Lock an open file, or raise `HeldError` at once."""
    try:
        import portalocker
    except ImportError:  # a system without any locks
        return
    try:
        portalocker.lock(number, portalocker.LOCK_EX | portalocker.LOCK_NB)
    except portalocker.AlreadyLocked:
        raise HeldError(_holder(number)) from None
    except portalocker.LockException:  # such as a network disk that has none
        return


def _holder(number: int) -> str:
    try:
        os.lseek(number, 0, os.SEEK_SET)
        return os.read(number, _WIDTH).decode("ascii", "replace").strip() or "unknown"
    except OSError:  # on Windows a locked file cannot be read
        return "unknown"
