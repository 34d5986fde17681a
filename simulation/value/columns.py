"""Amounts in the value account's table: unit and definition."""

from __future__ import annotations

from typing import Final

VALUE_COLUMNS: Final = {
    "hours": ("hours", "saved (above 0) and spent (below 0)"),
    "money_eur": ("EUR", "spent on what is bought (below 0), hours left out"),
    "eur": ("EUR", "money plus hours times the scenario's hourly cost"),
    "present_eur": ("EUR", "the same, later weeks discounted to the start of the run"),
}
"""Unit and definition of the amounts of the table ``value``."""
