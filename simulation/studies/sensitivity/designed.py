"""Sobol indices and Morris' screening: designs of their own, in which luck is one more thing that is varied."""

from __future__ import annotations

from typing import Final

import numpy as np

from simulation.studies.sensitivity.outcome import (
    LUCK,
    Array,
    Columns,
    Outcome,
    SensitivityIndices,
    problem_with_luck,
    refusal,
    run,
    unit_cube,
)

RESAMPLES: Final = 200
LEVEL: Final = 0.95
LEVELS: Final = 4


def sobol(names: tuple[str, ...], outcome: Outcome, n: int, seed: int = 1) -> SensitivityIndices:
    """Return the shares of an outcome's variance: alone (``first``), and with all interactions (``total``).

    Takes n (D + 3) runs for D things that are varied and luck, n a power of 2. The row ``luck`` says what chance does:
    what is shared by all its interactions is in its total. ``first_half`` and ``total_half`` are halves of bootstrapped
    95% intervals. Source: Saltelli et al. (2010), as SALib has them.
    """
    from SALib.sample import sobol as design

    rows = design.sample(problem_with_luck(names), n, calc_second_order=False, seed=seed)
    return sobol_of((*names, LUCK), run(outcome, rows), seed)


def sobol_of(names: tuple[str, ...], outcomes: Array, seed: int = 1) -> SensitivityIndices:
    """Return the same of outcomes at the rows of a Saltelli design, in their order."""
    from SALib.analyze import sobol as analysis

    if reason := refusal(outcomes):
        return SensitivityIndices.none(outcomes.size, reason)
    found = analysis.analyze(
        unit_cube(names), outcomes, calc_second_order=False, num_resamples=RESAMPLES, conf_level=LEVEL, seed=seed
    )
    columns: Columns = {
        "name": list(names),
        "first": found["S1"],
        "first_half": found["S1_conf"],
        "total": found["ST"],
        "total_half": found["ST_conf"],
    }
    return SensitivityIndices.ordered(columns, "total", outcomes.size)


def morris(names: tuple[str, ...], outcome: Outcome, trajectories: int, seed: int = 1) -> SensitivityIndices:
    """Return by how much an outcome moves when one thing goes through its range, on average over places.

    Takes trajectories x (D + 2) runs. ``moves`` is the mean of the absolute elementary effects (mu*), ``half`` half of
    its bootstrapped 95% interval, ``mean`` their mean with signs, ``spread`` their standard deviation: large beside
    ``moves`` where effects depend on the rest. Source: Morris (1991), Campolongo et al. (2007), as SALib has them.
    """
    from SALib.sample import morris as design

    rows = design.sample(problem_with_luck(names), trajectories, num_levels=LEVELS, seed=seed)
    return morris_of((*names, LUCK), rows, run(outcome, rows), seed)


def morris_of(names: tuple[str, ...], rows: Array, outcomes: Array, seed: int = 1) -> SensitivityIndices:
    """Return the same of outcomes at the rows of Morris' trajectories, in their order."""
    from SALib.analyze import morris as analysis

    if reason := refusal(outcomes):
        return SensitivityIndices.none(outcomes.size, reason)
    found = analysis.analyze(
        unit_cube(names), rows, outcomes, num_levels=LEVELS, num_resamples=RESAMPLES, conf_level=LEVEL, seed=seed
    )
    columns: Columns = {
        "name": list(names),
        "moves": np.asarray(found["mu_star"], float),
        "half": np.asarray(found["mu_star_conf"], float),
        "mean": np.asarray(found["mu"], float),
        "spread": np.asarray(found["sigma"], float),
    }
    return SensitivityIndices.ordered(columns, "moves", outcomes.size)
