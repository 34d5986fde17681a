"""Sensitivity from runs that are there, such as the bank of a calibration: costs no run."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.studies.sensitivity.outcome import LUCK, Columns, SensitivityIndices, refusal, unit_cube

Array = NDArray[np.float64]
RESAMPLES: Final = 100
LEVEL: Final = 0.95
LEAST: Final = 64
"""Runs that RBD-FAST needs: with fewer SALib draws no interval, and ten harmonics cannot be told apart."""
SLICES: Final = 8
SHUFFLES: Final = 20


def first_order(names: tuple[str, ...], rows: Array, outcomes: Array, seed: int = 1) -> SensitivityIndices:
    """Return the share of the variance that each thing explains alone, from any even sample of the unit cube.

    ``half`` is half of the bootstrapped 95% interval. Source: RBD-FAST (Tarantola, Gatelli & Mara 2006), unbiased
    (Tissot & Prieur 2012), as SALib has it.
    """
    from SALib.analyze import rbd_fast

    few = f"{len(rows):,} runs are too few to part the variance: at least {LEAST}" if len(rows) < LEAST else ""
    if reason := few or refusal(outcomes):
        return SensitivityIndices.none(len(rows), reason)
    found = rbd_fast.analyze(unit_cube(names), rows, outcomes, num_resamples=RESAMPLES, conf_level=LEVEL, seed=seed)
    columns: Columns = {
        "name": list(names),
        "first": np.asarray(found["S1"], float),
        "half": np.asarray(found["S1_conf"], float),
    }
    return SensitivityIndices.ordered(columns, "first", len(rows))


def pawn(names: tuple[str, ...], rows: Array, outcomes: Array, seed: int = 1) -> SensitivityIndices:
    """Return how far the whole distribution of an outcome moves with each thing, not its variance alone.

    ``moves`` is the median Kolmogorov-Smirnov distance to the outcome's distribution over slices; ``chance`` is what
    19 of 20 things without any influence stay below with so many runs (outcomes shuffled). Source: Pianosi & Wagener
    (2018), as SALib has it.
    """
    from SALib.analyze import pawn as analysis

    if reason := refusal(outcomes):
        return SensitivityIndices.none(len(rows), reason)
    rng = np.random.default_rng(seed)
    problem = unit_cube(names)
    found = analysis.analyze(problem, rows, outcomes, S=SLICES, seed=seed)["median"]
    null = [analysis.analyze(problem, rows, rng.permutation(outcomes), S=SLICES, seed=seed) for _ in range(SHUFFLES)]
    chance = np.quantile(np.concatenate([np.asarray(each["median"], float) for each in null]), LEVEL)
    columns: Columns = {
        "name": list(names),
        "moves": np.asarray(found, float),
        "chance": np.full(len(names), float(chance)),
    }
    return SensitivityIndices.ordered(columns, "moves", len(rows))


def luck(outcomes: Array, seed: int = 1) -> SensitivityIndices:
    """Return the share of the variance that is luck: outcomes [points, replicates], two replicates at least.

    Variance within points over the whole; ``half`` is half of the bootstrapped 95% interval over points.
    """
    if reason := refusal(outcomes):
        return SensitivityIndices.none(outcomes.size, reason)
    rng = np.random.default_rng(seed)

    def share(chosen: Array) -> float:
        within = float(chosen.var(axis=1, ddof=1).mean())
        between = float(chosen.mean(axis=1).var(ddof=1)) - within / chosen.shape[1]
        return float(within / max(within + max(between, 0.0), 1e-300))

    drawn = [share(outcomes[rng.integers(len(outcomes), size=len(outcomes))]) for _ in range(RESAMPLES)]
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    columns: Columns = {
        "name": [LUCK],
        "first": np.array([share(outcomes)]),
        "half": np.array([float(high - low) / 2]),
    }
    return SensitivityIndices.ordered(columns, "first", outcomes.size)
