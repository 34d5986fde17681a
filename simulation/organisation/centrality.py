"""Compiled loops over the merged network: triangles around a person, shortest paths through a person."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import array_maker, loop
from simulation.organisation.ties import People
from simulation.organisation.units import Ints

Floats = NDArray[np.float64]


@array_maker
def local_clustering(indptr: Ints, indices: People, people: Ints) -> Floats:
    """Return for each of ``people`` the share of pairs of their contacts who are tied; 0 below two contacts."""
    marked = np.full(indptr.size - 1, -1, np.int64)
    clustering = np.zeros(people.size, np.float64)
    for at in range(people.size):
        start, end = indptr[people[at]], indptr[people[at] + 1]
        for entry in range(start, end):
            marked[indices[entry]] = at
        closed = 0  # every tied pair is seen from both sides
        for entry in range(start, end):
            contact = indices[entry]
            for onward in range(indptr[contact], indptr[contact + 1]):
                closed += marked[indices[onward]] == at
        degree = end - start
        if degree > 1:
            clustering[at] = closed / (degree * (degree - 1))
    return clustering


@array_maker
def betweenness(indptr: Ints, indices: People, pivots: Ints) -> Floats:
    """Return everybody's betweenness over shortest paths from the pivots, scaled to all sources.

    Brandes' algorithm (2001): the share of ordered pairs (s, t) without the person whose
    shortest paths pass the person, sum over s and t of sigma_st(v) / sigma_st divided by
    (n - 1)(n - 2); with k < n pivots the sum is multiplied by n / k.
    """
    n = indptr.size - 1
    total = np.zeros(n, np.float64)
    distance = np.empty(n, np.int64)
    paths = np.empty(n, np.float64)
    passing = np.empty(n, np.float64)
    order = np.empty(n, np.int64)
    for pivot in pivots:
        reached = _count_paths(indptr, indices, pivot, distance, paths, order)
        passing[:] = 0.0
        for at in range(reached - 1, 0, -1):
            person = order[at]
            share = (1.0 + passing[person]) / paths[person]
            for entry in range(indptr[person], indptr[person + 1]):
                before = indices[entry]
                if distance[before] == distance[person] - 1:
                    passing[before] += paths[before] * share
            total[person] += passing[person]
    return total * (n / pivots.size / max(1.0, (n - 1.0) * (n - 2.0)))


@loop
def _count_paths(indptr: Ints, indices: People, pivot: int, distance: Ints, paths: Floats, order: Ints) -> int:
    """Breadth-first search: fill distances, numbers of shortest paths and the order of visits; return how many."""
    distance[:] = -1
    paths[:] = 0.0
    distance[pivot] = 0
    paths[pivot] = 1.0
    order[0] = pivot
    reached = 1
    at = 0
    while at < reached:
        person = order[at]
        at += 1
        for entry in range(indptr[person], indptr[person + 1]):
            contact = indices[entry]
            if distance[contact] < 0:
                distance[contact] = distance[person] + 1
                order[reached] = contact
                reached += 1
            if distance[contact] == distance[person] + 1:
                paths[contact] += paths[person]
    return reached


@array_maker
def merge_rows(indptr: Ints, indices: People, other_indptr: Ints, other: People) -> tuple[Ints, People]:
    """Return the union of two layers: rows merged in rising order, a tie in both kept once."""
    n = indptr.size - 1
    merged_indptr = np.zeros(n + 1, np.int64)
    merged = np.empty(indices.size + other.size, np.uint32)
    at = 0
    for i in range(n):
        a, b = indptr[i], other_indptr[i]
        while a < indptr[i + 1] or b < other_indptr[i + 1]:
            take_other = a == indptr[i + 1] or (b < other_indptr[i + 1] and other[b] < indices[a])
            contact = other[b] if take_other else indices[a]
            merged[at] = contact
            at += 1
            a += not take_other
            b += take_other or (b < other_indptr[i + 1] and other[b] == contact)
        merged_indptr[i + 1] = at
    return merged_indptr, merged[:at].copy()
