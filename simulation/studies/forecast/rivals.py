"""Rivals of a forecast, fitted to the same weeks of one curve: a straight line, saturation by p alone, Bass.

Each is fitted by least squares with all that it leaves open: residuals are normal with an unknown spread, and numbers
are drawn by their likelihood (each as likely as another before, rates on the scale of their logarithms). The line's
forecast is Student's; a curve m g(t) is linear in its ceiling m, whose Student distribution is exact given the rates,
and its rates are drawn from a grid that is refined to where the likelihood is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from simulation.studies.calibration.weights import resample

Array = NDArray[np.float64]
Growth = Callable[[Array, Array], Array]
"""Rates [draws, k] and times in weeks [n] -> share of the ceiling reached [draws, n]."""
DRAWS: Final = 1000
FEWEST: Final = 5
"""Weeks of a curve that rivals are fitted to at least: Bass has three numbers, its residuals a spread."""
_SIDE: Final = {1: 2000, 2: 100}
"""Points of the grid in each direction, by the number of rates."""
_REFINED: Final = 5
_FAR: Final = 14.0
"""Points whose log likelihood lies further below the best do not count."""
_LEAST: Final = 1e-9
"""Squared residuals of a share at least, each."""


def _saturation(rates: Array, weeks: Array) -> Array:
    """1 - exp(-p t)."""
    return -np.expm1(-rates[:, :1] * weeks)


def _bass(rates: Array, weeks: Array) -> Array:
    """(1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t) (Bass 1969)."""
    p, q = rates[:, :1], rates[:, 1:]
    gone = np.exp(-(p + q) * weeks)
    found: Array = (1.0 - gone) / (1.0 + q / p * gone)
    return found


@dataclass(frozen=True, slots=True)
class CurveModel:
    """A rival that saturates: how it grows, and the ends of the logarithms of its rates per week."""

    growth: Growth
    ends: tuple[tuple[float, float], ...]


_P, _Q = (log(1e-5), log(1.0)), (log(1e-4), log(2.0))
CURVES: Final = {"saturation": CurveModel(_saturation, (_P,)), "bass": CurveModel(_bass, (_P, _Q))}
NAMES: Final = ("line", *CURVES)


def foretold(name: str, weeks: Array, values: Array, ceiling: float, ahead: Array, rng: np.random.Generator) -> Array:
    """Return draws [`DRAWS`, ahead] of a rival's forecast of a curve that cannot pass its ceiling.

    ``weeks`` and ``ahead`` count from 0; a curve that saturates is at 0 when week 0 begins.
    """
    if name == "line":
        return np.clip(_line(weeks, values, ahead, rng), 0.0, ceiling)
    return np.clip(ceiling * _curve(CURVES[name], weeks + 1.0, values / ceiling, ahead + 1.0, rng), 0.0, ceiling)


def _line(weeks: Array, values: Array, ahead: Array, rng: np.random.Generator) -> Array:
    """Draw a + b t + residual, all unknown."""
    design = np.column_stack([np.ones_like(weeks), weeks])
    inverse = np.linalg.inv(design.T @ design)
    fit = inverse @ design.T @ values
    squares = float(((values - design @ fit) ** 2).sum()) + _LEAST
    spread = np.sqrt(squares / rng.chisquare(weeks.size - 2, DRAWS))
    numbers = fit + spread[:, None] * (rng.normal(size=(DRAWS, 2)) @ np.linalg.cholesky(inverse).T)
    drawn: Array = numbers @ np.stack([np.ones_like(ahead), ahead])
    found: Array = drawn + spread[:, None] * rng.normal(size=drawn.shape)
    return found


@dataclass(frozen=True, slots=True)
class _Fits:
    """The best ceiling at each of some rates: its value, its standard error, the log likelihood of the rates."""

    ceiling: Array
    error: Array
    freedom: int
    log_likelihood: Array

    @classmethod
    def at(cls, model: CurveModel, rates: Array, weeks: Array, shares: Array) -> _Fits:
        """Fit the ceiling, between 0 and 1, at logarithms of rates; the likelihood is the mean over ceilings."""
        grown, freedom = model.growth(np.exp(rates), weeks), weeks.size - 1
        size = (grown**2).sum(axis=1)
        best = grown @ shares / size
        squares = ((shares - best[:, None] * grown) ** 2).sum(axis=1) + weeks.size * _LEAST
        error = np.sqrt(squares / freedom / size)
        inside = stdtr(freedom, (1.0 - best) / error) - stdtr(freedom, -best / error)
        likelihood = -0.5 * freedom * np.log(squares) - 0.5 * np.log(size) + np.log(np.maximum(inside, 1e-300))
        return cls(best, error, freedom, likelihood)

    def drawn(self, places: NDArray[np.intp], rng: np.random.Generator) -> Array:
        """Draw ceilings between 0 and 1 at some of the rates."""
        best, error = self.ceiling[places], self.error[places]
        low, high = stdtr(self.freedom, -best / error), stdtr(self.freedom, (1.0 - best) / error)
        t: Array = stdtrit(self.freedom, np.clip(low + (high - low) * rng.random(places.size), 1e-12, 1 - 1e-12))
        found: Array = np.clip(best + error * t, 0.0, 1.0)
        return found


def _curve(model: CurveModel, weeks: Array, shares: Array, ahead: Array, rng: np.random.Generator) -> Array:
    """Draw m g(t) + residual, all unknown."""
    rates, fits, cell = _refined(model, weeks, shares)
    weights = np.exp(fits.log_likelihood - fits.log_likelihood.max())
    places = resample(weights, DRAWS, float(rng.random()))
    ceiling = fits.drawn(places, rng)
    chosen = np.exp(rates[places] + cell * rng.uniform(-0.5, 0.5, size=(DRAWS, cell.size)))
    off = shares - ceiling[:, None] * model.growth(np.exp(rates[places]), weeks)
    spread = np.sqrt(((off**2).sum(axis=1) + weeks.size * _LEAST) / rng.chisquare(weeks.size, DRAWS))
    drawn: Array = ceiling[:, None] * model.growth(chosen, ahead)
    found: Array = drawn + spread[:, None] * rng.normal(size=drawn.shape)
    return found


def _refined(model: CurveModel, weeks: Array, shares: Array) -> tuple[Array, _Fits, Array]:
    """Return a grid of logarithms of rates where the likelihood is, the fits there, and the size of its cells."""
    ends = np.array(model.ends)
    for _ in range(_REFINED):
        axes = [np.linspace(low, high, _SIDE[len(ends)]) for low, high in ends]
        cell = np.array([axis[1] - axis[0] for axis in axes])
        rates = np.array(list(product(*axes)))
        fits = _Fits.at(model, rates, weeks, shares)
        near = rates[fits.log_likelihood > fits.log_likelihood.max() - _FAR]
        found = np.column_stack([near.min(axis=0) - cell, near.max(axis=0) + cell])
        ends = np.clip(found, np.array(model.ends)[:, :1], np.array(model.ends)[:, 1:])
    return rates, fits, cell
