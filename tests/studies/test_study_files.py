"""Study files: what they ask for is run, every mistake is named with its line, what was run can be read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.cli.main import run as main
from simulation.results.errors import InputError
from simulation.scenario.problems import ScenarioError
from simulation.scenario.writing import resolved_yaml
from simulation.studies.file.enough import next_number
from simulation.studies.file.loading import load_study
from simulation.studies.file.searches import search_of
from simulation.studies.file.study import Shard, Study
from simulation.studies.running.pools import Here
from tests.studies.company import company

EXPERIMENTS = Path(__file__).resolve().parents[2] / "experiments"
PLAN = """
schema_version: 1
name: plan
scenarios: [small.yaml]
vary:
  imitation_rate: {levels: [0.05, 0.3]}
  interventions.kick-off.strength: {levels: [0.5, 2]}
against: {interventions.kick-off: false}
replicates: 3
keep: {measures: [registered, contributions_total], weeks: [9, 15]}
"""
Files = Callable[[str], Path]


@pytest.fixture
def file(tmp_path: Path) -> Files:
    """Write a study beside a small scenario."""
    (tmp_path / "small.yaml").write_text(resolved_yaml(company()), encoding="utf-8")

    def write(text: str) -> Path:
        path = tmp_path / "study.yaml"
        path.write_text(text.lstrip(), encoding="utf-8")
        return path

    return write


def made(path: Path) -> Study:
    study = load_study(path, path.parent / "results")
    study.run(Here())
    return study


def problems(path: Path) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_study(path)
    return [str(each).removeprefix(str(path.parent) + "/") for each in caught.value.problems]


def test_effects_are_paired_differences(file: Files) -> None:
    study = made(file(PLAN))
    frame = study.frame()
    assert len(frame) == 4 * 3 * 2
    assert len(study.sweep()) == 24
    assert study.store.count() == 4 * 3 + 2 * 3, "the pairs of points that differ in the kick-off only are the same"
    row = frame[(frame.point == 3) & (frame.replicate == 1) & (frame.week == 15)].iloc[0]
    from simulation.engines.run import simulate
    from simulation.measures import measure
    from simulation.scenario.overriding import override
    from simulation.world import build

    values = []
    for strength in ("2", "0"):
        world = build(override(company(), [f"interventions.kick-off.strength={strength}"]))
        whole = measure(simulate(world, 1, parameters={"imitation_rate": 0.3}), 62)
        values.append(whole["registered"][15, -1])
    assert (row.registered, row.registered_effect) == (values[0], values[0] - values[1])


def test_every_mistake_is_named_with_its_line(file: Files) -> None:
    found = problems(
        file("""
schema_version: 1
name: a plan
scenarios: [small.yaml, smal.yaml]
vary:
  imitation_rate: {range: [0.3, 0.1]}
