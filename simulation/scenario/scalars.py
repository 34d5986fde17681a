"""What a plain word in a scenario file means: nothing, a truth value, a number, a date, or text."""

from __future__ import annotations

import re
from datetime import date

LONGEST_NUMBER = 40

_CONSTANTS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_WHOLE = re.compile(r"[-+]?[0-9]+")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Scalar = None | bool | int | float | str | date


def resolve(text: str) -> Scalar:
    """Return the value of a plain word by YAML 1.2's core schema and ISO dates.

    Raises `ValueError` with the reason for numbers that are not finite or too long, and for
    days that do not exist.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _DATE.fullmatch(text):
        return _day(text)
    if _NOT_FINITE.fullmatch(text):
        raise ValueError("must be a finite number")
    if not (_OCTAL_OR_HEX.fullmatch(text) or _DECIMAL.fullmatch(text)):
        return text
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"is a number of {len(text)} characters; at most {LONGEST_NUMBER} are possible")
    if _WHOLE.fullmatch(text):
        return int(text)
    if text.startswith(("0o", "0x")):
        return int(text, 0)
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError("is a number too large to hold; must be a finite number")
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is not a day of the calendar; dates are written year-month-day") from None
