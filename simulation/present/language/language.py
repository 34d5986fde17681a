"""One language: its texts, and how it writes numbers, shares, money and dates."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from simulation.portable.tens import order
from simulation.present.language.german import GERMAN

UNDEFINED: Final = "–"
_MILLION: Final = 1_000_000
_PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code; ``texts`` are by their English, none of them for English itself."""

    code: str
    texts: Mapping[str, str] | None = None

    def __call__(self, text: str, **values: str | int) -> str:
        """Return a text of the program in this language with values put in.

        Raises:
            KeyError: the catalogue lacks the text.
        """
        found = text if self.texts is None else self.texts[text]
        return found.format(**values) if values else found

    def known(self, text: str) -> str:
        """Return a text that may be a user's or a plugin's own: as it is where the catalogue has none."""
        return text if self.texts is None else self.texts.get(text, text)

    def number(self, value: float, step: float = 1.0, *, sign: bool = False) -> str:
        """Write a number rounded to a multiple of ``step``, a power of ten."""
        from babel.numbers import format_decimal

        if math.isnan(value):
            return UNDEFINED
        digits = max(0, -order(step * (1 + 1e-9)))
        shown = round(value / step) * step
        text = str(format_decimal(abs(shown), format=f"#,##0.{'0' * digits}".rstrip("."), locale=self.code))
        return ("\N{MINUS SIGN}" if shown < 0 else "+" if sign and shown > 0 else "") + text

    def share(self, value: float, step: float = 0.01) -> str:
        """Write a share as percent, rounded to a multiple of ``step``."""
        if math.isnan(value):
            return UNDEFINED
        gap = "" if self.code == "en" else "\N{NO-BREAK SPACE}"
        return f"{self.number(value * _PERCENT, step * _PERCENT)}{gap}%"

    def money(self, value: float, step: float = 1.0, *, sign: bool = False) -> str:
        """Write an amount in euro; from a million on in millions, if ``step`` allows no finer."""
        if math.isnan(value):
            return UNDEFINED
        if abs(value) >= _MILLION and step >= _MILLION / 1000:
            return self("{number} million EUR", number=self.number(value / _MILLION, step / _MILLION, sign=sign))
        return f"{self.number(value, step, sign=sign)}\N{NO-BREAK SPACE}EUR"

    def month(self, day: date) -> str:
        """Write the month that a day lies in."""
        from babel.dates import format_date

        return str(format_date(day, "LLLL y", locale=self.code))

    def day(self, day: date) -> str:
        """Write a day."""
        from babel.dates import format_date

        return str(format_date(day, "long", locale=self.code))

    def date(self, day: date) -> str:
        """Write a day short, for tables."""
        from babel.dates import format_date

        return str(format_date(day, "medium", locale=self.code))

    def listed(self, names: list[str]) -> str:
        """Write a list of names with commas and a last *and*."""
        from babel.lists import format_list

        return str(format_list(names, locale=self.code))

    def quoted(self, name: str) -> str:
        """Write a name in quotation marks."""
        return f"„{name}“" if self.code == "de" else f"“{name}”"


ENGLISH: Final = Language("en")
LANGUAGES: Final = {"en": ENGLISH, "de": Language("de", GERMAN)}


def chosen(code: str | None = None) -> Language:
    """Return the language that was asked for, else that of the user's locale, else English."""
    if code is not None:
        return LANGUAGES[code]
    locale = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := os.environ.get(name))), "")
    return LANGUAGES.get(locale[:2], LANGUAGES["en"])
