"""What the user asked to run: a scenario with the changes that the options state, or a finished run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.cli.console import complain
from simulation.results.checkpoints import Checkpoint
from simulation.results.continuing import check_continuation
from simulation.results.errors import InputError, ResultsError
from simulation.results.manifest import FILE
from simulation.results.reader import StoredRun, find
from simulation.scenario.changes import NONE, Changes
from simulation.scenario.consequences import consequences
from simulation.scenario.loading import load
from simulation.scenario.places import SUFFIXES, resolve_path
from simulation.scenario.remarks import remarks
from simulation.scenario.selection import check_file
from simulation.system.names import given_path

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class ScenarioOrRun:
    """A scenario, and its run where that was given."""

    scenario: Scenario
    run: StoredRun | None = None


def scenario(text: str, changes: Changes) -> Scenario:
    """Return the scenario of a file or a shipped name, changed; `ScenarioError` names every problem.

    What may be meant otherwise than it is written is told on standard error.
    """
    path = resolve_path(text)
    found = load(path, changes)
    stated = load(path) if changes.touch("run", "organisation") else found
    for remark in (*remarks(found), *consequences(stated, found)):
        complain(f"note: {text}: {remark}")
    return found


def runnable(text: str, changes: Changes = NONE) -> Scenario:
    """Return the same where everybody whom it means to reach exists; `ScenarioError` names the others' lines."""
    chosen = scenario(text, changes)
    check_file(chosen, resolve_path(text))
    return chosen


def origin(text: str, plan: Scenario, folder: Path | None) -> Checkpoint | None:
    """Return the checkpoint to go on from, if one was given; `ScenarioError` where the plan had another past."""
    if folder is None:
        return None
    start = Checkpoint.open(folder)
    check_continuation(plan, text, start)
    return start


def checkpoints(weeks: int, chosen: Sequence[int], start: Checkpoint | None) -> tuple[int, ...]:
    """Return the weeks to store in rising order; `InputError` for one outside of what is run."""
    first = 0 if start is None else start.record.week
    for week in chosen:
        if not first < week <= weeks:
            after = "1" if start is None else f"{first + 1}, after the one to go on from,"
            raise InputError(f"--checkpoint must be a week from {after} to {weeks}, the end of the run, not {week}")
    return tuple(sorted(set(chosen)))


def scenario_or_run(text: str, changes: Changes) -> ScenarioOrRun:
    """Return a scenario, or a finished run where ``text`` is its folder."""
    folder = given_path(text)
    if not (folder / FILE).is_file():
        return ScenarioOrRun(runnable(text, changes))
    if changes != NONE:
        raise InputError(f"{text} is a finished run, which options cannot change; give its scenario instead")
    run = StoredRun.open(folder)
    return ScenarioOrRun(run.scenario(), run)


def finished_run(text: str, root: Path) -> StoredRun:
    """Return the run in a folder, or the newest run of a scenario below ``root``; says which ones it cannot read."""
    folder = given_path(text)
    if folder.is_dir():
        return StoredRun.open(folder)
    try:
        run, left_out = find(folder.stem, root)
    except ResultsError as error:
        raise InputError(str(error)) from None
    for reason in left_out:
        complain(reason)
    return run


def run_or_scenario(text: str, root: Path) -> ScenarioOrRun:
    """Return what `finished_run` finds for a folder or a name; a scenario for its file, or where there is no run."""
    path = Path(text)
    if path.is_dir() or (path.suffix not in SUFFIXES and not path.is_file()):
        try:
            run = finished_run(text, root)
        except InputError:
            if path.is_dir():
                raise
        else:
            return ScenarioOrRun(run.scenario(), run)
    return ScenarioOrRun(scenario(text, NONE))
