"""Mistakes in what a plan takes before any run: limits by year, heads, money."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

_COST: Final = ("tests/present/test_cost.py", "tests/engines/test_planned.py", "tests/engines/test_limits.py")

MISTAKES: Final = (
    Mistake(
        "budget of another year",
        "What is reserved of a year's budget counts from the start of the run.",
        "simulation/engines/limits.py",
        "year_of(scenario, first[name] + age)",
        "year_of(scenario, age)",
        _COST,
    ),
    Mistake(
        "year after",
        "A week belongs to the calendar year of the week after.",
        "simulation/engines/limits.py",
        "timedelta(weeks=week)).year",
        "timedelta(weeks=week + 1)).year",
        _COST,
    ),
    Mistake(
        "limits of years are none",
        "Only the limit of the whole run ends an intervention.",
        "simulation/engines/budget.py",
        "holds = [limit for limit in left if limit.year in (0, year_of(scenario, week))]",
        "holds = [limit for limit in left if limit.year == 0]",
        _COST,
    ),
    Mistake(
        "more than there is",
        "What is left of a limit is what is reserved beyond it.",
        "simulation/engines/limits.py",
        "return self.limit.amount - self.reserved",
        "return self.reserved - self.limit.amount",
        _COST,
    ),
    Mistake(
        "hours beside the cost",
        "Full cost leaves hours out.",
        "simulation/engines/planned.py",
        "return cost.eur + cost.hours * self.scenario.economics.hourly_cost_eur",
        "return cost.eur",
        _COST,
    ),
    Mistake(
        "levels and silos exchanged",
        "Heads are counted by the wrong silo and level.",
        "simulation/engines/planned.py",
        "silo * n_levels + o.level[people]",
        "silo + o.level[people] * len(names)",
        _COST,
    ),
    Mistake(
        "team of the small copy",
        "Hours of the team are those of the small copy of a company.",
        "simulation/engines/budget.py",
        "cost.eur * weight, cost.team_hours * weight)",
        "cost.eur * weight, cost.team_hours)",
        _COST,
    ),
    Mistake(
        "everybody twice",
        "Who is reached by two interventions counts twice.",
        "simulation/engines/planned.py",
        "reached = np.unique(np.concatenate(",
        "reached = np.sort(np.concatenate(",
        _COST,
    ),
)
