"""A small, quick company for studies."""

from __future__ import annotations

from typing import Any

from simulation.scenario.schema import Scenario

KICK_OFF = {"kind": "kick_off", "name": "kick-off", "start": 2, "weeks": 8, "target": {"count": 20}}
MANAGERS = {"kind": "community_manager", "name": "managers", "start": 4, "communities": 2}


def company(**changes: Any) -> Scenario:
    """120 people over 16 weeks with two interventions; only chance differs between replicates."""
    data: dict[str, Any] = {
        "name": "small",
        "organisation": {"people": 120},
        "platform": {"communities": {"people_per_community": 12}},
        "interventions": [KICK_OFF, MANAGERS],
        "run": {"weeks": 16, "seed": 5, "uncertainty": "chance"},
    }
    return Scenario.model_validate(data | changes)
