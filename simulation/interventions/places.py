"""Where effects act: an unbroken run of people as a slice, and how a strength is shared out over people."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def places(people: NDArray[np.int64]) -> NDArray[np.int64] | slice:
    """Return rising people as a slice where they are all neighbours, which NumPy touches several times faster."""
    if people.size and people[-1] - people[0] == people.size - 1:
        return slice(int(people[0]), int(people[-1]) + 1)
    return people


def reached(strength: float, n: int) -> int:
    """How many of ``n`` a strength below 1 reaches: round(n min(strength, 1))."""
    return int(np.floor(n * min(strength, 1.0) + 0.5))


def intensity(strength: float) -> float:
    """How hard each of those who are reached is hit: max(strength, 1)."""
    return max(strength, 1.0)
