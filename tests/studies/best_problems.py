"""Problems of planning whose best plan is known: interventions that add up, each of a known worth and cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from simulation.studies.best.levers import Choice, Lever, Levers

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Additive:
    """Interventions with a worth and a cost each; what a plan brings is uncertain in common and by intervention."""

    worth: Floats
    cost: Floats
    budget: float
    seed: int

    @classmethod
    def of(cls, seed: int, n: int = 6) -> Additive:
        """Return a problem in which the best plan is clearly better than the second one."""
        for attempt in range(1000):
            generator = np.random.default_rng([seed, attempt])
            made = cls(generator.uniform(0.5, 3, n), generator.uniform(1, 4, n), 0.0, seed)
            made = cls(made.worth, made.cost, float(made.cost.sum()) / 2, seed)
            first, second = sorted(made.gain(each) for each in made.plans() if made.is_affordable(each))[-1:-3:-1]
            if first - second > 0.3:
                return made
        raise AssertionError("no such problem")

    @property
    def levers(self) -> Levers:
        return Levers(tuple(Lever(f"i{k}", (False, True), f"i{k}", is_presence=True) for k in range(self.worth.size)))

    def plans(self) -> list[Choice]:
        return list(product((0, 1), repeat=self.worth.size))

    def gain(self, choice: Choice) -> float:
        return float(self.worth @ np.array(choice))

    def is_affordable(self, choice: Choice) -> bool:
        return float(self.cost @ np.array(choice)) <= self.budget + 1e-9

    @property
    def best(self) -> Choice:
        return max((each for each in self.plans() if self.is_affordable(each)), key=self.gain)

    def outcomes(self, choices: Sequence[Choice], replicates: range) -> Floats:
        """A common shock of a replicate, worths that differ between replicates, and a little luck of each plan."""
        rows = []
        for choice in choices:
            row = []
            for replicate in replicates:
                shared = np.random.default_rng([self.seed, replicate])
                shock, worth = shared.normal(0, 3), self.worth * shared.lognormal(-0.045, 0.3, self.worth.size)
                own = np.random.default_rng([self.seed, replicate, *choice]).normal(0, 0.3)
                row.append(10 + shock + float(worth @ np.array(choice)) + own)
            rows.append(row)
        return np.array(rows)


def random_search(problem: Additive, runs: int, each: int, seed: int) -> Choice:
    """Return the best mean of affordable plans by chance, with as many runs."""
    generator = np.random.default_rng(seed)
    affordable = [plan for plan in problem.plans() if problem.is_affordable(plan)]
    picked = [affordable[int(k)] for k in generator.choice(len(affordable), runs // each)]
    return best_mean(picked, problem.outcomes, each)


def best_mean(plans: Sequence[Choice], outcomes: Callable[[Sequence[Choice], range], Floats], n: int) -> Choice:
    """Return the plan with the best mean over n replicates."""
    means = outcomes(plans, range(n)).mean(axis=1)
    return plans[int(np.argmax(means))]
