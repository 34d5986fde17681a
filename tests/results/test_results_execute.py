"""Running: the same digest in every way of running, and nothing half that looks whole."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from simulation.results import manifest as manifests
from simulation.results import parts as parts_module
from simulation.results.errors import ResultsError, RunInterrupted
from simulation.results.execute import execute, run_folder
from simulation.results.files import locked
from simulation.results.parts import part_path, read_part, seal_path
from simulation.results.reader import StoredRun
from simulation.system.writing import write_atomically
from tests.results.standin import Standin, scenario

ROOT = Path(__file__).resolve().parents[2]
SLOWLY = """
import sys
from pathlib import Path
from simulation.results.execute import execute
from tests.results.standin import Standin, scenario
execute(scenario(), Standin(pauses={2: 600.0, 3: 600.0}).options(Path(sys.argv[1]), workers=2))
"""


@pytest.fixture
def digest(finished: StoredRun) -> str | None:
    """Digest of the uninterrupted run."""
    return finished.manifest.digest


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_digest_is_the_same_for_any_number_of_workers_and_any_order(tmp_path: Path, digest: str, workers: int) -> None:
    backwards = Standin(pauses={r: 0.004 * (4 - r) for r in range(4)})
    assert execute(scenario(), backwards.options(tmp_path / "other", workers=workers)).run.manifest.digest == digest


def test_events_are_stored_on_request(tmp_path: Path, standin: Standin) -> None:
    run = execute(scenario(events=True), standin.options(tmp_path)).run
    assert "events" in run.manifest.tables
    assert run.table("events")["cause"].to_pylist()[:3] == ["self"] * 3


def test_manifest_says_what_was_run(finished: StoredRun) -> None:
    record = json.loads((finished.folder / "manifest.json").read_text())
    assert record["status"] == "complete"
    assert (record["people"], record["weeks"], record["replicates"], record["seed"]) == (400, 6, 4, 3)
    assert record["silos"] == ["Technik", "Vertrieb", "Verwaltung"]
    assert {"numpy", "numba", "pyarrow"} <= set(record["versions"])
    assert len(record["replicate_seconds"]) == len(record["replicate_seeds"]) == 4
    assert record["tables"]["weekly"]["rows"] == 4 * 6 * 4
    assert sorted(p.name for p in finished.folder.iterdir() if not p.name.startswith(".")) == [
        "communities.parquet",
        "countries.parquet",
        "manifest.json",
        "parameters.parquet",
        "people.parquet",
        "replies.parquet",
        "roles.parquet",
        "scenario.yaml",
        "value.parquet",
        "weekly.parquet",
    ]


def test_complete_run_is_used_again(tmp_path: Path, finished: StoredRun) -> None:
    again = Standin()
    outcome = execute(scenario(), again.options(tmp_path))
    assert (outcome.reused, again.simulated) == (True, [])
    assert outcome.run.folder == finished.folder


def test_fresh_runs_again_and_replaces(tmp_path: Path, finished: StoredRun, digest: str) -> None:
    again = Standin()
    outcome = execute(scenario(), again.options(tmp_path, fresh=True))
    assert (outcome.reused, sorted(again.simulated)) == (False, list(range(4)))
    assert outcome.run.folder == finished.folder
    assert StoredRun.open(finished.folder).manifest.digest == digest
    assert [p.name for p in finished.folder.parent.iterdir()] == [finished.folder.name]


def test_another_engine_has_another_folder_and_the_same_digest(tmp_path: Path, standin: Standin, digest: str) -> None:
    other = execute(scenario(), standin.options(tmp_path, engine="mesa")).run
    assert other.manifest.digest == digest
    assert len(list((tmp_path / "small").iterdir())) == 2


def stopped(root: Path, after: int) -> RunInterrupted:
    """Stop a run when some replicates are finished."""
    stop = threading.Event()
    seals: set[int] = set()

    def note(replicate: int, weeks: int) -> None:
        if weeks == 1:
            seals.add(replicate)
        if len(seals) > after:
            stop.set()

    with pytest.raises(RunInterrupted) as caught:
        execute(scenario(), Standin().options(root, workers=1, stop=stop, on_progress=note))
    return caught.value


def test_stopped_run_goes_on_to_the_same_digest(tmp_path: Path, digest: str) -> None:
    error = stopped(tmp_path / "b", after=2)
    assert (error.finished, error.total) == (2, 4)
    with pytest.raises(ResultsError, match="not complete"):
        StoredRun.open(error.folder)
    rest = Standin()
    outcome = execute(scenario(), rest.options(tmp_path / "b"))
    assert (outcome.kept, sorted(rest.simulated)) == (2, [2, 3])
    assert outcome.run.manifest.digest == digest
    assert outcome.run.manifest.sessions == 2
    assert not (outcome.run.folder / "parts").exists()


@pytest.mark.parametrize("damage", ["cut off", "one bit", "seal", "missing", "other replicate"])
def test_damaged_part_is_noticed_and_done_again(tmp_path: Path, digest: str, damage: str) -> None:
    folder = Path(stopped(tmp_path / "b", after=2).folder)
    path, seal = part_path(folder, 1, "people"), seal_path(folder, 1)
    content = path.read_bytes()
    if damage == "cut off":
        path.write_bytes(content[:-100])
    elif damage == "one bit":
        path.write_bytes(content[:200] + bytes([content[200] ^ 1]) + content[201:])
    elif damage == "seal":
        seal.write_text(seal.read_text()[:50])
    elif damage == "missing":
        path.unlink()
    else:
        path.write_bytes(part_path(folder, 0, "people").read_bytes())
    assert read_part(folder, 1) is None
    rest = Standin()
    outcome = execute(scenario(), rest.options(tmp_path / "b"))
    assert sorted(rest.simulated) == [1, 2, 3]
    assert outcome.run.manifest.digest == digest


def test_killed_run_goes_on_to_the_same_digest(tmp_path: Path, digest: str) -> None:
    root = tmp_path / "killed"
    process = subprocess.Popen([sys.executable, "-c", SLOWLY, str(root)], cwd=ROOT)
    while len(list(root.glob("small/*/parts/replicate-*.json"))) < 2 and process.poll() is None:
        time.sleep(0.01)  # however long it takes: the other two replicates do not end by themselves
    process.send_signal(signal.SIGKILL)
    process.wait()
    (folder,) = (root / "small").iterdir()
    assert json.loads((folder / "manifest.json").read_text())["status"] == "running"
    rest = Standin()
    outcome = execute(scenario(), rest.options(root))
    assert (outcome.kept, sorted(rest.simulated)) == (2, [2, 3])
    assert outcome.run.manifest.digest == digest


def test_run_killed_while_parts_were_removed_is_complete(tmp_path: Path, finished: StoredRun) -> None:
    (finished.folder / "parts").mkdir()
    (finished.folder / "parts" / "replicate-00000.json").write_text("{}")
    assert execute(scenario(), Standin().options(tmp_path)).reused
    assert not (finished.folder / "parts").exists()


def test_replacement_that_was_cut_off_is_finished(tmp_path: Path, finished: StoredRun) -> None:
    finished.folder.rename(finished.folder.with_name(finished.folder.name + ".fresh"))
    assert execute(scenario(), Standin().options(tmp_path)).reused


def test_altered_results_are_not_used_again(tmp_path: Path, finished: StoredRun) -> None:
    path = finished.folder / "weekly.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ResultsError, match=r"weekly\.parquet is missing or was altered.*--fresh"):
        execute(scenario(), Standin().options(tmp_path))
    assert execute(scenario(), Standin().options(tmp_path, fresh=True)).run.manifest.digest == finished.manifest.digest


def test_manifest_that_is_no_manifest_is_named(tmp_path: Path, finished: StoredRun) -> None:
    (finished.folder / "manifest.json").write_text('{"format": "something"}')
    with pytest.raises(ResultsError, match="not a readable manifest"):
        execute(scenario(), Standin().options(tmp_path))


def test_failing_replicate_is_raised_and_finished_ones_are_kept(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="replicate 3 fails"):
        execute(scenario(), Standin(failing=frozenset({3})).options(tmp_path, workers=1))
    rest = Standin()
    execute(scenario(), rest.options(tmp_path))
    assert sorted(rest.simulated) == [3]


def test_two_processes_on_one_folder_are_told_apart(tmp_path: Path, standin: Standin) -> None:
    folder = run_folder(scenario(), standin.options(tmp_path))
    folder.mkdir(parents=True)
    with locked(folder), pytest.raises(ResultsError, match=f"another process \\(number {os.getpid()}\\)"):
        execute(scenario(), standin.options(tmp_path))
    execute(scenario(), standin.options(tmp_path))


def test_folder_that_cannot_be_written_is_named(tmp_path: Path, standin: Standin) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultsError, match=r"cannot write results to .*file"):
        execute(scenario(), standin.options(tmp_path / "file"))


def test_full_disk_leaves_earlier_results_intact(tmp_path: Path, finished: StoredRun, monkeypatch) -> None:
    def full(_table, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    before = {p.name: p.read_bytes() for p in finished.folder.iterdir()}
    monkeypatch.setattr(parts_module, "write_table", full)
    with pytest.raises(ResultsError, match="No space left on device"):
        execute(scenario(), Standin().options(tmp_path, fresh=True))
    assert {p.name: p.read_bytes() for p in finished.folder.iterdir()} == before
    assert not list(tmp_path.rglob("*.tmp"))
    monkeypatch.undo()
    assert execute(scenario(), Standin().options(tmp_path, fresh=True)).run.manifest.digest == finished.manifest.digest


def test_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")

    def fail(temporary: Path) -> None:
        temporary.write_text("ne")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, fail)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    assert path.read_text() == "old"


def test_folder_depends_on_scenario_source_and_engine_alone() -> None:
    ids = {manifests.run_id(*three) for three in (("a", "b", "c"), ("a", "b", "d"), ("a", "e", "c"), ("f", "b", "c"))}
    assert len(ids) == 4
    assert manifests.run_id("a", "b", "c") == manifests.run_id("a", "b", "c")
