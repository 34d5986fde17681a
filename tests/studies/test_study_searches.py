"""Studies that ask for a search: all mistakes at once, the same commands, and from the store the same answer again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from simulation.cli.main import run as main
from simulation.scenario.problems import ScenarioError
from simulation.scenario.writing import resolved_yaml
from simulation.studies.file.loading import load_study
from simulation.studies.file.searches import answered, reached, search_of
from simulation.studies.running import worker
from simulation.studies.running.pools import Here, Nobody, NothingIsRunError
from tests.studies.company import company

BEST = """
schema_version: 1
name: plan
scenarios: [small.yaml]
vary:
  interventions.kick-off: presence
  interventions.managers: presence
  interventions.managers.communities: {levels: [1, 2, 4]}
best: {measure: readers_28, budget_eur: 9000, budget_hours: 400, runs: 100, fresh: 8}
"""
CALIBRATION = """
schema_version: 1
name: fitted
scenarios: [small.yaml]
calibrate: {bank: 24, wave: 10, most_waves: 1, effective: 10, most: 20, checks: 4, rows: 20}
"""
COUNTED = {"label": "at the end", "measure": "registered", "week": 15, "value": 60, "spread": 0.2}
Files = Callable[[str], Path]


@pytest.fixture
def file(tmp_path: Path) -> Files:
    """Write a study beside a small company of which something was counted."""
    small = company(observations=[COUNTED], run={"weeks": 16, "seed": 5})
    (tmp_path / "small.yaml").write_text(resolved_yaml(small), encoding="utf-8")

    def write(text: str) -> Path:
        path = tmp_path / "study.yaml"
        path.write_text(text.lstrip(), encoding="utf-8")
        return path

    return write


def problems(path: Path) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_study(path)
    return [str(each).removeprefix(str(path.parent) + "/") for each in caught.value.problems]


def test_every_mistake_about_the_best_plan_is_named_with_its_line(file: Files) -> None:
    text = BEST.replace("measure: readers_28", "goal: 20% monthly raeders by week 9, only: [campaign]")
    text = text.replace("managers.communities: {levels: [1, 2, 4]}", "managers.communities: {range: [1, 4]}")
    text = text.replace("best:", "  imitation_rate: {levels: [0.1, 0.2]}\nreplicates: 3\ncalibrate: {}\nbest:")
    found = problems(file(text.replace("[small.yaml]", "[small.yaml, small-demo]")))
    assert [each.split(": ")[1] for each in found] == [
        "scenarios", 'vary."interventions.managers.communities"', "vary.imitation_rate", "replicates", "best",
    ] or found  # fmt: skip
    said = "\n".join(found)
    for words in (
        "replicates: has no meaning beside calibrate, which decides itself what is run",
        "one file asks one question",
        "is about one scenario, not 2",
    ):
        assert words in said, said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("measure: readers_28", "goal: 20% monthly raeders by week 9", "best.goal: unknown measure 'monthly raeders'"),
        ("measure: readers_28", "goal: 20% monthly readers by week 99", "best.goal: week 99 is not within the run"),
        ("measure: readers_28", "measure: cost_eur", "best.measure: cost_eur: less of it is better"),
        ("measure: readers_28", "measure: readers", "best.measure: unknown measure 'readers'"),
        ("measure: readers_28", "goal: 5 registered by week 9, measure: registered", "a goal or a measure, not both"),
        ("budget_eur: 9000", "budget_eur: -1", "best.budget_eur: must be a number between 0 and"),
        ("budget_eur: 9000", "budget_eur: 9.000", "can be read as"),
        ("budget_eur: 9000", "budget_eru: 9000", "did you mean 'budget_eur'"),
        ("budget_eur: 9000", "only: [kick_off]", "best.only: is of the menu, which does not count"),
        ("runs: 100", "runs: 10", "best.runs: must be a whole number between 100"),
        ("{levels: [1, 2, 4]}", "{range: [1, 4]}", "needs levels, from the least to the most"),
        ("interventions.managers.communities: {levels: [1, 2, 4]}", "imitation_rate: prior", "is no decision"),
        ("fresh: 8", "scale: 0.01", "best.scale: "),
        ("best:", "keep: {measures: [people]}\nbest:", "keep: has no meaning beside best"),
    ],
)
def test_a_mistake_about_the_best_plan_is_told(file: Files, before: str, after: str, said: str) -> None:
    assert before in BEST
    found = problems(file(BEST.replace(before, after)))
    assert len(found) == 1, found
    assert said in found[0]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("calibrate:", "vary: {imitation_rate: prior}\ncalibrate:", "vary: has no meaning beside calibrate"),
        ("rows: 20", "hold_out: [at the ende]", "did you mean 'at the end'"),
        ("rows: 20", "rivals: {none: {parameters.imitation_rat: 0}}", "calibrate.rivals.none"),
        ("most: 20", "most: 5000000", "calibrate.most: must be a whole number between"),
        ("effective: 10", "effective: 21", "must be at least the 21 that are to be reached"),
        ("calibrate:", "set: {observations: []}\ncalibrate:", "calibrate: nothing was observed within the run"),
    ],
)
def test_a_mistake_about_a_calibration_is_told(file: Files, before: str, after: str, said: str) -> None:
    assert before in CALIBRATION
    found = problems(file(CALIBRATION.replace(before, after)))
    assert len(found) == 1, found
    assert said in found[0]


@pytest.mark.parametrize("text", [BEST, CALIBRATION], ids=["best", "calibrate"])
def test_the_same_commands_and_the_same_answer_from_the_store(
    file: Files, text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(text)
    out = ["--out", str(path.parent / "out")]
    assert main(["study", "plan", str(path), *out, "--no-trial", "--json"]) == 0
    planned = json.loads(capsys.readouterr().out)
    assert (planned["there"], planned["finished"], planned["seconds"]) == (0, False, None)
    assert main(["study", "report", str(path), *out]) == 2
    assert "not finished: 0 runs of it are stored; wandel study run" in capsys.readouterr().err
    assert main(["study", "run", str(path), *out, "--shard", "1/2"]) == 2
    assert "decides itself what is run next" in capsys.readouterr().err
    assert main(["study", "run", str(path), *out, "--workers", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert 0 < told["runs_used"] <= planned["runs_at_most"]
    monkeypatch.setattr(worker, "run", lambda *how: pytest.fail("everything is in the store"))
    assert main(["study", "status", str(path), *out, "--json"]) == 0
    there = json.loads(capsys.readouterr().out)
    assert (there["finished"], there["there"], there["digest"]) == (True, told["runs_used"], told["digest"])
    assert main(["study", "table", str(path), *out, "--to", str(path.parent / "t.csv")]) == 0
    assert len(pd.read_csv(path.parent / "t.csv")) > 0
    assert main(["study", "report", str(path), *out]) == 0
    folder = path.parent / "out" / "studies" / load_study(path).settings.name
    assert b"<h2" in (folder / "report.html").read_bytes()
    assert main(["study", "sensitivity", str(path), *out, "--measure", "registered"]) == 2
    assert "not for the runs of points" in capsys.readouterr().err


def test_how_far_a_search_is_without_a_run(file: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the middle, its stored runs are counted; nobody runs anything for that."""
    from simulation.results.errors import RunInterrupted
    from simulation.studies.running.driver import Progress, Work

    path = file(BEST)
    study = load_study(path, path.parent / "out")
    search = search_of(study)
    assert search is not None
    work, made = Work(), [0]

    def count(state: Progress) -> None:
        made[0] += 1
        if made[0] > 12:
            work.stop.set()

    with pytest.raises(RunInterrupted):
        answered(study, search, Here(), Work(work.stop, count))
    monkeypatch.setattr(worker, "run", lambda *how: pytest.fail("nothing is run"))
    there = reached(study, search)
    study.store.refresh()
    assert there.all is None
    assert 0 < there.runs == study.store.count()


