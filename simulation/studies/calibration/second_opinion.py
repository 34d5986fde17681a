"""A second opinion on a posterior: regression ABC on runs, which shares no emulator with it (Beaumont et al. 2002)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.studies.calibration.problem import Runs
from simulation.studies.calibration.targets import CalibrationTargets
from simulation.studies.calibration.weights import effective_number

Array = NDArray[np.float64]
NEAR: Final = 0.3
"""Share of the runs that are taken as near."""
DISAGREE: Final = 0.3
"""Means further apart, in prior standard deviations, are told."""


@dataclass(frozen=True)
class Opinion:
    """Draws adjusted to what was observed, and their weights."""

    z: Array
    weights: Array

    @property
    def effective(self) -> float:
        """Effective sample size (Kish 1965): as many equally weighed draws tell as much."""
        return effective_number(self.weights)


def regression_abc(runs: Runs, observed: CalibrationTargets, log_weights: Array, rng: np.random.Generator) -> Opinion:
    """Return the posterior by local linear regression of coordinates on what runs would have published.

    Each run publishes a number for each target, with its error and one of its meanings. Runs near the observed numbers
    are weighed by their nearness (Epanechnikov) and by ``log_weights``, which undo where the runs were placed (prior
    over proposal); then coordinates are moved along their regression on the numbers to where these are the observed.
    """
    published = np.log(np.maximum(observed.published(runs.lines, rng), 1e-300))
    off = published - np.log([each.value for each in observed.targets])
    off /= np.maximum(np.median(np.abs(off), axis=0), 1e-12)
    distance = np.sqrt((off**2).sum(axis=1))
    reach = np.quantile(distance, NEAR)
    near = distance < reach
    weights = (1.0 - (distance[near] / reach) ** 2) * np.exp(log_weights[near] - log_weights[near].max())
    design = np.column_stack([np.ones(near.sum()), off[near]])
    weighed = design * weights[:, None]
    slopes = np.linalg.lstsq(weighed.T @ design, weighed.T @ runs.z[near], rcond=None)[0]
    return Opinion(runs.z[near] - off[near] @ slopes[1:], weights / weights.sum())


def disagreements(
    names: tuple[str, ...], z: Array, weights: Array, opinion: Opinion
) -> list[tuple[str, float, float, float]]:
    """Return coordinates whose means differ: name, mean here, mean there, standard error of their difference.

    Told where the difference is above `DISAGREE` and above twice its standard error.
    """
    here, there = weights @ z, opinion.weights @ opinion.z
    sd_here = np.sqrt(weights @ (z - here) ** 2)
    sd_there = np.sqrt(opinion.weights @ (opinion.z - there) ** 2)
    error = np.sqrt(sd_here**2 / effective_number(weights) + sd_there**2 / opinion.effective)
    far = np.abs(here - there) > np.maximum(DISAGREE, 2 * error)
    return [(names[j], float(here[j]), float(there[j]), float(error[j])) for j in np.flatnonzero(far)]
