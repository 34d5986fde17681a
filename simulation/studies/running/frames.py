"""What was kept of the runs of a sweep, as a table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from simulation.studies.design.changing import Value
    from simulation.studies.design.points import AnySpace, Values
    from simulation.studies.running.worker import RunRequest
    from simulation.studies.store.keep import Kept
    from simulation.studies.store.store import RunStore

EFFECT: Final = "_effect"
"""End of the name of a column with paired effects."""
COMPANY: Final = -1
"""Number of the whole company where silos are kept, too."""


class AnySweep(Protocol):
    """What is read of a `simulation.studies.running.sweep.Sweep`."""

    @property
    def space(self) -> AnySpace:
        """The space."""

    @property
    def points(self) -> Any:
        """Its points."""

    @property
    def replicates(self) -> tuple[int, ...]:
        """Replicates of each point."""

    @property
    def store(self) -> RunStore:
        """Where the runs are."""

    @property
    def against(self) -> Values | None:
        """What makes the pair of a point."""

    def run(self, point: int, place: int, *, is_pair: bool = False) -> RunRequest:
        """Return the run of a point or its pair."""

    def values(self, point: int) -> dict[str, Value]:
        """Return the values at a point."""


def frame(sweep: AnySweep, first: int = 0, last: int | None = None) -> pd.DataFrame:
    """Return what is kept of the runs of some points: a row for each run and week, and silo where they are kept.

    Columns: ``point``, the dimensions, ``replicate``, ``week``, ``silo`` (-1 is the whole company), measures, and,
    where points have pairs, the effect on each measure: the point's minus its pair's, under the same luck. Runs that
    failed or are not there, also in the pair, are left out.
    """
    import pandas as pd

    points = range(first, len(sweep.points) if last is None else min(last, len(sweep.points)))
    keys = _keys(sweep)
    parts = [_columns(sweep, point, keys, *found) for point in points for found in _runs(sweep, point)]
    names = list(parts[0]) if parts else ["point", *keys, "replicate", "week"]
    return pd.DataFrame({name: np.concatenate([part[name] for part in parts] or [[]]) for name in names})


def _keys(sweep: AnySweep) -> list[str]:
    """Return what the points say something about: the dimensions, and whatever listed points change beside them."""
    listed = sweep.points if not isinstance(sweep.points, np.ndarray) else ()
    return list(dict.fromkeys([*sweep.space.names, *(key for values in listed for key in values)]))


def _runs(sweep: AnySweep, point: int) -> Iterator[tuple[RunRequest, Kept, Kept | None]]:
    """Yield each run of a point that is there, what is kept of it, and of its pair."""
    places = range(len(sweep.replicates))
    runs = [sweep.run(point, place) for place in places]
    kept = sweep.store.read((run.key for run in runs), runs[0].layout) if runs else []
    if sweep.against is None:
        yield from ((run, mine, None) for run, mine in zip(runs, kept, strict=True) if mine is not None)
        return
    pairs = [sweep.run(point, place, is_pair=True) for place in places]
    others = sweep.store.read((run.key for run in pairs), pairs[0].layout) if pairs else []
    for run, mine, other in zip(runs, kept, others, strict=True):
        if mine is not None and other is not None:
            yield run, mine, other


def _columns(
    sweep: AnySweep, point: int, keys: list[str], run: RunRequest, kept: Kept, pair: Kept | None
) -> Mapping[str, Any]:
    """Return the columns of one run; what its point says nothing about is NaN."""
    layout, size, groups = run.layout, kept[0].size, kept.shape[2]
    columns: dict[str, Any] = {"point": np.full(size, point)}
    values = sweep.values(point)
    for key in keys:
        value = values.get(key, math.nan)
        kind = object if isinstance(value, str) else bool if isinstance(value, bool) else float
        columns[key] = np.full(size, value, kind)
    columns["replicate"] = np.full(size, run.replicate)
    columns["week"] = np.repeat(layout.weeks, groups)
    if layout.silos:
        columns["silo"] = np.tile([*range(groups - 1), COMPANY], len(layout.weeks))
    columns |= {name: kept[row].reshape(-1) for row, name in enumerate(layout.measures)}
    if pair is not None:
        effects = (kept - pair).reshape(len(layout.measures), -1)
        columns |= {name + EFFECT: effects[row] for row, name in enumerate(layout.measures)}
    return columns
