"""Numbers as people read them, in pages and on the terminal."""

from __future__ import annotations

import math
from typing import Final

from simulation.measures import MEASURES
from simulation.results.quantiles import FEW_REPLICATES

UNDEFINED: Final = "–"
_WHOLE: Final = 100


def value(number: float, unit: str) -> str:
    """Return a number in words of its unit: shares as percent, people and items whole."""
    if math.isnan(number):
        return UNDEFINED
    if unit == "share":
        return f"{number * 100:.1f}%"
    if math.isinf(number):
        return "∞" if number > 0 else "-∞"
    if abs(number) >= _WHOLE or number == round(number):
        return f"{number:,.0f}"
    return f"{number:.3g}"


def change(number: float, unit: str) -> str:
    """Return a difference with its sign; of shares in percentage points."""
    if math.isnan(number):
        return UNDEFINED
    sign = "+" if number > 0 else ""
    if unit == "share":
        return f"{sign}{number * 100:.2f} pp"
    return sign + value(number, unit)


def unit_of(measure: str) -> str:
    """Unit of a measure as a table's column states it; empty for shares, which say it themselves."""
    unit = MEASURES[measure].unit
    return "" if unit in ("share", "1") else unit


def few_replicates(replicates: int) -> str:
    """Return a warning where bands rest on too few replicates, else nothing."""
    if replicates >= FEW_REPLICATES:
        return ""
    return (
        f"Bands over {count(replicates, 'replicate')} are not to be trusted; run at least {FEW_REPLICATES}, better 20."
    )


def count(number: int, noun: str) -> str:
    """Return `1 replicate`, `2 replicates`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
