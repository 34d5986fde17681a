"""How far a command's work is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol

from rich.console import Console

from simulation.cli.terminal import console
from simulation.compiled import has_cache, skip_blas_probe
from simulation.results.execute import Outcome, execute
from simulation.results.options import Options
from simulation.system.compiling import tell_by, tell_once
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

_LEAST_PAUSE_S: Final = 10
_MOST_PAUSE_S: Final = 60
_STEP: Final = 0.1
"""How often progress is shown without a terminal: pauses in seconds, share of the work."""


class OnProgress(Protocol):
    """Called with the replicate and its weeks done."""

    def __call__(self, replicate: int, weeks: int, /) -> None:
        """Note the progress."""


def complete(scenario: Scenario, options: Options, *, as_json: bool) -> Outcome:
    """Run a scenario, telling how far it is."""
    run = scenario.run
    with at_work(scenario.name, run.replicates, run.weeks, options.engine, as_json=as_json) as note:
        return execute(scenario, replace(options, on_progress=note))


@contextmanager
def at_work(label: str, replicates: int, weeks: int, engine: str, *, as_json: bool) -> Iterator[OnProgress]:
    """Tell on standard error what takes time; nothing to a program that reads JSON."""
    skip_blas_probe()
    told = console(error=True)
    told.quiet = as_json and not told.is_terminal
    tell_by(partial(told.print, style="dim", highlight=False))
    if engine == "kernel" and not has_cache():
        tell_once()
    with progress(told, label, replicates, weeks) as note:
        yield note


@contextmanager
def progress(console: Console, label: str, replicates: int, weeks: int) -> Iterator[OnProgress]:
    """Show a bar with the time left on a terminal, a line now and then elsewhere."""
    label = safe(label)
    done, total = [0] * replicates, 0
    lock = threading.Lock()
    with _bar(console, label) if console.is_terminal else _lines(console, label) as show:

        def note(replicate: int, week: int) -> None:
            nonlocal total
            with lock:
                total += week - done[replicate]
                done[replicate] = week
                show(total / (replicates * weeks))

        yield note


@contextmanager
def _bar(console: Console, label: str) -> Iterator[Callable[[float], None]]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task(label, total=1)
        yield lambda share: bar.update(task, completed=share)


@contextmanager
def _lines(console: Console, label: str) -> Iterator[Callable[[float], None]]:
    """Print a line for each tenth of the work or each minute, but never two within ten seconds."""
    began = said = monotonic()
    share_said = 0.0

    def show(share: float) -> None:
        nonlocal said, share_said
        now = monotonic()
        if now - said < _LEAST_PAUSE_S or (share - share_said < _STEP and now - said < _MOST_PAUSE_S):
            return
        said, share_said = now, share
        console.print(f"{label}: {share:.0%} done after {now - began:.0f} s", markup=False, highlight=False)

    yield show
