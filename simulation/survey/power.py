"""Which differences a survey could see: a two-sided z-test between two independent surveys.

With the standard error of a difference s = sqrt(s1^2 + s2^2), the test calls a difference
real where it is more than z = Phi^-1(1 - ALPHA / 2) times s from 0. The chance of that,
where the difference that the surveys show on average is d, is

    power = Phi(d / s - z) + Phi(-d / s - z).
"""

from __future__ import annotations

from math import isnan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.portable import normal

Array = NDArray[np.float64]
ALPHA: Final = 0.05
"""Chance that the test calls a difference real where there is none."""
WANTED: Final = 0.8
"""Power at which a difference counts as detectable."""
CRITICAL: Final = normal.quantile(1 - ALPHA / 2)


def power(difference: Array, standard_error: Array) -> Array:
    """Return the chance that the test sees a difference that is there (any shapes that broadcast).

    Without any spread (standard error 0) the test sees every difference but 0. Where there is
    no standard error (NaN: nothing is shown) nothing is seen.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.abs(difference) / standard_error
    return np.array([_seen(each) for each in away.ravel().tolist()]).reshape(away.shape)


def _seen(away: float) -> float:
    return 0.0 if isnan(away) else normal.cdf(away - CRITICAL) + normal.cdf(-away - CRITICAL)


def detectable(standard_error: Array) -> Array:
    """Return the least difference that is seen with power `WANTED`: (z + Phi^-1(WANTED)) s.

    The chance of calling it real with the wrong sign, below 1e-6 there, is left out. NaN stays NaN.
    """
    return np.asarray((CRITICAL + normal.quantile(WANTED)) * standard_error)
