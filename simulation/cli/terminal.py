"""Tables and progress through rich, with every text as it is: no markup, no codes, nothing cut off."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from simulation.cli.output import clean, echo

GAP = 3
"""Room between two columns, for spaces or a line."""


class PlainConsole(Console):
    """A console to which square brackets and colons are text and control codes are shown, whoever wrote them."""

    def render_str(self, text: str, **how: Any) -> Text:
        """Return a text as it is; every cell, title and line that is given as text comes through here."""
        return super().render_str(clean(text), **{**how, "markup": False, "emoji": False})


def console(*, error: bool = False) -> Console:
    """Return a console on standard output, or on standard error."""
    return PlainConsole(stderr=error, highlight=False, markup=False, emoji=False)


def print_table(grid: Table, least_width: int = 0) -> None:
    """Print a table: in a pipe as wide as its names need, on a terminal folded where they need more than there is."""
    to = console()
    needed = needed_width(grid)
    if not to.is_terminal:
        to.width = max(to.width, least_width, needed)
    for column in grid.columns:
        column.overflow = "fold"
        column.no_wrap = column.no_wrap and needed <= to.width
    with to.capture() as captured:
        to.print(grid)
    echo("\n".join(line.rstrip() for line in captured.get().split("\n")))


def needed_width(grid: Table) -> int:
    """Return the width at which no word and no cell that must not wrap is cut."""
    return GAP + sum(_width(column) + GAP for column in grid.columns)


def _width(column: Column) -> int:
    texts = [str(each) for each in (column.header, *column.cells)]
    pieces = [piece for text in texts for piece in (text.split("\n") if column.no_wrap else text.split())]
    return max([column.min_width or 0, *(cell_len(clean(piece)) for piece in pieces)])
