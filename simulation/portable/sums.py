"""Sums, means and spreads of doubles, added up in the order in which they stand.

`numpy.sum` adds up pairwise in blocks that its version and the layout of the array decide, Python's `sum` carries
rounding errors along from 3.12 on, and sums of products go to a BLAS chosen for the processor. Use `math.fsum` for
numbers that stand in a list; sums of whole numbers are exact anyway.
"""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]


def total(values: NDArray[Any], axis: int = 0) -> Any:
    """Return the sum along an axis, one after the other from the first; 0 where there is nothing.

    A running total is defined step by step, unlike `numpy.sum`. Whole numbers stay whole.
    """
    if values.shape[axis] == 0:
        return np.zeros(np.delete(values.shape, axis))[()]
    kind = np.float64 if values.dtype.kind == "f" else np.int64
    return np.add.accumulate(values, axis=axis, dtype=kind).take(-1, axis=axis)


def mean(values: NDArray[Any], axis: int = 0) -> Any:
    """Return the mean along an axis; NaN where there is nothing."""
    with np.errstate(invalid="ignore"):
        return np.divide(total(values, axis), values.shape[axis])


def variance(values: NDArray[Any], axis: int = 0, less: int = 1) -> Any:
    """Return the variance along an axis, with n - ``less`` below; NaN for too few values, 0 for equal ones."""
    n = values.shape[axis] - less
    if n < 1:
        return np.full(np.delete(values.shape, axis), np.nan)[()]
    moved = values - values.take([0], axis=axis)  # the mean of equal values may be off by its rounding
    gap = moved - np.expand_dims(mean(moved, axis), axis)
    return total(gap * gap, axis) / n


def deviation(values: NDArray[Any], axis: int = 0, less: int = 1) -> Any:
    """Return the standard deviation along an axis."""
    return np.sqrt(variance(values, axis, less))


def covariance(x: Doubles, y: Doubles) -> float:
    """Return the covariance of two rows of numbers, with n - 1 below."""
    return float(total((x - mean(x)) * (y - mean(y))) / (x.size - 1))


def correlation(x: Doubles, y: Doubles) -> float:
    """Return Pearson's correlation of two rows of numbers that both vary, held between -1 and 1."""
    found = covariance(x, y) / sqrt(float(variance(x)) * float(variance(y)))
    return min(max(found, -1.0), 1.0)
