"""Weights of draws: prior densities, effective numbers, systematic resampling."""

from __future__ import annotations

from math import exp, log, pi

import numpy as np
from numpy.typing import NDArray

from simulation.declare import Parameter, Prior

Vector = NDArray[np.float64]
OUTSIDE = float("-inf")


def coordinate(parameter: Parameter, value: float) -> float:
    """Return the value as its prior is a plain density of it: the logarithm where the prior is lognormal."""
    return log(value) if parameter.prior.kind == "lognormal" else value


def of_coordinate(parameter: Parameter, x: float) -> float:
    """Return the value at a coordinate, held within the parameter's bounds."""
    value = exp(x) if parameter.prior.kind == "lognormal" else x
    return min(max(value, parameter.low), parameter.high)


def log_density(prior: Prior, x: float) -> float:
    """Return the log density of a prior at a coordinate (`coordinate`); cuts at bounds are left out.

    Raises:
        ValueError: the prior is fixed.
    """
    match prior.kind:
        case "uniform":
            return -log(prior.b - prior.a) if prior.a <= x <= prior.b else OUTSIDE
        case "normal":
            middle = prior.a
        case "lognormal":
            middle = log(prior.a)
        case _:
            raise ValueError("a fixed number has no density")
    return -0.5 * ((x - middle) / prior.b) ** 2 - log(prior.b) - 0.5 * log(2 * pi)


def normalised(log_weights: Vector) -> Vector:
    """Return weights that add up to one."""
    weights: Vector = np.exp(log_weights - log_weights.max())
    return weights / weights.sum()


def effective_number(weights: Vector) -> float:
    """(sum w)^2 / sum w^2: as many even draws tell as much."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def resample(weights: Vector, n: int, u: float) -> NDArray[np.intp]:
    """Return the places of ``n`` draws, each about as often as its weight says (systematic: u in [0, 1) moves all)."""
    marks = (np.arange(n) + u) / n
    return np.minimum(np.searchsorted(np.cumsum(weights) / weights.sum(), marks, side="right"), weights.size - 1)
