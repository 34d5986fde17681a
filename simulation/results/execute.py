"""From a scenario to stored results: reuse, continue or start a run, all cores at work."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from simulation.compiled import source_hash
from simulation.engines.choice import check_engine
from simulation.results import manifest as manifests
from simulation.results.checkpoints import Checkpoint, is_whole, week_folder
from simulation.results.errors import InputError, ResultsError, RunInterrupted, is_read_only
from simulation.results.files import is_unsound, locked, sha256_of
from simulation.results.manifest import Manifest, Origin
from simulation.results.merge import merge, table_path, total_digest
from simulation.results.options import Options
from simulation.results.parts import FOLDER, ReplicatePart, read_part, remove_parts
from simulation.results.reader import StoredRun, remember
from simulation.results.replicates import Ready, complete_checkpoints, prepare, run_replicates
from simulation.results.scenario_file import store_scenario
from simulation.scenario.memory import memory_problem
from simulation.scenario.writing import scenario_hash
from simulation.system.files import sweep
from simulation.system.locks import moving_alone
from simulation.system.names import file_name, printable
from simulation.system.processes import cores

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

EXPLANATIONS: Final = "explain"
"""Folder below a run's with what explains it, and how the name of the page about it begins."""
_FRESH, _OLD = ".fresh", ".old"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A complete run, whether it was there already, how many replicates were kept from before, its checkpoints."""

    run: StoredRun
    reused: bool
    kept: int
    checkpoints: tuple[Path, ...] = ()


def run_folder(scenario: Scenario, options: Options) -> Path:
    """Folder of a run: `<root>/<scenario>/<hash of scenario, sources, engine and plugins>`."""
    plugins = [plugin.sha256 for plugin in manifests.records(scenario)]
    name = manifests.run_id(scenario_hash(scenario), source_hash(), options.engine, plugins)
    return options.root / file_name(scenario.name) / name


def execute(scenario: Scenario, options: Options | None = None) -> Outcome:
    """Return the complete results of a scenario: those that are there, or else run it (or the rest of it).

    Raises:
        InputError, ScenarioError: there is no such engine, or it takes more memory than there is, or more than its
            budget; nothing is written.
        RunInterrupted: ``options.stop`` was set; finished replicates are safe.
        ResultsError: results cannot be written, are damaged, or are in use by another process.
    """
    options = options or Options()
    check_engine(options.engine)
    final = run_folder(scenario, options)
    try:
        return _executed(scenario, options, final)
    except (OSError, pa.ArrowException) as error:
        if is_read_only(error) and (there := _readable(options, final)) is not None:
            return there
        reason = getattr(error, "strerror", None) or manifests.first_line(error)
        raise ResultsError(f"cannot write results to {final}: {reason}") from error


def _readable(options: Options, final: Path) -> Outcome | None:
    """Return the run if all that was asked for is there already: results where nothing can be written are used, too."""
    if options.fresh or not all(is_whole(week_folder(final, week)) for week in options.checkpoints):
        return None
    try:
        found = _checked(final)
    except OSError:
        return None
    if found is None or found.status != "complete":
        return None
    checkpoints = tuple(week_folder(final, week) for week in options.checkpoints)
    return Outcome(StoredRun(final, found), reused=True, kept=found.replicates, checkpoints=checkpoints)


def _executed(scenario: Scenario, options: Options, final: Path) -> Outcome:
    """Use, finish or start a run in its folder."""
    ready = None if final.exists() else _ready(scenario, options)  # may refuse it: before anything is written
    final.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        with moving_alone(final.parent):
            recover(final)
            folder = final.with_name(final.name + _FRESH) if options.fresh and final.exists() else final
            folder.mkdir(exist_ok=True)
            held.enter_context(locked(folder))
        sweep(folder, held=True)
        before = _before(folder, mend=folder != final)
        if before is not None and before.status == "complete":
            remove_parts(folder)
            outcome = Outcome(StoredRun(folder, before), reused=folder == final, kept=before.replicates)
        else:
            outcome = _run(scenario, options, folder, before, ready or _ready(scenario, options))
        _write_checkpoints(scenario, options, folder)
        if folder != final:
            with moving_alone(final.parent):
                _replace(final, folder)
        checkpoints = tuple(week_folder(final, week) for week in options.checkpoints)
        run = StoredRun(final, outcome.run.manifest)
        remember(run, scenario)
        return Outcome(run, outcome.reused, outcome.kept, checkpoints)


def _write_checkpoints(scenario: Scenario, options: Options, folder: Path) -> None:
    """Make the checkpoints of a finished run whole; those that are there already stay."""
    missing = tuple(week for week in options.checkpoints if not is_whole(week_folder(folder, week)))
    if missing:
        workers = min(options.workers or cores(), scenario.run.replicates)
        complete_checkpoints(scenario, replace(options, checkpoints=missing), folder, workers)


def _before(folder: Path, *, mend: bool) -> Manifest | None:
    """Manifest of an earlier attempt; one that was altered is refused, or forgotten where it is to be made anew."""
    try:
        return _checked(folder)
    except ResultsError:
        if not mend:
            raise
        (folder / manifests.FILE).unlink()
        return None


def _checked(folder: Path) -> Manifest | None:
    found = manifests.read(folder)
    if found is None or found.status == "running":
        return found
    files = {table_path(folder, name): record.file_sha256 for name, record in found.tables.items()}
    for path, digest in {**files, folder / manifests.SCENARIO_FILE: found.scenario_sha256}.items():
        if is_unsound(path, digest):
            raise ResultsError(f"{path} is missing or was altered after the run; run again with --fresh")
    return found


def _ready(scenario: Scenario, options: Options) -> Ready:
    """Build the world, unless the scenario is refused."""
    workers = min(options.workers or cores(), scenario.run.replicates)
    if problem := memory_problem(scenario.simulated, scenario.run.weeks, workers, scenario):
        raise InputError(problem)
    return prepare(scenario, options.machine(), workers)


def _run(scenario: Scenario, options: Options, folder: Path, before: Manifest | None, ready: Ready) -> Outcome:
    """Run what is missing, merge, and finish the manifest."""
    store_scenario(scenario, folder / manifests.SCENARIO_FILE)
    record = manifests.begin(
        scenario,
        scenario_hash=scenario_hash(scenario),
        scenario_sha256=sha256_of(folder / manifests.SCENARIO_FILE),
        engine=options.engine,
        workers=ready.workers,
    )
    if before is not None:
        record = record.model_copy(update={"started": before.started, "sessions": before.sessions + 1})
    if options.start is not None:
        record = record.model_copy(update={"origin": origin_of(options.start)})
    (folder / FOLDER).mkdir(exist_ok=True)
    record.write(folder)
    kept = [part for r in range(record.replicates) if (part := read_part(folder, r)) is not None]
    done = run_replicates(scenario, options, folder, ready, kept)
    if len(done.parts) < record.replicates:
        raise RunInterrupted(len(done.parts), record.replicates, str(folder))
    record = _finished(record, folder, done.parts, {**done.timings, "wall_s": done.seconds}, done.silos)
    return Outcome(StoredRun(folder, record), reused=False, kept=len(kept))


def origin_of(start: Checkpoint) -> Origin:
    """Return what a manifest says about the checkpoint that a run went on from."""
    made = start.record
    return Origin(
        folder=printable(start.folder.resolve()),
        week=made.week,
        scenario=made.scenario,
        scenario_hash=made.scenario_hash,
        digest=start.digest,
    )


def _finished(
    record: Manifest, folder: Path, parts: list[ReplicatePart], timings: dict[str, float], silos: tuple[str, ...]
) -> Manifest:
    """Merge the parts, write the finished manifest, then remove the parts."""
    tables = merge(folder, parts)
    finished = record.model_copy(
        update={
            "status": "complete",
            "finished": manifests.now(),
            "silos": silos,
            "timings": timings,
            "replicate_seconds": tuple(part.seconds for part in parts),
            "tables": tables,
            "digest": total_digest(tables),
        }
    )
    finished.write(folder)
    remove_parts(folder)
    return finished


def _replace(final: Path, fresh: Path) -> None:
    """Put a fresh run in the place of the old one.

    Who explains the run meanwhile writes into the folder of that name, whichever it is
    (`simulation.attribution.store`).
    """
    old = final.with_name(final.name + _OLD)
    shutil.rmtree(old, ignore_errors=True)
    final.rename(old)
    try:
        fresh.rename(final)
    except OSError:
        with contextlib.suppress(OSError):
            old.rename(final)
        raise
    _clear(old, final)


def _clear(old: Path, final: Path) -> None:
    """Remove a run that was replaced; its explanations stay, for they depend on the scenario and the code alone."""
    for explanation in old.glob(f"{EXPLANATIONS}*"):
        if not (final / explanation.name).exists():
            with contextlib.suppress(OSError):
                explanation.rename(final / explanation.name)
    shutil.rmtree(old, ignore_errors=True)


def recover(final: Path) -> None:
    """Finish a replacement that was cut off between its steps; call it within `moving_alone` of the folder above."""
    old = final.with_name(final.name + _OLD)
    for left in (final.with_name(final.name + _FRESH), old):
        if not final.exists() and left.exists():
            left.rename(final)
    if old.exists():
        _clear(old, final)
