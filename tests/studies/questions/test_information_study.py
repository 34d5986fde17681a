"""Value of information for plans of a company: what it needs is run and kept, and told; mistakes are, too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.cli.main import run as main
from simulation.present.information import information_lines, worth_table
from simulation.present.language import LANGUAGES
from simulation.scenario.problems import ScenarioError
from simulation.scenario.writing import resolved_yaml
from simulation.studies.best.goal import Goal
from simulation.studies.file.loading import load_study
from simulation.studies.information.decision import ALL, answer
from simulation.studies.information.measuring import Futures, seen
from simulation.studies.information.settings import (
    InformationSettings,
    RandomInvitation,
    ReplyLogsMeasurement,
    StaggeredStart,
    SurveyMeasurement,
)
from tests.studies.company import KICK_OFF, company

STUDY = """
schema_version: 1
name: measured
scenarios: [base.yaml, plan.yaml]
replicates: 100
information:
  measure: readers_28
  worth_eur: 100
  measurements:
    ask: {kind: survey, week: 6, people: 60}
    pilot: {kind: staggered_start, week: 8}
"""
N = 3000
SHARE = "readers_28_share_of_people"
Files = Callable[[str], Path]


@pytest.fixture
def file(tmp_path: Path) -> Files:
    """Write a study beside a company without and with a plan."""
    for name, plans in (("base", []), ("plan", [KICK_OFF])):
        small = company(name=name, interventions=plans, run={"weeks": 12, "seed": 5})
        (tmp_path / f"{name}.yaml").write_text(resolved_yaml(small), encoding="utf-8")

    def write(text: str) -> Path:
        path = tmp_path / "study.yaml"
        path.write_text(text.lstrip(), encoding="utf-8")
        return path

    return write


def futures(effect: Any, cost: float = 0.0) -> Futures:
    """A company of 1,000 of whom half read; a plan changes that by a share that differs between futures."""
    n = len(effect)
    whole = {
        ("a", SHARE, 5): np.full(n, 0.5), ("b", SHARE, 5): 0.5 + effect,
        ("a", "readers_28", 9): np.full(n, 500.0), ("b", "readers_28", 9): 500 + 1000 * effect,
        ("a", "cost_eur_cumulative", 19): np.zeros(n), ("b", "cost_eur_cumulative", 19): np.full(n, cost),
    }  # fmt: skip
    spread = np.random.default_rng(2).normal(0.5, 0.1, (n, 16))
    return Futures(("a", "b"), 1000, 20, whole, {("a", SHARE, 5): spread, ("b", SHARE, 5): spread})


GOAL = Goal("readers_28", 9, None, 1000)


def test_errors_are_those_of_such_a_measurement() -> None:
    """100 answers of 1,000 people: sqrt(.25 / 100 x .9); two groups of 50: sqrt(2 x .25 / 50); 16 silos: 2 sd / 4."""
    there = futures(np.full(N, 0.1))
    rng = np.random.default_rng(1)
    survey = seen(SurveyMeasurement(kind="survey", people=200, answering=0.5, bias=0), there, SHARE, rng)
    assert survey.std() == pytest.approx(np.sqrt(0.25 / 100 * 0.9), rel=0.05)
    assert survey.mean() == pytest.approx(0.5, abs=0.01)
    biased = seen(SurveyMeasurement(kind="survey", people=200, answering=0.5, bias=0.1), there, SHARE, rng)
    assert biased.std() == pytest.approx(np.sqrt(0.25 / 100 * 0.9 + 0.01), rel=0.05)
    groups = seen(RandomInvitation(kind="random_invitation", people=100, mixing=0.4), there, SHARE, rng)
    assert groups.std() == pytest.approx(np.sqrt(0.25 / 50 + 0.24 / 50), rel=0.05)
    assert groups.mean() == pytest.approx(0.6 * 0.1, abs=0.01)
    halves = seen(StaggeredStart(kind="staggered_start", mixing=0), there, SHARE, rng)
    assert halves.std() == pytest.approx(2 * 0.1 / 4, rel=0.08)
    counted = seen(ReplyLogsMeasurement(kind="reply_logs", measures=(SHARE,), error=0.05), there, SHARE, rng)
    assert counted.std() == pytest.approx(0.05, rel=0.05)


def test_a_trial_of_an_uncertain_plan_is_worth_it_and_a_survey_of_what_is_known_is_not() -> None:
    """The plan costs 20,000 and brings 100 EUR for each of -200 to +400 people: without knowing, it is not worth it."""
    effect = np.random.default_rng(3).uniform(-0.2, 0.4, 300)
    asked = InformationSettings(
        worth_eur=200,
        measurements={
            "survey": SurveyMeasurement(kind="survey"),
            "trial": RandomInvitation(kind="random_invitation", people=1000, mixing=0.0),
        },
    )
    found = answer(futures(effect, 20_000), GOAL, asked, 60.0)
    first, second, together = found.worth
    assert (first.name, second.name, together.name) == ("trial", "survey", ALL)
    gain = 200_000 * effect - 20_000
    assert found.everything == pytest.approx(np.maximum(gain, 0).mean() - max(gain.mean(), 0))
    assert 0.6 * found.everything < first.value <= found.everything
    assert second.value < 0.15 * found.everything
    assert together.cost == first.cost + second.cost == 60.0 * 160
    assert found.is_worth_measuring
    for code, words in (("en", "Measure first: “trial” would change"), ("de", "Erst messen: „trial“ änderte")):
        said = information_lines(found, LANGUAGES[code])
        assert any(words in line for line in said), said
        assert len(worth_table(found, LANGUAGES[code]).rows) == 3


def test_a_clear_decision_needs_no_measurement() -> None:
    asked = InformationSettings(measurements={"survey": SurveyMeasurement(kind="survey")})
    found = answer(futures(np.full(200, 0.3) + np.linspace(0, 0.01, 200)), GOAL, asked, 60.0)
    assert found.everything == 0
    assert not found.is_worth_measuring
    assert found.p_best["b"] == 1
    for code, words in (("en", "The decision is clear"), ("de", "Die Entscheidung ist klar")):
        assert words in "\n".join(information_lines(found, LANGUAGES[code]))


def test_a_study_keeps_what_is_needed_and_answers(file: Files, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(STUDY)
    out = ["--out", str(path.parent / "out")]
    study = load_study(path)
    assert study.keep.weeks == (6, 8, 11)
    assert set(study.keep.measures) == {"readers_28", "cost_eur_cumulative", SHARE}
    assert study.keep.silos
    assert main(["study", "information", str(path), *out]) == 2
    assert "0 futures are there for all plans, at least 100 are needed" in capsys.readouterr().err
    assert main(["study", "run", str(path), *out, "--workers", "1"]) == 0
    capsys.readouterr()
    assert main(["study", "information", str(path), *out, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["unit"], told["futures"]) == ("EUR", 100)
    assert {each["name"] for each in told["measurements"]} == {"ask", "pilot", ALL}
    cost = next(each["cost_eur"] for each in told["measurements"] if each["name"] == "pilot")
    assert cost == 80 * study.space.scenarios["base"].economics.hourly_cost_eur
    assert main(["study", "report", str(path), *out, "--language", "de"]) == 0
    page = (path.parent / "out" / "studies" / "measured" / "report.html").read_text(encoding="utf-8")
    assert "Was es wert ist, vor der Entscheidung zu messen" in page


def test_the_short_way_without_a_file(file: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = file(STUDY).parent
    names = [str(folder / "base.yaml"), str(folder / "plan.yaml")]
    out = ["--out", str(folder / "out"), "--workers", "1", "--futures", "100"]
    assert main(["information", *names, "--goal", "20% registered by week 11", *out, "--language", "en"]) == 0
    said = capsys.readouterr().out
    for words in (
        "Decision: “base”, “plan”",
        "Without measuring",
        "random invitation",
        "staggered start",
        "reply logs",
    ):
        assert words in said
    assert main(["information", names[0], "--measure", "registered", *out]) == 2
    assert main(["information", names[0], names[0], *out]) == 2
    assert "two have one name" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[base.yaml, plan.yaml]", "[base.yaml]", "nothing is decided among less than two"),
        ("replicates: 100", "replicates: 99", "replicates: must be at least 100"),
        ("replicates: 100", "replicates: 100\nluck: fresh", "luck: must be shared"),
        ("replicates: 100", "replicates: 100\nset: {run.uncertainty: chance}", "nothing is uncertain but luck"),
        ("measure: readers_28", "measure: readers_28\n  goal: 5 registered by week 3", "a goal or a measure, not both"),
        ("measure: readers_28", "goal: 5 registred by week 3", "information.goal: unknown measure 'registred'"),
        ("week: 6", "week: 12", "information.measurements.ask.week: must be one of the weeks 0 to 11"),
        ("week: 6", "measure: readers_28", "unknown share 'readers_28'"),
        ("week: 8", "plan: base", "unknown plan beyond the first scenario 'base'"),
        ("kind: survey", "kind: surveys", "unknown kind 'surveys'"),
        ("people: 60", "people: 60, answring: 1", "did you mean 'answering'"),
        ("people: 60", "people: 1.000", "can be read as"),
    ],
)
def test_mistakes_are_told(file: Files, before: str, after: str, said: str) -> None:
    assert before in STUDY
    with pytest.raises(ScenarioError) as caught:
        load_study(file(STUDY.replace(before, after)))
    found = [str(each) for each in caught.value.problems]
    assert len(found) == 1, found
    assert said in found[0]
