"""Numbers as people read them, in pages and on the terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.portable.tens import ten_to
from simulation.present.language import ENGLISH
from simulation.results.quantiles import FEW_REPLICATES

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.scenario.schema import Scenario

UNDEFINED: Final = "–"
_WHOLE: Final = 100
_LABEL_LENGTH: Final = 28


def value(number: float, unit: str, language: Language = ENGLISH) -> str:
    """Return a number in words of its unit: shares as percent, people and items whole."""
    if math.isnan(number):
        return UNDEFINED
    if unit == "share":
        return language.share(number, 0.001)
    if unit.startswith("index"):
        return language.number(number, 0.001)
    if math.isinf(number):
        return "∞" if number > 0 else "\N{MINUS SIGN}∞"
    if abs(number) >= _WHOLE or number == round(number):
        return language.number(number)
    return _short(number, language)


def _short(number: float, language: Language) -> str:
    """Write a small number with three digits, without zeros at its end."""
    text = f"{number:.3g}"
    return text if "e" in text else language.number(number, ten_to(-len(text.partition(".")[2])))


def size(people: int, simulated: int | None, language: Language = ENGLISH) -> str:
    """Return how many people there are; and how many were simulated for them, where those are fewer."""
    n = language.number(people)
    if simulated is None or simulated == people:
        return language("{n} people", n=n)
    text = "{n} people (simulated as {simulated}, results for the full size)"
    return language(text, n=n, simulated=language.number(simulated))


def size_of(scenario: Scenario) -> str:
    """Return the same of a scenario."""
    return size(scenario.organisation.people, scenario.simulated.people)


def change(number: float, unit: str, language: Language = ENGLISH) -> str:
    """Return a difference with its sign; of shares in percentage points."""
    return signed(number, unit, language) + ("" if math.isnan(number) else suffix(unit))


def signed(number: float, unit: str, language: Language = ENGLISH) -> str:
    """Return a difference with its sign and without `suffix`, for intervals that state it once."""
    if math.isnan(number):
        return UNDEFINED
    if unit == "share":
        return language.number(number * 100, 0.01, sign=True)
    if unit.startswith("index"):
        return language.number(number, 0.0001, sign=True)
    return ("+" if number > 0 else "") + value(number, unit, language)


def suffix(unit: str) -> str:
    """Return what stands behind a difference: percentage points for shares, else nothing."""
    return " pp" if unit == "share" else ""


def unit_of(measure: str) -> str:
    """Unit of a measure as tables state it; empty for shares and indices, which say it themselves."""
    unit = MEASURES[measure].unit
    return "" if unit in ("share", "1") or unit.startswith("index") else unit


def label_with_unit(measure: str, language: Language = ENGLISH) -> str:
    """Return a measure's label, and its unit in brackets if it has one."""
    unit, label = unit_of(measure), language.known(MEASURES[measure].label)
    return f"{label} ({language.known(unit)})" if unit else label


def few_replicates(replicates: int, language: Language = ENGLISH) -> str:
    """Return a warning where bands rest on too few replicates, else nothing."""
    if replicates >= FEW_REPLICATES:
        return ""
    return language(
        "Bands over so few replicates ({n}) span all of them and hold a further one with a chance of {chance}; "
        "run {enough} or more.",
        n=replicates, chance=language.share((replicates - 1) / (replicates + 1)), enough=FEW_REPLICATES,
    )  # fmt: skip


def count(number: int, noun: str) -> str:
    """Return `1 replicate`, `2 replicates`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def short_labels(names: Sequence[str]) -> list[str]:
    """Return names shortened where they would crowd out a picture, and still different."""
    short = [name if len(name) <= _LABEL_LENGTH else name[: _LABEL_LENGTH - 1] + "…" for name in names]
    return [name if short.count(name) == 1 else f"{name} {i}" for i, name in enumerate(short)]
