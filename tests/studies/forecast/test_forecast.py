"""A scenario is forecast from its own weeks: nothing later leaks in, new weeks need no new runs, files are of use."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.cli.main import run
from simulation.scenario.loading import load
from simulation.scenario.schema import Scenario
from simulation.studies.forecast.forecast import Forecast, forecast, foretold

RUNS = 256
LINES = ["schema_version: 1", "name: own", "organisation: {people: 200}", "run: {weeks: 40}", "observations:"]


def company(values: list[float], **changes: Any) -> Scenario:
    observations = [
        {"measure": "registered", "week": 4 * i, "value": value, "spread": 0.05} for i, value in enumerate(values)
    ]
    plain = {"name": "own", "organisation": {"people": 200}, "run": {"weeks": 40}, "observations": observations}
    return Scenario.model_validate(plain | changes)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forecast")


@pytest.fixture(scope="module")
def found(store: Path) -> Forecast:
    return forecast(company([10, 30, 50, 60]), store / "store", runs=RUNS)


def test_courses_pass_through_what_was_counted_and_open_afterwards(found: Forecast) -> None:
    courses = found.courses["registered"]
    spread = (np.quantile(courses, 0.9, axis=0) - np.quantile(courses, 0.1, axis=0))[[12, 24, 39]]
    assert np.median(courses[:, 12]) == pytest.approx(60, rel=0.1)
    assert spread[0] < spread[1] < spread[2]
    assert ((courses >= 0) & (courses <= 200)).all()


def test_weeks_that_are_not_seen_change_nothing(found: Forecast) -> None:
    one, other = company([10, 30, 50, 60, 80]), company([10, 30, 50, 60, 199])
    seen = [foretold(found.bank, each, 12) for each in (one, other)]
    assert seen[0].posterior == seen[1].posterior == found.posterior
    for name, courses in found.courses.items():
        assert np.array_equal(seen[0].courses[name], courses)
        assert np.array_equal(seen[1].courses[name], courses)


def test_new_weeks_need_no_new_runs(found: Forecast, store: Path) -> None:
    before = {path: path.stat().st_size for path in store.rglob("*") if path.is_file()}
    later = forecast(company([10, 30, 50, 60, 62]), store / "store", runs=RUNS)
    assert later.until == 16
    assert {path: path.stat().st_size for path in store.rglob("*") if path.is_file()} == before
    assert np.median(later.courses["registered"][:, 39]) < np.median(found.courses["registered"][:, 39])


def test_the_command_writes_a_posterior_tables_and_a_page(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], found: Forecast
) -> None:
    file = tmp_path / "own.yaml"
    points = [
        f"  - {{measure: registered, week: {4 * i}, value: {v}, spread: 0.05}}" for i, v in enumerate((10, 30, 50, 60))
    ]
    file.write_text("\n".join([*LINES, *points]))
    words = ["forecast", str(file), "--runs", str(RUNS), "--workers", "1", "--out", str(store), "--language", "de"]
    assert run(words) == 0
    told = capsys.readouterr().out
    assert told.startswith("Es wird rund")
    assert "Durch die Annahme entschieden" in told
    folder = store / "forecasts" / "own"
    (tmp_path / "own.posterior.csv").write_text((folder / "own.posterior.csv").read_text())
    file.write_text(file.read_text() + "\nposterior: own.posterior.csv\n")
    assert load(file).posterior == found.posterior
    with (folder / "own.forecast.csv").open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["measure"] == "registered"]
    assert [(row["week"], row["observed"], row["used"]) for row in rows[12:14]] == [("12", "60", "1"), ("13", "", "")]
    assert float(rows[39]["q10"]) < float(rows[39]["q50"]) < float(rows[39]["q90"])
    page = (folder / "own.forecast.html").read_text()
    assert page.count("<figure") == len(found.courses)
    assert "://" not in page.replace("http://www.w3.org/2000/svg", ""), "nothing is fetched"
    assert run([*words, "--json", "--until", "8"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["last_week_seen"] == 8
    assert "Annahmen" in " ".join(document["sentences"]), "a posterior that is there is not learned from again"


def test_problems_are_named_with_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("\n".join([*LINES, "  - {measure: registered, week: 44, value: 10}"]))
    assert run(["forecast", str(file)]) == 2
    told = capsys.readouterr().err
    assert "own.yaml:6: observations[0].week: is after the end of the run" in told
