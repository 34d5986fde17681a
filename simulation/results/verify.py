"""Whether stored results are what the scenario gives: files unaltered, and a rerun with equal digests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa

from simulation.compiled import source_hash
from simulation.engines.choice import EngineName
from simulation.results import manifest as manifests
from simulation.results.arrow import is_empty, numbers, texts
from simulation.results.checkpoints import Checkpoint
from simulation.results.digest import replicates_digest, run_digest, table_digest
from simulation.results.engine import Machine, machine
from simulation.results.errors import InputError, ResultsError, RunInterrupted
from simulation.results.files import sha256_of
from simulation.results.merge import table_path
from simulation.results.reader import StoredRun
from simulation.results.tables import RunFrame, tables_of

_INDEX: Final = (
    "week",
    "year",
    "silo",
    "country",
    "role",
    "silo_of_replier",
    "silo_of_author",
    "item",
    "person",
    "community",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: ``kind`` is *altered* (a file) or *differs* (the rerun)."""

    kind: str
    table: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What `verify` found; nothing found means that the results hold."""

    run: StoredRun
    replicates: int
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """True if no file was altered and the rerun gave the same digests."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Rerun:
    """How to run again; the engine of the run where left out, all replicates where left out.

    ``quick``: not from week 0 but from the checkpoint that the run went on from.
    """

    engine: EngineName | None = None
    replicates: int | None = None
    workers: int = 1
    quick: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    on_progress: Callable[[int, int], None] = lambda _replicate, _weeks: None
    machine: Callable[[], Machine] = machine


def verify(run: StoredRun, how: Rerun | None = None) -> Report:
    """Check a run's files against its manifest, then run its scenario again and compare.

    Raises:
        RunInterrupted: ``how.stop`` was set.
        ResultsError: a table cannot be read at all.
        InputError: ``how.quick``, and the run's checkpoint is not there or another one.
    """
    how = how or Rerun()
    n = min(how.replicates or run.manifest.replicates, run.manifest.replicates)
    report = Report(run, n, altered(run))
    if run.manifest.source_hash != source_hash():
        report.notes.append("the run was made by another version of the program: differences may come from that")
    if any(finding.table == manifests.SCENARIO_FILE for finding in report.findings):
        report.notes.append("not run again, for the stored scenario was altered")
        return report
    report.findings.extend(_rerun(run, how, n))
    return report


def altered(run: StoredRun) -> list[Finding]:
    """Return files that are not as the manifest says, and contradictions within the manifest."""
    found: list[Finding] = []
    record = run.manifest
    for name, table in record.tables.items():
        path = table_path(run.folder, name)
        if not path.is_file():
            found.append(Finding("altered", name, f"{path.name} is missing"))
        elif sha256_of(path) != table.file_sha256:
            found.append(Finding("altered", name, f"{path.name} was altered after the run{_content(run, name)}"))
        if replicates_digest(table.replicates) != table.digest:
            found.append(Finding("altered", name, f"the digests of {name} in the manifest contradict each other"))
    scenario = run.folder / manifests.SCENARIO_FILE
    if not scenario.is_file() or sha256_of(scenario) != record.scenario_sha256:
        found.append(Finding("altered", scenario.name, f"{scenario.name} is missing or was altered after the run"))
    if run_digest({name: table.digest for name, table in record.tables.items()}) != record.digest:
        found.append(Finding("altered", manifests.FILE, "the manifest's total digest contradicts those of its tables"))
    return found


def _content(run: StoredRun, table: str) -> str:
    """Say which replicates of an altered file have another content."""
    expected = run.manifest.tables[table].replicates
    try:
        parts = run.replicate_tables(table, damaged=True)
        wrong = [r for r, part in parts if r >= len(expected) or table_digest(part) != expected[r]]
    except (ResultsError, ValueError, KeyError, OSError, pa.ArrowException):
        return " and cannot be read"
    return f": other content in replicate {wrong[0]}" if wrong else ", its content is the same"


def _rerun(run: StoredRun, how: Rerun, n: int) -> list[Finding]:
    scenario = run.scenario()
    parts = how.machine()
    start = _origin(run) if how.quick else None
    world = parts.build(scenario)
    frame = RunFrame.of(world)
    engine: Any = how.engine or run.manifest.engine

    def one(replicate: int) -> list[Finding]:
        if how.stop.is_set():
            raise RunInterrupted(0, n, str(run.folder))
        begin: dict[str, Any] = {} if start is None else {"start": start.state(replicate)}
        trajectory = parts.simulate(
            world,
            replicate,
            engine=engine,
            stop=how.stop,
            on_progress=lambda weeks: how.on_progress(replicate, weeks),
            **begin,
        )
        return _differences(run, replicate, tables_of(trajectory, frame))

    with ThreadPoolExecutor(max_workers=max(1, min(how.workers, n))) as pool:
        try:
            return [finding for found in pool.map(one, range(n)) for finding in found]
        except parts.interrupted:
            raise RunInterrupted(0, n, str(run.folder)) from None


def _origin(run: StoredRun) -> Checkpoint:
    """Return the checkpoint that a run went on from, if it is there and unchanged."""
    origin = run.manifest.origin
    if origin is None:
        raise InputError(f"{run.folder} did not go on from a checkpoint; verify it without --quick")
    start = Checkpoint.open(origin.folder)
    if start.digest != origin.digest:
        raise InputError(f"{origin.folder} is not the checkpoint that the run went on from; verify without --quick")
    return start


def _differences(run: StoredRun, replicate: int, tables: dict[str, Any]) -> list[Finding]:
    """Compare one replicate's tables with the digests in the manifest."""
    found: list[Finding] = []
    for name, record in run.manifest.tables.items():
        if name not in tables:
            found.append(Finding("differs", name, f"{name}: the rerun has no such table"))
        elif table_digest(tables[name]) != record.replicates[replicate]:
            where = f"{name}: replicate {replicate} differs"
            found.append(Finding("differs", name, where + _first_difference(run, replicate, name, tables[name])))
    return found


def _first_difference(run: StoredRun, replicate: int, name: str, again: Any) -> str:
    """Say where the stored table and the rerun part: first column, then first row."""
    try:
        stored = next((part for r, part in run.replicate_tables(name, damaged=True) if r == replicate), None)
    except (ResultsError, ValueError, KeyError, OSError, pa.ArrowException):
        stored = None
    if stored is None or stored.column_names != again.column_names or stored.num_rows != again.num_rows:
        return " in its columns or its number of rows"
    for column in again.column_names:
        ours, theirs = _plain(stored[column]), _plain(again[column])
        unequal = np.flatnonzero((ours != theirs) & ~(_is_nan(ours) & _is_nan(theirs)))
        if unequal.size:
            row = int(unequal[0])
            place = ", ".join(f"{key} {_plain(again[key])[row]}" for key in _INDEX if key in again.column_names)
            return f", first in column {column}{f' at {place}' if place else ''}: {ours[row]} stored, {theirs[row]} now"
    return ", though the stored file has the same values: the manifest was altered"


def _is_nan(values: Any) -> Any:
    return np.isnan(values) if values.dtype.kind == "f" else np.zeros(values.shape, np.bool_)


def _plain(values: Any) -> Any:
    if pa.types.is_dictionary(values.type):
        codes, names = texts(values)
        return np.array(names, dtype=object)[codes]
    if values.null_count:
        return np.where(is_empty(values), "nothing", numbers(values, 0).astype(object))
    return numbers(values)


__all__ = ["Finding", "Report", "Rerun", "altered", "verify"]
