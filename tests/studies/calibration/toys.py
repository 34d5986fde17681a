"""A simulator whose posterior is known: facts are exp(A z + luck), published with an error, z standard normal."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulation.studies.calibration.problem import CalibrationProblem
from simulation.studies.calibration.targets import CalibrationTarget, CalibrationTargets, FactScale

SLOPES = np.array([[0.6, 0.3, 0.2, 0.0, 0.1, 0.0], [0.0, 0.5, -0.4, 0.3, 0.0, 0.0]])
LUCK = np.array([0.05, 0.08])
ERRORS = np.array([0.1, 0.15])
PUBLISHED = np.array([0.5, -0.7])
"""Logarithms of the two published numbers."""
NAMES = tuple("abcdef")


def luck(seeds: np.ndarray, n: int) -> np.ndarray:
    """Normal draws of runs, keyed by their seeds."""
    return np.array([np.random.default_rng(int(seed)).normal(size=n) for seed in seeds])


def run(values: pd.DataFrame, seeds: np.ndarray) -> pd.DataFrame:
    """Run the simulator."""
    return pd.DataFrame(np.exp(values.to_numpy() @ SLOPES.T + LUCK * luck(seeds, 2)), columns=["first", "second"])


def observed(published: np.ndarray = PUBLISHED) -> CalibrationTargets:
    """What was published of it."""
    names = ("first", "second")
    targets = [
        CalibrationTarget(n, float(np.exp(y)), float(s), (n,)) for n, y, s in zip(names, published, ERRORS, strict=True)
    ]
    return CalibrationTargets(tuple(targets), {name: FactScale(1e-9) for name in names})


def problem(published: np.ndarray = PUBLISHED) -> CalibrationProblem:
    """The calibration of it."""
    return CalibrationProblem(NAMES, observed(published), run)


def exact() -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of the posterior, by the rules of linear Gaussian models."""
    whole = SLOPES @ SLOPES.T + np.diag(LUCK**2 + ERRORS**2)
    gain = SLOPES.T @ np.linalg.inv(whole)
    return gain @ PUBLISHED, np.eye(len(NAMES)) - gain @ SLOPES


def log_evidence(published: np.ndarray = PUBLISHED) -> float:
    """Log density of what was published, before any data."""
    whole = SLOPES @ SLOPES.T + np.diag(LUCK**2 + ERRORS**2)
    return float(-0.5 * published @ np.linalg.solve(whole, published) - 0.5 * np.log(np.linalg.det(2 * np.pi * whole)))
