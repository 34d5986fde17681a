"""Finished numbers of a run for tables and pictures: bands by week, silos, headline measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulation.model.record import WEEKS_PER_YEAR
from simulation.results.arrow import numbers
from simulation.results.errors import InputError
from simulation.results.manifest import Manifest
from simulation.results.observed import Checked, check_observations
from simulation.results.quantiles import Array, Band, band
from simulation.results.reader import StoredRun
from simulation.results.survey import SurveyBands, Surveys
from simulation.results.value import Worth, has_value, worth
from simulation.words.nearest import shorten

BY_SILO = "registered_share_of_people"
"""The measure that is shown silo by silo."""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One headline measure at one week over replicates: median and 80% band; NaN where not defined.

    ``n_defined`` counts the replicates in which it is defined.
    """

    measure: str
    low: float
    median: float
    high: float
    n_defined: int


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a page shows of a run; arrays are [weeks], those of ``silos`` [weeks, silos].

    ``replies`` [silos of repliers, silos of authors] are those of the last year, medians over
    replicates; ``value`` is None for a run of an older version, which has no account;
    ``survey`` is there if the run asked one.
    """

    manifest: Manifest
    dates: list[str]
    bands: dict[str, Band]
    silos: Band
    rows: list[SummaryRow]
    replies: Array
    observed: list[Checked]
    value: Worth | None
    survey: SurveyBands | None = None


def check_week(weeks: int, week: int | None) -> int:
    """Return the week to report: the last one where none was chosen.

    Raises:
        InputError: it is no whole number, or outside of the run.
    """
    if week is not None and (isinstance(week, bool) or not hasattr(week, "__index__")):
        raise InputError(f"week must be a whole number between 0 and {weeks - 1}, not {week!r}")
    chosen = weeks - 1 if week is None else int(week)
    if not 0 <= chosen < weeks:
        raise InputError(f"week {shorten(str(chosen))} is outside of the run, which has weeks 0 to {weeks - 1}")
    return chosen


def summary_rows(run: StoredRun, week: int | None = None) -> list[SummaryRow]:
    """Return the run's headline measures at ``week`` (the last one where left out).

    Raises:
        InputError: ``week`` is outside of the run.
    """
    chosen = check_week(run.manifest.weeks, week)
    totals = run.totals(run.manifest.headlines)
    return [_row(name, values[:, chosen]) for name, values in totals.items()]


def _row(name: str, values: Array) -> SummaryRow:
    found = band(values)
    return SummaryRow(name, float(found.low), float(found.median), float(found.high), int((~np.isnan(values)).sum()))


def summarise(run: StoredRun, measures: Sequence[str]) -> RunSummary:
    """Return bands over replicates of the given measures and what else a page shows."""
    by_silo = band(run.by_silo(BY_SILO)[:, :, :-1])
    surveys = Surveys.read(run)
    return RunSummary(
        run.manifest,
        run.dates(),
        run.bands(measures),
        by_silo,
        summary_rows(run),
        last_replies(run),
        check_observations(run),
        worth(run) if has_value(run) else None,
        surveys.bands() if surveys is not None else None,
    )


def last_replies(run: StoredRun) -> Array:
    """Return who replied to whom in the run's last year: [silos of repliers, silos of authors], median of replicates.

    A last year of less than half a year counts together with the one before.
    """
    silos = len(run.manifest.silos)
    years = -(-run.manifest.weeks // WEEKS_PER_YEAR)
    taken = 2 if years > 1 and run.manifest.weeks % WEEKS_PER_YEAR in range(1, WEEKS_PER_YEAR // 2) else 1
    found = [
        numbers(table["replies"]).reshape(years, silos, silos)[-taken:].sum(axis=0)
        for _, table in run.replicate_tables("replies", ["replies"])
    ]
    median: Array = np.median(np.array(found, np.float64), axis=0)
    return median
