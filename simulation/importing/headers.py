"""Where the headers of a table stand: below titles and merged heads, above lines of labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from simulation.importing.vocabulary import bare, is_known

MOST_TITLES: Final = 30
"""Rows with anything in them above the headers, at most."""
ENOUGH: Final = 0.5
"""Part of the widest row's cells that a line of headers has more than, and a line of labels has known words at."""


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Return the place of the headers: the first row that is more than half as wide as the widest.

    Where it has gaps inside and the next row has none, as below merged heads, that one; titles are narrower.
    """
    filled = [sum(map(bool, row)) for row in rows]
    widest = max(filled)
    at = next(i for i, n in enumerate(filled[: MOST_TITLES + 1]) if n > ENOUGH * widest or n == widest)
    follows = rows[at + 1] if at + 1 < len(rows) else ()
    gaps = filled[at] < widest and filled[at] < len(rows[at])
    if gaps and len(follows) and all(follows) and sum(map(is_known, follows)) > sum(map(is_known, rows[at])):
        return at + 1
    return at


def label_rows(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows below the headers say in other words what the columns are."""
    n = 0
    for row in rows[:MOST_TITLES]:
        said = [(bare(name), bare(cell)) for name, cell in zip(names, row, strict=False) if bare(cell)]
        if not said or sum(cell == name or is_known(cell) for name, cell in said) <= ENOUGH * len(said):
            break
        n += 1
    return n
