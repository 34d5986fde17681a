"""A study: what a file asks for, its runs in the store, its table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from simulation.results.errors import InputError
from simulation.studies.file.enough import half_widths, next_number
from simulation.studies.running.driver import Progress, Work
from simulation.studies.running.frames import frame
from simulation.studies.running.sweep import STORE, Sweep
from simulation.studies.store.keep import Keep
from simulation.studies.store.store import RunStore
from simulation.system.names import file_name

if TYPE_CHECKING:
    import pandas as pd

    from simulation.studies.design.space import Space
    from simulation.studies.file.settings import StudySettings
    from simulation.studies.running.pools import Pool
    from simulation.studies.store.lines import Failure

FOLDER: Final = "studies"
"""Folder below the results with the tables and reports of studies."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The part of the runs that one of several jobs makes: every ``count``-th, from the ``number``-th (1 is first)."""

    number: int
    count: int

    @classmethod
    def read(cls, text: str) -> Shard:
        """Return what ``17/100`` means.

        Raises:
            InputError: it is no such pair of numbers.
        """
        first, _, second = text.partition("/")
        if not (first.isdecimal() and second.isdecimal() and 1 <= int(first) <= int(second) <= _MOST_SHARDS):
            raise InputError(f"--shard must be two numbers, as in 17/100 for the 17th of 100 jobs, not {text!r}")
        return cls(int(first), int(second))


_MOST_SHARDS: Final = 100_000


@dataclass(frozen=True)
class Study:
    """A study that can be run: its file's settings, the space, points, what is kept, where results go."""

    settings: StudySettings
    space: Space
    points: Any
    keep: Keep
    path: Path
    out: Path

    @cached_property
    def store(self) -> RunStore:
        """The store with its runs, which other studies share."""
        return RunStore(self.out / STORE)

    @property
    def folder(self) -> Path:
        """Where its table and report go."""
        return self.out / FOLDER / file_name(self.settings.name)

    def sweep(self, replicates: int | None = None) -> Sweep:
        """Return its runs with so many replicates: as many as the file says, or as there are of all points."""
        asked = self.settings
        n = self.replicates() if replicates is None else replicates
        return Sweep(self.space, self.points, tuple(range(n)), self.keep, self.store, asked.luck, asked.against)

    def replicates(self) -> int:
        """Return how many replicates it has now: with a stopping rule, as many as were added until it was met."""
        until, n = self.settings.until, self.settings.replicates
        if until is None:
            return n
        self.store.refresh()
        while n < until.most and (more := self._wanted(n)) > n and self._is_made(more):
            n = more
        return n

    def _is_made(self, replicates: int) -> bool:
        """Whether all runs with so many replicates are finished or have failed."""
        sweep = self.sweep(replicates)
        return all(
            self.store.is_settled(wanted.key, wanted.layout) for wanted in map(sweep.__getitem__, range(len(sweep)))
        )

    def _wanted(self, replicates: int) -> int:
        """Return how many replicates the stopping rule asks for, given what so many showed."""
        until = self.settings.until
        if until is None or not self._is_made(replicates):
            return replicates
        widths = half_widths(frame(self.sweep(replicates)), until.measure, until.week, is_effect=self.has_pairs)
        return next_number(replicates, widths, until.within, until.most)

    @property
    def has_pairs(self) -> bool:
        """Whether points have pairs, so that effects are what is asked."""
        return self.settings.against is not None

    def run(self, pool: Pool, work: Work | None = None, shard: Shard | None = None) -> Progress:
        """Run what is missing; with a stopping rule, replicates are added until it is met.

        Raises:
            RunInterrupted: ``work.stop`` was set; finished runs are safe.
            ResultsError: the store cannot be written to, or there is nobody to work any longer.
        """
        work = work or Work()
        n = self.settings.replicates
        while True:
            sweep = self.sweep(n)
            numbers = None if shard is None else range(shard.number - 1, len(sweep), shard.count)
            state = sweep.make(pool, work, numbers)
            if shard is not None or (more := self._wanted(n)) <= n:
                return state
            n, work = more, replace(work, retry=False)

    def failures(self) -> list[tuple[int, int, Failure]]:
        """Return point, replicate and cause of every run that failed."""
        return list(self.sweep().failures())

    def frame(self) -> pd.DataFrame:
        """Return its table: a row for each run and week, see `simulation.studies.running.frames.frame`."""
        self.store.refresh()
        return frame(self.sweep())

    def frames(self, at_once: int = 200) -> Iterator[pd.DataFrame]:
        """Yield its table in pieces of so many points, for tables larger than memory."""
        self.store.refresh()
        sweep = self.sweep()
        for first in range(0, len(self.points), at_once):
            yield frame(sweep, first, first + at_once)

    def digest(self) -> str:
        """Return the SHA-256 over all that is kept of its runs, in the order of points and replicates."""
        return digest_of(self.sweep())


def digest_of(sweep: Sweep) -> str:
    """Return the SHA-256 over all that is kept of the runs of a sweep, in order; failed runs count as failed."""
    sweep.store.refresh()
    digest = hashlib.sha256()
    for number in range(len(sweep)):
        wanted = sweep[number]
        (kept,) = sweep.store.read([wanted.key], wanted.layout)
        digest.update(wanted.key + (b"-" if kept is None else (kept + 0.0).astype("<f8").tobytes()))
    return digest.hexdigest()
