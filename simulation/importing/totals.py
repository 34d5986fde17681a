"""Rows that are nobody's and no unit's: sums of others, remarks below a table."""

from __future__ import annotations

import re
from typing import Final

_TOTAL: Final = re.compile(
    r"(grand |sub)?total|gesamt|insgesamt|gesamtsumme|gesamtergebnis|ergebnis|sum|(zwischensumme|subtotal|summe)\b.*",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """Return whether a cell says that its row adds up others."""
    return _TOTAL.fullmatch(text.strip().rstrip(":")) is not None


def is_remark(text: str) -> bool:
    """Return whether a cell that stands alone in its row says something: a sum, or several words."""
    return is_total(text) or len(text.split()) > 1
