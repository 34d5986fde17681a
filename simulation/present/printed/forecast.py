"""What `wandel forecast` prints: the sentence first, bands at some weeks, what the weeks taught, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from simulation.measures import MEASURES
from simulation.present.forecast.words import (
    course_table,
    day_of,
    main_measure,
    prior_line,
    sentences,
    table_weeks,
    taught_table,
)
from simulation.present.printed.block import Block, table_of
from simulation.present.report.html import written
from simulation.results.documents import plain
from simulation.studies.forecast.files import LEVELS
from simulation.studies.forecast.forecast import bands
from simulation.studies.forecast.taught import taught

if TYPE_CHECKING:
    from rich.table import Table

    from simulation.present.language import Language
    from simulation.present.picture.scene import DrawnTable
    from simulation.studies.forecast.files import ForecastFiles
    from simulation.studies.forecast.forecast import Forecast

_SHOWN: Final = 12
"""Numbers that the terminal shows of those that the weeks told about; the table has all."""


def forecast_blocks(forecast: Forecast, files: ForecastFiles, page: Path | None, language: Language) -> Iterator[Block]:
    """Yield what is said of a forecast, in order."""
    first, *rest = sentences(forecast, language)
    numbers = taught(forecast)
    yield first
    title = language("Middle and 8 of 10 courses that agree with what was counted")
    yield printed(course_table(forecast, language), title, language)
    informed = [each for each in numbers if each.by_data]
    yield printed(taught_table(informed, language, _SHOWN), language("What the weeks taught"), language)
    yield prior_line(numbers, language)
    yield from rest
    yield language("Posterior: {file}; a scenario beside it takes it as `posterior: {name}`", file=str(files.posterior),
                   name=files.posterior.name)  # fmt: skip
    yield language("Tables: {courses}, {taught}", courses=str(files.courses), taught=str(files.taught))
    if page is not None:
        yield language("Page: {file}", file=str(page))


def printed(drawn: DrawnTable, title: str, language: Language) -> Table:
    """Return a table of a page as the terminal shows it."""
    rows = [
        [written(cell, column, language) for cell, column in zip(row, drawn.columns, strict=True)] for row in drawn.rows
    ]
    return table_of(title, [column.name for column in drawn.columns], rows)


def forecast_document(forecast: Forecast, files: ForecastFiles, page: Path | None, language: Language) -> Any:
    """Return the same as a document."""
    courses = [
        {
            "measure": measure, "unit": MEASURES[measure].unit, "week": week,
            "last_day": day_of(forecast, week).isoformat(),
            "quantiles": dict(zip(map(str, LEVELS), map(float, bands(draws, LEVELS)[:, week]), strict=True)),
        }
        for measure, draws in forecast.courses.items()
        for week in table_weeks(forecast)
    ]  # fmt: skip
    return plain(
        {
            "scenario": forecast.scenario.name, "last_week_seen": forecast.until, "measure": main_measure(forecast),
            "sentences": sentences(forecast, language), "forecast": courses, "taught": _taught(taught(forecast)),
            "runs": len(forecast.bank), "effective_number": forecast.resembling.effective,
            "distance": forecast.resembling.distance,
            "files": {
                "posterior": str(files.posterior), "courses": str(files.courses), "taught": str(files.taught),
                "page": None if page is None else str(page),
            },
        }
    )  # fmt: skip


def _taught(numbers: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name, "unit": each.unit, "prior": each.before, "now": each.now, "variance_gone": each.gone,
            "decided_by": "data" if each.by_data else "prior",
        }
        for each in numbers
    ]  # fmt: skip
