"""From pairs of people to sparse layers; the two formal layers, reporting line and team."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import array_maker, loop
from simulation.organisation.chance import uniform
from simulation.organisation.organisation import Ties
from simulation.organisation.units import Ints

People = NDArray[np.uint32]


def ties_from_pairs(name: str, n_people: int, first: People, second: People) -> Ties:
    """Return the layer of the given pairs, which must be distinct and without self ties."""
    indptr, indices = _rows(n_people, first, second)
    return Ties(name, indptr, indices)


@array_maker
def _rows(n_people: int, first: People, second: People) -> tuple[Ints, People]:
    """Sort pairs into rows by counting, then sort each short row by insertion."""
    indptr = np.zeros(n_people + 1, np.int64)
    for i in range(first.size):
        indptr[first[i] + 1] += 1
        indptr[second[i] + 1] += 1
    for i in range(n_people):
        indptr[i + 1] += indptr[i]
    free = indptr[:-1].copy()
    indices = np.empty(2 * first.size, np.uint32)
    for i in range(first.size):
        a, b = first[i], second[i]
        indices[free[a]] = b
        free[a] += 1
        indices[free[b]] = a
        free[b] += 1
    for i in range(n_people):
        for right in range(indptr[i] + 1, indptr[i + 1]):
            moved = indices[right]
            left = right - 1
            while left >= indptr[i] and indices[left] > moved:
                indices[left + 1] = indices[left]
                left -= 1
            indices[left + 1] = moved
    return indptr, indices


def reporting_ties(manager: People) -> Ties:
    """Tie everybody to their manager; the head has none."""
    people = np.flatnonzero(manager != manager.size).astype(np.uint32)
    return ties_from_pairs("reporting", manager.size, people, manager[people])


def team_ties(team: People, manager: People, density: float, key: np.uint64) -> Ties:
    """Tie each pair within a team with probability ``density``, pairs of the reporting line excepted."""
    starts = group_starts(team)
    indptr = _count_team(team, manager, starts, density, key)
    return Ties("team", indptr, _fill_team(team, manager, starts, density, key, indptr))


@loop
def _same_team(a: int, b: int, manager: People, density: float, key: np.uint64) -> bool:
    """Say whether two members of a team, a < b, are tied; depends on the pair only, so both rows agree."""
    if manager[a] == b or manager[b] == a:
        return False
    return uniform(key, (a << 32) | b) < density


@array_maker
def _count_team(team: People, manager: People, starts: Ints, density: float, key: np.uint64) -> Ints:
    indptr = np.zeros(team.size + 1, np.int64)
    for a in range(team.size):
        for b in range(a + 1, starts[team[a] + 1]):
            if _same_team(a, b, manager, density, key):
                indptr[a + 1] += 1
                indptr[b + 1] += 1
    for i in range(team.size):
        indptr[i + 1] += indptr[i]
    return indptr


@array_maker
def _fill_team(team: People, manager: People, starts: Ints, density: float, key: np.uint64, indptr: Ints) -> People:
    indices = np.empty(indptr[-1], np.uint32)
    free = indptr[:-1].copy()
    for a in range(team.size):  # pairs in rising order leave every row sorted
        for b in range(a + 1, starts[team[a] + 1]):
            if _same_team(a, b, manager, density, key):
                indices[free[a]] = b
                free[a] += 1
                indices[free[b]] = a
                free[b] += 1
    return indices


def group_starts(group: NDArray[np.unsignedinteger]) -> Ints:
    """Return the first person of each group, and n at the end; ``group`` counts up without gaps."""
    changes = np.flatnonzero(group[1:] != group[:-1]) + 1
    return np.concatenate(([0], changes, [group.size])).astype(np.int64)
