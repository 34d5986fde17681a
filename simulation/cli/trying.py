"""`wandel report --live`: the runs that a page needs to let its plan be tried out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.cli.progress import at_work
from simulation.present.live.section import section
from simulation.studies.live.grid import Size, tried
from simulation.studies.running.driver import Work
from simulation.studies.running.pools import pool_of
from simulation.studies.running.sweep import STORE
from simulation.studies.store.store import RunStore
from simulation.system.processes import cores

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board


@dataclass(frozen=True, slots=True)
class CommandTrial:
    """What was asked for: levers by name, people and replicates at most, processes, where runs are kept."""

    levers: Sequence[str]
    people: int
    replicates: int
    workers: int | None
    out: Path

    def options(self) -> list[str]:
        """Return it as options of the command."""
        named = [word for name in self.levers for word in ("--lever", name)]
        return ["--live", *named, "--live-people", str(self.people), "--live-replicates", str(self.replicates)]


def tried_out(
    board: Board, trial: CommandTrial, language: Language, stop: threading.Event, *, as_json: bool
) -> tuple[str, str]:
    """Run what is missing of every combination, and return the section with its data.

    Raises:
        InputError: there is no plan, more than one, or a lever does not exist.
        ResultsError: the store cannot be written to.
    """
    size = Size(trial.people, trial.replicates)
    work_of = tried(board, trial.levers, size, RunStore(trial.out / STORE))
    total = len(work_of.sweep)
    with at_work("the plan's combinations", 1, total, "kernel", as_json=as_json) as note:
        work = Work(stop, lambda state: note(0, min(total, state.finished + state.failed)))
        with pool_of(trial.workers or cores()) as pool:
            work_of.sweep.make(pool, work)
    return section(work_of.grid(), board, work_of.plan, language)
