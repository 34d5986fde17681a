"""A guess of what plans bring: every intervention adds its own part; uncertain, and learned from what was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.random import Generator

    from simulation.studies.best.levers import Choice, Levers
    from simulation.studies.best.race import Tried

Floats = NDArray[np.float64]
Gain = Callable[["Choice"], float]
_FLOOR: Final = 4e-4
"""Variance of a gain that parts do not explain, in that of all gains."""


class AdditiveGuess:
    """Bayesian linear regression of paired gains over doing nothing on what a plan consists of.

    An intervention adds a part of its own, which a lever of it changes in step with its value and its square. Parts
    are taken to be N(0, tau^2), with tau the spread of the gains; a gain has the variance of its mean. It only
    proposes what to try: whether parts really add up, runs decide.
    """

    def __init__(self, levers: Levers, tried: Tried) -> None:
        """Learn from all plans that were tried."""
        self._levers = levers
        nothing = levers.nothing
        plans = [choice for choice in tried.found if choice != nothing]
        features = np.array([self.features(choice) for choice in plans]).reshape(len(plans), 2 * len(levers))
        gains = np.array([tried.lead(choice, nothing) for choice in plans]).reshape(len(plans), 2)
        errors = gains[:, 1] * gains[:, 1]
        spread = float(np.max(np.abs(gains[:, 0]), initial=0.0)) or 1.0
        known = np.isfinite(errors)
        typical = float(np.median(errors[known])) if known.any() else spread * spread
        noise = np.where(known, errors, typical) + _FLOOR * spread * spread
        precision = features.T @ (features / noise[:, None]) + np.eye(features.shape[1]) / (spread * spread)
        self._root = np.linalg.cholesky(precision)
        self._mean = np.linalg.solve(precision, features.T @ (gains[:, 0] / noise))

    def features(self, choice: Choice) -> Floats:
        """Return what a choice consists of: presence, position of each lever that counts, and its square."""
        row = np.zeros(2 * len(self._levers))
        for place, lever in enumerate(self._levers.all):
            if not self._levers.is_in(choice, place):
                continue
            at = choice[place] / max(len(lever.values) - 1, 1)
            if lever.is_presence:
                row[2 * place] = at
            else:
                row[2 * place] = at - 0.5 if lever.of in self._levers.presence else at
                row[2 * place + 1] = row[2 * place] * row[2 * place]
        return row

    def expected(self) -> Gain:
        """Return the expected gain of a plan over doing nothing."""
        return lambda choice: float(self.features(choice) @ self._mean)

    def drawn(self, generator: Generator) -> Gain:
        """Return gains with parts drawn from what is believed of them: plans of which little is known get a try."""
        parts = self._mean + np.linalg.solve(self._root.T, generator.standard_normal(self._mean.size))
        return lambda choice: float(self.features(choice) @ parts)


def climb(levers: Levers, gain: Gain, is_affordable: Callable[[Choice], bool], starts: Iterable[Choice]) -> Choice:
    """Return the affordable plan with the highest gain that steps from some starts lead to."""
    best, top = levers.nothing, gain(levers.nothing)
    for start in starts:
        here, value = start, gain(start)
        while True:
            steps = [(gain(each), each) for each in levers.neighbours(here)]
            better = [step for step in sorted(steps, reverse=True) if step[0] > value + 1e-12]
            step = next((step for step in better if is_affordable(step[1])), None)
            if step is None:
                break
            value, here = step
        if value > top:
            best, top = here, value
    return best
