"""How people write numbers and dates, and how the same is written so that nobody can misread it.

A German writes 120.000 for a hundred and twenty thousand and 0,55 for a bit more than a half; to a
program the first is 120 and the second a text. What has two readings is refused with both of them.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

LONGEST: int = 40
"""Characters of a text that advice is given for; nobody writes a longer number."""
TWO_READINGS = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""A number that is read as a decimal fraction here, and may be meant with a point between thousands."""
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<sign>[.,'’_ \u00a0\u2009\u202f])[0-9]{3}(?:(?P=sign)[0-9]{3})*")
_AMOUNT = re.compile(
    r"(?P<minus>[-+]?)[^\w.,+-]*(?:EUR)?\s*(?P<number>[0-9](?:[0-9.,'’_\s]*[0-9])?)\s*(?P<unit>[^\W\d_]+\.?|[%‰€$£])?"
)
_LETTERED = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?[eE][-+]?1?[0-9]")
_UNDERSCORED = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)+")
"""Notations of programs: 1e3 and 1_000."""
_TIMES = {"%": Decimal("0.01"), "‰": Decimal("0.001"), "k": Decimal(1000), "tsd": Decimal(1000), "t": Decimal(1000)}
_TIMES |= {"m": Decimal(10**6), "mio": Decimal(10**6), "bn": Decimal(10**9), "mrd": Decimal(10**9)}
_DAY = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>[./-])\s*(?P<second>[0-9]{1,2})(?P=sign)\s*(?P<year>[0-9]{4}|[0-9]{2})"
)
_BACKWARDS = re.compile(r"(?P<year>[0-9]{4})[./](?P<month>[0-9]{1,2})[./](?P<day>[0-9]{1,2})")
_WEEK = re.compile(r"(?:(?P<before>[0-9]{4})[-\s]*)?(?:KW|CW|W|week|Woche)\s*(?P<week>[0-9]{1,2})"
                   r"(?:[\s/-]+(?P<after>[0-9]{4}))?", re.IGNORECASE)  # fmt: skip
_CENTURY = 2000
_FULL_YEARS = 100
"""Years below this are written with two digits."""


def number_advice(text: str) -> str:
    """Return how to write what a text may mean as a number: ``write 0.55``; empty where it means none."""
    text = text.strip()
    if len(text) <= LONGEST and (_LETTERED.fullmatch(text) or _UNDERSCORED.fullmatch(text)):
        return f"write {_written(Decimal(text.replace('_', '')))}"
    found = _AMOUNT.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return ""
    times = _TIMES.get((found["unit"] or "").rstrip(".").lower(), Decimal(1))
    minus = "-" if found["minus"] == "-" else ""
    meant = [f"{minus}{_written(value * times)}" for value in _readings(found["number"].strip())]
    meant = list(dict.fromkeys(each for each in meant if each != text))
    if len(meant) > 1:
        return f"write {meant[0]} or {meant[1]}: it can be read as either"
    return f"write {meant[0]}" if meant else ""


def both_readings(text: str) -> str:
    """Return how to write each of the two numbers that a text such as ``120.000`` may mean."""
    thousands, decimal = (_written(value) for value in _readings(text.lstrip("+-")))
    minus = "-" if text.startswith("-") else ""
    readings = f"{minus}{int(thousands):,} or as {minus}{decimal}"
    return f"{text} can be read as {readings}; write {minus}{thousands} or {minus}{decimal}"


def may_be_either(text: str, low: float | None, high: float | None) -> bool:
    """Whether a number has two readings, and both may be meant between two bounds; None: there is no such bound.

    The reading as a decimal fraction holds where the other one lies outside: 1.375 of at most 5 is no 1,375.
    """
    if not TWO_READINGS.fullmatch(text):
        return False

    def is_possible(number: float) -> bool:
        return (low is None or number >= low) and (high is None or number <= high)

    decimal = float(text)
    return is_possible(1000 * decimal) or not is_possible(decimal)


def unmistakable(number: str) -> str:
    """Return the digits of a number so that they have one reading: a fourth decimal behind three."""
    return f"{number}0" if TWO_READINGS.fullmatch(number) else number


def date_advice(text: str, year: int | None = None) -> str:
    """Return how to write what a text may mean as a day; ``year`` is that of a calendar week that names none."""
    text = text.strip()
    if len(text) > LONGEST:
        return ""
    if found := _WEEK.fullmatch(text):
        return _week(int(found["week"]), int(found["before"] or found["after"] or year or 0))
    if found := _BACKWARDS.fullmatch(text):
        days = _days((int(found["year"]), int(found["month"]), int(found["day"])))
    elif found := _DAY.fullmatch(text):
        first, second, in_year = int(found["first"]), int(found["second"]), int(found["year"])
        in_year += _CENTURY if in_year < _FULL_YEARS else 0
        american = () if found["sign"] == "." else ((in_year, first, second),)
        days = _days((in_year, second, first), *american)
    else:
        return ""
    return f"write {' or '.join(days)}" if days else ""


def _readings(number: str) -> list[Decimal]:
    """Return what digits with points, commas or gaps may mean: thousands first."""
    point, comma = number.rfind("."), number.rfind(",")
    if point >= 0 and comma >= 0:
        sign = "." if point > comma else ","
        whole, fraction = number.rsplit(sign, 1)
        grouped = _GROUPED.fullmatch(whole)
        return [Decimal(f"{_digits(whole)}.{fraction}")] if grouped and fraction.isdigit() else []
    found = []
    grouped = _GROUPED.fullmatch(number)
    if grouped:
        found.append(Decimal(_digits(number)))
    if number.count(".") + number.count(",") == 1 and number.replace(",", ".").replace(".", "", 1).isdigit():
        found.append(Decimal(number.replace(",", ".")))
    return found or ([Decimal(number)] if number.isdigit() else [])


def _digits(text: str) -> str:
    return "".join(each for each in text if each in "0123456789")


def _written(value: Decimal) -> str:
    """Return a number as it is to be written, so that it has one reading."""
    text = f"{value.normalize():f}"
    return unmistakable(text)


def _days(*candidates: tuple[int, int, int]) -> list[str]:
    found = []
    for year, month, day in candidates:
        try:
            found.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _week(week: int, year: int) -> str:
    try:
        monday = date.fromisocalendar(year, week, 1).isoformat()
    except ValueError:
        return "write its first day as year-month-day"
    return f"write its first day (calendar week {week} of {year} begins on {monday})"
