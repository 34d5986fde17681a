"""Every known result holds in the public engine, and the published table lists every row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.scenario.loading import load
from simulation.scenario.problems import ScenarioError
from tests.engines.lockstep import same_trajectories
from tests.science import coverage
from tests.science.row import Row
from tests.science.running import plain, world_of
from tests.science.table import ELSEWHERE, ROWS
from tests.science.verdicts import FAIL, PASS, UNDECIDED, Check, exactly, near, share_near, together, within

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "known-results.md"


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row.name, marks=[pytest.mark.slow] if row.slow else []) for row in ROWS]
)
def test_known_result_holds(row: Row):
    check = row.measure()
    assert check.verdict == PASS, check.measured


def test_published_table_lists_every_row_and_its_verdict():
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    listed = {each[0]: each[-1] for each in cells}
    assert {row.name for row in ROWS} | set(ELSEWHERE) <= set(listed)
    assert {listed[row.name] for row in ROWS} == {PASS}
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("replicates", [9, 19, 20, 100])
def test_a_band_holds_four_fifths_of_further_values(replicates: int):
    """For uniform values, where between order statistics nothing is left to the distribution."""
    luck = np.random.default_rng(1)
    drawn, further = luck.uniform(size=(20_000, replicates, 1)), luck.uniform(size=(20_000, 1, 1))
    assert coverage.covered(drawn, further).mean() == pytest.approx(0.8, abs=4 * 0.4 / 20_000**0.5)


def test_a_band_of_few_replicates_spans_them_all():
    luck = np.random.default_rng(1)
    drawn, further = luck.uniform(size=(20_000, 5, 1)), luck.uniform(size=(20_000, 1, 1))
    assert coverage.covered(drawn, further).mean() == pytest.approx(4 / 6, abs=4 * 0.5 / 20_000**0.5)


def test_verdicts_tell_apart_what_holds_what_fails_and_what_is_open():
    assert within(0.5, 0.001, 0.49, 0.51).verdict == PASS
    assert within(0.5, 0.01, 0.49, 0.51).verdict == UNDECIDED
    assert within(0.6, 0.001, 0.49, 0.51).verdict == FAIL
    assert within(0.52, 0.01, 0.49, 0.51).verdict == UNDECIDED
    assert within([0.5, 0.6], [0.001, 0.001], 0.49, 0.51).verdict == FAIL
    assert within([0.5, 0.5], [0.001, 0.02], 0.49, 0.51).verdict == UNDECIDED
    assert exactly([1, 2], [1, 2]).verdict == PASS
    assert exactly([1, 2.1], [1, 2], 0.05).verdict == exactly([1], [1, 1]).verdict == FAIL
    assert exactly([np.nan], [1.0]).verdict == FAIL
    assert share_near(500, 1000, 0.5, 0.1).verdict == PASS
    assert share_near(500, 1000, 0.5, 0.01).verdict == UNDECIDED
    assert near([[1.0, 2.0], [1.1, 2.1], [0.9, 1.9]], [1, 3], 0.5).verdict == FAIL
    checks = [Check("a", PASS, 1), Check("b", UNDECIDED, 2)]
    assert together(*checks).verdict == UNDECIDED
    assert together(*checks).tests == 3
    assert together(*checks, Check("c", FAIL)).verdict == FAIL


def test_engines_agree_on_listed_thresholds():
    model = {"contagion": "threshold", "contacts": "mixing", "thresholds": [k / 100 for k in range(100)]}
    world = world_of(plain("dominoes", 100, 12, model=model, parameters={"turnover_rate": 0.3}))
    one, other = simulate(world, 0), simulate(world, 0, engine="mesa")
    same_trajectories(one, other)
    assert one.people["threshold"][one.people["hired_week"] < 0][:2].tolist() == pytest.approx([0, 0.01])


@pytest.mark.parametrize(
    ("thresholds", "problem"),
    [
        ("[0.1, 0.2]", "model.thresholds: needs 50 numbers, one for each person, not 2"),
        (str([*[0.5] * 49, 1.5]), "model.thresholds[49]: must be between 0 and 1 (share), not 1.5"),
        ("evn", "did you mean 'even'?"),
        (str([*["x"] * 49, 1.5]), "model.thresholds"),
    ],
)
def test_listed_thresholds_are_checked(tmp_path: Path, thresholds: str, problem: str):
    path = tmp_path / "case.yaml"
    company = "{people: 50, countries: {A: 1}, divisions: {X: 1}}"
    path.write_text(f"name: a\norganisation: {company}\nmodel:\n  thresholds: {thresholds}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="thresholds") as caught:
        load(path)
    assert problem in str(caught.value)
