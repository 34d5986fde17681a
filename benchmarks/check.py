"""Do all engines simulate the same model? Their seven statistics must agree before their speed means anything.

Each engine runs the same replicates: the same network and the same people at week 0, but its own random numbers. For
each statistic the differences to the reference (NumPy and SciPy, double precision) are averaged over the replicates. An
engine agrees when the mean difference is at most four standard errors (of that mean) plus ``ROUNDING``, the room for
single precision and packed culture. By chance alone, other seeds would break that about once in 300 checks; the seeds
are fixed. With 64 replicates of 1,000 people the check finds a change of 3% in a weight of the logit, of 2% in the rate
of posting, of 1% in the rate of culture and of 10% in the rate of habit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks import workload
from benchmarks.workload import Engine

STANDARD_ERRORS = 4.0
ROUNDING = 1e-4
PEOPLE = 1000
SEEDS = range(64)


@dataclass(frozen=True)
class Agreement:
    """One statistic of one engine beside the reference's."""

    engine: str
    statistic: str
    reference: float
    value: float
    allowed: float

    @property
    def agrees(self) -> bool:
        """Whether the difference stays within the allowed error."""
        return abs(self.value - self.reference) <= self.allowed


def compare(
    reference: Engine,
    engines: Mapping[str, Engine],
    n: int = PEOPLE,
    weeks: int = workload.WEEKS,
    seeds: Sequence[int] = SEEDS,
) -> list[Agreement]:
    """Run the reference and all engines on the same replicates and compare every statistic."""
    expected = _table(reference, n, weeks, seeds)
    names = list(workload.statistics(reference(n, 1, 0)))
    found = []
    for engine, run in engines.items():
        values = _table(run, n, weeks, seeds)
        difference = values - expected
        error = difference.std(axis=0, ddof=1) / np.sqrt(len(seeds))
        for k, statistic in enumerate(names):
            allowed = STANDARD_ERRORS * float(error[k]) + ROUNDING
            means = float(expected[:, k].mean()), float(values[:, k].mean())
            found.append(Agreement(engine, statistic, *means, allowed))
    return found


def _table(engine: Engine, n: int, weeks: int, seeds: Sequence[int]) -> workload.Floats:
    """The statistics of an engine, one row for each replicate."""
    return np.array([list(workload.statistics(engine(n, weeks, seed)).values()) for seed in seeds])


def describe(agreements: Sequence[Agreement]) -> str:
    """One line for each engine: the largest difference as a part of what is allowed, and what disagrees."""
    lines = []
    for engine in dict.fromkeys(a.engine for a in agreements):
        mine = [a for a in agreements if a.engine == engine]
        worst = max(mine, key=lambda a: abs(a.value - a.reference) / a.allowed)
        gap = abs(worst.value - worst.reference)
        verdict = "agrees" if all(a.agrees for a in mine) else "DISAGREES"
        lines.append(
            f"  {engine:<28} {verdict}; nearest to its limit: {worst.statistic}, "
            f"{worst.value:.5f} against {worst.reference:.5f} (off by {gap:.5f}, allowed {worst.allowed:.5f})"
        )
    return "\n".join(lines)
