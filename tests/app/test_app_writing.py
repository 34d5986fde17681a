"""A form's value is put into the text of its file; what that cannot hold is written out whole; nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation.app.editing import at_lines, problems_in, with_value
from simulation.app.forms import form
from simulation.app.limits import SHARED
from simulation.app.opened import opened, scenario_of
from simulation.app.scenario_folder import FileText, ScenarioFolder
from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError

TEXT = """\
# what this is about
name: plan
organisation: {people: 150} # all of them
run:
  weeks: 16
interventions:
  - {kind: kick_off, name: kick-off, start: 2, target: {count: 20}}
"""
PLAN = "extends: plan.yaml\nname: more\ninterventions:\n  - {kind: community_manager, name: managers, start: 4}\n"


@pytest.fixture
def scenarios(tmp_path: Path) -> ScenarioFolder:
    (tmp_path / "plan.yaml").write_text(TEXT)
    (tmp_path / "more.yaml").write_text(PLAN)
    return ScenarioFolder(tmp_path)


@pytest.mark.parametrize(
    ("key", "value"),
    [("run.weeks", 20), ("run.seed", 7), ("interventions.kick-off.target.count", 9), ("economics.budget_eur", 100.0)],
)
def test_a_value_changes_its_own_line_alone(scenarios: ScenarioFolder, key: str, value: float) -> None:
    file = scenarios.read("plan.yaml")
    new = with_value(scenarios, file, key, value)
    assert scenario_of(scenarios, new) == override(scenario_of(scenarios, file), [f"{key}={value}"])
    assert "# what this is about" in new.text
    assert "# all of them" in new.text


def test_what_stands_in_the_file_below_is_written_out_whole(scenarios: ScenarioFolder) -> None:
    file = scenarios.read("more.yaml")
    new = with_value(scenarios, file, "interventions.kick-off.target.count", 9)
    assert "extends" not in new.text
    assert scenario_of(scenarios, new) == override(
        scenario_of(scenarios, file), ["interventions.kick-off.target.count=9"]
    )


def test_what_is_not_possible_leaves_the_text_alone(scenarios: ScenarioFolder) -> None:
    with pytest.raises(ScenarioError, match="between 1 and 1040"):
        with_value(scenarios, scenarios.read("plan.yaml"), "run.weeks", 0)


def test_problems_are_at_their_lines(scenarios: ScenarioFolder) -> None:
    file = scenarios.read("plan.yaml")
    wrong = FileText(file.name, file.path, TEXT.replace("weeks: 16", "weeks: 0").replace("150", "-1"))
    said = at_lines(problems_in(scenarios, wrong))
    assert [line.split(":")[0] for line in said] == ["3", "5"]
    assert problems_in(scenarios, file) == []


def test_the_form_has_every_value_with_what_may_stand_there(scenarios: ScenarioFolder) -> None:
    found = form(scenario_of(scenarios, scenarios.read("plan.yaml")))
    weeks = next(each for each in found["run"] if each.name == "weeks")
    assert (weeks.key, weeks.value, weeks.unit, weeks.low, weeks.high) == ("run.weeks", 16, "weeks", 1, 1040)
    count = next(each for each in found["kick-off"] if each.name == "target.count")
    assert (count.key, count.value) == ("interventions.kick-off.target.count", 20)


def test_a_file_that_extends_another_is_a_plan_on_top_of_it(scenarios: ScenarioFolder) -> None:
    more = opened(scenarios, scenarios.read("more.yaml"), SHARED)
    assert [each.name for each in more.base.interventions] == ["kick-off"]
    assert list(more.levers) == ["managers"]
    alone = opened(scenarios, scenarios.read("plan.yaml"), SHARED)
    assert alone.base.interventions == ()
    assert list(alone.levers) == ["kick-off"]
