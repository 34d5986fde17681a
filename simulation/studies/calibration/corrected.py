"""Draws that their own runs correct: run, see how far off the emulator was there, run where it then should be.

The second run has the luck of the first, so what luck did is corrected with what the emulator did not know. Only a few
directions are moved, V [D, K]: those along which numbers that mean one thing move by more than they may be off. With
z = V t + rest, luck u, first place t1 and second place t2, a run is worth

    w = prior(t2) L(z2, u) / near(t2; z1, u)  x  near(t1; z2) / (prior(t1) emulated(z1)),

where L is the likelihood of what the second run showed, emulated(z1) that by which the first place was drawn, and near
a normal density around the place at which the emulator meets the numbers: corrected by the first run for t2, not
corrected for t1. Whatever these densities are, weighed runs follow the posterior: w is the density of (z2, u, t1) in a
larger space, over that by which it was drawn (Del Moral, Doucet & Jasra 2006, 3.1). The better they are, the evener
are the weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, pi
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from simulation.studies.calibration.problem import CalibrationProblem, Runs
from simulation.studies.calibration.sampling import sampled

if TYPE_CHECKING:
    from simulation.studies.calibration.emulators import Emulators

Array = NDArray[np.float64]
LEAST: Final = 0.5
"""A direction is moved where a prior's standard deviation along it moves numbers by so much of their errors."""
MOST: Final = 8
LOOKED_AT: Final = 50
"""Draws at which directions are sought."""
STEPS: Final = 4
"""Steps of Gauss and Newton to the place where the numbers are met."""
_REACH: Final = 2.0
"""Longest step, in standard deviations of the prior."""
_STEP: Final = 0.05
"""Step over which slopes are taken."""
_GUESSED: Final = 0.1
"""Share of the emulator's variance that a correction is thought to leave before one was tried."""
_FAR: Final = 4.0
"""An error counts as at most so many times the usual one, so that a single run does not decide how steady they are."""


@dataclass(frozen=True)
class Corrected:
    """Runs at corrected places, the first runs that corrected them, and the logarithms of what each is worth."""

    runs: Runs
    first: Runs
    log_worth: Array
    log_placed: Array
    """Log density of where each run was placed, over the prior's."""
    unsteady: Array
    """Mean square by which the emulator's error changed from a first run to its second, for each exact number."""


@dataclass(frozen=True)
class Near:
    """Normal densities over places t [n, K]: means [n, K] and precisions [n, K, K]."""

    mean: Array
    precision: Array

    def drawn(self, rng: np.random.Generator) -> Array:
        """Draw a place from each."""
        factor = np.linalg.cholesky(self.precision)
        noise = rng.normal(size=self.mean.shape)
        found: Array = self.mean + np.linalg.solve(factor.transpose(0, 2, 1), noise[:, :, None])[:, :, 0]
        return found

    def log_density(self, t: Array) -> Array:
        """Return the logarithm of each density at a place of its own."""
        off = t - self.mean
        squares = np.einsum("ni,nij,nj->n", off, self.precision, off)
        whole = np.linalg.slogdet(self.precision)[1]
        found: Array = 0.5 * (whole - squares - t.shape[1] * log(2 * pi))
        return found


