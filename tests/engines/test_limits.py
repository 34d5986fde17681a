"""What a budget is held against: the sum of all weeks of an intervention, in all and by calendar year."""

from __future__ import annotations

from typing import Any

from simulation.engines.limits import Limit, amounts, limits, taken, year_of
from simulation.interventions.base import Cost
from simulation.scenario.schema import Scenario

WEEKS = [Cost(3, 10), Cost(4, 20), Cost(5, 40)]


def scenario(**economics: Any) -> Scenario:
    """Its one intervention starts in the second week, which is the last of 2024 that begins in it."""
    return Scenario.model_validate(
        {
            "name": "limited",
            "organisation": {"people": 60},
            "interventions": [{"kind": "kick_off", "name": "event", "start": 1, "weeks": 3, "target": {"count": 9}}],
            "run": {"start": "2024-12-23", "weeks": 6},
            "economics": economics,
        }
    )


def test_a_limit_counts_every_week() -> None:
    assert amounts(Limit("", "hours", 0), scenario(), {"event": WEEKS}) == {"event": 12}
    assert amounts(Limit("", "eur", 0), scenario(), {"event": WEEKS}) == {"event": 70}


def test_a_week_belongs_to_the_year_of_its_first_day() -> None:
    assert [year_of(scenario(), week) for week in range(3)] == [2024, 2024, 2025]
    assert amounts(Limit("", "hours", 0, 2024), scenario(), {"event": WEEKS}) == {"event": 3}
    assert amounts(Limit("", "hours", 0, 2025), scenario(), {"event": WEEKS}) == {"event": 9}


def test_every_limit_of_a_scenario_says_what_is_left() -> None:
    stated = scenario(budget_hours=20, budget_years=[{"year": 2025, "eur": 50}])
    assert [each.key for each in limits(stated)] == ["economics.budget_hours", "economics.budget_years[0].eur"]
    assert [each.left for each in taken(stated, {"event": WEEKS})] == [8, -10]
