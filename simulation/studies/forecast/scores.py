"""Scores of forecasts that are draws: coverage of bands, CRPS, log score. Smaller scores are better."""

from __future__ import annotations

from math import log, pi, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LEVELS: Final = (0.5, 0.8, 0.95)
"""Bands whose coverage is told."""
LEAST_WIDTH: Final = 0.5
"""Bandwidth of the log score at least, in units of what is counted: a count is a whole number."""


def crps(draws: Array, value: float) -> float:
    """Return the continuous ranked probability score, by its fair estimator from draws (Ferro 2014).

    E|X - y| - 1/2 E|X - X'|, the latter over pairs of different draws. In the unit of the value.
    """
    ordered, n = np.sort(draws), draws.size
    spread = 2.0 * float((2.0 * np.arange(n) - n + 1) @ ordered) / (n * (n - 1))
    return float(np.abs(draws - value).mean()) - 0.5 * spread


def log_score(draws: Array, value: float) -> float:
    """Return minus the log density at the value, by normal kernels (Silverman 1986: 0.9 min(sd, IQR / 1.34) n^-1/5)."""
    low, high = np.quantile(draws, (0.25, 0.75))
    width = 0.9 * min(float(draws.std()), float(high - low) / 1.34) * draws.size**-0.2
    width = max(width, LEAST_WIDTH)
    logs = -0.5 * ((draws - value) / width) ** 2
    most = float(logs.max())
    return -most - log(float(np.exp(logs - most).mean())) + log(width * sqrt(2 * pi))


def covers(draws: Array, value: float, level: float) -> bool:
    """Whether the central band of that level holds the value."""
    low, high = np.quantile(draws, (0.5 - 0.5 * level, 0.5 + 0.5 * level), method="weibull")
    return bool(low <= value <= high)
