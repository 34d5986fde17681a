"""Weights of draws: normalised, their effective number, systematic resampling, quantiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def normalised(log_weights: Array) -> Array:
    """Return weights that add up to one.

    Raises:
        ValueError: no draw is worth anything.
    """
    if not np.isfinite(log_weights.max(initial=-np.inf)):
        raise ValueError("no draw is worth anything: none could have shown what was observed")
    weights: Array = np.exp(log_weights - log_weights.max())
    found: Array = weights / weights.sum()
    return found


def effective_number(weights: Array) -> float:
    """(sum w)^2 / sum w^2: as many even draws tell as much (Kish 1965)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def resample(weights: Array, n: int, u: float) -> NDArray[np.intp]:
    """Return the places of ``n`` draws, each about as often as its weight says (systematic: u in [0, 1) moves all)."""
    marks = (np.arange(n) + u) / n
    return np.minimum(np.searchsorted(np.cumsum(weights) / weights.sum(), marks, side="right"), weights.size - 1)


def weighted_quantiles(values: Array, weights: Array, levels: Sequence[float]) -> Array:
    """Return quantiles of weighed draws: the value at which the weight up to its middle reaches the level."""
    order = np.argsort(values, kind="stable")
    sorted_weights = weights[order]
    middles = (np.cumsum(sorted_weights) - 0.5 * sorted_weights) / sorted_weights.sum()
    found: Array = np.interp(np.asarray(levels, float), middles, values[order])
    return found
