"""The weekly attention budget: too many initiatives at once dull each other."""

from __future__ import annotations

from math import fsum

import numpy as np
from numpy.typing import NDArray

Hours = NDArray[np.float64] | float
Request = tuple[NDArray[np.int64], Hours]
"""People, each once, and the hours of attention that an initiative asks of each of them."""


class Attention:
    """How much of each initiative gets through to a person who is asked for more hours than she has.

    With hours a_1, a_2, ... asked and a budget B, the share is min(1, max(B, max a) / sum a):
    one initiative alone is never dulled, whatever it asks.
    """

    def __init__(self, budget_hours: float | None, n_people: int) -> None:
        """Take the hours a week that all initiatives together may ask of one person; None: no limit."""
        self._budget = np.inf if budget_hours is None else budget_hours
        self._total = np.zeros(n_people, np.float32)
        self._largest = np.full(n_people, self._budget, np.float32)
        self._asked: list[Request] = []
        self._dulled: NDArray[np.float32] | None = None

    def dulled(self, requests: list[Request]) -> NDArray[np.float32] | None:
        """Return the share [n] that gets through, the same array while it does not change; None if everything does."""
        requests = [(people, hours) for people, hours in requests if people.size and _most(hours) > 0]
        if len(requests) <= 1:  # one initiative alone is never dulled
            self._asked, self._dulled = [], None
        elif not _alike(requests, self._asked):
            self._asked, before = requests, self._dulled
            self._dulled = self._shares(requests)
            if before is not None and self._dulled is not None and np.array_equal(before, self._dulled):
                self._dulled = before
        return self._dulled

    def _shares(self, requests: list[Request]) -> NDArray[np.float32] | None:
        if (
            fsum(_most(hours) for _, hours in requests) <= self._budget
        ):  # not too much even for somebody of whom all of it is asked
            return None
        total, largest = self._total, self._largest
        for people, hours in requests:
            each = np.asarray(hours, np.float32)
            total[people] += each
            largest[people] = np.maximum(largest[people], each)
        reached = np.concatenate([people for people, _ in requests])
        over = reached[total[reached] > largest[reached]]
        shares = np.ones(total.size, np.float32)
        shares[over] = largest[over] / total[over]
        total[reached], largest[reached] = 0, self._budget
        return shares if over.size else None


def _most(hours: Hours) -> float:
    """Return the hours asked of whoever is asked for most."""
    return float(hours.max()) if isinstance(hours, np.ndarray) else hours


def _alike(some: list[Request], others: list[Request]) -> bool:
    """Whether the same hours are asked of the same people."""
    return len(some) == len(others) and all(
        _same(people, reached) and _same(hours, wanted)
        for (people, hours), (reached, wanted) in zip(some, others, strict=True)
    )


def _same(one: Hours | NDArray[np.int64], other: Hours | NDArray[np.int64]) -> bool:
    return one is other or (type(one) is type(other) and bool(np.array_equal(one, other)))
