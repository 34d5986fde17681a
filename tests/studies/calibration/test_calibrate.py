"""A scenario is calibrated to its own observations: what is used, what comes out, what is kept, what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.cli.main import run
from simulation.scenario.loading import load
from simulation.scenario.places import find_scenarios
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.studies.calibration.calibrate import Calibration, CalibrationQuestion, calibrate
from simulation.studies.calibration.company import fact, labels_of, observed, parts_of, uncertain
from simulation.studies.calibration.files import write
from simulation.studies.calibration.waves import CalibrationEffort
from simulation.studies.file.calibration import asked_of
from simulation.studies.file.loading import load_study
from simulation.studies.file.searches import search_of

EXPERIMENT = Path(__file__).resolve().parents[3] / "experiments" / "telekom-calibration.yaml"
EFFORT = CalibrationEffort(bank=48, wave=24, most_waves=1, effective=8, most=96, batch=48, refits=1)
REGISTERED = {"measure": "registered", "week": 12, "value": 60, "spread": 0.1}


def company(**changes: Any) -> Scenario:
    plain = {
        "name": "own",
        "organisation": {"people": 200, "divisions": {"North": 0.5, "South": 0.5}},
        "run": {"weeks": 20},
        "observations": [REGISTERED, {**REGISTERED, "week": 18, "value": 80, "label": "late"}],
    }
    return Scenario.model_validate(plain | changes)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def found(store: Path) -> Calibration:
    return calibrate(company(), CalibrationQuestion(EFFORT, hold_out=("late",), checks=10), store)


def test_posterior_is_about_what_is_uncertain_and_nearer_to_what_was_observed(found: Calibration) -> None:
    """Before, 60 of 200 registered in week 12 was one of many possibilities; afterwards most runs are near."""
    assert set(found.posterior.names) == set(uncertain(company()))
    before = found.reached.bank.facts[fact("registered", 12)]
    after, weights = found.weighed.runs.facts[fact("registered", 12)], found.weighed.weights
    assert (np.abs(np.log(before / 60)) < 0.3).mean() < 0.5
    assert weights[np.abs(np.log(after / 60)) < 0.3].sum() > 0.9


def test_what_is_held_out_is_foretold_and_not_used(found: Calibration) -> None:
    assert [(each.label, each.is_held_out) for each in found.predicted] == [("registered", False), ("late", True)]
    assert [target.label for target in found.problem.observed.targets] == ["registered"]
    assert all(each.low < each.median < each.high for each in found.predicted)


def test_rows_are_runs_that_were_made(found: Calibration) -> None:
    made = {tuple(row) for row in found.draws()[list(found.posterior.names)].to_numpy().tolist()}
    assert set(found.posterior.rows) <= made
    assert len(set(found.posterior.rows)) == found.different


def test_the_same_call_runs_nothing_again_and_gives_the_same(found: Calibration, store: Path) -> None:
    before = {path: path.stat().st_size for path in store.rglob("*") if path.is_file()}
    again = calibrate(company(), CalibrationQuestion(EFFORT, hold_out=("late",), checks=10), store)
    assert again.posterior == found.posterior
    assert {path: path.stat().st_size for path in store.rglob("*") if path.is_file()} == before


def test_what_is_written_is_read_as_a_posterior(found: Calibration, tmp_path: Path) -> None:
    files = write(found, tmp_path)
    scenario = tmp_path / "own.yaml"
    scenario.write_text("schema_version: 1\nname: own\nposterior: own.posterior.csv\n")
    assert load(scenario).posterior == found.posterior
    summary = json.loads(files.summary.read_text())
    assert summary["effective_number"] == pytest.approx(found.effective, abs=0.1)
    assert set(summary["informed"]) | set(summary["decided_by_the_prior"]) == set(found.posterior.names)


@pytest.mark.slow
def test_a_silo_is_met_by_its_own_count() -> None:
    assert parts_of(fact("registered", 12, "A@B")) == ("registered", 12, "A@B")
    sizes = {"North": 0.8, "South": 0.2}
    both = company(
        organisation={"people": 200, "countries": {"Germany": 1}, "divisions": sizes, "silo_level": "division"},
        observations=[{**REGISTERED, "silo": "North", "value": 40}, {**REGISTERED, "silo": "South", "value": 10}],
    )
    facts = calibrate(both, CalibrationQuestion(EFFORT, checks=0)).reached.bank.facts
    north, south = (facts[fact("registered", 12, silo)].sum() for silo in sizes)
    assert north > 2 * south > 0


def test_observations_are_told_apart() -> None:
    early = {**REGISTERED, "week": 3}
    names = labels_of(company(observations=[REGISTERED, early, {**early, "value": 7}, {**REGISTERED, "label": "x"}]))
    assert list(names.values()) == ["registered, week 12", "registered, week 3 (2)", "registered, week 3 (3)", "x"]


def test_what_cannot_be_used_is_named_all_at_once() -> None:
    with pytest.raises(ScenarioError) as told:
        observed(company(observations=[{**REGISTERED, "value": 0}]), hold_out=("registred",))
    assert "did you mean registered" in str(told.value).lower().replace("'", "")
    assert "the number must be above 0" in str(told.value)
    with pytest.raises(ScenarioError, match="nothing was observed"):
        observed(company(observations=[]))


def test_the_shipped_study_asks_for_the_calibration_of_telekom() -> None:
    scenario, settings = asked_of(str(EXPERIMENT), settings={"effective": 50})
    assert (scenario.name, settings.effective) == ("telekom-2012", 50)
    assert set(settings.hold_out) < set(labels_of(scenario).values())
    assert load_study(EXPERIMENT).settings.calibrate is not None
    assert search_of(load_study(EXPERIMENT)) is not None, "wandel study run answers it"
    with pytest.raises(ScenarioError, match="effective"):
        asked_of(str(EXPERIMENT), settings={"effective": -1})
    with pytest.raises(ScenarioError, match="calibrates nothing"):
        asked_of(str(EXPERIMENT.parent / "first-study.yaml"))


def test_a_shipped_name_is_a_scenario() -> None:
    scenario, settings = asked_of("small-demo", ["run.weeks=9"])
    assert (scenario.run.weeks, settings.rivals) == (9, {})
    assert find_scenarios()["small-demo"]


def test_the_command_says_what_the_data_taught_and_what_they_did_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.yaml"
    lines = ["schema_version: 1", "name: own", "organisation: {people: 200}", "run: {weeks: 20}", "observations:"]
    file.write_text("\n".join([*lines, "  - {measure: registered, week: 12, value: 60, spread: 0.1}"]))
    study = tmp_path / "study.yaml"
    effort = "bank: 48, wave: 24, most_waves: 1, effective: 10, most: 48, checks: 5, truths: 8"
    rivals = "rivals: {alone: {parameters.imitation_rate: 0}}"
    study.write_text(f"schema_version: 1\nname: s\nscenarios: [own.yaml]\ncalibrate: {{{effort}, {rivals}}}\n")
    assert run(["calibrate", str(study), "--out", str(tmp_path), "--workers", "1"]) == 0
    told = capsys.readouterr().out
    assert "Decided by the prior" in told
    assert "Too little is known" in told, "48 runs are few"
    assert "Rival 'alone'" in told
    assert "Known truths from the bank (8)" in told
    assert load(file).posterior is None
    made = tmp_path / "calibrations" / "own" / "own.posterior.csv"
    (tmp_path / "own.posterior.csv").write_text(made.read_text())
    file.write_text(file.read_text() + "\nposterior: own.posterior.csv\n")
    assert load(file).posterior is not None
    page = (made.parent / "own.calibration.html").read_text()
    assert "What they did not" in page
