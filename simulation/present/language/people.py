"""Measures of people as clauses for sentences: "there are 770 more {people who ...}"."""

from __future__ import annotations

from typing import Final

WHO: Final[dict[str, str]] = {
    "people": "people in the company",
    "registered": "people with an account",
    "accounts": "accounts",
    "registered_ever": "accounts ever made",
    "hires_cumulative": "people who were replaced",
    "readers_7": "people who read in a week",
    "readers_28": "people who read within four weeks",
    "readers_365": "people who read within a year",
    "contributors_7": "people who contribute in a week",
    "contributors_28": "people who contribute within four weeks",
    "contributors_365": "people who contribute within a year",
    "visible": "people whose use colleagues see",
    "segment_non": "people with an account who do not use it",
    "segment_low": "people who use it rarely",
    "segment_novice": "people who use it now and then",
    "segment_habitual": "people who read by habit",
    "segment_power": "people who read by habit and contribute",
    "contributors_ever": "people who ever contributed",
    "ambassadors_interested": "interested ambassadors",
    "ambassadors_active": "active ambassadors",
    "ambassadors_core": "core ambassadors",
    "support_newcomers_cumulative": "members won in supported departments",
}
"""By measure; every measure of people has one."""
