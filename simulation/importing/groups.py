"""Tables of communities: how many there are, how large, how open; they fit the generator's settings."""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np

from simulation.importing.cells import numbers
from simulation.importing.findings import Findings
from simulation.importing.mapping import UsageTable
from simulation.importing.table import read_table
from simulation.organisation.settings import CommunitySettings
from simulation.portable.elementary import log
from simulation.portable.sums import mean
from simulation.scenario.fields import bounds_of


def read_groups(settings: UsageTable, people: int, folder: Path, findings: Findings) -> dict[str, Any]:
    """Return settings of communities that a table gives: people_per_community, size_spread, open_share."""
    table = read_table(folder / settings.file, settings.file, settings.format, settings.headers, findings)
    if table is None or set(settings.headers) - table.columns.keys() or not len(table):
        return {}
    found = {"people_per_community": people / len(table)}
    if "people" in settings.measures:
        sizes = numbers(table, settings.measures["people"], settings.format, findings)
        logs = [log(size) for size in sizes.tolist() if size > 0 and not np.isnan(size)]
        if len(logs) > 1:
            middle = float(mean(np.array(logs)))
            found["size_spread"] = sqrt(float(mean(np.array([(each - middle) * (each - middle) for each in logs]))))
    if settings.open is not None:
        values = {value.casefold() for value in settings.open_values}
        is_open = [text.casefold() in values for text in table.columns[settings.open]]
        found["open_share"] = sum(is_open) / len(is_open)
    return {name: _within(name, value, table.file, findings) for name, value in found.items()}


def _within(name: str, value: float, file: str, findings: Findings) -> float:
    """Return a value within the bounds of its setting; says where that changes it."""
    low, high = bounds_of(CommunitySettings.model_fields[name])
    kept = min(max(value, low if low is not None else value), high if high is not None else value)
    if kept != value:
        findings.note(file, [], f"{name} would be {value:.3g}; {kept:g} is the nearest possible")
    return round(kept, 4)
