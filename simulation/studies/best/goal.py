"""Goals in words: “30% monthly readers by December 2027”."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.results.errors import InputError
from simulation.words.nearest import quoted, unknown
from simulation.words.numerals import TWO_READINGS, both_readings, number_advice

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

GOAL_OPTION: Final = "--goal"
"""How messages begin; a goal of a file has a line of its own."""
WORDS: Final = {
    "monthly readers": "readers_28", "weekly readers": "readers_7", "yearly readers": "readers_365",
    "monthly contributors": "contributors_28", "weekly contributors": "contributors_7",
    "yearly contributors": "contributors_365", "registered people": "registered", "registered": "registered",
}  # fmt: skip
"""Measures of people by what they are called in a goal; every measure can also be called by its name."""
_MONTHS: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                  "november", "december")  # fmt: skip
_GOAL: Final = re.compile(
    r"(?:at least )?(?P<number>[0-9](?:[0-9.,'’_]*[0-9])?) ?(?P<percent>%)? ?(?P<what>[A-Za-z_0-9 ]+?)"
    r"(?: of the (?P<whole>registered))? (?:by|in) (?P<when>.+)",
    re.IGNORECASE,
)
_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]+)?")
_EXAMPLE: Final = "as in “30% monthly readers by December 2027” or “5000 registered by week 52”"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted: a measure of the whole company in a week, the more the better, and how much of it is enough.

    ``target`` is None where the most is wanted. ``people`` is what a number of people is a share of, 0 where the
    measure is none.
    """

    measure: str
    week: int
    target: float | None = None
    people: int = 0

    @property
    def words(self) -> str:
        """The goal in words."""
        label = MEASURES[self.measure].label.lower()
        if self.target is None:
            return f"as much as possible of “{label}” in week {self.week}"
        share = f" ({self.target / self.people:.1%} of all people)" if self.people else ""
        number = f"{self.target:,.0f}" if self.people else f"{self.target:g}"
        return f"“{label}” of at least {number}{share} in week {self.week}"


def goal(text: str, scenario: Scenario) -> Goal:
    """Return the goal that a text states for a scenario.

    A percentage of people is one of all people, or with “of the registered” of those.

    Raises:
        InputError: the text is no goal, names no measure, or a time outside of the run.
    """
    found = _GOAL.fullmatch(" ".join(text.split()))
    if not found:
        raise InputError(f"{GOAL_OPTION} {text!r}: must be a number, a measure and a time, {_EXAMPLE}")
    number = _number(found["number"])
    measure = _measure(found["what"].strip().lower(), is_of_registered=bool(found["whole"]))
    week = _week(found["when"].strip().lower(), scenario)
    counts_people = MEASURES[measure].unit == "people"
    people = scenario.organisation.people if counts_people else 0
    if found["percent"]:
        number = number / 100 * (people or 1)
        if not counts_people and MEASURES[measure].unit != "share":
            raise InputError(f"{GOAL_OPTION}: {measure} is counted in {MEASURES[measure].unit}, not in %")
    if counts_people and number > people:
        raise InputError(f"{GOAL_OPTION}: {number:,.0f} people are more than the {people:,} of the company")
    return Goal(measure, week, number, people)


def most_of(measure: str, week: int | None, scenario: Scenario) -> Goal:
    """Return the goal of having as much as possible of a measure in a week, the last one where left out.

    Raises:
        InputError: there is no such measure or week, or less of it is better.
    """
    last = scenario.run.weeks - 1
    if measure not in MEASURES:
        raise InputError(unknown("measure", measure, MEASURES))
    if MEASURES[measure].direction == "down":
        raise InputError(f"{measure}: less of it is better; choose a measure of which more is wanted")
    if week is not None and not 0 <= week <= last:
        raise InputError(f"week {week} is not one of the weeks 0 to {last} of the run")
    people = scenario.organisation.people if MEASURES[measure].unit == "people" else 0
    return Goal(measure, last if week is None else week, None, people)


def _number(text: str) -> float:
    """Return a number that has one reading; thousands may stand apart by commas, as in 5,000."""
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    if TWO_READINGS.fullmatch(plain):
        raise InputError(f"{GOAL_OPTION}: {both_readings(plain)}")
    if not _DECIMAL.fullmatch(plain):
        raise InputError(f"{GOAL_OPTION}: {quoted(text)} is no number; {number_advice(text) or _EXAMPLE}")
    return float(plain)


def _measure(words: str, *, is_of_registered: bool) -> str:
    name = WORDS.get(words, words.replace(" ", "_"))
    name = f"{name}_share_of_registered" if is_of_registered else name
    if name not in MEASURES:
        raise InputError(f"{GOAL_OPTION}: {unknown('measure', words, [*WORDS, *MEASURES])}; {_EXAMPLE}")
    if MEASURES[name].direction == "down":
        raise InputError(f"{GOAL_OPTION}: less of {name} is better; choose a measure of which more is wanted")
    return name


def _week(words: str, scenario: Scenario) -> int:
    """Return the last week of the run that begins by a time: a week, a day, a month or a year."""
    last, start = scenario.run.weeks - 1, scenario.run.start
    if found := re.fullmatch(r"week ([0-9]{1,4})", words):
        week = int(found[1])
    elif (days := _days(words)) is None:
        raise InputError(f"{GOAL_OPTION}: by when? “{words}” is no week, day, month or year, {_EXAMPLE}")
    else:
        week = (days[1] - start).days // 7
        if (days[0] - start).days // 7 <= last:  # the run ends within that month or year
            week = min(week, last)
    if not 0 <= week <= last:
        end = start + timedelta(weeks=last)
        raise InputError(f"{GOAL_OPTION}: {words} is not within the run, from {start} to {end} (week {last})")
    return week


def _days(words: str) -> tuple[date, date] | None:
    """Return the first and the last day that a time may mean."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
            return (day := date.fromisoformat(words)), day
        if re.fullmatch(r"[0-9]{4}", words):
            return date(int(words), 1, 1), date(int(words), 12, 31)
        if (found := re.fullmatch(r"([a-z]{3,9}) ([0-9]{4})", words)) and (month := _month(found[1])):
            year = int(found[2])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None
    return None


def _month(word: str) -> int:
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)
