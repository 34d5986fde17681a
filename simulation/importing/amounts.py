"""Numbers as tables hold them: with a decimal comma or point, groups of thousands, a percent sign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

LARGEST: Final = 1e15
Decimal = Literal[".", ","]
"""The sign before the fraction."""
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})+")
_NUMBER = re.compile(r"[+-]?\d*[.,]?\d+(?:[eE][+-]?\d+)?|[+-]?\d+[.,]")
_LOOSE = re.compile("[\\s\u00a0\u202f'\u2019]")


def find_decimal(texts: Iterable[str]) -> tuple[Decimal, bool]:
    """Return the decimal sign of a column's numbers, and whether it could be the other one as well.

    A sign that is there twice, or before the other one, separates thousands; one that three digits
    follow in every number could do either.
    """
    votes: set[Decimal] = set()
    doubtful = False
    for text in texts:
        bare = _LOOSE.sub("", text).strip("%€£$")
        points, commas = bare.count("."), bare.count(",")
        if points and commas:
            votes.add("." if bare.rfind(".") > bare.rfind(",") else ",")
        elif points > 1 or commas > 1:
            votes.add("," if points else ".")
        elif points or commas:
            if _GROUPED.fullmatch(bare):
                doubtful = True
            else:
                votes.add("." if points else ",")
    if len(votes) == 1:
        return votes.pop(), False
    return ".", doubtful or len(votes) > 1


def parse_number(text: str, decimal: str) -> float | None:
    """Return the number that a text means with a decimal sign; None if it is no number."""
    bare = _LOOSE.sub("", text).rstrip("%").strip("€£$")
    other = "," if decimal == "." else "."
    if other in bare:
        whole = bare.partition(decimal)[0]
        if other in bare[len(whole) :] or not _GROUPED.fullmatch(whole):
            return None
        bare = bare.replace(other, "")
    if not _NUMBER.fullmatch(bare):
        return None
    value = float(bare.replace(",", "."))
    return value if abs(value) < LARGEST else None
