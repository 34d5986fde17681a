"""Tables and progress on the terminal."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol

from rich.console import Console
from rich.table import Table

from simulation.measures import MEASURES
from simulation.present.certainty import shares
from simulation.present.observed import HEAD, cells
from simulation.present.value import TOP, driver_cells, line_cells
from simulation.present.words import UNDEFINED, change, label_with_unit, signed, suffix, unit_of, value
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.results.compare import PlanEffects
    from simulation.results.effects import Effect
    from simulation.results.observed import Checked
    from simulation.results.savings import Savings
    from simulation.results.summary import Row
    from simulation.results.value import Driver, Worth

MOST_TIMES: Final = 1000
"""A larger gain says only that the effect hardly varies: its digits mean nothing."""
_LEAST_PAUSE_S: Final = 10
_MOST_PAUSE_S: Final = 60
_STEP: Final = 0.1
"""How often progress is told where there is no terminal: pauses in seconds, share of the work."""


class OnProgress(Protocol):
    """Called with the replicate and its weeks done."""

    def __call__(self, replicate: int, weeks: int, /) -> None:
        """Note the progress."""


def summary_table(rows: list[Row], title: str) -> Table:
    """Headline measures with median and 80% band."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("measure", overflow="fold")
    for name in ("10%", "median", "90%"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("unit")
    for row in rows:
        one = MEASURES[row.measure]
        cells = (value(number, one.unit) for number in (row.low, row.median, row.high))
        table.add_row(one.label, *cells, unit_of(row.measure))
    return table


def observed_table(found: Checked) -> Table:
    """Candidate definitions of an observation: what was simulated under each, and whether it fits."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for i, name in enumerate(HEAD):
        table.add_column(name, justify="right" if 0 < i < len(HEAD) - 1 else "left", overflow="fold")
    for one in found.candidates:
        table.add_row(*cells(one))
    return table


def value_table(found: Worth) -> Table:
    """Lines of the value account: hours and EUR, each with its 80% band; the net below a line."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("over the whole run", overflow="fold")
    for unit in ("hours", "EUR"):
        for name in ("10%", f"{unit}, median", "90%"):
            table.add_column(name, justify="right", no_wrap=True)
    for cells_of_line in line_cells(found)[:-1]:
        table.add_row(*cells_of_line)
    table.add_section()
    table.add_row(*line_cells(found)[-1], style="bold")
    return table


def drivers_table(ranked: Sequence[Driver]) -> Table:
    """The factors that the net goes with most."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("factor", "correlation", "95% interval", "source", "meaning"):
        table.add_column(name, overflow="fold", no_wrap=name != "meaning")
    for one in ranked[:TOP]:
        table.add_row(*driver_cells(one))
    return table


def effects_table(found: PlanEffects, title: str) -> Table:
    """Paired effects of one plan: band over replicates, mean, in how many it is up or down, what pairing saved.

    The median stands in compare.json and on the page; a terminal has no room for it.
    """
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("effect on", min_width=30)
    table.add_column("80% band", justify="right", min_width=18)
    table.add_column("mean ± s.e.", justify="right", min_width=12)
    table.add_column("up / equal / down", justify="right", min_width=17)
    table.add_column("saved", justify="right", no_wrap=True)
    for measure, effect in found.effects.items():
        table.add_row(label_with_unit(measure), *effect_cells(measure, effect, found.saved[measure])[1:])
    return table


def effect_cells(measure: str, effect: Effect, saved: Savings) -> tuple[str, str, str, str, str]:
    """Return an effect in words: median, 80% band, mean with standard error, up / equal / down, what pairing saved."""
    unit = MEASURES[measure].unit
    if effect.n == 0:
        return (UNDEFINED,) * 5
    tail = suffix(unit)
    return (
        change(effect.median, unit),
        f"{signed(effect.low, unit)} to {signed(effect.high, unit)}{tail}",
        f"{signed(effect.mean, unit)} ± {signed(effect.error, unit).lstrip('+')}{tail}",
        shares(effect),
        UNDEFINED if effect.n_zero == effect.n else saved_words(saved),
    )


def saved_words(saved: Savings) -> str:
    """Return how many times more replicates it would have taken: what parameters and luck saved, where known."""
    if math.isnan(saved.together):
        return UNDEFINED
    if math.isnan(saved.luck) or saved.parameters == 1:
        return _times(saved.together)
    return f"{_times(saved.together)} = {_times(saved.parameters)} · {_times(saved.luck)}"


def _times(number: float) -> str:
    return f"over {MOST_TIMES:,}x" if number > MOST_TIMES else f"{value(number, '1')}x"


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
