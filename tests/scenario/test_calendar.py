"""Dates against the calendar: weeks are seven days from the first day of the run, over leap days and ends of years."""

from __future__ import annotations

from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from simulation.attribution.cases import Setting
from simulation.engines.run import simulate
from simulation.model.record import BOOKING
from simulation.present.explanation import date_of
from simulation.present.observed import heading
from simulation.results.arrow import dates_column
from simulation.results.manifest import Observation
from simulation.results.observed import Checked
from simulation.results.reader import StoredRun
from simulation.scenario.schema import Scenario
from tests.engines.cases import small, world_of

STARTS = (
    date(2012, 2, 19),
    date(2019, 12, 30),
    date(2020, 12, 28),
    date(2023, 1, 1),
    date(2024, 2, 28),
    date(2000, 1, 3),
)
"""A Sunday before a leap day; Mondays of ISO weeks 1, 53 and 1; New Year; the day before a leap day."""
WEEKS = 320
"""More than six years: every kind of end of a year."""
KNOWN = [
    # first day, week, first day of that week as a calendar has it, and its ISO year and week
    (date(2019, 12, 30), 0, "2019-12-30", (2020, 1)),
    (date(2019, 12, 30), 52, "2020-12-28", (2020, 53)),
    (date(2019, 12, 30), 53, "2021-01-04", (2021, 1)),
    (date(2020, 12, 28), 1, "2021-01-04", (2021, 1)),
    (date(2012, 2, 20), 1, "2012-02-27", (2012, 9)),
    (date(2012, 2, 20), 2, "2012-03-05", (2012, 10)),
    (date(2023, 12, 25), 1, "2024-01-01", (2024, 1)),
    (date(2023, 12, 25), 53, "2024-12-30", (2025, 1)),
    (date(2000, 1, 3), 313, "2006-01-02", (2006, 1)),
]


def beginning(start: date, weeks: int = WEEKS) -> Scenario:
    return Scenario.model_validate({"name": "calendar", "run": {"start": start, "weeks": weeks}})


def run_of(start: date, weeks: int = WEEKS) -> Any:
    """What a finished run knows of time."""
    return SimpleNamespace(manifest=SimpleNamespace(start=start.isoformat(), weeks=weeks))


def stored_days(start: date, days: Any) -> list[date]:
    """Days as tables hold them: points in time at midnight."""
    found = dates_column(start, days).to_pylist()
    assert {each.time() for each in found} == {time(0)}
    return [each.date() for each in found]


def told(start: date, week: int) -> dict[str, str]:
    """The first day of a week, from everybody who says it."""
    seen = Observation(measure="registered", week=week, value=1, spread=0)
    (stored,) = stored_days(start, np.array([7 * week], np.int32))
    in_words = heading(Checked(seen, 1, 1, ()), start.isoformat())
    return {
        "reader": StoredRun.dates(run_of(start))[week],
        "table": stored.isoformat(),
        "explanation": date_of(Setting(beginning(start), week)),
        "observation": in_words.rpartition("(")[2].rstrip(")"),
    }


@pytest.mark.parametrize(("start", "week", "day", "iso"), KNOWN)
def test_weeks_begin_on_the_day_that_the_calendar_has(start: date, week: int, day: str, iso: tuple[int, int]):
    assert set(told(start, week).values()) == {day}
    assert date.fromisoformat(day).isocalendar()[:2] == iso


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_every_week_begins_seven_days_after_the_one_before(start: date):
    days = [date.fromisoformat(day) for day in StoredRun.dates(run_of(start))]
    assert days == [start + timedelta(days=7 * week) for week in range(WEEKS)]
    assert {day.weekday() for day in days} == {start.weekday()}
    monday_weeks = [(day - timedelta(days=day.weekday())).isocalendar()[:2] for day in days]
    assert len(set(monday_weeks)) == WEEKS, "no week of the calendar twice or left out"
    assert stored_days(start, 7 * np.arange(WEEKS)) == days


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_a_day_falls_into_the_week_that_holds_it(start: date):
    """Never rounded to the nearest: the last day of a week is still in it."""
    scenario = beginning(start)
    assert [scenario.week_of(start + timedelta(days=n)) for n in range(7 * WEEKS)] == [
        week for week in range(WEEKS) for _ in range(7)
    ]
    assert scenario.week_of(37) == 37


@pytest.mark.parametrize(("day", "week"), [("2023-12-31", 0), ("2024-01-01", 1), ("2024-01-07", 1), ("2024-01-08", 2)])
def test_an_intervention_begins_in_the_week_of_its_date(day: str, week: int):
    plan = {"kind": "kick_off", "start": day, "target": {"count": 20}}
    world = world_of(small(weeks=4, interventions=[plan], run={"start": "2023-12-25"}))
    hours = simulate(world, 0).booked[:, -1, BOOKING["hours"]]
    assert np.flatnonzero(hours).tolist() == [week]


@pytest.mark.parametrize(("day", "weeks"), [("2023-12-30", [0, 2]), ("2024-01-02", [1, 3]), ("2024-01-07", [1, 3])])
def test_a_survey_begins_in_the_week_of_its_date(day: str, weeks: list[int]):
    world = world_of(small(weeks=4, survey={"start": day, "every_weeks": 2}, run={"start": "2023-12-25"}))
    survey = simulate(world, 0).survey
    assert survey is not None
    assert sorted(set(survey["week"].tolist())) == weeks


def test_the_first_and_the_last_day_of_a_run_are_days_of_it():
    """Weeks 0 to 3 from 25 December: the last day is 21 January."""
    for day, allowed in (("2023-12-25", True), ("2024-01-21", True), ("2023-12-24", False), ("2024-01-22", False)):
        plan = [{"kind": "kick_off", "start": day, "target": {"count": 20}}]
        data = {"name": "ends", "run": {"start": "2023-12-25", "weeks": 4}, "interventions": plan}
        if allowed:
            assert Scenario.model_validate(data).week_of(date.fromisoformat(day)) in (0, 3)
        else:
            with pytest.raises(ValueError, match="2024-01-21"):
                Scenario.model_validate(data)
