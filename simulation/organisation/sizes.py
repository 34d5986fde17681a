"""How people are shared out over units: exact whole numbers that add up."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop


def largest_remainder(total: int, shares: list[float], at_least: int = 0) -> list[int]:
    """Share out ``total`` in proportion to ``shares``, none below ``at_least``.

    Every part gets the whole part of its quota, what is left goes to the largest remainders
    (ties to the first). Parts that would fall below the floor are set to it and the rest is
    shared out anew. Raises `ValueError` if the floors need more than there is.
    """
    if total < at_least * len(shares):
        raise ValueError(f"{total} cannot give {at_least} to each of {len(shares)} parts")
    exact = [Fraction(share) for share in shares]
    fixed: set[int] = set()
    while True:
        free = [i for i in range(len(shares)) if i not in fixed]
        left = total - at_least * len(fixed)
        weight = sum(exact[i] for i in free)
        quota = {i: left * exact[i] / weight for i in free}
        low = {i for i in free if quota[i] < at_least}
        if not low:
            break
        fixed |= low
    parts = [at_least if i in fixed else int(quota[i]) for i in range(len(shares))]
    by_remainder = sorted(free, key=lambda i: (parts[i] - quota[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


@loop
def split(total: int, weights: NDArray[np.int64], floors: NDArray[np.int64], sizes: NDArray[np.int64]) -> None:
    """Write into ``sizes`` a partition of ``total``: floors plus the rest in proportion to weights.

    Rounds the running total, size_i = floor(r W_i / W) - floor(r W_(i-1) / W), so that the
    parts add up exactly. ``total`` must be at least the sum of the floors.
    """
    rest = total
    whole = 0
    for i in range(weights.size):
        rest -= floors[i]
        whole += weights[i]
    running = 0
    before = 0
    for i in range(weights.size):
        running += weights[i]
        reached = rest * running // whole
        sizes[i] = floors[i] + reached - before
        before = reached
