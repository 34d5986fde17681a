"""Emulators of facts: what runs would show at values that were not run, and how far off that may be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.studies.calibration.targets import CalibrationTargets
from simulation.studies.gaussian_process import GaussianProcess
from simulation.system.processes import cores

Array = NDArray[np.float64]
MOST: Final = 1000
"""Runs that a process is conditioned on at most: the newest, which lie where the posterior is."""
CHECKED: Final = 400
FOLDS: Final = 3
"""Runs, the newest, and parts of them, by which predicted errors are checked."""
_AT_ONCE: Final = 4000
_FAR: Final = 4.0
"""Errors count as at most so many standard deviations, so that a single run does not decide the inflation."""


@dataclass(frozen=True)
class Emulator:
    """One fact on its line as a function of the coordinates [draws, D], on top of another emulator's mean if given."""

    process: GaussianProcess
    inflation: float
    """How many times too small predicted errors were for runs that were not seen; at least 1."""
    explained: float
    """Share of the variance between runs that it predicts, each run left out in turn."""
    base: Emulator | None = None

    @classmethod
    def fit(cls, z: Array, line: Array, base: Emulator | None = None) -> Emulator:
        """Fit to runs: their coordinates and what they showed."""
        z, line = z[-MOST:], line[-MOST:]
        rest = line if base is None else line - base.predict(z)[0]
        process = GaussianProcess.fit(z, rest)
        error, _ = process.left_out()
        explained = 1.0 - float((error**2).sum() / max(((line - line.mean()) ** 2).sum(), 1e-300))
        return cls(process, _inflation(z[-CHECKED:], rest[-CHECKED:]), explained, base)

    def predict(self, z: Array) -> tuple[Array, Array]:
        """Return mean and variance at coordinates; the variance holds luck, and is inflated."""
        mean, variance = self.process.predict(z)
        if self.base is not None:
            mean = mean + self.base.predict(z)[0]
        return mean, self.inflation**2 * variance


def _inflation(z: Array, line: Array) -> float:
    """Return how much larger errors are than predicted, in runs that took no part in the fit (cross-validation)."""
    fold = np.arange(len(z)) % FOLDS
    off = []
    for k in range(FOLDS):
        mean, variance = GaussianProcess.fit(z[fold != k], line[fold != k]).predict(z[fold == k])
        off.append(np.clip((line[fold == k] - mean) / np.sqrt(variance), -_FAR, _FAR))
    return max(1.0, float(np.sqrt((np.concatenate(off) ** 2).mean())))


@dataclass(frozen=True)
class Emulators:
    """Emulators of all facts that are observed."""

    observed: CalibrationTargets
    by_fact: dict[str, Emulator]

    @classmethod
    def fit(cls, observed: CalibrationTargets, z: Array, lines: Array, base: Emulators | None = None) -> Emulators:
        """Fit one to each fact; ``lines`` [runs, facts] in the order of ``observed.facts``."""
        below = base.by_fact if base is not None else {}
        names = observed.facts
        with ThreadPoolExecutor(cores()) as threads:  # NumPy works without the interpreter's lock
            fitted = threads.map(lambda j: Emulator.fit(z, lines[:, j], below.get(names[j])), range(len(names)))
            return cls(observed, dict(zip(names, fitted, strict=True)))

    def predict(self, z: Array) -> tuple[Array, Array]:
        """Return means and variances [draws, facts]."""
        parts = [z[start : start + _AT_ONCE] for start in range(0, len(z), _AT_ONCE)]
        with ThreadPoolExecutor(cores()) as threads:
            found = [
                list(
                    threads.map(partial(Emulator.predict, z=part), (self.by_fact[name] for name in self.observed.facts))
                )
                for part in parts
            ]
        means = np.concatenate([np.column_stack([mean for mean, _ in each]) for each in found])
        return means, np.concatenate([np.column_stack([variance for _, variance in each]) for each in found])

    def log_likelihood(self, z: Array) -> Array:
        """Return the log likelihood of all targets at coordinates."""
        return self.observed.log_likelihood(*self.predict(z))

    def log_proposal(self, z: Array) -> Array:
        """Return the likelihood with twice the variance of the emulator: where to run what is weighed afterwards.

        A run that hits a number of spread s by luck is worth L ~ N(s). The weights of runs vary least when they are
        drawn in proportion to the root of the mean of L^2, which is N(s^2 + 2 v^2) for an emulator of variance v^2.
        """
        means, variances = self.predict(z)
        return self.observed.log_likelihood(means, 2.0 * variances)
