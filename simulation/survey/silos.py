"""Sums by silo over people who stand in rising order, and over all of them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.portable.sums import total

_SUM: Final = np.uint32
"""Whole numbers are summed in it; squares of answers, 25 at most, of 2,000,000 people fit 32 bits, which are fast."""


class Silos:
    """Where the silos of some people begin and end; ``edges`` [silos + 1] are places among these people."""

    def __init__(self, edges: NDArray[np.int64]) -> None:
        """Note which silos have anybody at all."""
        self.edges = edges
        sizes = edges[1:] - edges[:-1]
        self.sizes: NDArray[np.int64] = _with_total(sizes)
        """People by silo, then all, [silos + 1]."""
        self._filled = np.flatnonzero(sizes)
        self._starts = edges[self._filled]

    def of(self, who: NDArray[np.int64]) -> Silos:
        """Return the silos of some of these people, given by their places in rising order."""
        return Silos(np.searchsorted(who, self.edges))

    def sums(self, values: NDArray[Any]) -> NDArray[Any]:
        """Sum values [rows, people] by silo and over all, [silos + 1, rows].

        Small whole numbers (below 2000) and truth values are summed exactly, others in double
        precision, person by person.
        """
        n = self.edges.size - 1
        if values.dtype.kind == "f":
            silo = np.repeat(np.arange(n), self.sizes[:-1])
            return _with_total(np.array([np.bincount(silo, weights=row, minlength=n) for row in values]).T)
        sums = np.zeros((n, values.shape[0]), np.int64)
        if self._filled.size:
            sums[self._filled] = np.add.reduceat(values, self._starts, axis=1, dtype=_SUM).T
        return _with_total(sums)


def _with_total(by_silo: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([by_silo, total(by_silo)[None]])
