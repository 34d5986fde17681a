"""Days as tables hold them, and the order of day, month and year in a column."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Order = Literal["day_first", "month_first", "year_first"]
ORDERS: Final[tuple[Order, ...]] = ("day_first", "month_first", "year_first")
_TIME: Final = r"(?:[T,\s].*)?"
_DAY = re.compile(rf"(\d{{1,4}})([-./])(\d{{1,2}})\2(\d{{1,4}}){_TIME}")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WEEKDAY = re.compile(r"(?:mo|tu|we|th|fr|sa|su|di|mi|do|so)[a-z]*[.,]*\s+(?=\w)", re.IGNORECASE)
_NAMED = re.compile(rf"(\d{{1,2}})[-.\s]+([a-zä]{{3,}})[-.,\s]+(\d{{2}}|\d{{4}}){_TIME}", re.IGNORECASE)
_NAME_FIRST = re.compile(rf"([a-zä]{{3,}})[-.\s]+(\d{{1,2}})[-.,\s]+(\d{{4}}){_TIME}", re.IGNORECASE)
_MONTH = re.compile(
    r"(?P<name>[a-zä]{3,})[-.,/\s]+(?P<y1>\d{4})|(?P<y2>\d{4})[-/](?P<m2>\d{1,2})|"
    r"(?P<m3>\d{1,2})[-./](?P<y3>\d{4})",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"(?P<y1>\d{4})[-/\s]*(?:KW|CW|W)[-\s]*(?P<w1>\d{1,2})|"
    r"(?:KW|CW|W|Woche|Week)[-\s]*(?P<w2>\d{1,2})[-/.,\s]+(?P<y2>\d{4})",
    re.IGNORECASE,
)
_NEVER = re.compile(r"never\b|nie\b|noch nie\b|niemals\b", re.IGNORECASE)
_EXCEL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_LETTERS: Final = {"D": "day_first", "M": "month_first", "Y": "year_first", "T": "day_first", "J": "year_first"}
_SHORT_YEAR: Final = 2
_LONG_YEAR: Final = 4
_MONTHS: Final = 12
_NAMES: Final = {
    name: month for month, names in enumerate(
        ("jan", "feb", "mar mär mae mrz", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec dez"), 1
    ) for name in names.split()
}  # fmt: skip
"""Months by the first three letters of their English and German names."""
_PIVOT: Final = 69
"""First year of two digits that is of the 20th century, as in POSIX."""
EXCEL_ZERO: Final = date(1899, 12, 30)
"""Day 0 of Excel's count (its February 1900 has a day too many, so that later days count from here)."""
_EXCEL_DAYS: Final = range(20_000, 80_000)
"""Numbers of five digits that are days of Excel's, from 1954 to 2119."""
_TRIED: Final = 200
"""Cells of a column that are looked at to see whether it holds days."""
OPEN_END: Final = 2099
"""Year from which on a last day says that there is none, such as 31.12.9999."""


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
        found = _DAY.fullmatch(_bare(text))
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
    return any((found := _DAY.fullmatch(_bare(text))) and len(found[1]) == _LONG_YEAR for text in texts)


def _bare(text: str) -> str:
    """Return a day without the name of the day of the week."""
    return _WEEKDAY.sub("", text.strip(), count=1) if text[:1].isalpha() else text.strip()


def is_no_day(text: str) -> bool:
    """Return whether a cell stands for no day: empty, zeros such as SAP's 00.00.0000, or 'never'."""
    digits = [each for each in text if each.isalnum()]
    return not digits or set(digits) == {"0"} or _NEVER.match(text) is not None


def are_days(texts: Sequence[str]) -> bool:
    """Return whether most of the filled cells of a column are days, and no plain numbers."""
    filled = [text for text in texts if text and not is_no_day(text)]
    found = sum(any(parse_day(text, order) for order in ORDERS) and not text.isdigit() for text in filled[:_TRIED])
    return 2 * found > len(filled[:_TRIED])


def is_excel(text: str) -> bool:
    """Return whether a cell is a day as Excel counts them."""
    found = _EXCEL.fullmatch(text.strip())
    return found is not None and int(found[1]) in _EXCEL_DAYS


def parse_day(text: str, order: Order) -> date | None:
    """Return the day that a text means; years of four digits at the start are read as such in every order.

    Years of two digits are from 1969 to 2068. A week or a month means its last day.
    """
    bare = _bare(text)
    if solid := _SOLID.fullmatch(bare):
        return _day(*map(int, solid.groups()))
    if is_excel(bare):
        return EXCEL_ZERO + timedelta(days=int(bare[:5]))
    found = _DAY.fullmatch(bare)
    if found is None:
        return _named(bare) or _last_of_week(bare) or _last_of_month(bare)
    first, _, second, third = found.groups()
    if len(first) == _LONG_YEAR:
        return _day(int(first), int(second), int(third))
    if len(third) not in (_SHORT_YEAR, _LONG_YEAR) or order == "year_first":
        return None
    day, month = (first, second) if order == "day_first" else (second, first)
    return _day(_year(third), int(month), int(day))


def _named(text: str) -> date | None:
    """Return a day whose month is a word, as in 05-JAN-26, 5. Januar 2026 or Jan 5, 2026."""
    if found := _NAMED.fullmatch(text):
        return _day(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _NAME_FIRST.fullmatch(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _last_of_month(text: str) -> date | None:
    """Return the last day of a month, as in 2026-01, 01/2026 or Januar 2026."""
    found = _MONTH.fullmatch(text)
    if found is None:
        return None
    year = int(found["y1"] or found["y2"] or found["y3"])
    month = _month(found["name"]) if found["name"] else int(found["m2"] or found["m3"])
    return _day(year, month, monthrange(year, month)[1]) if 1 <= month <= _MONTHS and year >= 1 else None


def _last_of_week(text: str) -> date | None:
    """Return the Sunday of a week by ISO 8601, as in 2026-W03 or KW 3/2026."""
    found = _WEEK.fullmatch(text)
    if found is None:
        return None
    try:
        return date.fromisocalendar(int(found["y1"] or found["y2"]), int(found["w1"] or found["w2"]), 7)
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return the month of a name; 0, which is none, for another word."""
    return _NAMES.get(name[:3].casefold(), 0)


def _year(text: str) -> int:
    return int(text) if len(text) == _LONG_YEAR else int(text) + (1900 if int(text) >= _PIVOT else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
