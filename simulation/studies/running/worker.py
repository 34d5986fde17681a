"""What a worker does with a batch of runs: each is stored as soon as it is finished; a failure spoils no other run."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from simulation.plugin.loading import Plugin, load, loaded
from simulation.results.errors import InputError, ResultsError
from simulation.scenario.problems import ScenarioError
from simulation.studies.design.changing import Changes
from simulation.studies.running.worlds import Based, Recent, run
from simulation.studies.store.keep import Layout
from simulation.studies.store.lines import Failure
from simulation.studies.store.model import model_id
from simulation.studies.store.store import RunStore, run_key
from simulation.system.files import private_folder
from simulation.system.writing import write_bytes

_TRACE_LINES: Final = 12
_MOST_TEXT: Final = 2000
_BASES: Final = Recent(32)


@dataclass(frozen=True, slots=True)
class PluginSource:
    """A plugin as workers get it: where it lies on the machine of the driver, its SHA-256, its text."""

    path: Path
    sha256: str
    text: bytes


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One run to make: the id of its scenario in the store, its changes, its replicate, what is kept of it."""

    scenario: str
    changes: Changes
    replicate: int
    layout: Layout

    @property
    def key(self) -> bytes:
        """What it is found by in the store."""
        return run_key(self.scenario, self.changes, self.replicate)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some runs for one worker, the folder of the store, and the state of the model that the driver has."""

    root: Path
    model: str
    plugins: tuple[PluginSource, ...]
    runs: tuple[RunRequest, ...]


@dataclass(frozen=True, slots=True)
class FinishedBatch:
    """What became of a batch: how many runs succeeded, which failed, and the seconds that all took."""

    n_ok: int
    failed: tuple[tuple[RunRequest, Failure], ...]
    seconds: float


def run_batch(batch: Batch) -> FinishedBatch:
    """Make the runs of a batch and store each.

    Raises:
        ResultsError: this worker has another state of the model, or the store cannot be written to.
    """
    began = monotonic()
    if batch.model != model_id():
        message = f"a worker has another version of Wandel ({model_id()}) than the one that sends runs ({batch.model})"
        raise ResultsError(f"{message}; install the same one on all machines")
    have_plugins(batch.plugins)
    failed: list[tuple[RunRequest, Failure]] = []
    store = RunStore(batch.root)
    try:
        with store.adding() as add:
            for wanted in batch.runs:
                key = wanted.key
                try:
                    kept = run(_base(store, wanted.scenario), wanted.changes, wanted.replicate, wanted.layout)
                except Exception as error:  # whatever it is, the other runs go on
                    failed.append((wanted, failure(error)))
                    add(key, wanted.layout, failed[-1][1])
                else:
                    add(key, wanted.layout, kept)
    except OSError as error:
        raise ResultsError(f"cannot write results to {store.folder}: {error.strerror or error}") from None
    return FinishedBatch(len(batch.runs) - len(failed), tuple(failed), monotonic() - began)


def _base(store: RunStore, name: str) -> Based:
    return _BASES.get((store.folder, name), lambda: Based.of(name, store.scenario(name)))


def failure(error: BaseException) -> Failure:
    """Return an error as it is kept; lack of memory or files may not come again."""
    is_ours = isinstance(error, ScenarioError)
    lines = traceback.format_exception(error)[-_TRACE_LINES:]
    trace = "" if is_ours else "".join(lines)[-_MOST_TEXT:]
    return Failure(type(error).__name__, str(error)[:_MOST_TEXT], trace, isinstance(error, MemoryError | OSError))


def sources_of_plugins() -> tuple[PluginSource, ...]:
    """Return the plugins that are loaded here, for workers.

    Raises:
        InputError: a file is not as it was loaded.
    """
    return tuple(PluginSource(each.path, each.sha256, _text_of(each)) for each in loaded())


def _text_of(plugin: Plugin) -> bytes:
    try:
        text = plugin.path.read_bytes()
    except OSError:
        text = b""
    if hashlib.sha256(text).hexdigest() != plugin.sha256:
        raise InputError(f"{plugin.path} was changed or removed after it was loaded; start again")
    return text


def have_plugins(wanted: tuple[PluginSource, ...]) -> None:
    """Load the plugins of a batch, from their text where the file is not on this machine."""
    there = {each.sha256 for each in loaded()}
    for each in wanted:
        if each.sha256 not in there:
            load(_file_of(each))


def _file_of(plugin: PluginSource) -> Path:
    folder = private_folder("wandel-plugins") / plugin.sha256
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / plugin.path.name
    if not path.is_file() or path.read_bytes() != plugin.text:
        write_bytes(path, plugin.text)
    return path
