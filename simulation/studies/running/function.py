"""A space as a function of its values, for libraries that call one: SALib, optuna, pyABC, EMA workbench."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import fsum
from pathlib import Path
from typing import Any, cast

import numpy as np

from simulation.studies.design.points import AnySpace
from simulation.studies.running.sweep import sweep
from simulation.studies.store.keep import Keep


@dataclass(frozen=True)
class Function:
    """Means of some measures over replicates in one week (the last one where it is None), at points of a space.

    Called with an array, it takes rows of the unit cube, as `Space.problem` and all designs have them, and returns one
    number for each row, or one row of numbers where there are several measures: NaN where a run failed. Called with a
    mapping or keywords, it takes values by key and returns a dict of numbers by measure. It can be pickled, always
    keeps plans within their budgets, and shares its runs with everything else that uses the same ``store``.
    """

    space: AnySpace
    measures: tuple[str, ...]
    week: int | None = None
    replicates: int = 1
    store: Path | None = None
    workers: int = 1
    _weeks: tuple[int, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Fix the week."""
        last = min(each.run.weeks for each in self.space.scenarios.values()) - 1
        object.__setattr__(self, "_weeks", (last if self.week is None else self.week,))

    def __call__(self, points: Any = None, **values: Any) -> Any:
        """Return the measures at points (rows of the unit cube) or at values by key."""
        if points is None or isinstance(points, Mapping):
            found = self._means([{**(points or {}), **values}])[0]
            return dict(zip(self.measures, map(float, found), strict=True))
        rows = np.asarray(points, float)
        found = self._means(rows.reshape(-1, len(self.space.dimensions)))
        found = found[:, 0] if len(self.measures) == 1 else found
        return found[0] if rows.ndim == 1 else found

    def _means(self, points: Any) -> Any:
        keep = Keep(self.measures, self._weeks)
        frame = sweep(self.space, points, self.replicates, keep, self.store, workers=self.workers)
        means = np.full((len(points), len(self.measures)), np.nan)
        failed = {point for point, _, _ in frame.attrs["failed"]}
        for point, rows in frame.groupby("point"):
            if point not in failed:
                means[int(cast(Any, point))] = [fsum(rows[name]) / len(rows) for name in self.measures]
        return means
