"""One process compiles at a time, and each says that it compiles or for whom it waits.

Whoever finds code missing holds the lock of the cache until that code is stored; those that wait find it then.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from simulation.system.files import sweep
from simulation.system.locks import awaited

LOCK: Final = ".lock"
LONGEST_WAIT_S: Final = 300.0
"""Compiling everything takes one or two minutes; a process that hangs is not waited for any longer."""

_log = logging.getLogger(__name__)


class _Compiling(threading.local):
    """What a thread does: ``depth`` functions are being made or loaded, for one calls others; ``held`` is the lock."""

    def __init__(self) -> None:
        self.held = contextlib.ExitStack()
        self.depth = 0
        self.alone = False


class _Telling:
    """Who is told, and what was told already."""

    def __init__(self) -> None:
        self.way: Callable[[str], None] = _log.info
        self.told: set[str] = set()


_this = _Compiling()
_telling = _Telling()


def tell_by(way: Callable[[str], None]) -> None:
    """Choose who is told about it, all of it anew; a log where nobody is."""
    _telling.way = way
    _telling.told.clear()


def tell_once() -> None:
    """Say that the engine is compiled, once in a process."""
    _say("compiling", "Compiling the engine (about a minute, once).")


@contextlib.contextmanager
def making() -> Iterator[None]:
    """Let one function be loaded or compiled, with all that it calls; what `alone_in` held is free at the end of it."""
    _this.depth += 1
    try:
        yield
    finally:
        _this.depth -= 1
        if _this.depth == 0:
            _this.alone = False
            _this.held.close()


def alone_in(folder: Path) -> None:
    """Wait until no other process compiles into a folder, then hold it, to the end of what is being made."""
    if _this.depth and not _this.alone:
        _this.alone = True
        _this.held.enter_context(awaited(folder / LOCK, LONGEST_WAIT_S, _say_who))
        sweep(folder, below=False)


def _say_who(holder: str) -> None:
    _say("waiting", f"Another process (number {holder}) is compiling the engine; waiting for it.")


def _say(kind: str, text: str) -> None:
    """Tell something, each kind of it once."""
    if kind not in _telling.told:
        _telling.told.add(kind)
        _telling.way(text)
