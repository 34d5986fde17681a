"""Runs that resemble the company: weights of a bank's runs, and how they are moved to what was observed.

Local-linear regression ABC (Beaumont, Zhang & Balding 2002) on summaries of the published numbers (Fearnhead & Prangle
2012): what the numbers foretell of the questions is learned from the whole bank, runs are near where that is alike, and
what is asked of them is moved along its regression on the numbers. Luck and the errors of published numbers are in the
bank, so they need no model of their own; a bank serves every company that its prior holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.studies.calibration.weights import effective_number

Array = NDArray[np.float64]
NEAR: Final = 300
"""Runs that are kept as the nearest."""
SHARE: Final = 0.25
"""Largest share of the bank that is kept as near."""
RIDGE: Final = 1.0
"""Penalty of the regressions, in runs: coefficients are drawn to 0 as by so many runs that show no relation."""
_MOST_SQUARED: Final = 24
"""Numbers up to which summaries take products of two numbers; more of them are taken as they are."""
_STRANGE: Final = 0.99
_LOOKED_AT: Final = 200
"""Runs of the bank whose own neighbours say how near is usual."""


@dataclass(frozen=True)
class Resembling:
    """Runs near to what was observed: their places in the bank, weights that add up to one, and how far off each is.

    ``off`` [near, numbers] are differences of published numbers on scales of their own; ``distance`` says which share
    of the bank's own runs has nearer neighbours than the company.
    """

    places: NDArray[np.intp]
    weights: Array
    off: Array
    distance: float

    @property
    def effective(self) -> float:
        """Effective sample size (Kish 1965): as many equally weighed draws tell as much."""
        return effective_number(self.weights)

    @property
    def is_strange(self) -> bool:
        """Whether the company lies where hardly any run of the bank does."""
        return self.distance > _STRANGE

    def moved(self, quantities: Array) -> Array:
        """Return quantities of the bank's runs [bank, q], as the near ones would be had they shown what was observed.

        Slopes are shrunk by what chance would explain, and what they leave open is widened by the freedom that they
        took (James & Stein 1961): a quantity that the numbers say nothing about stays where it is.
        """
        chosen = quantities[self.places]
        mean, middle = self.weights @ chosen, self.weights @ self.off
        design, rest = self.off - middle, chosen - mean
        weighed = design * self.weights[:, None]
        squares = weighed.T @ design
        inverse = np.linalg.inv(squares + RIDGE / self.effective * np.eye(len(squares)))
        slopes = inverse @ weighed.T @ rest
        chance = min(0.9, float(np.trace(inverse @ squares)) / max(self.effective - 1.0, 1.0))
        explained = self.weights @ (design @ slopes) ** 2 / np.maximum(self.weights @ rest**2, 1e-300)
        slopes *= np.clip(1.0 - chance * (1.0 - explained) / np.maximum(explained * (1.0 - chance), 1e-300), 0.0, 1.0)
        found: Array = mean - middle @ slopes + (rest - design @ slopes) / np.sqrt(1.0 - chance)
        return found


@dataclass(frozen=True)
class Summaries:
    """What published numbers foretell of the questions, learned from a bank once for every company.

    ``numbers`` [bank, numbers] and ``foretold`` [bank, k] are in spreads: of the bank, and of what they leave open.
    """

    middle: Array
    spread: Array
    slopes: Array
    numbers: Array
    foretold: Array
    reaches: Array
    near: int

    @classmethod
    def learned(cls, published: Array, questions: Array, near: int = NEAR) -> Summaries:
        """Learn from a bank what its numbers [bank, numbers] say of the questions [bank, k].

        Numbers are on scales on which their errors are alike, such as logarithms.
        """
        middle, spread = published.mean(axis=0), np.maximum(published.std(axis=0), 1e-9)
        numbers = (published - middle) / spread
        design = _features(numbers)
        penalty = RIDGE * np.eye(design.shape[1])
        penalty[0, 0] = 0.0
        slopes = np.linalg.solve(design.T @ design + penalty, design.T @ questions)
        slopes = slopes / np.maximum((questions - design @ slopes).std(axis=0), 1e-9)
        foretold, n = design @ slopes, min(near, max(1, int(SHARE * len(numbers))))
        looked_at = foretold[:: max(1, len(foretold) // _LOOKED_AT)]
        reaches = np.array([np.partition(((foretold - each) ** 2).sum(axis=1), n)[n] for each in looked_at])
        return cls(middle, spread, slopes, numbers, foretold, np.sqrt(reaches), n)

    def resembling(self, observed: Array) -> Resembling:
        """Return the runs of the bank that resemble a company of which these numbers were published."""
        company = (observed - self.middle) / self.spread
        own = (_features(company[None]) @ self.slopes)[0]
        away = np.sqrt(((self.foretold - own) ** 2).sum(axis=1))
        places = np.argsort(away, kind="stable")[: self.near]
        reach = away[places[-1]] * (1 + 1e-9) + 1e-300
        weights = 1.0 - (away[places] / reach) ** 2
        distance = float((self.reaches < reach).mean())
        return Resembling(places, weights / weights.sum(), self.numbers[places] - company, distance)


def _features(numbers: Array) -> Array:
    """Return 1, the numbers, and their products two by two where they are not too many."""
    n, k = numbers.shape
    plain = [np.ones((n, 1)), numbers]
    if k > _MOST_SQUARED:
        return np.column_stack(plain)
    first, second = np.triu_indices(k)
    return np.column_stack([*plain, numbers[:, first] * numbers[:, second]])
