"""`wandel cost`: what is printed and what programs read say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulation.cli.main import run

PLAN = """
schema_version: 1
name: plan
organisation: {people: 300}
run: {start: 2024-11-11, weeks: 20}
economics: {hourly_cost_eur: 50, budget_hours: 40, over_budget: cut, budget_years: [{year: 2025, team_hours: 12}]}
interventions:
  - {kind: face_to_face, name: talks, start: 6, weeks: 8, hours_per_week: 2, training_hours: 4}
"""
# 4 hours of preparation; 4 talks a week, half an hour for both: 4 hours a week, in 2 weeks of 2024 and 6 of 2025


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def test_numbers_by_hand_for_programs(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cost", plan, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    years = found["interventions"][0]["years"]
    assert years["2024"] == {"hours": 12, "eur": 0, "team_hours": 8, "participant_hours": 4, "full_eur": 600}
    assert years["2025"] == {"hours": 24, "eur": 0, "team_hours": 12, "participant_hours": 12, "full_eur": 1200}
    assert found["cost"]["full_eur"] == 1800
    assert [(each["year"], each["reserved"], each["left"]) for each in found["budget"]] == [
        (None, 36, 4),
        (2025, 12, 0),
    ]
    assert sum(sum(levels.values()) for levels in found["people"].values()) == 300
    assert found["ended_early"] == []


def test_tables_and_what_the_budget_leaves(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cost", plan, "--set", "economics.budget_hours=30"]) == 0
    said = capsys.readouterr().out
    assert "The budget ends talks in week 12, 2 weeks before its planned end." in said
    assert "Budget: 28 of 30 hours are reserved, 2 are left." in said
    row = next(line.split() for line in said.splitlines() if line.startswith("talks") and "2024" in line)
    assert row == ["talks", "2024", "6", "to", "11", "8", "4", "0", "600"]


def test_a_scenario_without_interventions_takes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cost", "small-demo", "--set", "interventions=[]"]) == 0
    assert "has no interventions: it takes nothing" in capsys.readouterr().out
