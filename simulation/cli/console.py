"""What commands print: text as it is, tables that fit the terminal, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from simulation.scenario.names import STRANGE


def say(text: str = "") -> None:
    """Print text to standard output as it is, without control characters but for line breaks."""
    _write(text, error=False)


def complain(text: str) -> None:
    """Print text to standard error."""
    _write(text, error=True)


def _write(text: str, error: bool) -> None:
    lines = (STRANGE.sub(lambda found: ascii(found.group())[1:-1], line) for line in text.split("\n"))
    typer.echo("\n".join(lines), err=error)


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    say(json.dumps(value, indent=2, ensure_ascii=False))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; the last column wraps."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(
        title=Text(title, style="bold"), title_justify="left", box=None, show_header=bool(columns), pad_edge=False
    )
    for name in columns:
        grid.add_column(name, no_wrap=name != columns[-1])
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    console = Console(highlight=False, markup=False)
    with console.capture() as captured:
        console.print(grid)
    typer.echo("\n".join(line.rstrip() for line in captured.get().split("\n")))
