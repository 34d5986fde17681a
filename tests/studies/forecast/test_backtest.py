"""The company's own last weeks are hidden and foretold: nothing of them leaks, scores are those of what was shown."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from simulation.cli.main import run
from simulation.scenario.schema import Scenario
from simulation.studies.forecast.backtest import Backtest, backtest, beaten, score, week_before
from simulation.studies.forecast.rivals import NAMES
from simulation.studies.forecast.scores import crps

RUNS = 256
COUNTS = (8, 14, 22, 30, 36, 42, 47, 52, 55, 58, 60, 62)


def company(*counts: float) -> Scenario:
    observations = [
        {"measure": "registered", "week": week, "value": n, "spread": 0.05} for week, n in enumerate(counts)
    ]
    return Scenario.model_validate(
        {"name": "own", "organisation": {"people": 200}, "run": {"weeks": 30}, "observations": observations}
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backtest")


@pytest.fixture(scope="module")
def found(store: Path) -> Backtest:
    return backtest(company(*COUNTS), 7, store / "store", runs=RUNS)


def test_hidden_weeks_are_foretold_by_all_four_and_nothing_leaks(found: Backtest, store: Path) -> None:
    (curve,) = found.curves
    assert curve.weeks == (8, 9, 10, 11)
    assert set(curve.foretold) == {"wandel", *NAMES}
    other = backtest(company(*COUNTS[:8], 1, 150, 3, 199), 7, store / "store", runs=RUNS)
    for name, draws in other.curves[0].foretold.items():
        assert np.array_equal(draws, curve.foretold[name]), name
    assert other.curves[0].scores["wandel"].crps > curve.scores["wandel"].crps


def test_scores_are_means_over_hidden_weeks(found: Backtest) -> None:
    (curve,) = found.curves
    draws = curve.foretold["bass"]
    expected = [crps(draws[:, i], COUNTS[8 + i]) for i in range(4)]
    assert curve.scores["bass"].crps == pytest.approx(np.mean(expected))
    shown = np.arange(99.0)[:, None] + np.array([0.0, 1000.0])
    assert score(shown, np.array([50.0, 50.0])).coverage == (0.5, 0.5, 0.5), "the second lies far outside of every band"
    assert found.relative()["line"] == pytest.approx(curve.scores["line"].crps / np.mean(COUNTS[8:]))


def test_the_best_rival_is_the_one_to_beat() -> None:
    assert beaten({"wandel": 3.0, "line": 9.0, "saturation": 4.0, "bass": 6.0}) == ("saturation", pytest.approx(0.25))
    assert beaten({"wandel": 8.0, "line": 9.0, "saturation": 4.0, "bass": 6.0}) == ("saturation", pytest.approx(-1.0))


@pytest.mark.parametrize(
    ("hide", "until", "told"),
    [
        (12, None, "to hide 12 weeks hides everything; hide 10 at most"),
        (11, None, "hold one number above 0 up to week 0"),
        (None, 11, "so nothing is hidden; the last number is of week 11"),
        (None, 0, "hold one number above 0 up to week 0"),
    ],
)
def test_what_cannot_be_hidden_is_said(hide: int | None, until: int | None, told: str) -> None:
    _, wrong = week_before(company(*COUNTS), hide, until)
    assert told in " ".join(text for _, text in wrong)


def test_half_of_the_weeks_are_hidden_where_nothing_is_said() -> None:
    assert week_before(company(*COUNTS), None, None) == (5, [])
    assert week_before(Scenario.model_validate({"name": "own"}), None, None)[1]


def test_the_command_says_plainly_whether_the_rivals_were_beaten(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], found: Backtest
) -> None:
    file = tmp_path / "own.yaml"
    points = [f"  - {{measure: registered, week: {w}, value: {n}, spread: 0.05}}" for w, n in enumerate(COUNTS)]
    head = ["schema_version: 1", "name: own", "organisation: {people: 200}", "run: {weeks: 30}", "observations:"]
    file.write_text("\n".join([*head, *points]))
    words = ["backtest", str(file), "--runs", str(RUNS), "--workers", "1", "--out", str(store), "--language", "en"]
    assert run([*words, "--hide", "4"]) == 0
    said = capsys.readouterr().out
    scores = found.relative()
    won = beaten(scores)[1] > 0
    assert ("better than all three rivals" in said) == won
    assert ("did not beat its rivals" in said) == (not won)
    rows = (store / "forecasts" / "own" / "own.backtest.csv").read_text().splitlines()
    assert len(rows) == 1 + 4 * 4
    assert "<figure" in (store / "forecasts" / "own" / "own.backtest.html").read_text()
    assert run([*words, "--until", "7", "--json", "--no-page"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["relative_crps"] == pytest.approx(scores)
    assert run([*words, "--until", "7", "--hide", "4"]) == 2
    assert "give one of them" in capsys.readouterr().err
    assert run([*words, "--hide", "12"]) == 2
    assert "own.yaml:5: observations: go up to week 11" in capsys.readouterr().err
