"""Days as tables hold them, and the order of day, month and year in a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Order = Literal["day_first", "month_first", "year_first"]
ORDERS: Final[tuple[Order, ...]] = ("day_first", "month_first", "year_first")
_DAY = re.compile(r"(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})(?:[T\s].*)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LETTERS: Final = {"D": "day_first", "M": "month_first", "Y": "year_first", "T": "day_first", "J": "year_first"}
_LONG_YEAR: Final = 4
_MONTHS: Final = 12


def order_named(text: str) -> str:
    """Return the order that a declared format means: one of `ORDERS`, or that of a pattern such as DD.MM.YYYY."""
    if text in (*ORDERS, "auto", "?"):
        return text
    letters = re.sub(r"[^DMYTJ]", "", text.upper())
    return _LETTERS.get(letters[:1], text)


@dataclass(frozen=True, slots=True)
class Reading:
    """The order of a column's days: the row that decides, both orders if ``open``, rows that contradict (``clash``)."""

    order: Order | None
    row: int = -1
    open: tuple[Order, ...] = ()
    clash: tuple[int, ...] = ()


def find_order(texts: Sequence[str]) -> Reading:
    """Return the order that all of a column's days allow.

    Year first where the first number has four digits. Else the one that makes every row a day; with
    points between the numbers the day comes first (nobody writes 12.31.2019). Where both are possible
    for every row and differ, the reading is open; where each is impossible for some row, they clash.
    """
    day_row = month_row = -1
    dotted, differs = True, False
    for row, text in enumerate(texts):
        found = _DAY.fullmatch(text.strip())
        if found is None:
            continue
        first, sign, second, _ = found.groups()
        if len(first) == _LONG_YEAR:
            continue
        dotted &= sign == "."
        differs |= int(first) != int(second)
        if int(first) > _MONTHS and day_row < 0:
            day_row = row
        if int(second) > _MONTHS and month_row < 0:
            month_row = row
    if day_row >= 0 and month_row >= 0:
        return Reading(None, clash=(day_row, month_row))
    if day_row >= 0 or month_row >= 0:
        return Reading("day_first" if day_row >= 0 else "month_first", max(day_row, month_row))
    if not differs:
        return Reading("year_first" if _starts_with_years(texts) else "day_first")
    return Reading("day_first") if dotted else Reading(None, open=("day_first", "month_first"))


def _starts_with_years(texts: Sequence[str]) -> bool:
    return any((found := _DAY.fullmatch(text.strip())) and len(found[1]) == _LONG_YEAR for text in texts)


def parse_day(text: str, order: Order) -> date | None:
    """Return the day that a text means; years of four digits at the start are read as such in every order."""
    bare = text.strip()
    if solid := _SOLID.fullmatch(bare):
        return _day(*map(int, solid.groups()))
    found = _DAY.fullmatch(bare)
    if found is None:
        return None
    first, _, second, third = found.groups()
    if len(first) == _LONG_YEAR:
        return _day(int(first), int(second), int(third))
    if len(third) != _LONG_YEAR or order == "year_first":
        return None
    day, month = (first, second) if order == "day_first" else (second, first)
    return _day(int(third), int(month), int(day))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
