"""What a plan takes in its first weeks, worked out by hand: everybody's hours and the money, nobody being replaced."""

from __future__ import annotations

from typing import Any

import pytest

from simulation.engines.budget import weekly_costs
from tests.engines.cases import small, world_of

Weeks = list[tuple[float, float]]
"""Hours and EUR, week by week."""
ISLAND = {"name": "old wiki", "users_share": 0.5, "attention": 0.5}
BY_HAND: dict[str, tuple[dict[str, Any], Weeks]] = {
    # 3 managers: 2 hours a week each, and 10 hours and 400 EUR of training each in the first week
    "community_manager": (
        {"communities": 3, "hours_per_week": 2, "training_hours": 10, "training_eur": 400, "replace": False},
        [(36, 1200), (6, 0), (6, 0)],
    ),
    # 20 people with 2 contacts a week: 40 x 0.5 hours and 40 x 2 EUR; 5 hours of its lead; 1,000 EUR at the start
    "campaign": (
        {
            "target": {"count": 20}, "contacts_per_week": 2, "hours_per_contact": 0.5, "eur_per_contact": 2,
            "lead_hours": 5, "eur_fixed": 1000,
        },
        [(25, 1080), (25, 80), (25, 80)],
    ),
    # 20 multipliers: 1 + 2 hours a week each, and 4 hours of briefing in the first week
    "multipliers": (
        {"target": {"count": 20}, "community_hours": 1, "talk_hours": 2, "training_hours": 4, "replace": False},
        [(140, 0), (60, 0), (60, 0)],
    ),
    # 10 people of an event of 8 hours at 100 EUR, and 2,000 EUR for the place; once
    "kick_off": (
        {"target": {"count": 10}, "hours": 8, "eur_per_attendee": 100, "eur_fixed": 2000},
        [(80, 3000), (0, 0), (0, 0)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BY_HAND)
def test_a_plan_takes_what_its_settings_say(kind: str):
    settings, expected = BY_HAND[kind]
    scenario = small(weeks=12, interventions=[{"kind": kind, "start": 2, **settings}])
    costs = weekly_costs(world_of(scenario))[kind][: len(expected)]
    assert [(cost.hours, cost.eur) for cost in costs] == expected


def test_a_session_takes_both_people_and_its_lead():
    """Pairs of a manager and a mentor: in weeks with a session two people for 1.5 hours each; 4 hours of the lead."""
    plan = {
        "kind": "reverse_mentoring", "start": 2, "target": {"role": "team_lead", "count": 5}, "hours_per_session": 1.5,
        "lead_hours": 4, "weeks_between": 3,
    }  # fmt: skip
    costs = weekly_costs(world_of(small(weeks=12, interventions=[plan])))["reverse_mentoring"]
    assert [cost.hours for cost in costs[:7]] == [4 + 5 * 2 * 1.5, 4, 4, 4 + 5 * 2 * 1.5, 4, 4, 4 + 5 * 2 * 1.5]
    assert {cost.eur for cost in costs} == {0}


def test_retiring_a_platform_takes_hours_once_and_saves_money_in_every_week():
    plan = {
        "kind": "legacy_retirement", "start": 2, "island": "old wiki", "hours": 30, "hours_per_user": 0.25,
        "eur_saved_per_week": 500,
    }  # fmt: skip
    world = world_of(small(weeks=12, platform={"legacy": [ISLAND]}, interventions=[plan]))
    costs = weekly_costs(world)["legacy_retirement"]
    assert [cost.hours for cost in costs[:3]] == [30 + 60 * 0.25, 0, 0]  # half of 120 people use it
    assert [cost.eur for cost in costs[:3]] == [-500] * 3
