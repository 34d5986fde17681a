"""Draws from prior x likelihood where the prior is standard normal: tempering, resampling, elliptical slice moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log, pi
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.studies.calibration.weights import effective_number, normalised, resample

Array = NDArray[np.float64]
LogLikelihood = Callable[[Array], Array]
KEPT: Final = 0.5
"""Share of the draws that a step of tempering leaves effective."""
CHAINS: Final = 500
MOVES, LAST_MOVES, MOVES_BETWEEN = 2, 10, 6
"""Moves of every chain after each step, after the last, and from one draw to the next of the same chain."""
_HALVINGS: Final = 40
_SHRINKS: Final = 60


@dataclass(frozen=True)
class Sampled:
    """Draws [n, D], even; their log likelihoods; and the log of the mean likelihood under the prior."""

    z: Array
    log_likelihood: Array
    log_evidence: float


def sampled(log_likelihood: LogLikelihood, dimensions: int, n: int, rng: np.random.Generator) -> Sampled:
    """Draw ``n`` from N(0, 1) x likelihood: the likelihood is let in by steps (Del Moral, Doucet & Jasra 2006).

    No more than `CHAINS` draws go through the steps; where more are wanted, they go on from there.
    """
    z = rng.normal(size=(min(n, CHAINS), dimensions))
    found = log_likelihood(z)
    heat, evidence = 0.0, 0.0
    while heat < 1.0:
        step = _step(found, 1.0 - heat)
        evidence += log_mean_exp(step * found)
        heat = 1.0 if step >= 1.0 - heat else heat + step
        places = resample(normalised(step * found), len(z), float(rng.random()))
        z, found = _moved_often(z[places], found[places], log_likelihood, heat, rng)
    draws, likelihoods = [z], [found]
    while sum(map(len, draws)) < n:
        for _ in range(MOVES_BETWEEN):
            z, found = moved(z, found, log_likelihood, 1.0, rng)
        draws.append(z)
        likelihoods.append(found)
    return Sampled(np.concatenate(draws)[:n], np.concatenate(likelihoods)[:n], evidence)


def _moved_often(
    z: Array, draws: Array, log_likelihood: LogLikelihood, heat: float, rng: np.random.Generator
) -> tuple[Array, Array]:
    for _ in range(LAST_MOVES if heat == 1.0 else MOVES):
        z, draws = moved(z, draws, log_likelihood, heat, rng)
    return z, draws


def _step(log_likelihood: Array, left: float) -> float:
    """Return how far the likelihood can be let in, all of what is ``left`` at most."""

    def effective(step: float) -> float:
        return effective_number(normalised(step * log_likelihood))

    goal = KEPT * log_likelihood.size
    if effective(left) >= goal:
        return left
    low, high = 0.0, left
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if effective(middle) >= goal else (low, middle)
    return max(low, 1e-6 * left)


def moved(
    z: Array, log_likelihood: Array, function: LogLikelihood, heat: float, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Move every draw once by elliptical slice sampling (Murray, Adams & MacKay 2010): nothing to tune."""
    n = len(z)
    other = rng.normal(size=z.shape)
    least = heat * log_likelihood + np.log(rng.random(n))
    angle = rng.uniform(0.0, 2 * pi, n)
    low, high = angle - 2 * pi, angle.copy()
    new, found = z.copy(), log_likelihood.copy()
    open_ = np.arange(n)
    for _ in range(_SHRINKS):
        turned = z[open_] * np.cos(angle[open_])[:, None] + other[open_] * np.sin(angle[open_])[:, None]
        tried = function(turned)
        is_in = heat * tried > least[open_]
        new[open_[is_in]], found[open_[is_in]] = turned[is_in], tried[is_in]
        open_ = open_[~is_in]
        if open_.size == 0:
            break
        is_below = angle[open_] < 0
        low[open_[is_below]] = angle[open_[is_below]]
        high[open_[~is_below]] = angle[open_[~is_below]]
        angle[open_] = low[open_] + rng.random(open_.size) * (high[open_] - low[open_])
    return new, found


def log_mean_exp(values: Array) -> float:
    """Return the log of the mean of exponentials."""
    most = float(values.max())
    return most + log(float(np.mean(np.exp(values - most))))
