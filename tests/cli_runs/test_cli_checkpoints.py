"""From the command line with the real engine: stop, go on in a fresh process, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulation.cli.main import run

Said = Callable[..., dict]
ROOT = Path(__file__).resolve().parents[2]
BASE = """
schema_version: 1
name: base
organisation: {people: 200, countries: {A: 1}, divisions: {X: 0.5, Y: 0.5}}
platform: {started_share: 0.5, communities: {people_per_community: 15}}
parameters: {innovation_rate: 0.03, read_intercept: -2, contribute_intercept: -1.5}
survey: {every_weeks: 3, start: 1, sample: {share: 0.5}}
interventions:
  - {kind: kick_off, start: 2, target: {share: 0.3}}
  - {kind: ambassador_tasks, start: 3, weeks: 9, target: {rank: propensity, count: 20}}
run: {start: 2012-02-19, weeks: 16, replicates: 3, seed: 3, events: true}
"""
PLAN = """
schema_version: 1
extends: base.yaml
name: plan
interventions:
  - {kind: multipliers, start: 8, target: {rank: contributions, share: 0.2}}
  - {kind: reverse_mentoring, start: 10, target: {role: manager}}
run: {weeks: 20}
"""
OTHER = """
schema_version: 1
extends: base.yaml
name: other
organisation: {people: 210}
parameters: {innovation_rate: 0.04}
interventions_replace: true
interventions:
  - {kind: kick_off, start: 2, target: {share: 0.4}}
  - {kind: workshops, start: 7, target: {count: 20}}
