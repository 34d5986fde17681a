"""Racing under common luck: plans that are clearly behind the leader, pair by pair, get no more runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from simulation.portable.student import quantile
from simulation.portable.sums import deviation, mean

if TYPE_CHECKING:
    from simulation.studies.best.levers import Choice

Floats = NDArray[np.float64]
SURE: Final = 0.99
"""A plan is dropped when it is this sure to be worse than the leader in the mean."""
FEWEST: Final = 4
"""Pairs below which nothing is dropped."""


class Outcomes(Protocol):
    """What plans bring: [plans, replicates], more is better; the replicates are the same luck for all."""

    def __call__(self, choices: Sequence[Choice], replicates: range, /) -> Floats:
        """Run some plans in some replicates."""


@dataclass
class Tried:
    """What was run so far: of every plan its outcomes in the replicates 0 to n - 1; at most so many ``runs``."""

    outcomes: Outcomes
    runs: int
    made: int = 0
    found: dict[Choice, Floats] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """Runs that may still be made."""
        return self.runs - self.made

    def try_all(self, choices: Iterable[Choice], n: int) -> list[Choice]:
        """Run plans up to n replicates, as many plans as there are runs for; return those that have them."""
        lacking: dict[int, list[Choice]] = {}
        done, left = [], self.left
        for choice in dict.fromkeys(choices):
            have = self.found.get(choice, np.zeros(0)).size
            if n - have > left:
                continue
            done.append(choice)
            if have < n:
                left -= n - have
                lacking.setdefault(have, []).append(choice)
        for have, group in lacking.items():
            rows = self.outcomes(group, range(have, n))
            for choice, row in zip(group, rows, strict=True):
                self.found[choice] = np.concatenate([self.found.get(choice, np.zeros(0)), row])
            self.made += rows.size
        return done

    def brings(self, choice: Choice) -> float:
        """Mean outcome of a plan over what was run."""
        return float(mean(self.found[choice]))

    def lead(self, first: Choice, second: Choice) -> tuple[float, float]:
        """Return how far a plan is ahead of another in their common replicates, in the mean, and its standard error."""
        n = min(self.found[first].size, self.found[second].size)
        return paired(self.found[first][:n] - self.found[second][:n])


def paired(differences: Floats) -> tuple[float, float]:
    """Return the mean of paired differences and its standard error; infinite where one pair tells nothing of it."""
    n = differences.size
    return float(mean(differences)), float(deviation(differences)) / sqrt(n) if n > 1 else np.inf


def is_behind(ahead: float, error: float, n: int, sure: float = SURE) -> bool:
    """Whether a lead over a plan in n pairs is so large that it is that sure to be worse."""
    return n >= FEWEST and ahead > quantile(n - 1, sure) * error and ahead > 0


def race(tried: Tried, choices: Sequence[Choice], first: int, most: int) -> list[Choice]:
    """Run plans in rounds of twice as many replicates, without those that are clearly behind; the best one first.

    Where runs get few, the plans with the best means go on. Every plan begins with ``first`` replicates.
    """
    here, n = tried.try_all(choices, first), first
    while True:
        here.sort(key=lambda choice: (-tried.brings(choice), choice))
        leader = here[0]
        here = [each for each in here if each == leader or not is_behind(*tried.lead(leader, each), n)]
        if n >= most or len(here) == 1:
            return here
        n = min(2 * n, most)
        ready = tried.try_all(here, n)
        if not ready:
            return here
        here = ready
