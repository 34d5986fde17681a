"""Watches what a piece of code does to files, through the interpreter's audit events; can fail or kill it there."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

CHANGING = {
    "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink",
    "os.truncate", "os.utime", "shutil.rmtree",
}  # fmt: skip
"""Events that change files; `open` for writing does too."""
RUNNING = {"os.exec", "os.fork", "os.posix_spawn", "os.system", "subprocess.Popen", "socket.__new__", "exec.code"}
"""Events that no file may cause."""


@dataclass
class Spy:
    """What was seen: files opened for reading, places changed, and programs or sockets started.

    ``at`` is called with the number (from 1) of each change, before it takes place; what it
    raises is what the change fails with.
    """

    read: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    started: list[str] = field(default_factory=list)
    at: Callable[[int], None] | None = None

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note one audit event."""
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, int):
                return
            writes = set("wax+") & set(mode or "") or (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            self._note(os.fsdecode(path), bool(writes))
        elif event in CHANGING:
            self._note(_place(event, arguments), True)
        elif event in RUNNING:
            self.started.append(event)

    def _note(self, path: str, changes: bool) -> None:
        if not changes:
            self.read.append(path)
            return
        self.changed.append(path)
        if self.at is not None:
            self.at(len(self.changed))


def _place(event: str, arguments: tuple[Any, ...]) -> str:
    """Return the path that a change is made at, also where it is relative to an open folder."""
    if isinstance(arguments[0], int):
        return os.readlink(f"/proc/self/fd/{arguments[0]}")
    path = os.fsdecode(arguments[0])
    folder = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 2, "os.rename": 2}.get(event)
    if folder is not None and len(arguments) > folder and arguments[folder] >= 0:
        return os.path.join(os.readlink(f"/proc/self/fd/{arguments[folder]}"), path)
    return path


_current: list[Spy] = []
_installed: list[bool] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _current:
        _current[-1].see(event, arguments)


@contextmanager
def watching(spy: Spy) -> Iterator[Spy]:
    """Let a spy see this process's events for a while."""
    if not _installed:
        sys.addaudithook(_hook)
        _installed.append(True)
    _current.append(spy)
    try:
        yield spy
    finally:
        _current.pop()


def killed_at(number: int) -> Spy:
    """Return a spy that kills the process, as SIGKILL does, before its change of that number."""

    def at(change: int) -> None:
        if change == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return Spy(at=at)


def full_from(number: int, code: int = errno.ENOSPC) -> Spy:
    """Return a spy under which every change from that number on fails: the disk is full or broken."""
    spy = Spy()

    def at(change: int) -> None:
        if change >= number:
            raise OSError(code, os.strerror(code), spy.changed[-1])

    spy.at = at
    return spy