def test_nobody_runs_anything() -> None:
    from simulation.studies.running.worker import Batch

    with pytest.raises(NothingIsRunError):
        Nobody().submit(Batch(Path(), "", (), ()))
    assert not Nobody().is_lost(ValueError())


def test_a_decided_plan_costs_what_the_plan_takes(file: Files) -> None:
    """What stays and is only set otherwise counts with its setting, not with the first of its levels."""
    from simulation.engines.budget import weekly_costs
    from simulation.studies.calibration.company import Making
    from simulation.studies.file.searches import BestSearch
    from simulation.studies.running.driver import Work
    from simulation.studies.store.store import RunStore
    from simulation.world import build

    study = load_study(file(BEST.replace("  interventions.managers: presence\n", "")))
    search = search_of(study)
    assert isinstance(search, BestSearch)
    searched = search.company(Making(RunStore(Path("none")), Nobody(), Work()))
    hours = []
    for choice in ((0, 0), (0, 2), (1, 1)):
        weekly = weekly_costs(build(searched.plan(choice)))
        planned = sum(cost.hours for costs in weekly.values() for cost in costs)
        assert searched.cost(choice).hours == pytest.approx(planned)
        hours.append(planned)
    assert hours[1] > hours[0]


@pytest.mark.parametrize("question", ["best", "calibrate", "information"])
def test_a_question_that_is_left_empty_is_no_sweep(file: Files, question: str) -> None:
    (problem,) = problems(file(f"schema_version: 1\nname: x\nscenarios: [small.yaml]\n{question}:\n"))
    assert f"{question}: is empty; write {question}: {{}}" in problem
