"""From a space and points to a table: what is not stored yet is run, then everything is read from the store."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from simulation.results.errors import ResultsError
from simulation.scenario.problems import Problem, ScenarioError
from simulation.studies.design.changing import Value
from simulation.studies.design.designs import Design, as_design
from simulation.studies.design.points import AnySpace, Values
from simulation.studies.running.driver import State, Work, drive
from simulation.studies.running.pools import Pool, pool_of
from simulation.studies.running.worker import Wanted
from simulation.studies.store.keep import Keep, Layout
from simulation.studies.store.lines import Failure
from simulation.studies.store.store import Store, run_key

if TYPE_CHECKING:
    import pandas as pd

Luck = Literal["shared", "fresh"]
"""Whether all points share the luck of their replicates, or each point has luck of its own."""
STORE: Final = Path("results") / "store"


@dataclass(frozen=True)
class Sweep:
    """All runs of a space at some points: point by point, replicate by replicate.

    ``points`` are rows of the unit cube, or values by key; ``replicates`` are the numbers of the replicates of each
    point, which say their luck. With fresh luck the point i has the replicates i n, i n + 1, ... for each of the n.
    """

    space: AnySpace
    points: Design | Sequence[Values]
    replicates: tuple[int, ...]
    keep: Keep
    store: Store
    luck: Luck = "shared"

    def __len__(self) -> int:
        """Number of runs."""
        return len(self.points) * len(self.replicates)

    def __getitem__(self, number: int) -> Wanted:
        """The run of a number."""
        point, place = divmod(number, len(self.replicates))
        if not 0 <= point < len(self.points):
            raise IndexError(number)
        at = self.space.point(self.values(point))
        name, layout = self._scenarios[at.scenario]
        return Wanted(name, at.changes, self.replicate(point, place), layout)

    def replicate(self, point: int, place: int) -> int:
        """Return the number of the replicate at a place, which says its luck."""
        own = self.replicates[place]
        return own if self.luck == "shared" else point * (max(self.replicates) + 1) + own

    def values(self, point: int) -> dict[str, Value]:
        """Return the values at a point by key."""
        row = self.points[point]
        return dict(row) if isinstance(row, Mapping) else self.space.values(row)

    @cached_property
    def _scenarios(self) -> dict[str, tuple[str, Layout]]:
        """Id in the store and layout of each scenario, kept for workers."""
        scenarios = self.space.scenarios
        wrong = [(name, text) for name, each in scenarios.items() for text in self.keep.problems(each.run.weeks)]
        if wrong:
            raise ScenarioError(Problem(name, 0, 0, "keep", text) for name, text in wrong)
        self.store.begin()
        found = {}
        for name, scenario in scenarios.items():
            layout = self.keep.layout(scenario)
            self.store.keep_layout(layout)
            found[name] = (self.store.keep_scenario(scenario), layout)
        return found

    def run(self, pool: Pool, work: Work | None = None) -> State:
        """Run what is not stored yet."""
        try:
            return drive(self, self.store, pool, work or Work())
        except OSError as error:
            raise ResultsError(f"cannot write results to {self.store.folder}: {error.strerror or error}") from error

    def failures(self) -> Iterator[tuple[int, int, Failure]]:
        """Yield point, replicate and cause of every run that failed."""
        for number in range(len(self)):
            wanted = self[number]
            key = run_key(wanted.scenario, wanted.changes, wanted.replicate)
            if self.store.is_failed(key):
                yield number // len(self.replicates), wanted.replicate, self.store.failure(key)

    def frame(self, first: int = 0, last: int | None = None) -> pd.DataFrame:
        """Return what is kept of the runs of some points: a row for each run and week, and silo where they are kept.

        Columns: ``point``, the dimensions, ``replicate``, ``week``, ``silo`` (-1 is the whole company), measures.
        Runs that failed or are not there are left out.
        """
        import pandas as pd

        n = len(self.replicates)
        numbers = range(first * n, (len(self.points) if last is None else last) * n)
        parts: list[dict[str, Any]] = []
        for number in numbers:
            wanted = self[number]
            key = run_key(wanted.scenario, wanted.changes, wanted.replicate)
            (kept,) = self.store.read([key], wanted.layout)
            if kept is not None:
                parts.append(self._rows(number // n, wanted, kept))
        names = list(self.space.names) if not parts else list(parts[0])
        return pd.DataFrame({name: np.concatenate([part[name] for part in parts] or [[]]) for name in names})

    def _rows(self, point: int, wanted: Wanted, kept: Any) -> dict[str, Any]:
        """Return the columns of one run."""
        layout, size, groups = wanted.layout, kept[0].size, kept.shape[2]
        columns: dict[str, Any] = {"point": np.full(size, point)}
        for key, value in self.values(point).items():
            columns[key] = np.full(size, value, object if isinstance(value, str) else None)
        columns["replicate"] = np.full(size, wanted.replicate)
        columns["week"] = np.repeat(layout.weeks, groups)
        if layout.silos:
            columns["silo"] = np.tile([*range(groups - 1), -1], len(layout.weeks))
        return columns | {name: kept[row].reshape(-1) for row, name in enumerate(layout.measures)}


def sweep(  # noqa: PLR0913
    space: AnySpace,
    points: Design | Sequence[Values],
    replicates: int | Sequence[int] = 1,
    keep: Keep | None = None,
    store: Path | Store | None = None,
    executor: Executor | None = None,
    *,
    workers: int = 1,
    luck: Luck = "shared",
    work: Work | None = None,
) -> pd.DataFrame:
    """Run a space at some points and return a table: one row for each run and week, with its values and measures.

    ``points`` is a design (rows of the unit cube) or a list of values by key. Runs that are in the ``store`` are not
    run again; without one, results are kept for the time of the call only. Every run keeps its plan within its
    scenario's budget. ``frame.attrs["failed"]`` lists point, replicate and cause of what failed.

    Raises:
        ScenarioError: values or what is to be kept are not possible; every problem is named.
        ResultsError: the store cannot be written to.
    """
    chosen = tuple(range(replicates)) if isinstance(replicates, int) else tuple(replicates)
    with contextlib.ExitStack() as stack:
        if not isinstance(store, Store):
            store = Store(store or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wandel-"))))
        made = Sweep(space, checked_points(space, points), chosen, keep or Keep(), store, luck)
        made.run(stack.enter_context(pool_of(workers, executor=executor)), work)
        found = made.frame()
        found.attrs["failed"] = list(made.failures())
    return found


def checked_points(space: AnySpace, points: Design | Sequence[Values]) -> Design | Sequence[Values]:
    """Return points as they are run.

    Raises:
        ScenarioError: a value is not possible; every problem is named with the number of its point.
        ValueError: rows are not points of the unit cube.
    """
    if isinstance(points, np.ndarray) or not len(points) or not isinstance(points[0], Mapping):
        return as_design(points, len(space.dimensions))  # type: ignore[arg-type]
    listed: list[Values] = [dict(each) for each in points if isinstance(each, Mapping)]
    wrong = [Problem("points", number, 0, "", text) for number, each in enumerate(listed) for text in space.check(each)]
    if wrong:
        raise ScenarioError(wrong)
    return listed
