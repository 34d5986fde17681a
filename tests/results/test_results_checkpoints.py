"""Checkpoints on disk: whole or not there, checked when they are read, made whole after an interruption."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.results import checkpoints as module
from simulation.results.checkpoints import Checkpoint, week_folder
from simulation.results.errors import InputError, ResultsError, RunInterrupted
from simulation.results.execute import execute
from simulation.results.files import sealed, unsealed
from simulation.results.options import Options
from simulation.results.packing import read_tree, write_tree
from simulation.scenario.schema import Scenario

TREE = {
    "a": np.arange(6, dtype=np.int16).reshape(2, 3),
    "b": [1, 2.5, None, True, "x", (np.float32(0.1), slice(1, None))],
    "c": {3: {"d": np.array([], np.uint8)}, "e": float("nan")},
}


def scenario(replicates: int = 3, weeks: int = 8) -> Scenario:
    """A tiny lively company."""
    return Scenario.model_validate(
        {
            "name": "tiny",
            "organisation": {"people": 60},
            "parameters": {"innovation_rate": 0.05, "read_intercept": -1.5},
            "run": {"weeks": weeks, "replicates": replicates, "seed": 2},
        }
    )


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A checkpoint in week 5."""
    return execute(scenario(), Options(root=tmp_path, workers=2, checkpoints=(5,))).checkpoints[0]


def test_a_tree_comes_back_as_it_was(tmp_path: Path) -> None:
    write_tree(tmp_path / "tree", TREE)
    again = read_tree(tmp_path / "tree")
    assert repr(again) == repr(TREE)
    assert (again["a"].dtype, type(again["b"][5][0])) == (np.int16, np.float32)


def test_equal_trees_give_equal_files(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_tree(tmp_path / name, TREE)
    for end in (".npz", ".json"):
        assert (tmp_path / f"one{end}").read_bytes() == (tmp_path / f"other{end}").read_bytes()


@pytest.mark.parametrize("value", [object(), np.array([object()]), {1, 2}])
def test_what_could_run_code_is_not_written(tmp_path: Path, value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        write_tree(tmp_path / "tree", {"a": value})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"arrays_sha256": 3}', '{"tree": 3}', "\x00"])
def test_damaged_trees_are_refused(tmp_path: Path, text: str) -> None:
    write_tree(tmp_path / "tree", TREE)
    (tmp_path / "tree.json").write_text(text)
    with pytest.raises(ResultsError):
        read_tree(tmp_path / "tree")


def test_unknown_kinds_and_missing_arrays_are_refused(tmp_path: Path) -> None:
    write_tree(tmp_path / "tree", TREE)
    seal = json.loads((tmp_path / "tree.json").read_text())["arrays_sha256"]
    for tree in ({"array": "a99"}, {"code": "x"}, {"array": "a0", "table": []}):
        (tmp_path / "tree.json").write_bytes(sealed(json.dumps({"arrays_sha256": seal, "tree": tree})))
        with pytest.raises(ResultsError, match="is damaged"):
            read_tree(tmp_path / "tree")


def test_a_checkpoint_can_be_moved(made: Path, tmp_path: Path) -> None:
    moved = made.rename(tmp_path / "elsewhere")
    assert Checkpoint.open(moved).state(2).week == 5
    whole = execute(scenario(weeks=11), Options(root=tmp_path / "whole")).run.manifest.digest
    goes_on = Options(root=tmp_path / "part", start=Checkpoint.open(moved), workers=1)
    assert execute(scenario(weeks=11), goes_on).run.manifest.digest == whole


@pytest.mark.parametrize("name", ["replicate-00001.npz", "replicate-00002.json", "scenario.yaml"])
def test_altered_or_missing_files_are_noticed_and_made_again(made: Path, tmp_path: Path, name: str) -> None:
    before = (made / name).read_bytes()
    (made / name).write_bytes(before[:-3] + b"xyz")
    with pytest.raises(ResultsError, match=f"{name} is missing or was altered"):
        Checkpoint.open(made)
    again = execute(scenario(), Options(root=tmp_path, checkpoints=(5,)))
    assert (again.reused, again.checkpoints) == (True, (made,))
    assert (made / name).read_bytes() == before
    (made / name).unlink()
    with pytest.raises(ResultsError, match="is missing"):
        Checkpoint.open(made)


def test_a_checkpoint_of_a_newer_version_or_of_other_sources_is_refused(made: Path) -> None:
    path = made / "checkpoint.json"
    record = unsealed(path.read_bytes())
    path.write_bytes(sealed(json.dumps(record | {"schema_version": 2})))
    with pytest.raises(ResultsError, match="newer version of the program"):
        Checkpoint.open(made)
    path.write_bytes(sealed(json.dumps(record | {"sources": "0" * 64})))
    with pytest.raises(InputError, match="another version of the program; make it again"):
        Checkpoint.open(made)
    path.write_text("{")
    with pytest.raises(ResultsError, match="not a readable checkpoint"):
        Checkpoint.open(made)


def test_an_interrupted_run_has_no_checkpoint_and_makes_it_whole_later(tmp_path: Path) -> None:
    stop = threading.Event()

    def note(replicate: int, weeks: int) -> None:
        if replicate == 1 and weeks > 5:
            stop.set()

    options = Options(root=tmp_path, workers=1, checkpoints=(5,), stop=stop, on_progress=note)
    weekly = scenario().model_copy(update={"run": scenario().run.model_copy(update={"events": True})})
    with pytest.raises(RunInterrupted) as stopped:
        execute(weekly, options)
    assert not (week_folder(Path(stopped.value.folder), 5) / "checkpoint.json").exists()
    outcome = execute(weekly, Options(root=tmp_path, checkpoints=(5, 8)))
    assert outcome.kept == 1
    assert [Checkpoint.open(each).record.week for each in outcome.checkpoints] == [5, 8]
    assert [Checkpoint.open(each).state(2).week for each in outcome.checkpoints] == [5, 8]


def test_checkpoints_of_a_finished_run_can_be_stopped(made: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(RunInterrupted, match="checkpoints of replicates"):
        execute(scenario(), Options(root=tmp_path, checkpoints=(6,), stop=stop))
    assert not (week_folder(made.parent.parent, 6) / module.FILE).exists()
