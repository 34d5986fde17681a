"""`wandel report --live`: the runs that a page needs to let its plan be tried out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from simulation.cli.opened import OpenedBoard
from simulation.cli.progress import at_work
from simulation.present.live.section import LiveSection, live_section
from simulation.studies.live.grid import Size, tried
from simulation.studies.running.driver import Work
from simulation.studies.running.pools import pool_of
from simulation.studies.running.sweep import STORE
from simulation.studies.store.store import RunStore
from simulation.system.processes import cores


def tried_out(
    seen: OpenedBoard, levers: Sequence[str], size: Size, workers: int | None, out: Path, stop: threading.Event,
    *, as_json: bool,
) -> LiveSection:  # fmt: skip
    """Run what is missing of every combination of levers, and return the section of it.

    Raises:
        InputError: there is no plan, more than one, or a lever does not exist.
        ResultsError: the store cannot be written to.
    """
    made = tried(seen.board, levers, size, RunStore(out / STORE))
    total = len(made.sweep)
    with at_work("the plan's combinations", 1, total, "kernel", as_json=as_json) as note:
        work = Work(stop, lambda state: note(0, min(total, state.finished + state.failed)))
        with pool_of(workers or cores()) as pool:
            made.sweep.make(pool, work)
    return live_section(made, size, seen.language)
