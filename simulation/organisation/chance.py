"""Random numbers of the generator: a hash of a key and a counter, the same on every machine.

There is no stream to keep: draw number ``index`` of ``key`` is always the same number,
whatever else was drawn before. Weights come from a table in whole numbers, so that no
result depends on the last bit of a library's exponential function.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import array_maker, loop
from simulation.portable.elementary import exp
from simulation.portable.normal import quantile

Whole = int | np.integer[Any]
"""A whole number as a compiled loop sees it."""

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)
_S27: Final = np.uint64(27)
_S30: Final = np.uint64(30)
_S31: Final = np.uint64(31)
_S11: Final = np.uint64(11)

TABLE_SIZE: Final = 4096
ONE: Final = 4096
"""A weight of 1 in the whole-number tables."""


@loop
def bits(key: np.uint64, index: Whole) -> np.uint64:
    """Return 64 random bits: the finaliser of splitmix64 on key + (index + 1) x golden ratio."""
    z = np.uint64(key) + (np.uint64(index) + np.uint64(1)) * _GOLDEN
    z = (z ^ (z >> _S30)) * _FIRST
    z = (z ^ (z >> _S27)) * _SECOND
    return z ^ (z >> _S31)


@loop
def uniform(key: np.uint64, index: Whole) -> float:
    """Return a number in (0, 1), a multiple of 2^-53 plus 2^-54."""
    return (np.float64(bits(key, index) >> _S11) + 0.5) * 1.1102230246251565e-16


@loop
def below(key: np.uint64, index: Whole, limit: Whole) -> Whole:
    """Return a whole number from 0 to limit - 1; the bias of limit / 2^64 does not matter here."""
    return np.int64(bits(key, index) % np.uint64(limit))


@array_maker
def uniforms(key: np.uint64, n: int) -> NDArray[np.float64]:
    """Return draws 0 to n - 1 of a key as an array."""
    drawn = np.empty(n, np.float64)
    for i in range(n):
        drawn[i] = uniform(key, i)
    return drawn


@array_maker
def all_bits(key: np.uint64, n: int) -> NDArray[np.uint64]:
    """Return the bits of draws 0 to n - 1 of a key as an array."""
    drawn = np.empty(n, np.uint64)
    for i in range(n):
        drawn[i] = bits(key, i)
    return drawn


def key_of(seed: int, purpose: int) -> np.uint64:
    """Return the key for one purpose of a seed; different pairs give unrelated keys."""
    mask = 2**64 - 1

    def finalise(z: int) -> int:  # `bits` in Python, which spares start-up the loading of compiled code
        z = (z ^ z >> 30) * int(_FIRST) & mask
        z = (z ^ z >> 27) * int(_SECOND) & mask
        return z ^ z >> 31

    whole = finalise(seed + int(_GOLDEN) & mask)
    return np.uint64(finalise(whole + (purpose + 1) * int(_GOLDEN) & mask))


@cache
def normal_table() -> NDArray[np.float64]:
    """Return the standard normal's quantiles at (i + 1/2) / TABLE_SIZE, rounded to six places."""
    return np.array([round(quantile((i + 0.5) / TABLE_SIZE), 6) for i in range(TABLE_SIZE)])


@lru_cache(maxsize=32)
def lognormal_table(log_sd: float) -> NDArray[np.int64]:
    """Return the quantiles of a lognormal weight with median `ONE`, rounded to whole numbers >= 1."""
    return np.maximum(np.rint(ONE * exp(log_sd * normal_table())), 1).astype(np.int64)


def entries(key: np.uint64, n: int) -> NDArray[np.uint64]:
    """Return n draws of a place in the tables, 0 to TABLE_SIZE - 1."""
    return all_bits(key, n) >> np.uint64(64 - 12)


def weights(key: np.uint64, n: int, log_sd: float) -> NDArray[np.int64]:
    """Return n lognormal weights in units of 1 / `ONE`."""
    drawn: NDArray[np.int64] = lognormal_table(log_sd)[entries(key, n)]
    return drawn