run: {seed: 4, replicates: 4, events: false}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scenarios, and a run of the base with checkpoints in weeks 8 and 16."""
    made = tmp_path_factory.mktemp("checkpoints")
    for name, text in (("base", BASE), ("plan", PLAN), ("other", OTHER)):
        (made / f"{name}.yaml").write_text(text)
    assert fresh(made, "run", "base.yaml", "--checkpoint", "8", "--checkpoint", "16", "--no-page")["checkpoints"]
    return made


def fresh(folder: Path, *arguments: str) -> dict:
    """Run a command in a process of its own; returns its JSON."""
    command = [sys.executable, "-c", "from simulation.cli import main; main()", *arguments, "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def checkpoint(folder: Path, week: int) -> str:
    """Folder of the base's checkpoint."""
    (found,) = folder.glob(f"results/base/*/checkpoints/week-{week:05d}")
    return str(found)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Said:
    """Run a command in this process; returns its JSON."""

    def _say(*arguments: str) -> dict:
        capsys.readouterr()
        assert run([*arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return _say


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the base's run, which is the current one."""
    monkeypatch.chdir(folder)
    return folder


def test_a_plan_goes_on_in_a_fresh_process_with_the_digest_of_the_whole(here: Path, say: Said) -> None:
    whole = say("run", "plan.yaml", "--out", "whole", "--no-page")
    goes_on = fresh(here, "run", "plan.yaml", "--from", checkpoint(here, 8), "--no-page", "--workers", "2")
    assert goes_on["digest"] == whole["digest"]
    assert (whole["origin"], goes_on["origin"]["week"], goes_on["origin"]["scenario"]) == (None, 8, "base")
    record = json.loads((here / goes_on["folder"] / "manifest.json").read_text())
    assert record["origin"]["folder"] == str(Path(checkpoint(here, 8)).resolve())
    assert say("verify", goes_on["folder"], "--quick")["holds"]
    assert say("verify", goes_on["folder"], "--replicates", "1")["holds"]


@pytest.mark.parametrize("engine", ["kernel", "mesa"])
def test_end_of_a_run_can_be_gone_on_from(here: Path, engine: str, say: Said) -> None:
    more = ("--weeks", "19", "--replicates", "2", "--no-page")
    whole = say("run", "base.yaml", "--out", "whole", *more)
    goes_on = say("run", "base.yaml", "--from", checkpoint(here, 16), "--engine", engine, "--out", engine, *more)
    assert goes_on["digest"] == whole["digest"]


def test_checkpoints_of_a_run_that_was_there_and_of_one_that_goes_on(here: Path, say: Said) -> None:
    assert say("run", "base.yaml", "--checkpoint", "5", "--workers", "1", "--no-page")["reused"]
    start = checkpoint(here, 5)
    more = say("run", "base.yaml", "--from", start, "--checkpoint", "8", "--out", "second", "--no-page")
    same, other = (Path(each) for each in (checkpoint(here, 8), more["checkpoints"][0]))
    ours, theirs = (json.loads((each / "checkpoint.json").read_text())["files"] for each in (same, other))
    assert ours == theirs


def test_every_difference_of_the_past_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", "other.yaml", "--from", checkpoint(here, 8)]) == 2
    said = capsys.readouterr().err
    for text in (
        "other.yaml: organisation.people: is 210, but 200 in the past of ",
        "other.yaml: parameters.innovation_rate.value: is 0.04, but 0.03 in",
        "other.yaml: run.seed: is 4, but 3 in",
        "other.yaml: run.replicates: is 4, but the checkpoint holds 3",
        "other.yaml: interventions.kick_off.target.share: is 0.4, but 0.3 in",
        "other.yaml: interventions: 'ambassador_tasks' is missing, which had begun in week 3",
        "other.yaml: parameters.innovation_rate.prior.a: is 0.04, but 0.03 in",
        "other.yaml: interventions.workshops.start: is week 7; what is added must start in week 8",
    ):
        assert text in said
    assert len(said.splitlines()) == 8


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--weeks", "7"], "run.weeks: is 7, but the checkpoint stands at week 8"),
        (["--set", "economics.attention_hours=1"], "economics.attention_hours: is 1, but 4 in"),
        (["--set", "economics.attention_hours=null"], "economics.attention_hours: is null, but 4"),
        (["--set", "survey.every_weeks=2"], "survey.every_weeks: is 2, but 3"),
        (["--set", "model.contagion=complex"], 'model.contagion: is "complex", but "simple"'),
        (["--set", "platform.started_share=0.4"], "platform.started_share: is 0.4, but 0.5"),
        (["--checkpoint", "8"], "--checkpoint must be a week from 9, after the one to go on from, to 16"),
        (["--set", "economics.budget_eur=14500", "--set", "economics.over_budget=cut"], "the budget ends"),
    ],
)
def test_what_would_have_had_another_past_is_refused(
    here: Path, arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["run", "base.yaml", "--from", checkpoint(here, 8), *arguments]) == 2
    assert text in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--set", "economics.hourly_cost_eur=99"],
        ["--set", "title=Another"],
        ["--set", "run.events=false"],
        ["--set", "survey=null"],
        ["--set", "economics.budget_eur=1e9", "--set", "economics.over_budget=cut"],
    ],
)
def test_what_did_not_act_before_may_differ(here: Path, arguments: list[str], say: Said) -> None:
    more = ("--replicates", "1", "--no-page", *arguments)
    whole = say("run", "base.yaml", "--out", "whole", *more)
    part = say("run", "base.yaml", "--out", "part", "--from", checkpoint(here, 8), *more)
    assert part["digest"] == whole["digest"]


@pytest.mark.parametrize("week", ["0", "17", "-1"])
def test_weeks_outside_of_the_run_are_refused(here: Path, week: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", "base.yaml", "--checkpoint", week]) == 2
    assert f"--checkpoint must be a week from 1 to 16, the end of the run, not {week}" in capsys.readouterr().err


def test_a_folder_without_checkpoint_names_those_nearby(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    above = Path(checkpoint(here, 8)).parent
    assert run(["run", "base.yaml", "--from", str(above)]) == 2
    said = capsys.readouterr().err
    assert "there is no checkpoint in" in said
    assert "week-00016" in said
    assert run(["run", "base.yaml", "--from", "nowhere"]) == 2


def test_verify_quick_needs_a_checkpoint(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (base,) = here.glob("results/base/*/checkpoints")
    assert run(["verify", str(base.parent), "--quick"]) == 2
    assert "did not go on from a checkpoint" in capsys.readouterr().err
