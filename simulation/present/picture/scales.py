"""From values to places on the paper, and the values at which an axis has its ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.portable.tens import order, ten_to
from simulation.present.picture.scene import Axis

if TYPE_CHECKING:
    from simulation.present.language import Language

_STEPS = (1.0, 2.0, 5.0, 10.0)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
_YEAR = 12
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values to places; ``low`` stands at ``start``, ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)


def nice_step(span: float, most: int) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that cuts a span into at most ``most`` pieces."""
    if span <= 0:
        return 1.0
    size = ten_to(order(span / most))
    return next((step * size for step in _STEPS if span / (step * size) <= most), 10 * size)


def nice_ends(low: float, high: float, most: int = 5) -> tuple[float, float]:
    """Widen a range to the next ticks."""
    if high <= low:
        high = low + 1
    step = nice_step(high - low, most)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def ticks(axis: Axis, most: int, language: Language) -> list[tuple[float, str]]:
    """Return values with their labels, at most about ``most`` of them."""
    if axis.kind == "weeks":
        return _dates(axis, most, language)
    step = nice_step(axis.high - axis.low, most)
    first, last = math.ceil(axis.low / step - 1e-9), math.floor(axis.high / step + 1e-9)
    values = [i * step for i in range(first, last + 1)]
    return [(value, _label(axis, value, step, language)) for value in values]


def _label(axis: Axis, value: float, step: float, language: Language) -> str:
    if axis.kind == "share":
        return language.share(value, min(_power(step), 0.01))
    if value == 0:
        return "0"
    if max(abs(axis.low), abs(axis.high)) >= _MILLION:
        return language("{number}m", number=language.number(value / _MILLION, min(_power(step / _MILLION), 1.0)))
    return language.number(value, min(_power(step), 1.0))


def _power(step: float) -> float:
    """Return the power of ten at or below a step."""
    return ten_to(order(step * (1 + 1e-9)))


def _dates(axis: Axis, most: int, language: Language) -> list[tuple[float, str]]:
    """Return firsts of months, as far apart as needed."""
    from babel.dates import format_date

    if axis.start is None:
        raise ValueError("an axis of weeks needs its first day")
    first, last = (axis.start + timedelta(weeks=end) for end in (axis.low, axis.high))
    months = (last.year - first.year) * _YEAR + last.month - first.month + 1
    every = next((each for each in _MONTHS if months / each <= most * (1.6 if each >= _YEAR else 1)), _MONTHS[-1])
    pattern = "y" if every >= _YEAR else "LLL y"
    found = []
    for month in range(0, months + every, 1):
        year, place = divmod(first.month - 1 + month, _YEAR)
        day = date(first.year + year, place + 1, 1)
        if ((day.year * _YEAR + day.month - 1) % every) == 0 and first <= day <= last:
            found.append(((day - axis.start).days / 7, str(format_date(day, pattern, locale=language.code))))
    return found
