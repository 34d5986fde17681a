"""Tables of use with rows of accounts: over a period, by the day of the last activity or first log-in, or by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import starmap
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.importing.cells import days, numbers
from simulation.importing.days import are_days
from simulation.importing.findings import Findings
from simulation.importing.keys import key_text
from simulation.importing.mapping import UsageTable
from simulation.importing.points import WHOLE, ObservedPoint, spread_of
from simulation.importing.table import InputTable
from simulation.importing.windows import CUMULATIVE, WINDOWS, Where, period_of

Days = NDArray[np.int64]
NO_DAY: Final = -1
"""In place of the number of a day (of the proleptic calendar): none."""


def people_points(
    table: InputTable, settings: UsageTable, units: list[str | None], where: Where, findings: Findings
) -> list[ObservedPoint]:
    """Return points from rows of accounts: those who did anything, or who had logged in by the end of a week."""
    points: list[ObservedPoint] = []
    for measure, header in settings.measures.items():
        if measure == "registered":
            points += _joined(table, settings, header, units, where, findings)
            continue
        column = days(table, settings.date, settings.format, findings, shown=True) if settings.date else None
        when = max((day for day in column or [settings.day] if day), default=None)
        if when is None:
            continue
        window = WINDOWS.get(measure)
        if window and are_days(table.columns[header]):
            last = days(table, header, settings.format, findings)
            active = [day is not None and 0 <= (when - day).days < window for day in last]
            period: int | None = window
            findings.note(
                table.file, [], f"{header} holds days: who was there in the {window} days up to {when} counts"
            )
        else:
            active = (numbers(table, header, settings.format, findings) > 0).tolist()
            period = period_of(settings, measure, header, table, findings)
        counts: dict[str, int] = {WHOLE: sum(active)}
        for unit, is_active in zip(units, active, strict=True):
            if unit:
                counts[unit] = counts.get(unit, 0) + is_active
        week, source = (when - where.start).days // 7, f"{table.file}: {header}"[:80]
        for unit, count in counts.items():
            points.append(ObservedPoint(measure, unit, week, when, count, spread_of(count, period, window), source))
    return points


def _joined(
    table: InputTable, settings: UsageTable, header: str, units: list[str | None], where: Where, findings: Findings
) -> Iterable[ObservedPoint]:
    """Yield how many had an account at the end of each week, from the days of first log-ins and of closings."""
    joined = days(table, header, settings.format, findings)
    left = days(table, settings.left, settings.format, findings) if settings.left else [None] * len(table)
    last = max((day for day in (*joined, *left) if day), default=None)
    if last is None or last < where.start:
        return
    weeks = (last - where.start).days // 7 + 1
    change: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(weeks, np.int64))
    for came, went, unit in zip(joined, left, units, strict=True):
        for day, step in ((came, 1), (went, -1)):
            if day is not None and came is not None:
                week = max(0, (day - where.start).days // 7)
                for silo in {WHOLE, unit or WHOLE}:
                    change[silo][week] += step
    source = f"{table.file}: {header}"[:80]
    for silo, steps in change.items():
        for week, count in enumerate(np.cumsum(steps).tolist()):
            day = date.fromordinal(where.start.toordinal() + 7 * week + 6)
            yield ObservedPoint("registered", silo, week, min(day, last), count, spread_of(count), source)


def day_points(
    table: InputTable, settings: UsageTable, units: list[str | None], where: Where, findings: Findings
) -> list[ObservedPoint]:
    """Return points from rows of accounts by day: how many people did anything in the days up to each week's last one.

    Weeks whose days begin before the table's do not count, unless the run begins with it.
    """
    when = days(table, str(settings.date), settings.format, findings, shown=True)
    day = np.array([NO_DAY if each is None else each.toordinal() for each in when], np.int64)
    person = _codes([key_text(text) for text in table.columns[str(settings.person)]])
    silos = sorted({unit for unit in units if unit})
    silo = np.array([-1 if not unit else silos.index(unit) for unit in units], np.int64)
    if not (day >= 0).any():
        return []
    first, last = int(day[day >= 0].min()), int(day.max())
    begins = first if first > where.start.toordinal() else 0
    points: list[ObservedPoint] = []
    for measure, header in settings.measures.items():
        if measure not in {*WINDOWS, *CUMULATIVE, "registered"}:
            message = f"{measure} cannot be counted by day; {', '.join([*WINDOWS, *CUMULATIVE, 'registered'])} can"
            findings.refuse(table.file, [], f"measures.{measure}", message)
            continue
        values = np.nan_to_num(numbers(table, header, settings.format, findings))
        window, source = WINDOWS.get(measure, 10**6), f"{table.file}: {header}"[:80]
        for end in _last_days(where.start, first, last):
            if measure in WINDOWS and end - window + 1 < begins:
                continue
            at = np.flatnonzero((day > end - window) & (day <= end) & (day >= 0) & (values > 0))
            counts = _added(values, at, silo) if measure in CUMULATIVE else _people_in(person, at, silo)
            points += starmap(_point(CUMULATIVE.get(measure, measure), where.start, end, source), _named(counts, silos))
    return points


def _codes(keys: list[str]) -> NDArray[np.int64]:
    """Return numbers for keys, the same for the same."""
    place: dict[str, int] = {}
    return np.array([place.setdefault(key, len(place)) for key in keys], np.int64)


def _last_days(start: date, first: int, last: int) -> Iterable[int]:
    """Yield the last day of each week of a run that a table has days of; of the last one, the table's last day."""
    begin = start.toordinal()
    for week in range(max(0, (first - begin) // 7), (last - begin) // 7 + 1):
        yield min(last, begin + 7 * week + 6)


def _people_in(person: NDArray[np.int64], at: NDArray[np.int64], silo: NDArray[np.int64]) -> dict[int, float]:
    """Return how many different people some rows are of: all of them (-1), and those of each silo."""
    pairs = np.unique(np.stack([person[at], silo[at]], axis=1), axis=0)
    inside = pairs[pairs[:, 1] >= 0, 1]
    return {-1: float(np.unique(person[at]).size), **_counted(inside)}


def _added(values: NDArray[np.float64], at: NDArray[np.int64], silo: NDArray[np.int64]) -> dict[int, float]:
    """Return the sum of some rows: of all of them (-1), and of each silo."""
    sums: dict[int, float] = defaultdict(float)
    for one, value in zip(silo[at].tolist(), values[at].tolist(), strict=True):
        sums[-1] += value
        if one >= 0:
            sums[one] += value
    return sums


def _counted(codes: NDArray[np.int64]) -> dict[int, float]:
    found, times = np.unique(codes, return_counts=True)
    return dict(zip(found.tolist(), map(float, times.tolist()), strict=True))


def _named(counts: dict[int, float], silos: list[str]) -> Iterable[tuple[str, float]]:
    return ((WHOLE if code < 0 else silos[code], count) for code, count in counts.items())


def _point(measure: str, start: date, end: int, source: str) -> Callable[[str, float], ObservedPoint]:
    """Return what makes a point of a silo and its count on a day."""
    week = (end - start.toordinal()) // 7
    return lambda silo, count: ObservedPoint(
        measure, silo, week, date.fromordinal(end), count, spread_of(count), source
    )
