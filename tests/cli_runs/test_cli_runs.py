"""The commands run, compare and verify: what they write, what they say, how they end."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import simulation.cli.progress
from simulation.cli.main import run as main
from simulation.results.reader import StoredRun, latest
from tests.results.standin import Standin

Wandel = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parents[2]


def test_run_stores_results_and_says_where(wandel: Wandel, files: Path) -> None:
    code, out, err = wandel("run", "base.yaml", "--all")
    assert (code, err) == (0, "")
    run = latest("base")
    assert run.manifest.replicates == 5
    assert 100_000 < (run.folder / "report.html").stat().st_size < 1_500_000
    for words in ("A base: 400 people, 3 silos", "Registered", "Week 5", str(run.folder), "report.html"):
        assert words in out


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("There are about", "too few for a range", "Registered", "middle", "--all shows", "400 people")),
        ("de", ("Es gibt rund", "zu wenigen für", "Registriert", "Mitte", "--all zeigt", "400 Beschäftigte")),
    ],
)
def test_run_and_compare_begin_with_a_sentence_and_a_short_table(
    wandel: Wandel, language: str, words: tuple[str, ...]
) -> None:
    _, out, _ = wandel("run", "base.yaml", "--no-page", "--language", language)
    assert out.startswith(words[0])
    assert all(word in out for word in words)
    assert "Gini" not in out, "the rest is for --all"
    _, out, _ = wandel("compare", "base.yaml", "plan.yaml", "--language", language)
    assert out.startswith({"en": "No headline: 5 pairs", "de": "Keine Schlagzeile: 5 Paare"}[language])
    assert words[2] in out
    assert "100% / 0% / 0%" in out


def test_options_change_the_scenario(wandel: Wandel) -> None:
    code, out, _ = wandel(
        *("run", "base.yaml", "--weeks", "3", "--replicates", "2", "--seed", "9", "--people", "300", "--events"),
        *("--set", "economics.hourly_cost_eur=50", "--workers", "2", "--out", "elsewhere", "--no-page", "--week", "1"),
        *("--engine", "mesa", "--all"),
    )
    assert code == 0
    run = latest("base", Path("elsewhere"))
    record = run.manifest
    assert (record.weeks, record.replicates, record.seed, record.people) == (3, 2, 9, 300)
    assert (record.hourly_cost_eur, record.workers, record.engine) == (50, 2, "mesa")
    assert "events" in record.tables
    assert not (run.folder / "report.html").exists()
    assert "Week 1 (2012-02-26)" in out
    assert "span all of them" in out


def test_json_is_one_document_and_nothing_else(wandel: Wandel) -> None:
    code, out, err = wandel("run", "base.yaml", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["digest"] == latest("base").manifest.digest
    assert document["measures"]["registered"]["unit"] == "people"
    assert document["measures"]["gini_of_contributors"]["median"] is None
    assert not document["reused"]
    assert json.loads(wandel("run", "base.yaml", "--json")[1])["reused"]


def test_compiling_is_announced_but_not_to_programs(wandel: Wandel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation.cli.progress, "has_cache", lambda: False)
    words = "Compiling the engine (about a minute, once)."
    assert wandel("run", "base.yaml", "--weeks", "2")[2].strip() == words
    assert wandel("run", "base.yaml", "--weeks", "3", "--json")[2] == ""
    assert words in wandel("verify", "base")[2]
    assert wandel("run", "base.yaml", "--weeks", "2", "--engine", "mesa")[2] == ""


def test_same_command_uses_results_again_and_fresh_does_not(wandel: Wandel, standin: Standin) -> None:
    wandel("run", "base.yaml")
    assert "there already" in wandel("run", "base.yaml")[1]
    assert len(standin.simulated) == 5
    assert "there already" not in wandel("run", "base.yaml", "--fresh")[1]
    assert len(standin.simulated) == 10


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "nothing.yaml"), "nothing"),
        (("run", "base.yaml", "--set", "run.weeks=-1"), "run.weeks"),
        (("run", "base.yaml", "--people", "3"), "organisation.people"),
        (("run", "base.yaml", "--week", "6"), "weeks 0 to 5"),
        (("run", "base.yaml", "--engine", "other"), "other"),
        (("run", "base.yaml", "--workers", "0"), "workers"),
        (("run", "base.yaml", "--people", "1000000", "--replicates", "1024", "--workers", "1024"), "at a time"),
        (("compare", "base.yaml", "plan.yaml", "--week", "7"), "weeks 0 to 5"),
        (("compare", "base.yaml", "plan.yaml", "--active", "skill_mean"), "does not count people"),
        (("verify", "nothing"), "no complete run of 'nothing'"),
    ],
)
def test_wrong_input_ends_with_2_and_a_message(wandel: Wandel, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = wandel(*arguments)
    assert code == 2
    assert words in err
    assert out == ""
    assert not Path("results").exists()


def test_failed_run_ends_with_1(wandel: Wandel, files: Path) -> None:
    (files / "file").write_text("")
    code, _, err = wandel("run", "base.yaml", "--out", "file")
    assert code == 1
    assert "cannot write results" in err


def test_compare_runs_what_is_missing_and_reports(wandel: Wandel, standin: Standin) -> None:
    wandel("run", "base.yaml")
    code, out, _ = wandel("compare", "base.yaml", "plan.yaml", "--all")
    assert code == 0
    assert len(standin.simulated) == 10
    folder = latest("plan").folder
    (page,) = folder.glob("compare-base-with-plan-week-*.html")
    document = json.loads(page.with_suffix(".json").read_text())["plans"][0]
    assert document["scenario"] == "plan"
    assert document["value"]["net_eur"]["mean"] < -60 * 62
    for words in (
        "Registered (people)",
        "Extra cost: 60 hours",
        "people only with the plan",
        page.name,
        "shared luck",
        "P(gain < 0) 1.00",
    ):
        assert words in out


def test_compare_takes_run_folders_and_writes_where_it_is_told(wandel: Wandel, standin: Standin) -> None:
    for name in ("base", "plan"):
        wandel("run", f"{name}.yaml")
    folders = [str(latest(name).folder) for name in ("base", "plan")]
    code, out, _ = wandel("compare", *folders, "--json", "--out", "here", "--active", "registered")
    assert code == 0
    (stored,) = Path("here").glob("compare-*.json")
    assert json.loads(out) == json.loads(stored.read_text())
    assert len(standin.simulated) == 10
    code, _, err = wandel("compare", *folders, "--weeks", "3")
    assert code == 2
    assert "is a finished run" in err


def test_compare_refuses_before_it_runs(wandel: Wandel, files: Path, standin: Standin) -> None:
    (files / "plan.yaml").write_text((files / "plan.yaml").read_text() + "organisation: {people: 500}\n")
    code, _, err = wandel("compare", "base.yaml", "plan.yaml")
    assert code == 2
    assert "organisation differs in people" in err
    assert standin.simulated == []


def test_verify_holds_or_says_what_does_not(wandel: Wandel) -> None:
    wandel("run", "base.yaml")
    folder = latest("base").folder
    code, out, _ = wandel("verify", str(folder))
    assert code == 0
    assert "the same digests in weekly, communities, people, parameters" in out
    assert wandel("verify", "base")[0] == 0
    path = folder / "people.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    code, out, err = wandel("verify", str(folder), "--replicates", "1")
    assert code == 1
    assert "people.parquet was altered" in err
    code, out, _ = wandel("verify", str(folder), "--json")
    assert code == 1
    assert json.loads(out)["findings"][0]["kind"] == "altered"


def test_value_prints_the_account_and_sets_claims_apart(wandel: Wandel, files: Path) -> None:
    assert wandel("value", "base")[0] == 2
    wandel("run", "base.yaml")
    code, out, err = wandel("value", "base")
    assert (code, err) == (0, "")
    for words in ("Writing: documents", "Net over the whole run", "P(net < 0)", "document_hours", "5 replicates"):
        assert words in out
    account, claims = out.split("Claims of others, shown as claims and used nowhere above:")
    assert "100 million" in claims
    assert "100 million" not in account
    document = json.loads(wandel("value", str(latest("base").folder), "--json")[1])
    assert document["items"][-1]["item"] == "net"
    assert document["p_negative_eur"]["share"] == 1
    assert len(document["drivers"]) > 3
    assert document["claims_of_others_not_used"][0]["source"] == "CMT14"
    changed = ("--set", "run.uncertainty=chance", "--out", "certain")
    wandel("run", "base.yaml", *changed)
    assert "No factor is drawn" in wandel("value", "base", "--out", "certain")[1]


def test_run_shows_observations_beside_what_was_simulated(wandel: Wandel, files: Path) -> None:
    observed = "\nobservations: [{measure: [registered, visible], week: 5, value: 200, spread: 0.5, source: KT13}]\n"
    (files / "seen.yaml").write_text((files / "base.yaml").read_text() + observed)
    _, out, _ = wandel("run", "seen.yaml", "--no-page", "--all")
    for words in (
        "Observed: 200 (registered, KT13), week 5",
        "Visibly active",
        "under one definition only: Registered",
    ):
        assert words in out
    document = json.loads(wandel("run", "seen.yaml", "--json", "--no-page")[1])
    assert [one["fit"] for one in document["observations"][0]["candidates"]] == ["fits", "too low"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_run_ends_with_130_and_goes_on(wandel: Wandel, files: Path, number: signal.Signals) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.cli_runs.driver",
        "0,600",
        "run",
        str(files / "base.yaml"),
        "--workers",
        "1",
    ]
    command += ["--out", str(files / "results")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not list(files.glob("results/base/*/parts/*.json")) and process.poll() is None:
        time.sleep(0.01)  # however long it takes: the second replicate does not end by itself
    process.send_signal(number)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 130, err
    assert out == ""
    assert "replicates finished" in err
    assert "The same command goes on from there" in err
    _, out, _ = wandel("run", "base.yaml")
    assert "were kept from an earlier, interrupted run" in out


def test_over_budget_is_refused_before_anything_is_written(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = ("--people", "120", "--weeks", "8", "--replicates", "2", "--no-page")
    assert main(["run", "plan.yaml", *small, "--set", "economics.budget_hours=1"]) == 2
    assert "more than 1 (kick_off" in capsys.readouterr().err
    assert not Path("results").exists()


def test_a_planned_cut_is_told(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = ("--people", "120", "--weeks", "8", "--replicates", "2", "--no-page")
    cut = ("--set", "economics.budget_hours=1", "--set", "economics.over_budget=cut")
    assert main(["run", "plan.yaml", *small, *cut]) == 0
    told = re.search(r"The budget ends (.+) in week (\d+), (\d+) weeks before", capsys.readouterr().out)
    assert told is not None
    assert main(["run", "plan.yaml", *small, *cut, "--json"]) == 0
    (ended,) = json.loads(capsys.readouterr().out)["ended_early"]
    assert ended == {"name": told[1], "week": int(told[2]), "planned_end": int(told[2]) + int(told[3])}


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(command in out for command in ("run", "compare", "verify"))


def test_the_simulation_itself_runs_and_verifies(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = ("--people", "120", "--weeks", "8", "--replicates", "2")
    assert main(["run", "base.yaml", *small, "--events", "--json"]) == 0
    run = StoredRun.open(json.loads(capsys.readouterr().out)["folder"])
    assert run.table("weekly").num_rows == 2 * 8 * (len(run.manifest.silos) + 1)
    assert run.table("events").num_rows == run.totals(["registered_ever"])["registered_ever"][:, -1].sum()
    assert main(["verify", str(run.folder), "--workers", "2"]) == 0
    assert main(["compare", "base.yaml", "plan.yaml", *small]) == 0
