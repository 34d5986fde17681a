"""What a calibration is about: coordinates, runs, and what was observed. It does not depend on the simulation."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import ceil, log2

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import qmc

from simulation.studies.calibration.targets import CalibrationTargets

Array = NDArray[np.float64]
Simulator = Callable[[pd.DataFrame, NDArray[np.int64]], pd.DataFrame]
"""Runs: a row of values and a seed each; returns what each shows, a column a fact."""


def _as_they_are(z: Array, names: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(z, columns=list(names))


@dataclass(frozen=True)
class CalibrationProblem:
    """Coordinates z, standard normal before any data, are turned into ``values`` and run.

    ``full`` runs at the size of what was observed; ``quick`` runs are cheaper and need only resemble it.
    """

    names: tuple[str, ...]
    observed: CalibrationTargets
    full: Simulator
    quick: Simulator | None = None
    values: Callable[[Array, tuple[str, ...]], pd.DataFrame] = field(default=_as_they_are)

    @property
    def dimensions(self) -> int:
        """Number of coordinates."""
        return len(self.names)


@dataclass(frozen=True)
class Runs:
    """Runs that were made: coordinates [runs, D], all facts, and those that are observed on their lines."""

    z: Array
    seeds: NDArray[np.int64]
    facts: pd.DataFrame
    lines: Array

    @classmethod
    def made(cls, problem: CalibrationProblem, simulator: Simulator, z: Array, first_seed: int) -> Runs:
        """Run at coordinates, each with luck of its own."""
        seeds = np.arange(first_seed, first_seed + len(z), dtype=np.int64)
        facts = simulator(problem.values(z, problem.names), seeds).reset_index(drop=True)
        return cls(z, seeds, facts, problem.observed.lines(columns(facts)))

    def and_(self, others: Runs) -> Runs:
        """Return these and others, in this order."""
        return Runs(
            np.concatenate([self.z, others.z]),
            np.concatenate([self.seeds, others.seeds]),
            pd.concat([self.facts, others.facts], ignore_index=True),
            np.concatenate([self.lines, others.lines]),
        )

    def __len__(self) -> int:
        return len(self.z)


def columns(facts: pd.DataFrame) -> Mapping[str, Array]:
    """Return a table's columns as arrays."""
    return {str(name): facts[name].to_numpy(float) for name in facts.columns}


def generator(seed: int, word: str) -> np.random.Generator:
    """Return the generator of random numbers for one purpose."""
    return np.random.default_rng([seed, zlib.crc32(word.encode())])


def spread_evenly(dimensions: int, n: int, rng: np.random.Generator) -> Array:
    """Return ``n`` standard normal draws that fill the space evenly: a scrambled Sobol sequence (Owen 1998)."""
    sequence = qmc.Sobol(dimensions, scramble=True, seed=rng).random_base2(max(0, ceil(log2(n))))[:n]
    found: Array = ndtri(np.clip(sequence, 1e-6, 1 - 1e-6))
    return found
