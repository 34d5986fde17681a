"""Boxes in which something happens: the patient rule induction method (Friedman & Fisher 1999; Bryant & Lempert 2010).

A box is peeled: in each step the slice of one thing is cut off whose loss raises the share of cases most for each run
that goes. What is restricted without need is then freed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binom

Truths = NDArray[np.bool_]
PEEL: Final = 0.05
"""Share of the box that is cut off at a time."""
LEAST: Final = 0.03
"""Share of all runs that a box holds at least."""
FEW: Final = 20
RESAMPLES: Final = 20
WORTH: Final = 0.02
"""A restriction stays where freeing it would take more than so much of the density."""


@dataclass(frozen=True)
class Restriction:
    """The part of one thing's range that a box keeps.

    ``chance`` is how likely so many cases among the runs within were, had the restriction nothing to do with them
    (quasi-p value); ``repeated`` the share of bootstrapped tables in which it was found, too.
    """

    name: str
    low: float
    high: float
    chance: float
    repeated: float

    def __str__(self) -> str:
        parts = [f"{self.name} from {self.low:.4g}" if np.isfinite(self.low) else self.name]
        parts += [f"to {self.high:.4g}"] if np.isfinite(self.high) else []
        return " ".join(parts) if np.isfinite(self.low) else f"{self.name} up to {self.high:.4g}"


@dataclass(frozen=True)
class Box:
    """Where something happens: of the runs within, ``density`` are cases; of all cases, ``coverage`` lie within."""

    restrictions: tuple[Restriction, ...]
    density: float
    coverage: float
    mass: float
    base: float
    """Share of cases among all runs."""

    def __str__(self) -> str:
        where = ", ".join(map(str, self.restrictions)) or "everywhere"
        return (
            f"{where}: {self.density:.0%} of the runs there are cases (of all {self.base:.0%}), "
            f"and {self.coverage:.0%} of all cases lie there"
        )


def discover(table: pd.DataFrame, is_case: Truths, density: float = 0.8, seed: int = 1) -> Box:
    """Return the largest box found in which at least such a share of the runs are cases, or the densest.

    ``table`` has a row for each run and a column for each thing that was varied (numbers or truth values).

    Raises:
        ValueError: there is no case, or nothing but cases, or the table has gaps.
    """
    x = table.to_numpy(float)
    if not np.isfinite(x).all():
        raise ValueError("the table has cells without a number")
    if is_case.all() or not is_case.any():
        raise ValueError("all runs are cases" if is_case.all() else "no run is a case")
    limits = _freed(x, is_case, _peeled(x, is_case, density))
    names = list(map(str, table.columns))
    rng = np.random.default_rng(seed)
    found = np.zeros(len(names))
    for _ in range(RESAMPLES):
        chosen = rng.integers(len(x), size=len(x))
        if 0 < is_case[chosen].sum() < len(x):
            again = _freed(x[chosen], is_case[chosen], _peeled(x[chosen], is_case[chosen], density))
            found += np.isfinite(again).any(axis=0)
    within = _within(x, limits)
    restrictions = tuple(
        Restriction(
            names[j], float(limits[0, j]), float(limits[1, j]), _chance(x, is_case, limits, j), found[j] / RESAMPLES
        )
        for j in np.flatnonzero(np.isfinite(limits).any(axis=0)).tolist()
    )
    share = float(is_case[within].mean())
    coverage = float(is_case[within].sum() / is_case.sum())
    ordered = tuple(sorted(restrictions, key=lambda each: each.chance))
    return Box(ordered, share, coverage, float(within.mean()), float(is_case.mean()))


def _within(x: NDArray[np.float64], limits: NDArray[np.float64]) -> Truths:
    found: Truths = ((x >= limits[0]) & (x <= limits[1])).all(axis=1)
    return found


def _peeled(x: NDArray[np.float64], is_case: Truths, density: float) -> NDArray[np.float64]:
    """Return limits [2, things] (infinite: nothing is cut) of the first box that is dense enough, or the densest."""
    limits = np.array([[-np.inf], [np.inf]]) * np.ones(x.shape[1])
    best, best_density = limits.copy(), float(is_case.mean())
    within = np.ones(len(x), bool)
    least = max(FEW, int(LEAST * len(x)))
    while best_density < density and (cut := _best_cut(x, is_case, within, least)) is not None:
        side, j, limit, within = cut
        limits[side, j] = limit
        if (now := float(is_case[within].mean())) > best_density:
            best, best_density = limits.copy(), now
    return best


def _best_cut(
    x: NDArray[np.float64], is_case: Truths, within: Truths, least: int
) -> tuple[int, int, float, Truths] | None:
    """Return the cut that raises the density most for each run that it takes: side, thing, limit, what is left."""
    n, share = int(within.sum()), float(is_case[within].mean())
    found: tuple[float, int, int, float, Truths] | None = None
    for j in range(x.shape[1]):
        inside = x[within, j]
        for side, limit in enumerate(np.quantile(inside, [PEEL, 1 - PEEL])):
            left = within & (x[:, j] > limit if side == 0 else x[:, j] < limit)
            kept = int(left.sum())
            if not least <= kept < n:
                continue
            gain = (float(is_case[left].mean()) - share) / (n - kept)
            if found is None or gain > found[0]:
                edge = x[left, j].min() if side == 0 else x[left, j].max()
                found = gain, side, j, float(edge), left
    return None if found is None else found[1:]


def _freed(x: NDArray[np.float64], is_case: Truths, limits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Free one limit after the other, that first which costs least density, while it costs hardly any."""
    limits = limits.copy()
    while True:
        share = float(is_case[_within(x, limits)].mean())
        options = []
        for side, j in zip(*np.nonzero(np.isfinite(limits)), strict=True):
            tried = limits.copy()
            tried[side, j] = (-np.inf, np.inf)[side]
            options.append((share - float(is_case[_within(x, tried)].mean()), int(side), int(j)))
        lost, side, j = min(options, default=(np.inf, 0, 0))
        if lost > WORTH:
            return limits
        limits[side, j] = (-np.inf, np.inf)[side]


def _chance(x: NDArray[np.float64], is_case: Truths, limits: NDArray[np.float64], j: int) -> float:
    """Return the chance of as many cases within, were each run of the box without this restriction as likely one."""
    without = limits.copy()
    without[:, j] = (-np.inf, np.inf)
    share = float(is_case[_within(x, without)].mean())
    within = _within(x, limits)
    return float(binom.sf(int(is_case[within].sum()) - 1, int(within.sum()), share))
