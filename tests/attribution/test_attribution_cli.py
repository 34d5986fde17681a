"""The commands explain-run and split: what they say and write, and how they refuse."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from simulation.cli.main import run as main
from simulation.results.reader import StoredRun, latest
from simulation.scenario.writing import resolved_yaml
from tests.attribution.conftest import REPLICATES, THREE, WEEKS, scenario

Wandel = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scenario and its finished run."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "small.yaml").write_text(resolved_yaml(scenario(THREE)), encoding="utf-8")
    assert main(["run", str(folder / "small.yaml"), "--out", str(folder / "results"), "--no-page"]) == 0
    return folder


@pytest.fixture
def wandel(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Wandel:
    """Run a command in that folder; returns its exit code, standard output and standard error."""
    monkeypatch.chdir(place)
    capsys.readouterr()

    def _wandel(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return _wandel


def run_of(place: Path) -> StoredRun:
    return latest("small", place / "results")


def test_explain_run_says_who_is_there_because_of_what(wandel: Wandel, place: Path) -> None:
    code, out, err = wandel("explain-run", "small")
    assert (code, err) == (0, "")
    for words in (
        "A small company: 400 people, week 19 (2024-05-13), the whole organisation, 6 replicates",
        "registered through colleagues (people)",
        "Read within 4 weeks (people): what each brings",
        "only because of it",
        "does not add up",
        "single interventions taken out sum to",
    ):
        assert words in out
    sentence = r"active only because of own initiative: \d+ people \(80%: [\d.]+ to [\d.]+\), most in Sales \(\d+\), "
    assert re.search(sentence, out)
    assert 20_000 < (run_of(place).folder / "explain.html").stat().st_size < 1_500_000


def test_explain_run_takes_a_folder_a_silo_a_week_and_a_measure(wandel: Wandel, place: Path) -> None:
    folder = str(run_of(place).folder)
    code, out, _ = wandel("explain-run", folder, "--silo", "Sales", "--week", "9", "--measure", "registered", "--json")
    assert code == 0
    document = json.loads(out)
    assert (document["silo"], document["week"], document["replicates"]) == ("Sales", 9, REPLICATES)
    assert document["note"] is None
    names = [one["name"] for one in document["removals"] if one["kind"] == "intervention"]
    assert names == ["event", "managers", "mentoring", "all interventions"]
    stored = run_of(place).by_silo("registered")[:, 9, 0]
    assert min(stored) <= document["levels"]["registered"]["median"] <= max(stored)
    assert {row["silo"] for one in document["removals"] for row in one["people"]} == {"Sales"}


def test_a_person_is_explained_without_a_name(wandel: Wandel) -> None:
    code, out, _ = wandel("explain-run", "small", "--person", "37", "--replicates", "8")
    assert code == 0
    assert re.search(r"^Person 37: \w+, [\w ]+, \w", out)
    assert "8 replicates" in out
    assert "P(active) with each thing minus without it" in out
    assert "standard error" in out
    document = json.loads(wandel("explain-run", "small", "--person", "37", "--measure", "registered", "--json")[1])
    assert document["state"] == "registered"
    assert sum(one["share"] for one in document["causes"].values()) == pytest.approx(1)
    assert len(document["decisions"]) == 13


def test_split_adds_up_on_paper_too(wandel: Wandel, place: Path) -> None:
    code, out, err = wandel("split", str(run_of(place).folder), "--measure", "registered", "--json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert document["method"] == "exact"
    assert document["sets"] == 8
    assert document["residue"] < 1e-9
    parts = document["shares"]
    assert sum(one["effect"]["mean"] for one in parts) == pytest.approx(document["total"]["mean"], abs=1e-9)
    assert sum(one["cost_eur"] for one in parts) == pytest.approx(document["cost_eur"])
    code, out, _ = wandel("split", str(run_of(place).folder), "--measure", "registered")
    for words in ("all together", "EUR per person", "Exact over all 8 sets of players", "Means add up to the total"):
        assert words in out


def test_split_takes_groups_orders_and_a_scenario(wandel: Wandel, place: Path) -> None:
    code, out, _ = wandel("split", "small.yaml", "--group", "people=event,mentoring", "--samples", "4", "--json")
    assert code == 0
    document = json.loads(out)
    assert [one["name"] for one in document["shares"]] == ["people", "managers"]
    assert (document["method"], document["orders"]) == ("sampled", 4)
    # the scenario's values lie where its run does
    assert Path(document["page"]) == Path("results") / "small" / run_of(place).folder.name / "explain.html"
    assert "± " in wandel("split", "small.yaml", "--samples", "4", "--no-page")[1]


def test_the_page_shows_what_is_finished_of_both(wandel: Wandel, place: Path) -> None:
    folder = run_of(place).folder
    wandel("split", str(folder))
    wandel("explain-run", str(folder))
    text = (folder / "explain.html").read_text()
    for words in ("shared out over the interventions", "What is lost without an influence", "only because of"):
        assert words in text
    (folder / "explain.html").unlink()
    assert wandel("split", str(folder), "--no-page")[0] == 0
    assert not (folder / "explain.html").exists()


REFUSED = {
    "unknown silo 'Sale'; did you mean 'Sales'": ("explain-run", "small", "--silo", "Sale"),
    "no person 400; the 400 people have the numbers 0 to 399": ("explain-run", "small", "--person", "400"),
    f"weeks 0 to {WEEKS - 1}": ("explain-run", "small", "--week", str(WEEKS)),
    "weeks 0 to": ("split", "small.yaml", "--week", "-1"),
    "unknown measure 'reader_28'; did you mean 'readers_28'": ("split", "small.yaml", "--measure", "reader_28"),
    "unknown measure 'registred'; did you mean 'registered'": ("explain-run", "small", "--measure", "registred"),
    "not true or false of one person": ("explain-run", "small", "--person", "1", "--measure", "skill_mean"),
    "--silo or --person, not both": ("explain-run", "small", "--person", "1", "--silo", "Sales"),
    "unknown intervention 'managres'; did you mean 'managers'": ("split", "small.yaml", "--group", "a=managres"),
    "must be even and at least 4": ("split", "small.yaml", "--samples", "5"),
    "--replicates must be at least 1": ("explain-run", "small", "--replicates", "0"),
    "no complete run of 'nothing'": ("explain-run", "nothing"),
    "unknown silo 'sails'": ("split", "small.yaml", "--silo", "sails"),
}


@pytest.mark.parametrize(("words", "arguments"), REFUSED.items(), ids=REFUSED)
def test_wrong_input_ends_with_2_and_a_message(wandel: Wandel, words: str, arguments: tuple[str, ...]) -> None:
    code, out, err = wandel(*arguments)
    assert code == 2
    assert words in err
    assert "Traceback" not in err
    assert out == ""


def test_a_scenario_without_interventions_can_be_explained_but_not_split(wandel: Wandel, place: Path) -> None:
    (place / "plain.yaml").write_text(resolved_yaml(scenario((), "plain")), encoding="utf-8")
    code, _, err = wandel("split", "plain.yaml")
    assert code == 2
    assert "no interventions to split" in err
    assert wandel("run", "plain.yaml", "--no-page", "--weeks", "8", "--replicates", "2")[0] == 0
    code, out, _ = wandel("explain-run", "plain")
    assert code == 0
    assert "active only because of own initiative" in out


def test_an_altered_run_is_not_explained(wandel: Wandel, place: Path) -> None:
    assert wandel("run", "small.yaml", "--no-page", "--weeks", "18", "--replicates", "2")[0] == 0
    folder = run_of(place).folder
    (folder / "scenario.yaml").write_text("name: other\n")
    code, _, err = wandel("explain-run", str(folder))
    assert code == 1
    assert "altered after the run" in err
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def test_interrupted_split_ends_with_130_and_goes_on(wandel: Wandel, place: Path, tmp_path: Path) -> None:
    arguments = ["split", str(place / "small.yaml"), "--out", str(tmp_path), "--replicates", "2000", "--workers", "1"]
    command = [sys.executable, "-c", "from simulation.cli import main; main()", *arguments]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(list(tmp_path.rglob("*.values"))) < 10 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 130, err
    assert out == ""
    assert "of 16,000 reruns finished; they are kept in" in err
    assert "The same command goes on from there" in err
    kept = list(tmp_path.rglob("*.values"))
    assert len(kept) >= 10
    times = {path: path.stat().st_mtime_ns for path in kept}
    arguments[arguments.index("2000")] = str(REPLICATES)
    code, out, _ = wandel(*arguments, "--json")
    assert code == 0
    assert {path: path.stat().st_mtime_ns for path in kept} == times
    assert json.loads(out)["shares"] == json.loads(wandel("split", "small.yaml", "--json")[1])["shares"]


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert "explain-run" in out
    assert "split" in out
