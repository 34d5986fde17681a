"""What a study will take, before it is started: runs, time, disk; from a few of its own runs, which are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from simulation.studies.running.pools import Here
from simulation.studies.store.parts import PATTERN

if TYPE_CHECKING:
    from simulation.studies.file.study import Study
    from simulation.studies.running.driver import Work

TRIALS: Final = 3
"""Runs that are timed, spread over the study, after one that is not: it may have to compile."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Runs of a study: in all, there already, failed before; seconds and bytes that one takes, None without a trial."""

    points: int
    replicates: int
    runs: int
    there: int
    failed: int
    run_s: float | None
    run_bytes: float | None

    @property
    def missing(self) -> int:
        """Runs still to make."""
        return self.runs - self.there - self.failed

    def seconds(self, workers: int) -> float | None:
        """Return how long the missing runs take with so many workers."""
        return None if self.run_s is None else self.missing * self.run_s / workers

    @property
    def bytes(self) -> float | None:
        """Bytes that the missing runs take on the disk."""
        return None if self.run_bytes is None else self.missing * self.run_bytes


def estimate(study: Study, work: Work, *, tries: bool = True) -> Estimate:
    """Count the runs of a study; where some are missing, make a few of them to see what one takes."""
    sweep, store = study.sweep(), study.store
    store.refresh()
    found: dict[bytes, int] = {}
    missing = []
    for number in range(len(sweep)):
        run = sweep[number]
        if run.key not in found:
            found[run.key] = number
            if not store.is_settled(run.key, run.layout):
                missing.append(number)
    run_s = run_bytes = None
    if missing and tries:
        run_s, run_bytes = _tried(study, missing, work)
    runs = [sweep[number] for number in found.values()]
    settled = [run.key for run in runs if store.is_settled(run.key, run.layout)]
    failed = len([key for key in settled if store.is_failed(key)])
    counted = (len(study.points), len(sweep.replicates), len(runs), len(settled) - failed, failed)
    return Estimate(*counted, run_s, run_bytes)


def _tried(study: Study, missing: Sequence[int], work: Work) -> tuple[float | None, float | None]:
    """Make some of the missing runs; return the seconds and bytes that one takes."""
    chosen = [missing[place * (len(missing) - 1) // TRIALS] for place in range(TRIALS + 1)]
    sweep = study.sweep()
    sweep.make(Here(), work, chosen[:1])
    timed = [number for number in dict.fromkeys(chosen[1:]) if number != chosen[0]]
    if not timed:
        return None, None
    before, began = _size(study), monotonic()
    state = sweep.make(Here(), work, timed)
    return (monotonic() - began) / max(1, state.made), (_size(study) - before) / max(1, state.made)


def _size(study: Study) -> int:
    """Bytes of all runs in the store."""
    return sum(path.stat().st_size for path in study.store.folder.glob(PATTERN))
