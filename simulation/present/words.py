"""Numbers as people read them, in pages and on the terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.results.quantiles import FEW_REPLICATES

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

UNDEFINED: Final = "–"
_WHOLE: Final = 100
_LABEL_LENGTH: Final = 28


def value(number: float, unit: str) -> str:
    """Return a number in words of its unit: shares as percent, people and items whole."""
    if math.isnan(number):
        return UNDEFINED
    if unit == "share":
        return f"{number * 100:.1f}%"
    if unit.startswith("index"):
        return f"{number:.3f}"
    if math.isinf(number):
        return "∞" if number > 0 else "-∞"
    if abs(number) >= _WHOLE or number == round(number):
        return f"{number:,.0f}"
    return f"{number:.3g}"


def size(people: int, simulated: int | None) -> str:
    """Return how many people there are; and how many were simulated for them, where those are fewer."""
    if simulated is None or simulated == people:
        return f"{people:,} people"
    return f"{people:,} people (simulated as {simulated:,}, results for the full size)"


def size_of(scenario: Scenario) -> str:
    """Return the same of a scenario."""
    return size(scenario.organisation.people, scenario.simulated.people)


def change(number: float, unit: str) -> str:
    """Return a difference with its sign; of shares in percentage points."""
    return signed(number, unit) + ("" if math.isnan(number) else suffix(unit))


def signed(number: float, unit: str) -> str:
    """Return a difference with its sign and without `suffix`, for intervals that state it once."""
    if math.isnan(number):
        return UNDEFINED
    sign = "+" if number > 0 else ""
    if unit == "share":
        return f"{sign}{number * 100:.2f}"
    if unit.startswith("index"):
        return f"{sign}{number:.4f}"
    return sign + value(number, unit)


def suffix(unit: str) -> str:
    """Return what stands behind a difference: percentage points for shares, else nothing."""
    return " pp" if unit == "share" else ""


def unit_of(measure: str) -> str:
    """Unit of a measure as tables state it; empty for shares and indices, which say it themselves."""
    unit = MEASURES[measure].unit
    return "" if unit in ("share", "1") or unit.startswith("index") else unit


def label_with_unit(measure: str) -> str:
    """Return a measure's label, and its unit in brackets if it has one."""
    unit = unit_of(measure)
    return f"{MEASURES[measure].label} ({unit})" if unit else MEASURES[measure].label


def few_replicates(replicates: int) -> str:
    """Return a warning where bands rest on too few replicates, else nothing."""
    if replicates >= FEW_REPLICATES:
        return ""
    return (
        f"Bands over so few replicates ({replicates}) span all of them and hold a further one with a chance of "
        f"{(replicates - 1) / (replicates + 1):.0%}; run {FEW_REPLICATES} or more."
    )


def count(number: int, noun: str) -> str:
    """Return `1 replicate`, `2 replicates`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def short_labels(names: Sequence[str]) -> list[str]:
    """Return names shortened where they would crowd out a picture, and still different."""
    short = [name if len(name) <= _LABEL_LENGTH else name[: _LABEL_LENGTH - 1] + "…" for name in names]
    return [name if short.count(name) == 1 else f"{name} {i}" for i, name in enumerate(short)]
