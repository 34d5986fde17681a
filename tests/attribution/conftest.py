"""A small company with three interventions, one that begins late and one without any strength."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulation.attribution.cases import Setting
from simulation.attribution.rerun import How, Laboratory
from simulation.scenario.schema import Scenario

WEEKS, REPLICATES = 20, 6
KICK_OFF = {"kind": "kick_off", "name": "event", "start": 2, "target": {"role": "manager"}}
MANAGERS = {"kind": "community_manager", "name": "managers", "start": 4, "communities": 6, "hours_per_week": 20}
MENTORING = {"kind": "reverse_mentoring", "name": "mentoring", "start": 3, "target": {"role": "team_lead", "count": 20}}
IDLE = {"kind": "ambassador_tasks", "name": "idle", "start": 1, "strength": 0, "target": {"count": 50}}
LATE = {"kind": "kick_off", "name": "late", "start": 15, "target": {"count": 100}}
PLANS = (KICK_OFF, MANAGERS, MENTORING, IDLE, LATE)
THREE = (KICK_OFF, MANAGERS, MENTORING)


def scenario(plans: tuple[dict[str, Any], ...] = PLANS, name: str = "small", **changes: Any) -> Scenario:
    """Return the scenario with some interventions."""
    data: dict[str, Any] = {
        "name": name,
        "title": "A small company",
        "organisation": {
            "people": 400,
            "countries": {"Germany": 1},
            "divisions": {"Sales": 0.5, "Technology": 0.3, "Service": 0.2},
        },
        "platform": {
            "started_share": 0.5,
            "communities": {"people_per_community": 20},
            "pilots": [{"name": "first", "target": {"count": 10}}],
        },
        "parameters": {"innovation_rate": 0.02, "read_intercept": -3.0, "contribute_intercept": -2.0},
        "interventions": list(plans),
        "run": {"start": "2024-01-01", "weeks": WEEKS, "replicates": REPLICATES, "seed": 5},
    }
    return Scenario.model_validate(data | changes)


def laboratory(
    folder: Path, plans: tuple[dict[str, Any], ...] = PLANS, week: int = WEEKS - 1, **how: Any
) -> Laboratory:
    """Return a laboratory on the scenario."""
    return Laboratory(Setting(scenario(plans), week), folder, How(**({"workers": 2} | how)))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose finished values all tests may use."""
    return tmp_path_factory.mktemp("explain")
