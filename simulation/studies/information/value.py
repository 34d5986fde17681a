"""What it is worth to know something before deciding: by regression on runs, without runs inside runs.

With benefits B of some options and something X that could be known first, X is worth E[max E[B | X]] - max E[B].
E[B | X] is a Gaussian process of X, fitted to the other parts of the runs (cross-fitting): the option that it prefers
for a run is held against the benefit that this run shows, so that no chance agreement between X and B counts as
knowledge. Source: Strong, Oakley & Brennan (2014); Jalal & Alarid-Escudero (2018).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.studies.gaussian_process import GaussianProcess

Array = NDArray[np.float64]
FOLDS: Final = 5
MOST: Final = 500
"""Runs that a regression is fitted to, at most."""


@dataclass(frozen=True)
class InformationWorth:
    """Value of knowing something before deciding, in the unit of the benefits.

    ``changes`` is how often it would change the decision; ``half`` half of the 95% interval (over runs); ``net`` what
    is left after its cost.
    """

    name: str
    value: float
    half: float
    changes: float
    cost: float = 0.0

    @property
    def net(self) -> float:
        """Value less cost."""
        return self.value - self.cost


@dataclass(frozen=True)
class Measurement:
    """What could be measured: facts of each run, with log-sds of their errors, for a cost.

    A survey of 300 in week 20, say, shows the share of readers then with the error of such a sample.
    """

    name: str
    facts: tuple[str, ...]
    errors: tuple[float, ...]
    cost: float = 0.0

    def seen(self, facts: pd.DataFrame, rng: np.random.Generator) -> Array:
        """Draw what would be measured of each run, in logarithms [runs, facts]."""
        logs = np.log(np.maximum(facts[list(self.facts)].to_numpy(float), 1e-9))
        found: Array = logs + np.array(self.errors) * rng.normal(size=logs.shape)
        return found


def of_perfect_knowledge(benefits: pd.DataFrame) -> float:
    """Return what it is worth to know everything, luck too: an upper limit (EVPI)."""
    b = benefits.to_numpy(float)
    return float(b.max(axis=1).mean() - b.mean(axis=0).max())


def of_knowing(name: str, benefits: pd.DataFrame, known: Array, cost: float = 0.0, seed: int = 1) -> InformationWorth:
    """Return what it is worth to know some numbers [runs, n] before choosing among options (EVPPI).

    ``benefits`` has a row for each run, even draws of what is believed, and a column for each option.

    Raises:
        ValueError: there is one option only, or a cell without a number.
    """
    b = benefits.to_numpy(float)
    if b.shape[1] <= 1:
        raise ValueError("nothing is decided among less than two options")
    if not np.isfinite(b).all() or not np.isfinite(known).all():
        raise ValueError("there are cells without a number")
    rng = np.random.default_rng(seed)
    standard = (known - known.mean(axis=0)) / np.maximum(known.std(axis=0), 1e-12)
    fold = rng.permutation(len(b)) % FOLDS
    usual = int(b.mean(axis=0).argmax())
    chosen = np.full(len(b), usual)
    for k in range(FOLDS):
        others = np.flatnonzero(fold != k)[:MOST]
        expected = [_expected(standard, each - b[:, usual], others, fold == k) for each in b.T]
        chosen[fold == k] = np.column_stack(expected).argmax(axis=1)
    gained = b[np.arange(len(b)), chosen] - b[:, usual]
    half = 1.96 * float(gained.std(ddof=1)) / np.sqrt(len(b))
    return InformationWorth(name, max(0.0, float(gained.mean())), float(half), float((chosen != usual).mean()), cost)


def _expected(x: Array, gain: Array, fitted: NDArray[np.intp], is_asked: NDArray[np.bool_]) -> Array:
    if np.ptp(gain) == 0:
        return gain[is_asked]
    return GaussianProcess.fit(x[fitted], gain[fitted]).predict(x[is_asked])[0]


def of_measurements(
    benefits: pd.DataFrame, facts: pd.DataFrame, measurements: Sequence[Measurement], seed: int = 1
) -> list[InformationWorth]:
    """Return what each measurement is worth (EVSI), the one with most left after its cost first.

    ``facts`` are what runs show, row by row those of ``benefits``; nothing is run again.
    """
    rng = np.random.default_rng(seed)
    found = [of_knowing(each.name, benefits, each.seen(facts, rng), each.cost, seed) for each in measurements]
    return sorted(found, key=lambda each: -each.net)


def of_parameters(
    benefits: pd.DataFrame, values: pd.DataFrame, groups: Mapping[str, Sequence[str]], seed: int = 1
) -> list[InformationWorth]:
    """Return what it is worth to know groups of parameters exactly (EVPPI), the most first."""
    found = [
        of_knowing(name, benefits, values[list(columns)].to_numpy(float), 0.0, seed) for name, columns in groups.items()
    ]
    return sorted(found, key=lambda each: -each.value)
