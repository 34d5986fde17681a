"""Over how many days people are counted, by measures and by vendors, and where rows of use belong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from simulation.importing.findings import Findings
from simulation.importing.mapping import UsageTable
from simulation.importing.table import InputTable
from simulation.importing.vocabulary import bare

CUMULATIVE: Final = {"contributions_total": "contributions_total_cumulative"}
"""Measures that tables give as totals so far."""
WINDOWS: Final = {"readers_7": 7, "contributors_7": 7, "readers_28": 28, "contributors_28": 28, "readers_365": 365,
                  "contributors_365": 365}  # fmt: skip
VENDORS: Final = {
    "weeklyactivemembers": (8, "Slack's weekly active members count eight days (the day and the seven before)"),
    "weeklymemberspostingmessages": (7, "Slack's weekly members posting messages count seven days"),
}


@dataclass(slots=True)
class Where:
    """What is needed to place a row: the first day, silos by what their names look like, silos of people by key."""

    start: date
    silos: dict[str, str]
    silo_of: Callable[[str], str | None]


def period_of(settings: UsageTable, measure: str, header: str, table: InputTable, findings: Findings) -> int | None:
    """Return over how many days people were counted, where that is not what the measure says; notes it."""
    window = WINDOWS.get(measure)
    period, why = VENDORS.get(bare(header), (settings.period_days, ""))
    if why:
        findings.note(table.file, [], f"{header}: {why}; {measure} counts {window}")
    elif window and period and period != window:
        message = f"{header} counts {period} days, {measure} {window}: the difference is in its error"
        findings.note(table.file, [], message)
    return period if window else None
