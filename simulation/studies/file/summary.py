"""What came out at each point: means over replicates with their uncertainty, of measures and of paired effects."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.portable.sums import mean
from simulation.results.effects import half_width
from simulation.studies.running.frames import EFFECT, frame

if TYPE_CHECKING:
    from simulation.studies.design.changing import Value
    from simulation.studies.file.study import Study


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over replicates in which it is defined, and half its 95% interval (Student's t); NaN where not defined."""

    mean: float
    half: float
    n: int


@dataclass(frozen=True, slots=True)
class AtPoint:
    """One point: its number, its values, how many replicates there are, means of measures and of effects by measure."""

    point: int
    values: dict[str, Value]
    replicates: int
    levels: dict[str, Mean]
    effects: dict[str, Mean]


def summary(study: Study, week: int, most: int) -> Iterator[AtPoint]:
    """Yield what came out at the first ``most`` points in a week, for the whole company."""
    study.store.refresh()
    sweep = study.sweep()
    for point in range(min(most, len(study.points))):
        rows = frame(sweep, point, point + 1)
        rows = rows[rows["week"] == week]
        if "silo" in rows:
            rows = rows[rows["silo"] == rows["silo"].min()]
        levels = {name: _mean(rows[name].to_numpy()) for name in study.keep.measures if name in rows}
        effects = {name: _mean(rows[name + EFFECT].to_numpy()) for name in study.keep.measures if name + EFFECT in rows}
        yield AtPoint(point, sweep.values(point), len(rows), levels, effects)


def _mean(values: object) -> Mean:
    import numpy as np

    numbers = np.asarray(values, float)
    defined = numbers[~np.isnan(numbers)]
    return Mean(float(mean(defined)) if defined.size else math.nan, half_width(defined), int(defined.size))


def last_week(study: Study) -> int:
    """Return the last week that is kept of all runs."""
    weeks = study.keep.weeks
    return max(weeks) if weeks else min(each.run.weeks for each in study.space.scenarios.values()) - 1
