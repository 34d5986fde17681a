"""From a space and points to a table: what is not stored yet is run, then everything is read from the store."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from simulation.results.errors import ResultsError
from simulation.scenario.problems import Problem, ScenarioError
from simulation.studies.design.changing import Value
from simulation.studies.design.designs import Design, as_design
from simulation.studies.design.points import AnySpace, DesignPoint, Values
from simulation.studies.running.driver import Progress, Work, drive
from simulation.studies.running.frames import frame
from simulation.studies.running.pools import Pool, check_room, pool_of
from simulation.studies.running.worker import RunRequest
from simulation.studies.store.keep import Keep, Layout
from simulation.studies.store.lines import Failure
from simulation.studies.store.store import RunStore

if TYPE_CHECKING:
    import pandas as pd

Luck = Literal["shared", "fresh"]
"""Whether all points share the luck of their replicates, or each point has luck of its own."""
STORE: Final = "store"
"""Folder below the results with the runs of all studies."""


@dataclass(frozen=True)
class Sweep:
    """All runs of a space at some points: point by point, replicate by replicate.

    ``points`` are rows of the unit cube, or values by key; ``replicates`` are the numbers of the replicates of each
    point, which say their luck. With fresh luck the point i has the replicates i n, i n + 1, ... for each of the n.
    ``against`` are values that make the pair of each point: the same otherwise, with the same luck.
    """

    space: AnySpace
    points: Design | Sequence[Values]
    replicates: tuple[int, ...]
    keep: Keep
    store: RunStore
    luck: Luck = "shared"
    against: Values | None = None

    def __len__(self) -> int:
        """Number of runs, pairs included."""
        return len(self.points) * self._each

    def __getitem__(self, number: int) -> RunRequest:
        """The run of a number: of each point its own runs, then those of its pair."""
        point, rest = divmod(number, self._each)
        if not 0 <= point < len(self.points):
            raise IndexError(number)
        side, place = divmod(rest, len(self.replicates))
        return self.run(point, place, is_pair=side == 1)

    @property
    def _each(self) -> int:
        return len(self.replicates) * (1 if self.against is None else 2)

    def run(self, point: int, place: int, *, is_pair: bool = False) -> RunRequest:
        """Return the run of a point, or of its pair, in the replicate at a place."""
        at = self._at(point, is_pair=is_pair)
        name, layout = self._scenarios[at.scenario]
        own = self.replicates[place]
        replicate = own if self.luck == "shared" else point * (max(self.replicates) + 1) + own
        return RunRequest(name, at.changes, replicate, layout)

    def _at(self, point: int, *, is_pair: bool) -> DesignPoint:
        """Return a point, kept for its next replicate."""
        place = (point, is_pair)
        if place not in self._last:
            self._last.clear()
            self._last[place] = self.space.point(self.values(point) | dict((self.against or {}) if is_pair else {}))
        return self._last[place]

    @cached_property
    def _last(self) -> dict[tuple[int, bool], DesignPoint]:
        return {}

    def values(self, point: int) -> dict[str, Value]:
        """Return the values at a point by key."""
        row = self.points[point]
        return dict(row) if isinstance(row, Mapping) else self.space.values(row)

    @cached_property
    def _scenarios(self) -> dict[str, tuple[str, Layout]]:
        """Id in the store and layout of each scenario, kept for workers."""
        self.check()
        self.store.begin()
        found = {}
        for name, scenario in self.space.scenarios.items():
            layout = self.keep.layout(scenario)
            self.store.keep_layout(layout)
            found[name] = (self.store.keep_scenario(scenario), layout)
        return found

    def check(self) -> None:
        """Refuse to keep what runs do not have.

        Raises:
            ScenarioError: a measure does not exist, a run has no such week, or pairs are not equally long.
        """
        scenarios = self.space.scenarios
        wrong = [(name, text) for name, each in scenarios.items() for text in self.keep.problems(each.run.weeks)]
        lengths = {each.run.weeks for each in scenarios.values()}
        if self.against is not None and self.keep.weeks is None and len(lengths) > 1:
            wrong.append(("keep", "the scenarios are not equally long: say in which weeks they are compared"))
        if wrong:
            raise ScenarioError(Problem(name, 0, 0, "keep", text) for name, text in wrong)

    def make(self, pool: Pool, work: Work | None = None, numbers: Sequence[int] | None = None) -> Progress:
        """Run what is not stored yet: of all runs, or of those with some ``numbers``.

        Raises:
            InputError: the workers of this machine need more memory than there is.
        """
        for scenario in self.space.scenarios.values():
            check_room(pool, scenario, self.keep.layout(scenario).length)
        try:
            return drive(self if numbers is None else Some(self, numbers), self.store, pool, work or Work())
        except OSError as error:
            raise ResultsError(f"cannot write results to {self.store.folder}: {error.strerror or error}") from error

    def failures(self) -> Iterator[tuple[int, int, Failure]]:
        """Yield point, replicate and cause of every run that failed."""
        for number in range(len(self)):
            wanted = self[number]
            if self.store.is_failed(key := wanted.key):
                yield number // self._each, wanted.replicate, self.store.failure(key)


@dataclass(frozen=True, slots=True)
class Some:
    """Some of the runs of a sweep."""

    whole: Sweep
    numbers: Sequence[int]

    def __len__(self) -> int:
        """How many."""
        return len(self.numbers)

    def __getitem__(self, number: int) -> RunRequest:
        """The run of a number."""
        return self.whole[self.numbers[number]]


def sweep(  # noqa: PLR0913 - called by users, who leave most of it out
    space: AnySpace,
    points: Design | Sequence[Values],
    replicates: int | Sequence[int] = 1,
    keep: Keep | None = None,
    store: Path | RunStore | None = None,
    executor: Executor | None = None,
    *,
    workers: int = 1,
    luck: Luck = "shared",
    against: Values | None = None,
    work: Work | None = None,
) -> pd.DataFrame:
    """Run a space at some points and return a table: one row for each run and week, with its values and measures.

    ``points`` is a design (rows of the unit cube) or a list of values by key. Runs that are in the ``store`` are not
    run again; without one, results are kept for the time of the call only. Every run keeps its plan within its
    scenario's budget. ``against`` gives each point a pair, and so each measure its paired effect.
    ``frame.attrs["failed"]`` lists point, replicate and cause of what failed.

    Raises:
        ScenarioError: values or what is to be kept are not possible; every problem is named.
        ResultsError: the store cannot be written to.
    """
    chosen = tuple(range(replicates)) if isinstance(replicates, int) else tuple(replicates)
    with contextlib.ExitStack() as stack:
        if not isinstance(store, RunStore):
            store = RunStore(store or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wandel-"))))
        made = Sweep(space, checked_points(space, points), chosen, keep or Keep(), store, luck, against)
        made.make(stack.enter_context(pool_of(workers, executor=executor)), work)
        found = frame(made)
        found.attrs["failed"] = list(made.failures())
    return found


def checked_points(space: AnySpace, points: Design | Sequence[Values]) -> Design | Sequence[Values]:
    """Return points as they are run.

    Raises:
        ScenarioError: a value is not possible; every problem is named with the number of its point.
        ValueError: rows are not points of the unit cube.
    """
    listed: list[Values] = [dict(each) for each in points if isinstance(each, Mapping)]
    if listed and len(listed) < len(points):
        raise ValueError("points are all rows of the unit cube, or all values by key")
    if not listed:
        return as_design(np.asarray(points, float), len(space.dimensions))
    wrong = [Problem("points", number, 0, "", text) for number, each in enumerate(listed) for text in space.check(each)]
    if wrong:
        raise ScenarioError(wrong)
    return listed
