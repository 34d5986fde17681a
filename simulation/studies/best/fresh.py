"""Plans that are run again with fresh luck, at the size of the search and a few times at full size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.portable.sums import covariance, mean, variance

if TYPE_CHECKING:
    from simulation.studies.best.levers import Choice
    from simulation.studies.best.race import Floats, Outcomes

FIRST_FRESH: Final = 50_000
"""Number of the first fresh replicate: the search uses those from 0 on."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """What plans brought in fresh replicates, all in the same ones, and some at full size in the first of these.

    ``small`` [plans, replicates], ``full`` [plans, fewer replicates]; where the search is at full size ``full`` holds
    no replicate, and nothing is corrected. Of a plan without runs at full size, the shift of ``usual`` is taken.
    """

    choices: tuple[Choice, ...]
    small: Floats
    full: Mapping[Choice, Floats]
    usual: Choice
    also: Mapping[str, Floats] = field(default_factory=dict)
    """Further measures by name, as ``small``; they are not corrected."""

    def values(self, choice: Choice) -> Floats:
        """Return what a plan brings in each replicate, moved by how much more or less it brings at full size."""
        row = self.small[self.choices.index(choice)]
        return np.asarray(row + self._shift(choice), float)

    def _shift(self, choice: Choice) -> float:
        at = choice if choice in self.full else self.usual
        full = self.full.get(at, np.zeros(0))
        return float(mean(full - self.small[self.choices.index(at)][: full.size])) if full.size else 0.0

    def lead(self, first: Choice, second: Choice) -> tuple[float, float]:
        """Return how far a plan is ahead of another in the mean, and its standard error.

        With S the difference in N small pairs and D = full difference - S in n of them, the lead is mean S + mean D
        and its variance var D / n + var S / N + 2 cov(D, S) / N.
        """
        s = self.small[self.choices.index(first)] - self.small[self.choices.index(second)]
        whole, error = float(mean(s)), variance(s) / s.size
        if first in self.full and second in self.full and self.full[first].size > 1:
            n = self.full[first].size
            d = self.full[first] - self.full[second] - s[:n]
            whole += float(mean(d))
            error += variance(d) / n + 2 * covariance(d, s[:n]) / s.size
        else:
            whole += self._shift(first) - self._shift(second)
        return whole, sqrt(max(float(error), 0.0))


def run_fresh(
    choices: Sequence[Choice], outcomes: Outcomes, n: int, at_full_size: Outcomes | None, full: Sequence[Choice],
    n_full: int,
) -> Fresh:  # fmt: skip
    """Run plans in n fresh replicates, and those of ``full`` in ``n_full`` of these at full size, too."""
    replicates = range(FIRST_FRESH, FIRST_FRESH + n)
    small = outcomes(choices, replicates)
    found: dict[Choice, Floats] = {}
    if at_full_size is not None:
        rows = at_full_size(full, replicates[:n_full])
        found = dict(zip(full, rows, strict=True))
    return Fresh(tuple(choices), small, found, full[0] if full else choices[0])
