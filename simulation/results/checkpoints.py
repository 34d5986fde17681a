"""Checkpoints on disk: the state of every replicate at the start of a week, to go on from in another process.

``<run>/checkpoints/week-00085/`` holds the scenario, two files for each replicate (`simulation.results.packing`) and
``checkpoint.json``, which is written last and names the SHA-256 of all others. A folder can be moved and copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from simulation.compiled import source_hash
from simulation.results.errors import InputError, ResultsError
from simulation.results.files import sha256_of, write_sealed
from simulation.results.manifest import SCENARIO_FILE, first_line, now
from simulation.results.packing import ARRAYS, TREE, read_tree, write_tree
from simulation.results.scenario_file import store_scenario
from simulation.results.versions import read_versioned
from simulation.scenario.writing import scenario_hash

if TYPE_CHECKING:
    from simulation.engines.state import State
    from simulation.scenario.schema import Scenario

FOLDER: Final = "checkpoints"
FILE: Final = "checkpoint.json"
SCHEMA_VERSION: Final = 1
SHAPING: Final = (
    "compiled.py", "declare/", "parameters.py", "world.py", "portable/", "model/", "organisation/", "interventions/",
    "survey/", "scenario/", "engines/",
)  # fmt: skip
"""Sources that shape a state: with other ones it would not be the past of the same run."""


class CheckpointRecord(BaseModel):
    """What `checkpoint.json` says; ``ends`` are the weeks in which interventions end early for lack of budget."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["wandel-checkpoint"] = "wandel-checkpoint"
    schema_version: Literal[1] = SCHEMA_VERSION
    week: int
    scenario: str
    scenario_hash: str
    sources: str
    engine: str
    replicates: int
    ends: dict[str, int]
    written: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A whole checkpoint on disk."""

    folder: Path
    record: CheckpointRecord

    @classmethod
    def open(cls, folder: str | Path) -> Checkpoint:
        """Open a checkpoint's folder and check its files.

        Raises:
            InputError: there is no checkpoint, or it was made by another version of the program.
            ResultsError: a file is missing or was altered.
        """
        path = Path(folder)
        record = read_record(path)
        if record is None:
            raise InputError(f"there is no checkpoint in {path} (no {FILE}){_near(path)}")
        if record.sources != source_hash(SHAPING):
            raise InputError(f"{path} was made by another version of the program; make it again with --checkpoint")
        for name, digest in record.files.items():
            if not (path / name).is_file() or sha256_of(path / name) != digest:
                raise ResultsError(f"{path / name} is missing or was altered; make the checkpoint again")
        return cls(path, record)

    def scenario(self) -> Scenario:
        """Return the scenario that it was made with."""
        from simulation.scenario.loading import load

        return load(self.folder / SCENARIO_FILE, written_here=True)

    def state(self, replicate: int) -> State:
        """Return the state of a replicate.

        Raises:
            ResultsError: its files are damaged.
        """
        return state_of(read_tree(stem(self.folder, replicate)), self.folder)

    @property
    def digest(self) -> str:
        """SHA-256 over the whole checkpoint."""
        return sha256_of(self.folder / FILE)


def week_folder(run: Path, week: int) -> Path:
    """Folder of a run's checkpoint."""
    return run / FOLDER / f"week-{week:05d}"


def stem(folder: Path, replicate: int) -> Path:
    """Files of a replicate, without their endings."""
    return folder / f"replicate-{replicate:05d}"


def read_record(folder: Path) -> CheckpointRecord | None:
    """Return what a folder's `checkpoint.json` says, or None where there is none; `ResultsError` if it is damaged."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        return read_versioned(path, CheckpointRecord, SCHEMA_VERSION, {})
    except ValueError as error:
        raise ResultsError(f"{path} is not a readable checkpoint ({first_line(error)}); make it again") from None


def is_whole(folder: Path) -> bool:
    """Whether a folder holds a checkpoint that can be gone on from."""
    try:
        Checkpoint.open(folder)
    except (InputError, ResultsError):
        return False
    return True


def write_state(run: Path, state: State) -> None:
    """Store the state of one replicate in a run's folder."""
    folder = week_folder(run, state.week)
    folder.mkdir(parents=True, exist_ok=True)
    write_tree(stem(folder, state.replicate), tree_of(state))


def has_state(run: Path, week: int, replicate: int) -> bool:
    """Whether a replicate's state is there, whole."""
    try:
        read_tree(stem(week_folder(run, week), replicate))
    except ResultsError:
        return False
    return True


def seal(run: Path, week: int, scenario: Scenario, engine: str, ends: Mapping[str, int]) -> None:
    """Finish a checkpoint whose replicates are all there."""
    folder = week_folder(run, week)
    store_scenario(scenario, folder / SCENARIO_FILE)
    stems = [stem(folder, replicate) for replicate in range(scenario.run.replicates)]
    files = [SCENARIO_FILE, *(each.name + end for each in stems for end in (ARRAYS, TREE))]
    record = CheckpointRecord(
        week=week,
        scenario=scenario.name,
        scenario_hash=scenario_hash(scenario),
        sources=source_hash(SHAPING),
        engine=engine,
        replicates=scenario.run.replicates,
        ends=dict(ends),
        written=now(),
        files={name: sha256_of(folder / name) for name in files},
    )
    write_sealed(folder / FILE, record.model_dump_json(indent=2))


def tree_of(state: State) -> dict[str, Any]:
    """Return a state as plain values and arrays; empty bins at the end are left out."""
    tree = {each.name: getattr(state, each.name) for each in fields(state)}
    engine = {each.name: getattr(state.engine, each.name) for each in fields(state.engine)}
    used = int(np.flatnonzero(state.engine.contributors.any(axis=0)).max(initial=-1)) + 1
    engine["people"] = state.engine.people._asdict()
    engine["groups"] = {name: state.engine.groups[name] for name in state.engine.groups.dtype.names or ()}
    engine["contributors"] = state.engine.contributors[:, :used]
    return tree | {"engine": engine}


def state_of(tree: dict[str, Any], where: Path) -> State:
    """Return the state that `tree_of` made a tree of; `ResultsError` if it is another kind of tree."""
    from simulation.engines.kernel.engine import BINS
    from simulation.engines.state import EngineState, State
    from simulation.model.state import GROUP, Packed

    try:
        engine = dict(tree["engine"])
        groups = np.zeros(engine["groups"]["stage"].size, GROUP)
        for name in GROUP.names or ():
            groups[name] = engine["groups"][name]
        contributors = np.zeros((len(engine["contributors"]), BINS), np.int64)
        contributors[:, : engine["contributors"].shape[1]] = engine["contributors"]
        engine |= {"people": Packed(**engine["people"]), "groups": groups, "contributors": contributors}
        return State(**{**tree, "engine": EngineState(**engine)})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResultsError(f"{where} holds no state of this version ({type(error).__name__}: {error})") from None


def _near(path: Path) -> str:
    """Say which checkpoints are near a folder that is none."""
    for folder in (path, path / FOLDER, path.parent):
        found = sorted(each.parent for each in folder.glob(f"week-*/{FILE}"))
        if found:
            return f"; there are {', '.join(map(str, found[:5]))}"
    return ""
