"""The picture of a forecast: what was counted, and where the company may go from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.present.board.common import span
from simulation.present.forecast.words import course_table, day_of
from simulation.present.picture.scene import Axis, Ground, Key, Line, Mark, Picture, Plot, Point, Ribbon, Rule
from simulation.present.sentences import rough, step_of
from simulation.results.observed import interval
from simulation.studies.forecast.curves import curves
from simulation.studies.forecast.forecast import Forecast, bands

if TYPE_CHECKING:
    from simulation.present.language import Language

LEVELS: Final = (0.1, 0.25, 0.5, 0.75, 0.9)


def picture(forecast: Forecast, measure: str, language: Language, *, is_backtest: bool = False) -> Picture:
    """Return the course of a measure: past, forecast, its bands, and what was counted.

    In a backtest what was counted after the last week seen was hidden from the forecast.
    """
    others = language("counted, and hidden from the forecast") if is_backtest else language("counted")
    points = (
        language("Points: what was counted; hollow ones were hidden and tell how good the forecast is.")
        if is_backtest
        else language("Points: what was counted; filled ones were used.")
    )
    low, lower, median, upper, high = bands(forecast.courses[measure], LEVELS)
    weeks = range(median.size)
    marks: tuple[Mark, ...] = (
        Ground(forecast.until, weeks[-1], language("forecast")),
        Ribbon(weeks, low.tolist(), high.tolist(), "first"),
        Ribbon(weeks, lower.tolist(), upper.tolist(), "first", inner=True),
        Line(weeks, median.tolist(), "first", language("middle course")),
        *_counted(forecast, measure, language),
        Rule(forecast.until, "x", language("last week seen")),
    )
    label = language.known(MEASURES[measure].label)
    return Picture(
        name=f"forecast-{measure}",
        title=_title(forecast, measure, language),
        subtitle=language(
            "{label}, week by week. Dark band: half of the courses that agree with what was counted; light band: 8 of "
            "10. {points}",
            label=label,
            points=points,
        ),
        source=language(
            "Source: model Wandel, {n} simulated companies, those like this one moved to what was counted in it; "
            "calibrated, not validated.",
            n=language.number(len(forecast.bank)),
        ),
        alt=_title(forecast, measure, language),
        plots=(Plot(Axis(0, weeks[-1], "weeks", forecast.scenario.run.start), Axis(*span(high)), marks),),
        table=course_table(forecast, language, [measure]),
        keys=(Key("ink", language("counted and used"), "point"), Key("ink", others, "hollow")),
    )


def _title(forecast: Forecast, measure: str, language: Language) -> str:
    low, middle, high = (float(each[-1]) for each in bands(forecast.courses[measure], (0.1, 0.5, 0.9)))
    step = step_of(low, high)
    return language(
        "{label}: about {middle} in {day} ({low} to {high})",
        label=language.known(MEASURES[measure].label),
        middle=language.number(middle, max(step, rough(middle, low, high))),
        low=language.number(low, step),
        high=language.number(high, step),
        day=language.month(day_of(forecast, forecast.scenario.run.weeks - 1)),
    )


def _counted(forecast: Forecast, measure: str, language: Language) -> list[Mark]:
    """Return what was counted of a measure, hollow where it was not used: drawn only, or after the last week seen."""
    used = {each.week for each in forecast.used if each.measures == (measure,) and each.silo is None}
    points = [
        each
        for curve in curves(forecast.scenario.observations)
        if curve.measure == measure and curve.silo is None
        for each in curve.points
    ]
    return [
        Point(each.week, each.value, *interval(each), hollow=each.week not in used, text=language.number(each.value))
        for each in points
    ]
