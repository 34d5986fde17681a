"""What a forecast leaves behind: courses and what was taught as tables, and a posterior that scenarios name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulation.studies.calibration.files import posterior_text
from simulation.studies.forecast.curves import ObservedCurve, curves
from simulation.studies.forecast.forecast import bands
from simulation.studies.forecast.taught import Taught, taught
from simulation.system.writing import write_text

if TYPE_CHECKING:
    from simulation.studies.forecast.forecast import Forecast

FOLDER: Final = "forecasts"
LEVELS: Final = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
"""Quantiles that tables hold."""
DIGITS: Final = 6
COURSE_COLUMNS: Final = (
    "measure", "week", "last_day", "observed", "used", *(f"q{100 * level:g}" for level in LEVELS)
)  # fmt: skip
TAUGHT_COLUMNS: Final = (
    "name", "unit", *(f"{when}_{end}" for when in ("prior", "now") for end in (10, 50, 90)), "variance_gone",
    "decided_by",
)  # fmt: skip


@dataclass(frozen=True)
class ForecastFiles:
    """Where the files are."""

    courses: Path
    taught: Path
    posterior: Path


def write(forecast: Forecast, folder: Path) -> ForecastFiles:
    """Write tables and posterior into a folder, called by the scenario's name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = forecast.scenario.name
    files = ForecastFiles(
        folder / f"{name}.forecast.csv", folder / f"{name}.taught.csv", folder / f"{name}.posterior.csv"
    )
    write_text(files.courses, csv_text(COURSE_COLUMNS, course_rows(forecast)))
    write_text(files.taught, csv_text(TAUGHT_COLUMNS, taught_rows(forecast)))
    write_text(files.posterior, posterior_text(forecast.posterior))
    return files


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV; numbers with `DIGITS` significant digits."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([f"{cell:.{DIGITS}g}" if isinstance(cell, float) else cell for cell in row] for row in rows)
    return lines.getvalue()


def course_rows(forecast: Forecast) -> Iterator[tuple[object, ...]]:
    """Yield every week of every measure: what was observed, whether it was used, and quantiles of the course."""
    scenario = forecast.scenario
    seen = {(curve.measure, each.week): each for curve in _whole(forecast) for each in curve.points}
    chosen = {(each.measures[0], each.week) for each in forecast.used if each.silo is None}
    for measure, draws in forecast.courses.items():
        for week, ends in enumerate(bands(draws, LEVELS).T):
            day = scenario.run.start + timedelta(weeks=week + 1, days=-1)
            observed = seen.get((measure, week))
            value, is_used = ("", "") if observed is None else (observed.value, int((measure, week) in chosen))
            yield (measure, week, day.isoformat(), value, is_used, *map(float, ends))


def _whole(forecast: Forecast) -> list[ObservedCurve]:
    return [curve for curve in curves(forecast.scenario.observations) if curve.silo is None]


def taught_rows(forecast: Forecast) -> Iterator[tuple[object, ...]]:
    """Yield every uncertain number, before and now."""
    yield from map(_taught_row, taught(forecast))


def _taught_row(one: Taught) -> tuple[object, ...]:
    return (one.name, one.unit, *one.before, *one.now, one.gone, "data" if one.by_data else "prior")
