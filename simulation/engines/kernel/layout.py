"""Building the kernel's layout: chunks of people by silo, ties in slices of eight rows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.engines.kernel.arrays import CHUNK, I4, I8, MAX_ROW, ROWS, U1, U2, U4, TieLayout


def chunks(silo: NDArray[np.uint16]) -> tuple[I8, I4]:
    """Cut silo-contiguous people into chunks; return starts [G + 1] and each chunk's silo [G]."""
    edges = np.flatnonzero(np.diff(silo)) + 1
    bounds = np.concatenate([[0], edges, [silo.size]])
    pieces = [np.arange(start, end, CHUNK) for start, end in pairwise(bounds)]
    starts = np.concatenate([*pieces, [silo.size]]).astype(np.int64)
    return starts, silo[starts[:-1]].astype(np.int32)


def tie_layout(layers: list[tuple[NDArray[np.int64], NDArray[np.uint32]]], chunk_start: I8) -> TieLayout:
    """Lay the ties of all layers out in slices of eight rows; people with too many ties are listed as hubs."""
    n = int(chunk_start[-1])
    counts = [_count(indptr, chunk_start) for indptr, _ in layers]
    slice_start = np.zeros((len(layers), chunk_start.size), np.int64)
    n_slices = n_ties = 0
    for k, (per_chunk, ties) in enumerate(counts):
        slice_start[k] = n_slices + per_chunk
        n_slices += int(per_chunk[-1])
        n_ties += ties
    tie_start = np.zeros(n_slices + 1, np.int64)
    neighbours = np.full(n_ties, n, np.uint32)
    rows = np.full(n_slices * ROWS, CHUNK, np.uint16)
    at = 0
    for k, (indptr, indices) in enumerate(layers):
        at = _fill(indptr, indices, chunk_start, slice_start[k], tie_start, neighbours, rows, at)
    return TieLayout(slice_start, tie_start, neighbours, rows, *_hubs(layers, chunk_start))


def _hubs(layers: list[tuple[NDArray[np.int64], NDArray[np.uint32]]], chunk_start: I8) -> tuple[I8, I8, I8, U4]:
    """People with more than `MAX_ROW` ties in a layer: where they stand by layer and chunk, and their ties."""
    starts, hubs, lengths, neighbours = [], [], [], []
    found = 0
    for indptr, indices in layers:
        who = np.flatnonzero(np.diff(indptr) > MAX_ROW)
        starts.append(found + np.searchsorted(who, chunk_start))
        hubs.append(who)
        lengths.append(indptr[who + 1] - indptr[who])
        neighbours += [indices[indptr[i] : indptr[i + 1]] for i in who]
        found += who.size
    hub_ties = np.concatenate([[0], np.cumsum(np.concatenate(lengths))]).astype(np.int64)
    flat = np.concatenate([*neighbours, np.empty(0, np.uint32)])
    return np.array(starts, np.int64), np.concatenate(hubs).astype(np.int64), hub_ties, flat


@loop
def _sizes_in_chunk(indptr: I8, first: int, last: int, sizes: I8) -> int:
    """Count the chunk's rows by length, without hubs; return the number of rows."""
    sizes[:] = 0
    total = 0
    for i in range(first, last):
        size = indptr[i + 1] - indptr[i]
        if 0 < size <= MAX_ROW:
            sizes[size] += 1
            total += 1
    return total


@loop
def _count(indptr: I8, chunk_start: I8) -> tuple[I8, int]:
    """Slices before each chunk, and places for ties in all slices of the layer."""
    per_chunk = np.zeros(chunk_start.size, np.int64)
    sizes = np.zeros(MAX_ROW + 1, np.int64)
    ties = 0
    for g in range(chunk_start.size - 1):
        total = _sizes_in_chunk(indptr, chunk_start[g], chunk_start[g + 1], sizes)
        row = 0
        for size in range(MAX_ROW, 0, -1):
            for _ in range(sizes[size]):
                if row % ROWS == 0:
                    ties += size * ROWS
                row += 1
        per_chunk[g + 1] = per_chunk[g] + (total + ROWS - 1) // ROWS
    return per_chunk, ties


@loop
def _fill(
    indptr: I8, indices: U4, chunk_start: I8, slice_start: I8, tie_start: I8, neighbours: U4, rows: U2, at: int
) -> int:
    """Place the rows, longest first within a chunk, eight side by side."""
    sizes = np.zeros(MAX_ROW + 1, np.int64)
    place = np.zeros(MAX_ROW + 2, np.int64)
    for g in range(chunk_start.size - 1):
        first, last = chunk_start[g], chunk_start[g + 1]
        total = _sizes_in_chunk(indptr, first, last, sizes)
        place[MAX_ROW] = 0
        for size in range(MAX_ROW, 0, -1):
            place[size - 1] = place[size] + sizes[size]
        person = np.empty(total, np.int64)
        for i in range(first, last):
            size = indptr[i + 1] - indptr[i]
            if 0 < size <= MAX_ROW:
                person[place[size]] = i
                place[size] += 1
        for r in range(total):
            i, s = person[r], slice_start[g] + r // ROWS
            size = indptr[i + 1] - indptr[i]
            if r % ROWS == 0:
                tie_start[s] = at
                at += size * ROWS
                tie_start[s + 1] = at
            rows[s * ROWS + r % ROWS] = i - first
            for k in range(size):
                neighbours[tie_start[s] + k * ROWS + r % ROWS] = indices[indptr[i] + k]
    return at


@loop
def weighted_degree(indptr: I8, weight: float, total: NDArray[np.float32]) -> None:
    """Add a layer's weight times each person's number of ties (the rule `add_weighted`)."""
    for i in range(total.size):
        total[i] = total[i] + np.float32(weight) * np.float32(indptr[i + 1] - indptr[i])


def marked(role: NDArray[np.uint8], chunk_start: NDArray[np.int64]) -> tuple[U1, U4, I8]:
    """Return roles, the people whose role is not plain staff, and where each chunk's begin in that list."""
    people = np.flatnonzero(role).astype(np.uint32)
    return role, people, np.searchsorted(people, chunk_start).astype(np.int64)
