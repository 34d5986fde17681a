"""Numbers of measures in a language: shares as percent, differences of shares in percentage points."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from simulation.portable.tens import order, ten_to
from simulation.present.language.language import UNDEFINED

if TYPE_CHECKING:
    from simulation.present.language import Language

_WHOLE: Final = 100
_PERCENT: Final = 100
_DIGITS: Final = 2
"""Digits after the first one, of numbers below a hundred that are not whole."""


def amount(number: float, unit: str, language: Language, *, sign: bool = False) -> str:
    """Return a number in words of its unit."""
    if math.isnan(number):
        return UNDEFINED
    if unit == "share":
        return language.share(number, 0.001)
    return language.number(number, _step(number, unit), sign=sign)


def difference(number: float, unit: str, language: Language, *, bare: bool = False) -> str:
    """Return a difference with its sign; of shares in percentage points, which ``bare`` leaves to the reader."""
    if math.isnan(number):
        return UNDEFINED
    if unit != "share":
        return amount(number, unit, language, sign=True)
    text = language.number(_PERCENT * number, 0.01, sign=True)
    return text if bare else language("{n} percentage points", n=text)


def plainly(number: float, language: Language) -> str:
    """Return a number with the digits that it has, as in a plan's settings: 0.005, 2, 1,200."""
    digits = -int(Decimal(repr(float(number))).normalize().as_tuple().exponent)
    return language.number(number, ten_to(-max(0, digits)))


def _step(number: float, unit: str) -> float:
    if unit.startswith("index"):
        return 0.001
    if abs(number) >= _WHOLE or number == round(number):
        return 1.0
    return ten_to(order(abs(number)) - _DIGITS)
