"""An intervention of each kind that is sure to do something in a small, lively company within a few weeks."""

from __future__ import annotations

from typing import Any

from tests.engines.cases import small

START = 4
WEEKS = 16
ISLAND = {"name": "old wiki", "users_share": 0.5, "attention": 0.5}
PLATFORM = {"legacy": [ISLAND]}
"""What interventions may need to be there."""

PLANS: dict[str, dict[str, Any]] = {
    "community_manager": {"communities": 4, "hours_per_week": 10},
    "ambassador_tasks": {"weeks": 5, "target": {"rank": "propensity", "count": 30}},
    "reverse_mentoring": {"target": {"role": "manager"}, "skill_per_session": 0.2},
    "kick_off": {"target": {"share": 0.5}, "acquaintances": 20},
    "multipliers": {"target": {"rank": "degree", "share": 0.2}, "persuasion": 0.3},
    "legacy_retirement": {"island": "old wiki", "archive": 20},
}
"""Settings by kind; every kind that ships stands here."""
ANOTHER: dict[str, dict[str, Any]] = {
    "community_manager": {"skill": 1.0},
    "reverse_mentoring": {"target": {"role": "manager", "rank": "degree"}},
    "kick_off": {"acquaintances": 50},
}
"""How a second one of a kind differs from the first, where it would hide behind it otherwise."""


def plan(kind: str, **changes: Any) -> dict[str, Any]:
    """An intervention that is sure to do something from week `START` on."""
    return {"kind": kind, "start": START, **PLANS[kind], **changes}


def company(*interventions: dict[str, Any], **sections: Any) -> Any:
    """A small company with an older platform, for `WEEKS` weeks, with some interventions."""
    return small(weeks=WEEKS, interventions=list(interventions), platform=PLATFORM, **sections)
