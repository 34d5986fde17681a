"""Truths that are known lie in 80% and 95% intervals as often as these say (docs/calibration.md has the numbers)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstest

from simulation.studies.calibration.problem import generator
from simulation.studies.calibration.waves import CalibrationEffort, approach, weighed
from simulation.studies.calibration.weights import weighted_quantiles
from tests.studies.calibration import toys

TRUTHS = 100
EFFORT = CalibrationEffort(bank=64, wave=32, most_waves=1, effective=150, most=600, batch=200, refits=0)
ENDS = (0.025, 0.1, 0.9, 0.975)


def recovered(number: int) -> tuple[np.ndarray, np.ndarray]:
    """One truth from the prior, what was published of it, and its posterior: whether each coordinate, and what each
    number stands for, lay within 80% and 95% [2, 8]; and its rank among the draws [8]."""
    rng = generator(number, "truth")
    truth = rng.normal(size=(1, len(toys.NAMES)))
    shown = toys.run(pd.DataFrame(truth, columns=list(toys.NAMES)), np.array([10**6 + number])).to_numpy()[0]
    problem = toys.problem(np.log(shown) + toys.ERRORS * rng.normal(size=2))
    found = weighed(problem, approach(problem, EFFORT, number), EFFORT, number)
    both = np.column_stack([found.runs.z, found.runs.z @ toys.SLOPES.T])
    true = np.concatenate([truth[0], toys.SLOPES @ truth[0]])
    ends = np.array([weighted_quantiles(column, found.weights, ENDS) for column in both.T])
    in_80 = (ends[:, 1] <= true) & (true <= ends[:, 2])
    in_95 = (ends[:, 0] <= true) & (true <= ends[:, 3])
    return np.array([in_80, in_95]), ((both < true) * found.weights[:, None]).sum(axis=0)


def study(truths: int) -> tuple[np.ndarray, np.ndarray]:
    """Shares of truths within 80% and 95% [2, 8], and the ranks [truths, 8]."""
    found = [recovered(number) for number in range(truths)]
    return np.mean([within for within, _ in found], axis=0), np.array([rank for _, rank in found])


@pytest.mark.slow
def test_intervals_cover_known_truths_as_often_as_they_say() -> None:
    """100 truths: each share within three standard errors, their mean over coordinates within 4 and 2 points."""
    (in_80, in_95), ranks = study(TRUTHS)
    assert np.abs(in_80 - 0.8).max() < 0.12
    assert np.abs(in_95 - 0.95).max() < 0.07
    assert in_80.mean() == pytest.approx(0.8, abs=0.04)
    assert in_95.mean() == pytest.approx(0.95, abs=0.02)
    assert min(kstest(column, "uniform").pvalue for column in ranks.T) > 0.005