@dataclass(frozen=True)
class Exact:
    """The numbers that mean one thing, as the emulators see them."""

    emulators: Emulators
    names: tuple[str, ...]
    log_values: Array
    spreads: Array

    @classmethod
    def of(cls, emulators: Emulators) -> Exact:
        """Take them from what was observed."""
        targets = [each for each in emulators.observed.targets if len(each.facts) == 1]
        values, spreads = np.log([each.value for each in targets]), np.array([each.spread for each in targets])
        return cls(emulators, tuple(each.facts[0] for each in targets), values, spreads)

    def lines(self, z: Array) -> tuple[Array, Array]:
        """Return emulated lines and their variances [n, numbers]."""
        found = [self.emulators.by_fact[name].predict(z) for name in self.names]
        return np.column_stack([mean for mean, _ in found]), np.column_stack([variance for _, variance in found])

    def slopes(self, z: Array, directions: Array) -> Array:
        """Return by how much lines move along directions [D, K], shape [n, numbers, K]."""
        each = [(self.lines(z + _STEP * v)[0] - self.lines(z - _STEP * v)[0]) / (2 * _STEP) for v in directions.T]
        return np.stack(each, axis=2)

    def logs(self, lines: Array) -> tuple[Array, Array]:
        """Return the logarithms of the numbers at lines, and their slopes there [n, numbers]."""
        scales = self.emulators.observed.scales
        found = [scales[name].log_fact(lines[:, j]) for j, name in enumerate(self.names)]
        return np.column_stack([value for value, _ in found]), np.column_stack([slope for _, slope in found])

    def shown(self, runs: Runs) -> Array:
        """Return the lines that runs showed [n, numbers]."""
        facts = self.emulators.observed.facts
        return runs.lines[:, [facts.index(name) for name in self.names]]

    def directions(self, z: Array) -> Array:
        """Return orthogonal directions [D, K] along which the numbers move most, in the mean over places."""
        if not self.names:
            return np.empty((z.shape[1], 0))
        lines, variances = self.lines(z)
        _, slopes = self.logs(lines)
        scale = np.sqrt(self.spreads**2 + (slopes**2 * variances).mean(axis=0))
        gradients = (self.slopes(z, np.eye(z.shape[1])) * slopes[:, :, None]).mean(axis=0) / scale[:, None]
        _, strength, rows = np.linalg.svd(gradients, full_matrices=False)
        found: Array = rows[strength > LEAST][:MOST].T
        return found

    def near(self, z: Array, directions: Array, error: Array | float, unsteady: Array | None) -> Near:
        """Return where along the directions the numbers are met, given the emulator's errors.

        ``unsteady`` is the variance that errors have [numbers]; where it is None, twice the emulator's.
        """
        t = z @ directions
        rest = z - t @ directions.T
        one = np.eye(directions.shape[1])
        for _ in range(STEPS):
            at = rest + t @ directions.T
            lines, variances = self.lines(at)
            logs, slopes = self.logs(lines + error)
            moved = self.slopes(at, directions) * slopes[:, :, None]
            variance = self.spreads**2 + slopes**2 * (2.0 * variances if unsteady is None else unsteady)
            weighed = moved / variance[:, :, None]
            precision = one + np.einsum("nmi,nmj->nij", weighed, moved)
            off = self.log_values - logs + np.einsum("nmi,ni->nm", moved, t)
            mean = np.linalg.solve(precision, np.einsum("nmi,nm->ni", weighed, off)[:, :, None])[:, :, 0]
            step = mean - t
            t = t + step * np.minimum(1.0, _REACH / np.maximum(np.linalg.norm(step, axis=1), 1e-12))[:, None]
        return Near(mean, precision)


def corrected(
    problem: CalibrationProblem,
    emulators: Emulators,
    n: int,
    first_seed: int,
    rng: np.random.Generator,
    unsteady: Array | None = None,
) -> Corrected:
    """Run ``n`` emulated draws at full size, correct them, and run them again with the same luck."""
    drawn = sampled(emulators.log_proposal, problem.dimensions, n, rng)
    first = Runs.made(problem, problem.full, drawn.z, first_seed)
    exact = Exact.of(emulators)
    directions = exact.directions(drawn.z[:LOOKED_AT])
    lines, variances = exact.lines(drawn.z)
    error = exact.shown(first) - lines
    there = exact.near(drawn.z, directions, error, _GUESSED * variances.mean(axis=0) if unsteady is None else unsteady)
    t1, t2 = drawn.z @ directions, there.drawn(rng)
    z = drawn.z + (t2 - t1) @ directions.T
    runs = Runs.made(problem, problem.full, z, first_seed)
    back = exact.near(z, directions, 0.0, None)
    likelihood = problem.observed.log_likelihood(runs.lines)
    worth = likelihood - 0.5 * (t2**2).sum(axis=1) - there.log_density(t2)
    worth += back.log_density(t1) + 0.5 * (t1**2).sum(axis=1) - drawn.log_likelihood
    changed = exact.shown(runs) - exact.lines(z)[0] - error
    usual = np.median(np.abs(changed), axis=0) / 0.6745
    changed = np.clip(changed, -_FAR * usual, _FAR * usual)
    return Corrected(runs, first, worth, likelihood - worth, (changed**2).mean(axis=0))
