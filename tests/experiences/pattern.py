"""A pattern: what an experience looks like as a paired comparison of runs, and when it counts as seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.experiences.company import Number, runs

SEEDS = 40
ERRORS = 4
"""A mean so many standard errors above 0 comes by chance about once in 30,000 tests."""


def less(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the paired differences: the first company less the second."""
    return one - other


def between_effects(one: np.ndarray, other: np.ndarray, third: np.ndarray, fourth: np.ndarray) -> np.ndarray:
    """Return the effect of the first against the second, less that of the third against the fourth."""
    return (one - other) - (third - fourth)


def lost(kept: np.ndarray, removed: np.ndarray) -> np.ndarray:
    """Return the loss in percent of what would have been."""
    return 100 * (1 - removed / kept)


def lost_more(kept: np.ndarray, removed: np.ndarray, kept_too: np.ndarray, removed_too: np.ndarray) -> np.ndarray:
    """Return the loss of the first company in percent, less that of the second."""
    return lost(kept, removed) - lost(kept_too, removed_too)


@dataclass(frozen=True)
class Pattern:
    """One comparison of companies under the same luck (replicates 0 to 39 of each).

    ``combine`` takes the number's values [seeds] in every company and gives [seeds] in ``unit``.
    Seen means: positive, the mean is more than four standard errors above 0; with ``exact``, every
    value is 0 to the bit; with ``within``, the mean with four standard errors lies between
    -within and within, so that the effect, if there is one, is smaller than that.
    """

    says: str
    companies: tuple[dict[str, Any], ...]
    number: Number
    unit: str
    combine: Callable[..., np.ndarray] = less
    exact: bool = False
    within: float | None = None
    values: Callable[[], tuple[np.ndarray, ...]] | None = None
    """What ``combine`` takes, where more is done than to run companies that a file can describe."""

    def measure(self) -> tuple[float, float]:
        """Return mean and standard error over the paired seeds."""
        numbers = self.values() if self.values else (runs(data, self.number, SEEDS) for data in self.companies)
        values = self.combine(*numbers)
        return float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size))

    def seen(self, mean: float, error: float) -> bool:
        """Whether the measured effect is what the pattern says."""
        if self.exact:
            return mean == 0 and error == 0
        if self.within is not None:
            return abs(mean) + ERRORS * error < self.within
        return mean > ERRORS * error


@dataclass(frozen=True)
class Experience:
    """One row of the experiences: what was reported, by which source, how it is simulated, what is to be said.

    ``shown`` says how far the model shows it: "yes", "weakly", "in part" or "no".
    """

    says: str
    source: str
    simulated: str
    shown: str
    remark: str
    patterns: tuple[Pattern, ...]
