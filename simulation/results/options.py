"""How to run a scenario: where results go, which engine works, how many cores, and who is told of the progress."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simulation.engines.choice import EngineName
from simulation.results.checkpoints import Checkpoint
from simulation.results.engine import Machine, machine

RESULTS: Final = Path("results")


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: none of this changes a result, the engine's name only the folder's.

    ``root`` is the folder above `<scenario>/<run>`; ``fresh`` runs again although a
    complete run is there; ``on_progress`` is called with (replicate, weeks done) from the
    workers' threads; ``stop`` ends the run early. ``checkpoints`` are weeks at whose start the state is stored;
    ``start`` is a checkpoint to go on from (`simulation.results.continuing` says whether a scenario may).
    """

    root: Path = RESULTS
    engine: EngineName = "kernel"
    workers: int | None = None
    fresh: bool = False
    checkpoints: tuple[int, ...] = ()
    start: Checkpoint | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    on_progress: Callable[[int, int], None] = lambda _replicate, _weeks: None
    machine: Callable[[], Machine] = machine
