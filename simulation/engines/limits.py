"""Limits: what a scenario's interventions may take together, over the whole run and in calendar years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import fsum
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from simulation.interventions.base import Cost
    from simulation.scenario.schema import Scenario

What = Literal["eur", "hours", "team_hours", "participant_hours"]
WHAT: Final[Mapping[What, tuple[str, str]]] = {
    "eur": ("EUR", "EUR"),
    "hours": ("hours", "hours"),
    "team_hours": ("hours of the team", "hours"),
    "participant_hours": ("hours of participants", "hours"),
}
"""What can be limited: name of `Cost`'s number -> (its name in sentences, its unit)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a scenario: its key, what it limits, how much, and the calendar year (0: the whole run)."""

    key: str
    what: What
    amount: float
    year: int = 0

    @property
    def of_what(self) -> str:
        """What it limits, in words."""
        return WHAT[self.what][0] + (f" in {self.year}" if self.year else "")


@dataclass(frozen=True, slots=True)
class Taken:
    """A limit and what is reserved of it."""

    limit: Limit
    reserved: float

    @property
    def left(self) -> float:
        """What is not reserved; below zero if the plan goes beyond the limit."""
        return self.limit.amount - self.reserved


Weekly = Mapping[str, Sequence["Cost"]]
"""Planned costs by intervention, week by week from its first."""


def limits(scenario: Scenario) -> list[Limit]:
    """Return every limit that a scenario states."""
    economics = scenario.economics
    found = [
        Limit(f"economics.budget_{what}", what, amount)
        for what in WHAT
        if (amount := getattr(economics, f"budget_{what}")) is not None
    ]
    for index, budget in enumerate(economics.budget_years):
        found += [
            Limit(f"economics.budget_years[{index}].{what}", what, amount, budget.year)
            for what in WHAT
            if (amount := getattr(budget, what)) is not None
        ]
    return found


def year_of(scenario: Scenario, week: int) -> int:
    """Return the calendar year of the first day of a week of the run."""
    return (scenario.run.start + timedelta(weeks=week)).year


def amounts(limit: Limit, scenario: Scenario, costs: Weekly) -> dict[str, float]:
    """Return how much each intervention reserves of what a limit is about, by name."""
    first = {plan.name: scenario.week_of(plan.start) for plan in scenario.interventions}
    return {
        name: fsum(
            getattr(cost, limit.what)
            for age, cost in enumerate(weekly)
            if limit.year in (0, year_of(scenario, first[name] + age))
        )
        for name, weekly in costs.items()
    }


def taken(scenario: Scenario, costs: Weekly) -> list[Taken]:
    """Return what is reserved of each limit."""
    return [Taken(limit, fsum(amounts(limit, scenario, costs).values())) for limit in limits(scenario)]
