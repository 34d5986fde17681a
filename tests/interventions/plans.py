"""An intervention of each kind that is sure to do something in a small, lively company within a few weeks."""

from __future__ import annotations

from typing import Any

from simulation.plugin.contract import Trial
from tests.engines.cases import small

START = 4
WEEKS = 16
ISLAND = {"name": "old wiki", "users_share": 0.5, "attention": 0.5}
PLATFORM = {"legacy": [ISLAND]}
"""What interventions may need to be there."""
MANAGERS = {"kind": "community_manager", "name": "managers", "start": 2, "communities": 6, "hours_per_week": 2}

PLANS: dict[str, dict[str, Any]] = {
    "community_manager": {"communities": 4, "hours_per_week": 10},
    "ambassador_tasks": {"weeks": 5, "target": {"rank": "propensity", "count": 30}},
    "reverse_mentoring": {"target": {"role": "manager"}, "skill_per_session": 0.2},
    "kick_off": {"target": {"share": 0.5}, "acquaintances": 20},
    "multipliers": {"target": {"rank": "degree", "share": 0.2}, "persuasion": 0.3},
    "legacy_retirement": {"island": "old wiki", "archive": 20},
    "ambassador_programme": {"target": {}, "search_weeks": 1, "interest": 1, "active_level": 0.1, "core_level": 0.3},
    "face_to_face": {"hours_per_week": 10, "list_weeks": 3, "persuasion": 0.3},
    "use_cases": {"cases": 3, "fits_share": 0.5, "usefulness": 2, "success": 0.5},
    "role_modelling": {"target": {"role": "manager"}, "own_use": 2, "safety": 0.2, "safety_weeks": 3},
    "workshops": {"target": {"count": 60}, "skill": 0.4},
    "working_out_loud": {"target": {"count": 40}, "circles": 4, "rounds": 2, "round_weeks": 4, "pause_weeks": 1},
    "onboarding": {"habit": 0.8},
    # the platform and its communities
    "manager_training": {"courses_per_week": 0.5, "people_per_course": 2, "refresh_weeks": 5, "skill": 0.6},
    "manager_network": {"help_hours": 4, "visible": 0.9},
    "open_groups": {"weeks": 8, "per_week": 2, "undo": True},
    "pilot_community": {"target": {"share": 0.3}, "habit": 0.3},
    "content_migration": {"items": 40, "steps": 2, "weeks_between": 3, "pull": 2.0},
    "campaign": {"weeks": 6, "hazard_per_contact": 0.2},
    "mandate": {"weeks": 6, "target": {"share": 0.5}, "pressure": 2.0},
    "country_roll_out": {"ramp_weeks": 3, "support_weeks": 4, "campaign_hazard": 0.1},
}
"""Settings by kind; every kind that ships stands here."""
NEEDS: dict[str, dict[str, Any]] = {
    "manager_training": {"interventions": [MANAGERS]},
    "manager_network": {"interventions": [MANAGERS]},
    "country_roll_out": {
        "organisation": {"countries": {"A": 0.6, "B": 0.4}},
        "platform": PLATFORM | {"launch_countries": ["A"]},
    },
}
"""What must be there beside the platform for a kind to act at all."""
ONE: dict[str, dict[str, Any]] = {
    "community_manager": {"hours_per_week": 1, "skill": 0.2},
    "open_groups": {"count": 2},
}
"""How the one that stays is changed beside a second one of its kind."""
ANOTHER: dict[str, dict[str, Any]] = {
    "community_manager": {"skill": 1.0},
    "reverse_mentoring": {"target": {"role": "manager", "rank": "degree"}},
    "kick_off": {"acquaintances": 50},
    "role_modelling": {"target": {"role": "executive"}, "visible": 0.9},
    "use_cases": {"success": 0.9},
    "mandate": {"target": {"share": 0.9}},
    "country_roll_out": {"ramp_weeks": 0},
}
"""How a second one of a kind differs from the first, where it would hide behind it otherwise."""


def plan(kind: str, **changes: Any) -> dict[str, Any]:
    """An intervention that is sure to do something from week `START` on."""
    return {"kind": kind, "start": START, **PLANS[kind], **changes}


def company(*interventions: dict[str, Any], **sections: Any) -> Any:
    """A small company with an older platform, for `WEEKS` weeks, with some interventions."""
    sections = {"platform": PLATFORM} | sections
    return small(weeks=WEEKS, interventions=[*sections.pop("interventions", []), *interventions], **sections)


def trial(kind: str) -> Trial:
    """What the contract needs to know about a kind."""
    return Trial(company(**NEEDS.get(kind, {})), plan(kind), ANOTHER.get(kind, {}), ONE.get(kind, {}))
