"""How commands that run end: signals stop them softly, errors become messages and exit codes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import typer

from simulation.cli.console import complain
from simulation.system.compiling import tell_by
from simulation.system.memory import too_little

FAILED, WRONG_INPUT, INTERRUPTED = 1, 2, 130


@contextmanager
def guarded() -> Iterator[threading.Event]:
    """Give a stop event that Ctrl-C and SIGTERM set; leave with the exit code that an error stands for."""
    from simulation.results.errors import InputError, ResultsError, RunInterrupted
    from simulation.scenario.problems import ScenarioError

    tell_by(complain)
    with _stopping() as stop:
        try:
            if lacking := too_little():
                raise ResultsError(lacking)
            yield stop
        except RunInterrupted as stopped:
            complain(f"{str(stopped)[0].upper()}{str(stopped)[1:]}. The same command goes on from there.")
            raise typer.Exit(INTERRUPTED) from None
        except (InputError, ScenarioError) as error:
            complain(str(error))
            raise typer.Exit(WRONG_INPUT) from None
        except ResultsError as error:
            complain(str(error))
            raise typer.Exit(FAILED) from None


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Set an event at the first SIGINT or SIGTERM; a second one ends the process as usual."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before: dict[int, Any] = {}

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        if not stop.is_set():
            complain("stopping ...")
        stop.set()
        restore()

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, on_signal)
    try:
        yield stop
    finally:
        restore()
