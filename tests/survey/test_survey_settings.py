"""A survey in a scenario file: bounds, cross checks with their lines, explanations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from simulation.catalogue.declared import explain
from simulation.engines.values import parameter_values
from simulation.parameters import PARAMETERS
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import json_schema, resolved_yaml
from simulation.survey.columns import COLUMNS
from simulation.survey.items import ITEM_NAMES, ITEMS
from simulation.survey.settings import SurveySettings

HEAD = "name: a\norganisation: {people: 200}\nrun: {start: 2024-01-01, weeks: 52}\n"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a scenario file with a survey."""

    def _write(survey: str) -> Path:
        path = tmp_path / "case.yaml"
        path.write_text(f"{HEAD}survey: {survey}\n")
        return path

    return _write


def refused(path: Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        load(path)
    return str(caught.value)


def test_no_survey_is_the_default_and_an_empty_one_has_defaults(write: Write) -> None:
    assert Scenario(name="a").survey is None
    assert load(write("null")).survey is None
    survey = load(write("{}")).survey
    assert survey == SurveySettings()
    assert survey.every_weeks == 1
    assert survey.items == ITEM_NAMES == tuple(ITEMS)
    assert survey.sample.size(200) == 20


@pytest.mark.parametrize(
    ("survey", "words"),
    [
        ("{every_weeks: 0}", "survey.every_weeks: must be a whole number between 1 and 520 weeks, not 0"),
        ("{every_weeks: 521}", "between 1 and 520 weeks"),
        ("{every_week: 2}", "did you mean 'every_weeks'?"),
        ("{minimum_group: 0}", "between 1 and 1000 answers"),
        ("{start: 52}", "survey.start: must be between week 0 and week 51, the last of the run, not week 52"),
        ("{start: -1}", "must be between week 0 and week 51"),
        ("{start: 2023-12-31}", "must be between 2024-01-01, the first day of the run"),
        ("{start: 2024-12-30}", "and 2024-12-29, the last, not 2024-12-30"),
        ("{sample: {share: 1.5}}", "survey.sample.share: must be a number between 0 and 1 (share)"),
        ("{sample: {share: 0}}", "survey.sample.share: invites nobody; must be above 0 and at most 1"),
        ("{sample: {share: 0.1, count: 3}}", "survey.sample: give count or share, not both"),
        ("{sample: {count: 0}}", "between 1 and 2000000 people"),
        ("{sample: {count: 201}}", "survey.sample.count: must be at most 200, the people there are, not 201"),
        ("{sample: {count: 4}}", "survey.minimum_group: must be at most 4, the people invited each time, not 5"),
        ("{items: [attitude, aktivity]}", "did you mean 'activity'?"),
        ("{items: [norm, ease, norm]}", "survey.items: 'norm' is there twice"),
        ("{items: []}", "survey.items: has 0 entries; needs at least 1"),
        ("{cut_points: [0.2, 0.4, 0.6]}", "survey.cut_points"),
        ("{cut_points: [0.2, 0.4, 0.4, 0.8]}", "must rise from one to the next, not 0.2, 0.4, 0.4, 0.8"),
        ("{cut_points: [0.2, 0.4, 0.6, 1.8]}", "survey.cut_points[3]"),
        ("weekly", "survey: must be a table of keys and values"),
    ],
)
def test_problems_are_named_with_their_line(write: Write, survey: str, words: str) -> None:
    text = refused(write(survey))
    assert words in text
    assert "case.yaml:4: survey" in text


def test_problems_are_found_beside_others(write: Write) -> None:
    """A survey is checked against the run although another section is wrong."""
    path = write("{start: 60}")
    path.write_text(path.read_text() + "economics: {hourly_cost_eur: -1}\n")
    text = refused(path)
    assert "hourly_cost_eur" in text
    assert "survey.start: must be between week 0 and week 51" in text


def test_survey_survives_writing_and_can_be_changed_by_assignment(write: Write) -> None:
    scenario = load(write("{every_weeks: 13, start: 2024-02-05, items: [safety, norm]}"))
    path = write("")
    path.write_text(resolved_yaml(scenario))
    assert load(path) == scenario
    assert scenario.survey.start == date(2024, 2, 5)
    assert override(scenario, ["survey.every_weeks=4"]).survey.every_weeks == 4
    assert override(scenario, ["survey=null"]).survey is None
    assert override(Scenario(name="a"), ["survey.minimum_group=7"]).survey.minimum_group == 7
    assert "SurveySettings" in json_schema()["$defs"]


@pytest.mark.parametrize(("first", "every", "weeks"), [(0, 13, [0, 13, 26, 39]), (50, 1, [50, 51]), (5, 60, [5])])
def test_weeks_of_surveys(first: int, every: int, weeks: list[int]) -> None:
    assert list(SurveySettings(every_weeks=every).weeks(first, 52)) == weeks


def test_everything_about_surveys_is_explained() -> None:
    def what(name: str) -> dict[str, str]:
        return {entry.what: entry.meaning for entry in explain(name)}

    for name in SurveySettings.model_fields:
        assert what(f"survey.{name}").keys() == {"setting"}
    assert what("survey.sample.count")["setting"]
    for name, column in COLUMNS.items():
        assert what(f"survey.{name}")["survey column"] == column.definition
    for name, item in ITEMS.items():
        assert what(f"survey.{name}")["survey item"] == item.statement
    assert what("survey_noise").keys() == {"parameter"}


def test_how_people_answer_is_drawn_like_any_other_parameter() -> None:
    names = [name for name, parameter in PARAMETERS.items() if parameter.group == "survey"]
    assert names == [f"survey_{n}" for n in ("response", "inactivity", "inactivity_weeks", "unregistered", "noise")]
    scenario = Scenario.model_validate({"name": "a", "survey": {}, "parameters": {"survey_noise": 0.2}})
    drawn = [parameter_values(scenario, replicate) for replicate in range(5)]
    assert len({values["survey_response"] for values in drawn}) == 5
    assert {values["survey_noise"] for values in drawn} == {0.2}
    assert {name: v for name, v in drawn[0].items() if name not in names} == {
        name: v for name, v in parameter_values(Scenario(name="a"), 0).items() if name not in names
    }
