"""The languages of pages, pictures and the terminal: English as it stands in the code, German from one catalogue.

A text is looked up as it stands, before numbers are put into it. Numbers and dates are written by Babel.
"""

from __future__ import annotations

from simulation.present.language.language import ENGLISH, LANGUAGES, Language, chosen

__all__ = ["ENGLISH", "LANGUAGES", "Language", "chosen"]
