"""Simulation-based calibration from the bank: does the method cover truths that are known (Talts et al. 2018)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kstest

from simulation.studies.calibration.emulators import Emulators
from simulation.studies.calibration.problem import Runs, generator
from simulation.studies.calibration.sampling import sampled
from simulation.studies.calibration.targets import CalibrationTargets

Array = NDArray[np.float64]
FOLDS: Final = 4
DRAWS: Final = 200
LEVELS: Final = (0.8, 0.95)


@dataclass(frozen=True)
class Ranks:
    """Ranks of true coordinates among posterior draws [truths, coordinates], even on (0, 1) where all is well."""

    names: tuple[str, ...]
    ranks: Array

    def evenness(self) -> dict[str, float]:
        """Return the p-value of each coordinate's ranks being even (Kolmogorov-Smirnov)."""
        return {name: float(kstest(self.ranks[:, j], "uniform").pvalue) for j, name in enumerate(self.names)}

    def coverage(self, level: float) -> dict[str, float]:
        """Return the share of truths that lay within the central interval of that level."""
        return {name: float((np.abs(self.ranks[:, j] - 0.5) < 0.5 * level).mean()) for j, name in enumerate(self.names)}


def ranks(
    names: tuple[str, ...], observed: CalibrationTargets, bank: Runs, looked_at: tuple[str, ...], truths: int, seed: int
) -> Ranks:
    """Take runs of the bank for the truth in turn: what each would publish, and the posterior by emulators.

    Costs no run. Emulators have not seen the truth: they are fitted to the other folds of the bank.
    """
    rng = generator(seed, "ranks")
    fold = np.arange(len(bank)) % FOLDS
    chosen = np.sort(rng.permutation(len(bank))[:truths])
    columns = [names.index(name) for name in looked_at]
    published = observed.published(bank.lines, rng)
    found = []
    for k in range(FOLDS):
        known = fold != k
        emulators = Emulators.fit(observed, bank.z[known], bank.lines[known])
        for j in chosen[fold[chosen] == k]:
            asked = Emulators(observed.meaning(published[j]), emulators.by_fact)
            draws = sampled(asked.log_likelihood, len(names), DRAWS, rng).z[:, columns]
            below = (draws < bank.z[j, columns]).sum(axis=0)
            found.append((below + rng.random(len(columns))) / (DRAWS + 1))
    return Ranks(looked_at, np.array(found))
