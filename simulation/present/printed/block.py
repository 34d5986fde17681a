"""What a command prints: texts and tables, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

Block = str | Table
"""One thing that is printed; nothing is printed for an empty text."""


def table_of(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table of texts; the last column wraps."""
    table = Table(title=title, title_style="bold", title_justify="left", box=None, pad_edge=False)
    table.show_header = bool(columns)
    for name in columns:
        table.add_column(name, no_wrap=name != columns[-1])
    for row in rows:
        table.add_row(*row)
    return table
