"""The weekly attention budget: too many initiatives at once dull each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Asked = tuple[NDArray[np.int64], float]
"""People, and the hours of attention that an initiative asks of each of them."""


class Attention:
    """How much of each initiative gets through to a person who is asked for more hours than she has.

    With hours a_1, a_2, ... asked and a budget B, the share is min(1, max(B, max a) / sum a):
    one initiative alone is never dulled, whatever it asks.
    """

    def __init__(self, budget_hours: float | None, n_people: int) -> None:
        """Take the hours a week that all initiatives together may ask of one person; None: no limit."""
        self._budget, self._n = budget_hours, n_people
        self._last: tuple[tuple[tuple[int, float], ...], NDArray[np.float32] | None] = ((), None)

    def dulled(self, asked: list[Asked]) -> NDArray[np.float32] | None:
        """Return the share [n] that gets through, or None if everything does."""
        asked = [(people, hours) for people, hours in asked if hours > 0 and people.size]
        if self._budget is None or len(asked) <= 1:  # one initiative alone is never dulled
            return None
        key = tuple((id(people), hours) for people, hours in asked)
        if key != self._last[0]:
            self._last = key, self._shares(asked, self._budget)
        return self._last[1]

    def _shares(self, asked: list[Asked], budget: float) -> NDArray[np.float32] | None:
        total, largest = np.zeros(self._n, np.float32), np.full(self._n, budget, np.float32)
        for people, hours in asked:
            total[people] += np.float32(hours)
            largest[people] = np.maximum(largest[people], np.float32(hours))
        over = total > largest
        if not over.any():
            return None
        shares = np.ones(self._n, np.float32)
        shares[over] = largest[over] / total[over]
        return shares
