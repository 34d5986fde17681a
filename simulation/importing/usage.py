"""Tables of use as points: by day, by account, with the vendors' definitions beside those of Wandel's measures."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from math import fsum
from pathlib import Path
from typing import Final

import numpy as np

from simulation.importing.accounts import day_points, people_points
from simulation.importing.cells import days, numbers
from simulation.importing.findings import Findings
from simulation.importing.long import spread_out
from simulation.importing.mapping import Mapping, UsageTable
from simulation.importing.points import WHOLE, ObservedPoint, last_of_weeks, spread_of
from simulation.importing.table import InputTable, read_table
from simulation.importing.windows import CUMULATIVE, WINDOWS, Where, period_of
from simulation.words.naming import alike

_ALL: Final = frozenset(map(alike, ("", "all", "total", "gesamt", "summe", "alle")))


def read_usage(
    settings: UsageTable, where: Where, folder: Path, findings: Findings, used: dict[str, dict[str, str]]
) -> list[ObservedPoint]:
    """Return the points of a table of use, the last day of each week; ``used`` takes how the file was read."""
    table = read_table(folder / settings.file, settings.file, settings.format, settings.headers, findings)
    if table is None or set(settings.headers) - table.columns.keys():
        return []
    used[table.file] = table.used
    if not len(table):
        findings.refuse(table.file, [1], "", "has a header and no rows")
        return []
    units = _units(table, settings, where, findings)
    read = {"series": _series, "people": people_points, "days": day_points}[settings.kind]
    points = read(table, settings, units, where, findings)
    early = [point for point in points if point.week < 0]
    if early:
        first, last = min(each.day for each in early), max(each.day for each in early)
        when = str(first) if first == last else f"{first} to {last}"
        findings.note(table.file, [], f"{when} is before the first day of the run ({where.start}) and is left out")
    return last_of_weeks(point for point in points if point.week >= 0)


def _units(table: InputTable, settings: UsageTable, where: Where, findings: Findings) -> list[str | None]:
    """Return the silo of each row: `WHOLE` for all of it, None where it is not known."""
    if settings.unit is not None:
        texts = table.columns[settings.unit]
        found = [WHOLE if alike(text) in _ALL else where.silos.get(alike(text)) for text in texts]
    elif settings.person is not None:
        found = [where.silo_of(text) for text in table.columns[settings.person]]
    else:
        return [WHOLE] * len(table)
    strange = [line for silo, line in zip(found, table.line, strict=True) if silo is None]
    if len(strange) == len(table):
        what = "people is in the tables of people" if settings.unit is None else "units is one of the people's tables"
        message = f"none of its {what}: the exports do not belong together"
        findings.refuse(table.file, [], settings.unit or str(settings.person), message)
    elif strange:
        findings.note(table.file, strange, f"{len(strange)} row(s) of no known unit count for the whole company only")
    return found


def _series(
    table: InputTable, settings: UsageTable, units: list[str | None], where: Where, findings: Findings
) -> list[ObservedPoint]:
    """Return the points of rows by day."""
    when = days(table, str(settings.date), settings.format, findings, shown=True)
    empty = [line for day, line, text in zip(when, table.line, table.columns[str(settings.date)], strict=True)
             if day is None and not text]  # fmt: skip
    if empty:
        findings.refuse(table.file, empty, str(settings.date), "has no day")
    points = []
    if settings.metric is not None:
        about, value = settings.metric, str(settings.value)
        table.columns |= spread_out(table, about, value, settings.measures.values(), findings)
    for measure, header in settings.measures.items():
        if header not in table.columns:
            continue
        values = numbers(table, header, settings.format, findings)
        rows = [(day, unit, float(value), line)
                for day, unit, value, line in zip(when, units, values, table.line, strict=True)
                if day is not None and unit is not None and not np.isnan(value)]  # fmt: skip
        _check_counts(table, header, rows, measure in CUMULATIVE, findings)
        period = period_of(settings, measure, header, table, findings)
        name = CUMULATIVE.get(measure, measure)
        points += [
            ObservedPoint(
                name, unit, (day - where.start).days // 7, day, value,
                spread_of(value, period, WINDOWS.get(measure)), f"{table.file}: {header}"[:80],
            )
            for day, unit, value, _ in rows
        ]  # fmt: skip
    return points + _sums(points, {silo for silo in units if silo})


def _check_counts(
    table: InputTable, header: str, rows: list[tuple[date, str, float, int]], cumulative: bool, findings: Findings
) -> None:
    """Refuse counts below 0, two of one day, and totals that fall."""
    wrong = [line for _, _, value, line in rows if value < 0]
    if wrong:
        findings.refuse(table.file, wrong, header, "a count below 0")
    seen: dict[tuple[date, str], tuple[float, int]] = {}
    twice, falls = [], []
    for day, unit, value, line in rows:
        if seen.setdefault((day, unit), (value, line))[0] != value:
            twice += [seen[day, unit][1], line]
    if twice:
        findings.refuse(table.file, twice, header, "the same day is there with different counts")
    before: dict[str, float] = {}
    for _, unit, value, line in sorted(rows) if cumulative else ():
        if value < before.get(unit, value):
            falls.append(line)
        before[unit] = value
    if falls:
        message = "is lower than on the day before it in the table: no total so far, which never falls"
        findings.refuse(table.file, falls, header, message)


def _sums(points: list[ObservedPoint], silos: set[str]) -> list[ObservedPoint]:
    """Return the whole company's counts where a table has those of all its units on a day, and none of the whole."""
    if not silos or any(point.silo == WHOLE for point in points):
        return []
    days_of: dict[tuple[str, date], list[ObservedPoint]] = defaultdict(list)
    for point in points:
        days_of[point.measure, point.day].append(point)
    found = []
    for (measure, day), each in days_of.items():
        if {one.silo for one in each} == silos:
            total = fsum(one.value for one in each)
            found.append(ObservedPoint(measure, WHOLE, each[0].week, day, total, spread_of(total), each[0].source))
    return found


def silos_of(names: tuple[str, ...]) -> dict[str, str]:
    """Return the names of silos by what they look like."""
    return {alike(name): name for name in names}


def has_use(mapping: Mapping) -> bool:
    """Whether a mapping has tables that need the first day of the run."""
    return bool(mapping.survey) or any(each.kind != "groups" for each in mapping.usage)
