"""Mistakes in what a scenario means."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "nearest week",
        "A date falls into the week whose first day is nearest.",
        "simulation/scenario/schema.py",
        "(when - self.run.start).days // 7",
        "round((when - self.run.start).days / 7)",
    ),
    Mistake(
        "base wins",
        "Of two files the extended one wins.",
        "simulation/scenario/inheritance.py",
        "            merged.entries[key] = (mark, node)\n",
        "            merged.entries.setdefault(key, (mark, node))\n",
    ),
    Mistake(
        "last day missing",
        "The last week of a run is not one of it.",
        "simulation/scenario/checks.py",
        "timedelta(weeks=parts.weeks, days=-1)",
        "timedelta(weeks=parts.weeks - 1)",
    ),
)
