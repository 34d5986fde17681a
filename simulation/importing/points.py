"""Observed counts by week: what of a curve is evidence, how sure it is, and who is told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from typing import Final

from simulation.portable.elementary import log

EVIDENCE: Final = 4
"""Points of one curve that are offered as evidence: more of them are not as many independent facts."""
LEAST_SPREAD: Final = 0.02
"""Error of a count at least, as log-sd: systems count accounts of tests, of guests, of those who left."""
MOST: Final = 1000
"""Observations of a scenario at most."""
WHOLE: Final = ""
"""In place of a silo: the whole company."""


@dataclass(frozen=True, slots=True)
class ObservedPoint:
    """A measure on a day; ``silo`` is `WHOLE` for the company; ``shown`` where it is drawn and is no evidence."""

    measure: str
    silo: str
    week: int
    day: date
    value: float
    spread: float
    source: str
    shown: bool = False


def spread_of(value: float, period: int | None = None, window: int | None = None, step: float = 1) -> float:
    """Return the error of a count as log-sd: least, rounding to ``step``, and days counted beside those meant."""
    rounding = step / 2 / value if value > 0 else 0.0
    definition = abs(log(period / window)) if period and window else 0.0
    return round(min(3.0, sqrt(LEAST_SPREAD * LEAST_SPREAD + rounding * rounding + definition * definition)), 3)


def last_of_weeks(points: Iterable[ObservedPoint]) -> list[ObservedPoint]:
    """Return the last point of each week for each measure and silo."""
    last: dict[tuple[str, str, int], ObservedPoint] = {}
    for point in sorted(points, key=lambda each: each.day):
        last[point.silo, point.measure, point.week] = point
    return [last[key] for key in sorted(last)]


def chosen(points: list[ObservedPoint]) -> list[ObservedPoint]:
    """Return the points that a scenario gets: a few of each curve as evidence, the company's others to be shown.

    Evidence is spread evenly over each curve, its last point among it. Silos come after the whole, as there is room.
    """
    curves: dict[tuple[str, str], list[ObservedPoint]] = defaultdict(list)
    for point in points:
        curves[point.silo, point.measure].append(point)
    evidence, shown = [], []
    for (silo, _), curve in curves.items():
        n = len(curve)
        places = {n - 1 - round(i * (n - 1) / max(1, min(n, EVIDENCE) - 1)) for i in range(min(n, EVIDENCE))}
        evidence += [curve[i] for i in sorted(places)]
        shown += [replace(point, shown=True) for i, point in enumerate(curve) if i not in places and silo == WHOLE]
    evidence.sort(key=lambda each: each.silo != WHOLE)
    evidence = evidence[:MOST]
    return evidence + shown[: MOST - len(evidence)]