replicates: many
lucky: shared
keep: {measures: [registerd], weeks: [9]}
design: {kind: latin_hypercube, point: 5}
""")
    )
    assert found == [
        "study.yaml:2: name: must be 1 to 80 letters, digits, - and _, the first a letter or digit",
        "study.yaml:3: scenarios[1]: unknown scenario 'smal.yaml'; did you mean 'small.yaml'?",
        "study.yaml:6: replicates: must be a whole number between 1 and 100000 runs, not the text 'many'",
        "study.yaml:7: lucky: unknown key 'lucky'; did you mean 'luck'?",
        "study.yaml:9: design.points: is missing; must be a whole number between 1 and 1000000 points: "
        "number of points",
        "study.yaml:9: design.point: unknown key 'point'; did you mean 'points'?",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"strength: {levels: [0.5, 2]}": "strength: {levels: [0.5, 9]}"}, '6: vary."interventions.kick-off.strength"'),
        ({"levels: [0.05, 0.3]": "levels: [0,1, 0,2]"}, "vary.imitation_rate.levels[2]: 0 is there already"),
        (
            {"levels: [0.05, 0.3]}": "levels: [0.05, 0.3]}\n  parameters.imitation_rate: prior"},
            "imitation_rate is varied already, under its other name",
        ),
        ({"{levels: [0.05, 0.3]}": "prior"}, "design: is missing: without levels, imitation_rate can take any value"),
        ({"weeks: [9, 15]": "weeks: [9, 16]"}, "9: keep: week 16 is not one of the weeks 0 to 15"),
        ({"kick-off: false": "kick-of: false"}, "did you mean 'kick-off'"),
        ({"replicates: 3": "replicates: 3\nset: {run.week: 9}"}, "unknown key 'week'"),
        ({"replicates: 3": "points: p.csv"}, "there is no file p.csv beside this one"),
        (
            {"replicates: 3": "until: {measure: readers_28, week: 9, within: 1, most: 5}"},
            "until.measure: unknown kept measure",
        ),
        ({"name: plan": "name: [plan"}, "is not valid YAML"),
        ({"scenarios: [small.yaml]": "scenarios: [small.yaml, small.yaml]"}, "a scenario named small is there already"),
    ],
)
def test_mistakes_in_what_is_asked(file: Files, changes: dict[str, str], said: str) -> None:
    text = PLAN
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    assert any(said in each for each in problems(file(text))), problems(file(text))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("replicates: 3", "replicates: 1.000"),
        ("replicates: 3", "replicates: 3\nset: {organisation.people: 1.200}"),
        ("levels: [0.05, 0.3]", "levels: [0.05, 0.3]}\n  economics.hourly_cost_eur: {levels: [50, 1.125]"),
        ("interventions.kick-off: false", "organisation.people: 1.200"),
        ("weeks: [9, 15]", "weeks: [1.000]"),
        ("replicates: 3", "until: {measure: registered, within: 1.500, most: 9}"),
    ],
)
def test_a_number_with_two_readings_is_refused_once_with_both(file: Files, before: str, after: str) -> None:
    (problem,) = problems(file(PLAN.replace(before, after)))
    assert "can be read as" in problem


def test_numbers_of_a_study_are_those_of_a_scenario(file: Files) -> None:
    """1e1 is a whole number; 1.125 is no 1,125 where the most is 2."""
    study = load_study(file(PLAN.replace("replicates: 3", "replicates: 1e1").replace("0.3]", "1.125]")))
    assert study.settings.replicates == 10
    assert {study.space.values(row)["imitation_rate"] for row in study.points} == {0.05, 1.125}
    path = file(PLAN.replace("replicates: 3", "points: p.csv"))
    path.with_name("p.csv").write_text("imitation_rate,organisation.people\n1.125,1e2\n0.1,1.200\n", encoding="utf-8")
    (problem,) = problems(path)
    assert "p.csv:3: organisation.people: 1.200 can be read as 1,200" in problem


def test_points_of_a_table(file: Files) -> None:
    path = file(PLAN.replace("replicates: 3", "points: p.csv"))
    table = path.with_name("p.csv")
    table.write_text("imitation_rate,interventions.managers\n0.1,false\n0.2,\n", encoding="utf-8")
    frame = made(path).frame()
    assert sorted(set(frame.imitation_rate)) == [0.1, 0.2]
    table.write_text("imitation_rat,interventions.managers\n0.1,maybe\n0.2\n", encoding="utf-8")
    found = problems(path)
    assert len(found) == 3
    assert "p.csv:2: imitation_rat: unknown thing to vary" in found[0]
    assert "p.csv:3: has 1 cells; the first line has 2" in found[2]


def test_shards_make_it_together(file: Files) -> None:
    whole = made(file(PLAN)).digest()
    study = load_study(file(PLAN), file(PLAN).parent / "apart")
    for number in (1, 2, 3):
        assert study.digest() != whole
        study.run(Here(), shard=Shard(number, 3))
    assert study.digest() == whole
    for wrong in ("0/3", "4/3", "1", "a/b", "1/2/3"):
        with pytest.raises(InputError, match="17/100"):
            Shard.read(wrong)


def test_replicates_are_added_until_a_mean_is_known(file: Files) -> None:
    text = PLAN.replace("replicates: 3", "replicates: 4\nuntil: {measure: registered, week: 15, within: 3, most: 90}")
    study = made(file(text))
    n = study.replicates()
    assert 10 <= n < 90
    effects = study.frame().query("week == 15").groupby("point").registered_effect
    assert (2.3 * effects.std() / np.sqrt(n) < 4.0).all(), "about the half width that was asked, at each point"
    assert made(file(text.replace("most: 90", "most: 5"))).replicates() == 5
    assert load_study(file(text), file(text).parent / "results").replicates() == n, "the store says so"


def test_stopping_is_no_stopping_at_a_lucky_spread() -> None:
    """In 93 of 100 repetitions, or more, the true mean lies within what was asked."""
    draws = np.random.default_rng(1)
    hits = 0
    for _ in range(400):
        values = draws.normal(0, 1, 400)
        n = 10
        while True:
            half = 1.96 * values[:n].std(ddof=1) / np.sqrt(n)
            if (more := next_number(n, [half], 0.4, 400)) == n:
                break
            n = more
        hits += abs(values[:n].mean()) <= 0.4
    assert hits / 400 >= 0.93


def test_commands(file: Files, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(PLAN)
    out = ["--out", str(path.parent / "out")]
    assert main(["study", "plan", str(path), *out, "--json"]) == 0
    planned = json.loads(capsys.readouterr().out)
    assert (planned["points"], planned["replicates"], planned["runs"]) == (4, 3, 18)
    assert planned["missing"] == 18 - 4, "the runs that were tried are kept"
    assert main(["study", "status", str(path), *out]) == 0
    assert "4 are there, 14 are missing" in capsys.readouterr().out
    assert main(["study", "run", str(path), *out, "--workers", "1"]) == 0
    assert "18 of 18 runs are finished; 14 were made now." in capsys.readouterr().out
    assert main(["study", "table", str(path), *out]) == 0
    assert "registered" in capsys.readouterr().out
    found = pd.read_parquet(path.parent / "out" / "studies" / "plan" / "table.parquet")
    assert found.equals(load_study(path, path.parent / "out").frame())
    assert main(["study", "table", str(path), *out, "--to", str(path.parent / "t.csv")]) == 0
    assert len(pd.read_csv(path.parent / "t.csv")) == len(found)
    assert main(["study", "table", str(path), *out, "--to", str(path.parent / "t.xls")]) == 2
    assert main(["study", "report", str(path), *out]) == 0
    page = (path.parent / "out" / "studies" / "plan" / "report.html").read_text(encoding="utf-8")
    assert "interventions.kick-off = no, under the same luck" in page
    capsys.readouterr()
    assert main(["study", "run", str(path.with_name("none.yaml")), *out]) == 2
    assert capsys.readouterr().err.strip().endswith("none.yaml: there is no such file")


def test_failed_runs_are_told(file: Files, capsys: pytest.CaptureFixture[str]) -> None:
    text = PLAN.replace("replicates: 3", "replicates: 2\nset: {economics.budget_hours: 10}")
    out = ["--out", str(file(text).parent / "out"), "--workers", "1"]
    assert main(["study", "run", str(file(text)), *out]) == 1
    said = capsys.readouterr()
    assert "runs failed (ScenarioError)" in said.err
    assert "more than 10" in said.err
    assert main(["study", "run", str(file(text)), *out]) == 1, "they are not tried again unless that is asked"
    assert "0 were made now" in capsys.readouterr().out


@pytest.mark.parametrize("path", sorted(EXPERIMENTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_studies_can_be_run(path: Path, tmp_path: Path) -> None:
    study = load_study(path, tmp_path)
    search = search_of(study)
    assert (len(study.sweep()) if search is None else sum(step.runs for step in search.steps())) > 0
    assert study.settings.title
    assert study.settings.description
