"""A sample of the fault campaign, and what was found by it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from simulation import compiled
from simulation.cli import console
from simulation.cli.main import run as main
from simulation.results import manifest as manifests
from simulation.results.errors import ResultsError
from simulation.results.files import sealed, unsealed
from simulation.results.merge import merge
from simulation.results.parts import part_path, read_part, write_part
from simulation.results.reader import StoredRun
from simulation.results.tables import RunFrame, tables_of
from simulation.scenario.document import read_text
from simulation.scenario.loading import load
from simulation.scenario.problems import ScenarioError
from tests.faults import damage, foreign, paths, stops, stored, strangers, surroundings
from tests.faults.campaign import all_cases
from tests.faults.campaign import main as campaign
from tests.faults.case import Case, complete, folder_of, must_be_whole, small
from tests.faults.fuzz import fuzz
from tests.faults.hostile import STARTER, file_of
from tests.results.standin import Standin, trajectory


@pytest.mark.parametrize(
    ("part", "share", "every"),
    [
        (damage, 0.09, 6),
        (stops, 0.03, 2),
        (stored, 0.1, 7),
        (surroundings, 0.05, 5),
        (paths, 1, 25),
        (strangers, 0.02, 1),
        (foreign, 0.025, 1),
    ],
)
def test_sample_of_the_campaign(tmp_path: Path, part: ModuleType, share: float, every: int) -> None:
    for number, case in enumerate(list(part.cases(Random(0), share))[::every]):
        place = tmp_path / str(number)
        place.mkdir()
        case.check(place)


@pytest.mark.slow
def test_campaign_has_five_thousand_cases_that_can_be_repeated() -> None:
    names = [(case.kind, case.name) for case in all_cases(1)]
    assert len(names) >= 5000
    assert len(set(names)) == len(names)
    assert names == [(case.kind, case.name) for case in all_cases(1)]


def test_campaign_counts_what_is_lost(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_root: Path) -> None:
        raise AssertionError("gone")

    some = [Case("a", "one", fails), Case("a", "two", lambda _root: None), Case("b", "c", lambda _root: os._exit(3))]
    monkeypatch.setattr("tests.faults.campaign.all_cases", lambda _seed: some)
    assert campaign(["--kind", "a:", "--workers", "2"]) == 1
    out = capsys.readouterr().out
    assert "LOST 0 (a: one): AssertionError: gone" in out
    assert out.splitlines()[-1].split()[:4] == ["all", "2", "1", "1"]
    assert campaign(["--kind", "b", "--workers", "1"]) == 1
    assert "did not come to its end" in capsys.readouterr().out


def test_fuzz_finds_nothing_and_can_be_repeated(tmp_path: Path) -> None:
    tally = fuzz(150, 5, tmp_path / "fuzz")
    assert tally.wrong == []
    assert tally.tried == 150
    assert file_of(5, 17) == file_of(5, 17) != file_of(5, 18)


def test_fuzz_notices_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(path: Path) -> None:
        (path.parent / "trace").write_text("")
        raise KeyError("half")

    monkeypatch.setattr("tests.faults.fuzz.load", load)
    tally = fuzz(3, 5, tmp_path / "fuzz")
    assert [number for number, _ in tally.wrong] == [0, 1, 2]
    assert tally.tried == 3


def test_manifest_with_another_digit_is_refused(tmp_path: Path) -> None:
    complete(tmp_path)
    path = folder_of(tmp_path) / manifests.FILE
    assert json.loads(path.read_text())["people"] == 400
    path.write_text(path.read_text().replace('"people": 400', '"people": 500'))
    with pytest.raises(ResultsError, match="altered or damaged"):
        StoredRun.open(path.parent)


def test_fresh_goes_on_after_its_own_manifest_was_damaged(tmp_path: Path) -> None:
    complete(tmp_path)
    fresh = folder_of(tmp_path).with_name(folder_of(tmp_path).name + ".fresh")
    fresh.mkdir()
    (fresh / manifests.FILE).write_text("{")
    complete(tmp_path, fresh=True)
    must_be_whole(tmp_path)


def test_part_that_is_damaged_before_the_merge_is_not_merged(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    frame = RunFrame.of(Standin().build(small()))
    part = write_part(tmp_path, 0, tables_of(trajectory(small(), 0), frame), 0.1)
    assert read_part(tmp_path, 0) == part
    path = part_path(tmp_path, 0, "weekly")
    path.write_bytes(path.read_bytes()[:-1])
    assert read_part(tmp_path, 0) is None
    with pytest.raises(ResultsError, match="damaged meanwhile"):
        merge(tmp_path, [part])


def test_temporary_files_of_killed_writers_are_swept(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    folder.mkdir(parents=True)
    (folder / ".weekly.parquet.1.tmp").write_bytes(b"half")
    complete(tmp_path)
    assert not list(folder.glob(".*.tmp"))


def test_seal_covers_every_byte() -> None:
    content = sealed(json.dumps({"a": 'with "seal": "" inside}'}, indent=2))
    assert unsealed(content) == {"a": 'with "seal": "" inside}'}
    for at in range(len(content)):
        with pytest.raises(ValueError, match="altered or damaged"):
            unsealed(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])


def test_file_that_changes_all_the_time_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(STARTER)
    states = iter(range(1000))
    real = os.fstat

    def fstat(number: int) -> object:
        found = real(number)
        os.utime(path, ns=(next(states), next(states)))
        return found

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(ScenarioError, match="changes while it is read"):
        read_text(path, "case.yaml")


def test_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    answered = threading.Event()

    def read() -> None:
        with pytest.raises(ScenarioError, match="a pipe or device"):
            read_text(tmp_path / "pipe", "pipe")
        answered.set()

    threading.Thread(target=read, daemon=True).start()
    assert answered.wait(10)


def test_posterior_of_very_many_columns_is_refused_at_once(tmp_path: Path) -> None:
    """To look for a name like each of 400,000 took minutes."""
    (tmp_path / "p.csv").write_text("a," * 400_000)
    (tmp_path / "case.yaml").write_text(STARTER + "posterior: p.csv\n")
    with pytest.raises(
        ScenarioError, match=r"p\.csv:1: posterior\.names: has 400,001 columns; there are \d+ parameters"
    ):
        load(tmp_path / "case.yaml")


def test_output_in_an_encoding_without_dashes(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    console.tolerate()
    console.say("1 – 2")
    console.say_json({"a": "–"})
    sys.stdout.flush()
    assert raw.getvalue() == b'1 ? 2\n{\n  "a": "\\u2013"\n}\n'


def test_full_output_ends_with_1_and_a_message(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from simulation.cli import main; main()", "--version"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr


_INTERRUPTED = """
from importlib import import_module
from simulation.cli import main
module = import_module("simulation.cli.main")
def interrupted(arguments):
    raise KeyboardInterrupt
module.run = interrupted
main([])
"""


def test_interrupt_while_loading_ends_with_130() -> None:
    done = subprocess.run([sys.executable, "-c", _INTERRUPTED], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (130, "")


def test_damaged_run_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    complete(tmp_path)
    path = folder_of(tmp_path) / "value.parquet"
    path.write_bytes(path.read_bytes()[:-9])
    assert main(["value", str(folder_of(tmp_path))]) == 1
    err = capsys.readouterr().err
    assert str(path) in err
    assert "Traceback" not in err


def test_nothing_to_write_compiled_code_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANDEL_CACHE", "/proc/none")
    monkeypatch.setenv("NUMBA_CACHE_DIR", os.environ["NUMBA_CACHE_DIR"])
    monkeypatch.setattr(compiled, "_private_folder", lambda: Path("/proc/none"))
    monkeypatch.setattr("numba.core.config.CACHE_DIR", "")
    compiled.use_own_cache()
    assert os.environ["NUMBA_CACHE_DIR"] == ""
    assert not compiled.has_cache()


def test_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("WANDEL_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", home)
    assert compiled.cache_folder().name == f"wandel-{os.getuid()}"
