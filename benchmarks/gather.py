"""The bare gather: for everyone the sum of one packed word over all neighbours, and nothing else.

This is the part of a week that no engine on a network can leave out, so it is the floor under all others. Two layouts:
compressed rows (CSR), and SELL-8, where the rows of eight people lie side by side so that eight sums run at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from benchmarks import timing, workload

LANES = 8
CHUNK = 1024  # people whose rows are sorted together; small enough for the nearest cache

Index = NDArray[np.uint32]
Layout = tuple[NDArray[np.integer], ...]
U64 = np.uint64


class Sell8(NamedTuple):
    """Ties eight rows side by side. Slice ``s`` holds the rows of eight people of similar degree.

    Its ties are ``ties[starts[s]:starts[s + 1]]``, first neighbours of all eight, then second neighbours, and so on;
    short rows are filled up with person ``n``, whose word must be 0. ``slots[8 * s + lane]`` is the place of that row's
    person in its chunk (``CHUNK`` for no person).
    """

    starts: Index
    ties: Index
    slots: NDArray[np.uint16]


def sell8(indptr: NDArray[np.integer], indices: NDArray[np.integer]) -> Sell8:
    """Lay compressed rows out as SELL-8, people sorted by degree within each chunk."""
    n = indptr.size - 1
    degree = np.diff(indptr).astype(np.int64)
    order = np.lexsort((-degree, np.arange(n) // CHUNK))
    n_rows = -(-n // LANES) * LANES
    width = np.zeros(n_rows, np.int64)
    width[:n] = degree[order]
    starts = np.concatenate([[0], np.cumsum(width.reshape(-1, LANES).max(1) * LANES)])
    slots = np.full(n_rows, CHUNK, np.uint16)
    slots[:n] = order % CHUNK

    row = np.repeat(np.arange(n_rows), width)
    place = np.arange(row.size) - np.repeat(np.cumsum(width) - width, width)  # 0, 1, ... within each row
    source = np.repeat(indptr[:-1][order].astype(np.int64), degree[order]) + place
    ties = np.full(starts[-1], n, np.uint32)
    ties[starts[row // LANES] + row % LANES + LANES * place] = indices[source]
    return Sell8(starts.astype(np.uint32), ties, slots)


@njit(error_model="numpy", nogil=True)
def csr_gather(indptr: Index, indices: Index, words: Index, sums: NDArray[np.uint64]) -> None:
    """``sums[i]`` = sum of ``words`` over the neighbours of ``i``. Unsigned indices spare a test for negative ones."""
    for i in range(sums.size):
        total = U64(0)
        for k in range(indptr[i], indptr[i + 1]):
            total += U64(words[indices[k]])
        sums[i] = total


@njit(error_model="numpy", nogil=True)
def sell8_gather(starts: Index, ties: Index, words: Index, sums: NDArray[np.uint64]) -> None:
    """The same sums in the order of the SELL-8 rows."""
    for s in range(starts.size - 1):
        a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = U64(0)
        for k in range(starts[s], starts[s + 1], 8):
            tie = ties[k : k + 8]
            a0 += U64(words[tie[0]])
            a1 += U64(words[tie[1]])
            a2 += U64(words[tie[2]])
            a3 += U64(words[tie[3]])
            a4 += U64(words[tie[4]])
            a5 += U64(words[tie[5]])
            a6 += U64(words[tie[6]])
            a7 += U64(words[tie[7]])
        out = sums[8 * s : 8 * s + 8]
        out[0], out[1], out[2], out[3] = a0, a1, a2, a3
        out[4], out[5], out[6], out[7] = a4, a5, a6, a7


def csr_gather_over(indptr: NDArray[np.integer], indices: NDArray[np.integer]) -> Callable[[int], float]:
    """Lay the given ties out as CSR; the function returned sweeps over them and says the cost per person in ns."""
    layout = indptr.astype(np.uint32), indices.astype(np.uint32)
    return lambda sweeps: _time(csr_gather, layout, indptr.size - 1, sweeps)["ns"]


def sell8_gather_over(indptr: NDArray[np.integer], indices: NDArray[np.integer]) -> Callable[[int], float]:
    """Lay the given ties out as SELL-8; the function returned sweeps over them and says the cost per person in ns."""
    rows = sell8(indptr, indices)
    return lambda sweeps: _time(sell8_gather, (rows.starts, rows.ties), indptr.size - 1, sweeps)["ns"]


def csr_row(n: int, weeks: int) -> dict[str, float]:
    """Row of the benchmark table: CSR gather over the ties of W."""
    return _time(csr_gather, _csr_of_w(n), n, weeks)


def sell8_row(n: int, weeks: int) -> dict[str, float]:
    """Row of the benchmark table: SELL-8 gather over the ties of W."""
    return _time(sell8_gather, _sell8_of_w(n), n, weeks)


@lru_cache(maxsize=1)
def _csr_of_w(n: int) -> Layout:
    net = workload.network(n)
    return net.indptr.astype(np.uint32), net.indices.astype(np.uint32)


@lru_cache(maxsize=1)
def _sell8_of_w(n: int) -> Layout:
    net = workload.network(n)
    rows = sell8(net.indptr, net.indices)
    return rows.starts, rows.ties


def _time(kernel: Callable[..., None], layout: Layout, n: int, sweeps: int) -> dict[str, float]:
    words = np.random.default_rng(n).integers(0, 2**32, n + 1, dtype=np.uint32)
    words[n] = 0
    sums = np.zeros(-(-n // LANES) * LANES if kernel is sell8_gather else n, np.uint64)

    def sweep() -> None:
        for _ in range(sweeps):
            kernel(*layout, words, sums)

    kernel(*layout, words, sums)
    return timing.time_call(sweep, n * sweeps)
