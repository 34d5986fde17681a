"""What is said of a forecast: the sentence, what the band holds, what was used, what the weeks taught."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.measures import MEASURES
from simulation.present.language.people import WHO
from simulation.present.picture.scene import Cell, Column, DrawnTable
from simulation.present.sentences import rough, step_of
from simulation.studies.forecast.curves import zeros
from simulation.studies.forecast.forecast import AHEAD, Forecast, bands
from simulation.studies.forecast.taught import Taught

if TYPE_CHECKING:
    from simulation.present.language import Language

BAND: Final = (0.1, 0.5, 0.9)
FIRST: Final = 4
"""Weeks ahead of the first row of the table."""


def day_of(forecast: Forecast, week: int) -> date:
    """Return the last day of a week, at which its counts stand."""
    return forecast.scenario.run.start + timedelta(weeks=week + 1, days=-1)


def main_measure(forecast: Forecast) -> str:
    """Return the measure of people that was observed first, which the sentence is about."""
    observed = [each.measures[0] for each in forecast.used if each.silo is None]
    return next((name for name in [*observed, "registered"] if name in WHO and name in forecast.courses), "registered")


def sentences(forecast: Forecast, language: Language) -> list[str]:
    """Return what will be, what its band holds, and what it rests on; warnings first after the forecast itself."""
    measure, end = main_measure(forecast), forecast.scenario.run.weeks - 1
    low, middle, high = (float(each[end]) for each in bands(forecast.courses[measure], BAND))
    step = step_of(low, high)
    said = [
        language(
            "There will be about {middle} {who} ({day}; {low} to {high} in 8 of 10 courses that agree with what was "
            "counted up to {last}).",
            middle=language.number(middle, max(step, rough(middle, low, high))),
            low=language.number(low, step), high=language.number(high, step), who=language(WHO[measure]),
            day=language.month(day_of(forecast, end)), last=language.day(day_of(forecast, forecast.until)),
        )
    ]  # fmt: skip
    if forecast.resembling.is_strange:
        said.append(
            language(
                "Hardly any of the {n} simulated companies resembles this one: the forecast is drawn out beyond them, "
                "and less sure than its band says.",
                n=language.number(len(forecast.bank)),
            )
        )
    said.append(
        language(
            "The band holds what is not known of the company's numbers, luck, and the errors of what was counted; not "
            "what the model itself has wrong, nor what is not planned in the scenario."
        )
    )
    return [*said, *used_lines(forecast, language)]


def used_lines(forecast: Forecast, language: Language) -> list[str]:
    """Return which numbers were used, and which not."""
    observed = [each for each in forecast.scenario.observations if each.weeks[-1] <= forecast.until]
    lines = [
        language(
            "Used: {used} of {all} numbers, a few of each curve; runs like it: {near} of {n}, worth {effective} even "
            "ones.",
            used=len(forecast.used), all=len(observed), near=len(forecast.resembling.places),
            n=language.number(len(forecast.bank)), effective=language.number(forecast.resembling.effective),
        )
    ]  # fmt: skip
    if n := zeros(observed, forecast.until):
        lines.append(language("Not used: {n} numbers that are 0, which no error in percent can meet.", n=n))
    if forecast.scenario.posterior is not None:
        lines.append(
            language(
                "The scenario's own posterior was not used, for it may have been learned from the same numbers; the "
                "forecast starts from its priors."
            )
        )
    return lines


def table_weeks(forecast: Forecast) -> list[int]:
    """Return the weeks of the table: the last that was seen, some ahead, the end of the run."""
    end = forecast.scenario.run.weeks - 1
    return sorted({forecast.until, *(min(forecast.until + ahead, end) for ahead in (FIRST, *AHEAD)), end})


def course_table(forecast: Forecast, language: Language, measures: Sequence[str] = ()) -> DrawnTable:
    """Return bands of measures at some weeks, all of them where none is named."""
    columns = (
        Column(language("measure"), "text"), Column(language("week")), Column(language("week ending"), "text"),
        *(Column(language(name)) for name in ("10%", "middle", "90%")),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for measure in measures or forecast.courses:
        found = bands(forecast.courses[measure], BAND)
        for week in table_weeks(forecast):
            label = language.known(MEASURES[measure].label)
            rows.append((label, week, day_of(forecast, week).isoformat(), *map(float, np.round(found[:, week], 2))))
    return DrawnTable(columns, tuple(rows))


def taught_table(taught: Sequence[Taught], language: Language, most: int | None = None) -> DrawnTable:
    """Return numbers before and now, those first that the weeks told most about."""
    columns = (
        *(Column(language(name), "text") for name in ("number", "unit", "before (10% to 90%)", "now (10% to 90%)")),
        Column(language("variance gone"), "share", 0.01), Column(language("decided by"), "text"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            each.name, language.known(each.unit), _ends(each.before), _ends(each.now), each.gone,
            language("the weeks") if each.by_data else language("the prior"),
        )
        for each in taught[:most]
    ]  # fmt: skip
    return DrawnTable(columns, tuple(rows))


def _ends(three: tuple[float, float, float]) -> str:
    low, middle, high = three
    return f"{middle:.3g} ({low:.3g} – {high:.3g})"


def prior_line(taught: Sequence[Taught], language: Language) -> str:
    """Return how many numbers the weeks said nothing about."""
    return language(
        "Decided by the prior, for the weeks say nothing about them: {n} of {all} numbers.",
        n=sum(not each.by_data for each in taught), all=len(taught),
    )  # fmt: skip
