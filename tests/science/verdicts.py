"""Verdicts on known results: exact bounds, and tests that can also say that the sample was too small.

A statistical check holds an estimate with its standard error against a band around the known
value. Inside with `ERRORS` standard errors to spare: pass. Outside with as many to spare: fail.
Neither: this sample could not decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

ERRORS: Final = 4.0
"""Standard errors that a statistical check keeps on either side."""
FALSE_ALARM: Final = erfc(ERRORS / sqrt(2))
"""Chance that one normally distributed estimate strays so far on either side: 6.3e-5."""
PASS, FAIL, UNDECIDED = "pass", "FAIL", "this sample could not decide"


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison: what was measured, what was expected, the verdict, and how many tests of chance it took."""

    measured: str
    verdict: str
    tests: int = 0


def _words(values: NDArray[np.float64], digits: int) -> str:
    return " / ".join(f"{value:.{digits}g}" for value in values.ravel())


def exactly(measured: ArrayLike, expected: ArrayLike, bound: float = 0.0, digits: int = 6, note: str = "") -> Check:
    """Hold numbers without chance in them against known ones; they may differ by at most ``bound``."""
    found, known = np.atleast_1d(np.asarray(measured, float)), np.atleast_1d(np.asarray(expected, float))
    worst = float(np.max(np.abs(found - known))) if found.shape == known.shape else np.inf
    few = 8
    shown = _words(found, digits) if found.size <= few else f"{found.size} values"
    off = f", largest difference {worst:.2g}" if bound or worst or found.size > few else ""
    return Check(f"{shown}{off}{note}", PASS if worst <= bound else FAIL)


def true(holds: bool, measured: str) -> Check:
    """Judge a statement without chance in it."""
    return Check(measured, PASS if holds else FAIL)


def within(estimates: ArrayLike, errors: ArrayLike, low: ArrayLike, high: ArrayLike, note: str = "") -> Check:
    """Test whether quantities lie between bounds, given estimates and their standard errors."""
    x, se = np.atleast_1d(np.asarray(estimates, float)), np.atleast_1d(np.asarray(errors, float))
    below, above = x - np.asarray(low, float), np.asarray(high, float) - x
    spare = np.minimum(below, above)
    inside, outside = spare >= ERRORS * se, spare < -ERRORS * se
    verdict = FAIL if outside.any() else PASS if inside.all() else UNDECIDED
    few = 6
    if x.size <= few:
        shown = " / ".join(f"{value:.4g} ± {error:.2g}" for value, error in zip(x, se, strict=True))
    else:
        worst = int(np.argmin(spare - ERRORS * se))
        shown = f"{x.size} values, the nearest to its bounds {x[worst]:.4g} ± {se[worst]:.2g}"
    return Check(f"{shown}{note}", verdict, x.size)


def near(samples: ArrayLike, known: ArrayLike, tolerance: ArrayLike, note: str = "") -> Check:
    """Test whether means over replicates [replicates, ...] lie within a tolerance around known values."""
    x = np.asarray(samples, float)
    mean, error = x.mean(axis=0), x.std(axis=0, ddof=1) / np.sqrt(x.shape[0])
    known_, band = np.asarray(known, float), np.asarray(tolerance, float)
    worst = float(np.max(np.abs(mean - known_)))
    said = f", largest difference {worst:.2g}" if np.size(mean) > 1 else ""
    return within(mean, error, known_ - band, known_ + band, said + note)


def share_near(hits: ArrayLike, trials: ArrayLike, known: ArrayLike, tolerance: float) -> Check:
    """Test whether chances lie within a tolerance around known ones, given counts of independent trials."""
    p, n = np.asarray(hits, float) / np.asarray(trials, float), np.asarray(trials, float)
    q = np.asarray(known, float)
    error = np.sqrt(np.maximum(q * (1 - q), p * (1 - p)) / n)
    said = f", largest difference {np.max(np.abs(p - q)):.2g}"
    return within(p, error, q - tolerance, q + tolerance, said)


def above(samples: ArrayLike, bound: float = 0.0, note: str = "") -> Check:
    """Test whether means over replicates exceed a bound."""
    return near_bounds(samples, bound, np.inf, note)


def near_bounds(samples: ArrayLike, low: ArrayLike, high: ArrayLike, note: str = "") -> Check:
    """Test whether means over replicates [replicates, ...] lie between bounds."""
    x = np.asarray(samples, float)
    return within(x.mean(axis=0), x.std(axis=0, ddof=1) / np.sqrt(x.shape[0]), low, high, note)


def together(*checks: Check) -> Check:
    """All of several checks."""
    verdicts = [check.verdict for check in checks]
    verdict = FAIL if FAIL in verdicts else UNDECIDED if UNDECIDED in verdicts else PASS
    return Check("; ".join(check.measured for check in checks), verdict, sum(check.tests for check in checks))
