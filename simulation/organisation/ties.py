"""From pairs of people to sparse layers; the two formal layers, reporting line and team."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import array_maker, loop
from simulation.organisation.chance import below, uniform
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


@array_maker
def symmetric_rows(n_people: int, ties: Ints) -> tuple[Ints, People]:
    """Return compressed rows (indptr, indices) of ties [m, 2] in any order, both ways, each once, without self ties."""
    place, found = np.zeros(n_people + 1, np.int64), np.zeros(n_people + 1, np.int64)
    for k in range(ties.shape[0]):
        for a in ties[k]:
            place[a + 1] += 1
    for i in range(n_people):
        place[i + 1] += place[i]
    first, others = place.copy(), np.empty(2 * ties.shape[0], np.uint32)
    for k in range(ties.shape[0]):
        a, b = ties[k, 0], ties[k, 1]
        others[first[a]] = b
        first[a] += 1
        others[first[b]] = a
        first[b] += 1
    first[:] = place
    rows, last = np.empty(others.size, np.uint32), np.full(n_people, -1, np.int64)
    for i in range(n_people):  # whoever names i comes to i's row in rising order
        for k in range(place[i], place[i + 1]):
            j = others[k]
            if j != i and last[j] != i:
                rows[first[j]] = i
                first[j] += 1
                last[j] = i
    for i in range(n_people):
        found[i + 1] = found[i] + first[i] - place[i]
    indices = np.empty(found[n_people], np.uint32)
    for i in range(n_people):
        for k in range(first[i] - place[i]):
            indices[found[i] + k] = rows[place[i] + k]
    return found, indices


def reporting_ties(manager: People) -> Ties:
    """Tie everybody to their manager; the head has none."""
    people = np.flatnonzero(manager != manager.size).astype(np.uint32)
    return ties_from_pairs("reporting", manager.size, people, manager[people])


class Mates(NamedTuple):
    """What decides who is tied within a team: teams, managers, the periphery and how many teammates each there knows.

    ``density`` is the chance of a tie of all others, ``key`` draws both.
    """

    team: People
    starts: Ints
    manager: People
    periphery: NDArray[np.bool_]
    known: NDArray[np.uint8]
    density: float
    key: np.uint64


def team_ties(mates: Mates) -> Ties:
    """Tie each pair within a team with probability ``density``, pairs of the reporting line excepted.

    People in the periphery are tied to ``known`` teammates instead, or fewer where those are
    managers or in the periphery too.
    """
    indptr = _count_team(mates)
    return Ties("team", indptr, _fill_team(mates, indptr))


@loop
def _knows(a: int, b: int, start: int, end: int, known: NDArray[np.uint8], key: np.uint64) -> bool:
    """Say whether a, in the periphery, knows teammate b: those who follow one of the teammates, picked by chance."""
    others = end - start - 1
    place = b - start - (b > a)
    return bool((place + below(key, (a << 32) | a, others)) % others < known[a])


@loop
def _same_team(a: int, b: int, manager: People, density: float, key: np.uint64) -> bool:
    """Say whether two members of a team, a < b, are tied; depends on the pair only, so both rows agree."""
    if manager[a] == b or manager[b] == a:
        return False
    return uniform(key, (a << 32) | b) < density


@loop
def _with_periphery(a: int, b: int, start: int, end: int, mates: Mates) -> bool:
    """Say the same of a pair of whom one is in the periphery, or both."""
    if mates.periphery[a] == mates.periphery[b] or mates.manager[a] == b or mates.manager[b] == a:
        return False
    if mates.periphery[a]:
        return _knows(a, b, start, end, mates.known, mates.key)
    return _knows(b, a, start, end, mates.known, mates.key)


@array_maker
def _count_team(mates: Mates) -> Ints:
    team, starts, manager, periphery = mates.team, mates.starts, mates.manager, mates.periphery
    density, key = mates.density, mates.key
    indptr = np.zeros(team.size + 1, np.int64)
    for a in range(team.size):
        start, end = starts[team[a]], starts[team[a] + 1]
        for b in range(a + 1, end):
            if periphery[a] or periphery[b]:
                tied = _with_periphery(a, b, start, end, mates)
            else:
                tied = _same_team(a, b, manager, density, key)
            if tied:
                indptr[a + 1] += 1
                indptr[b + 1] += 1
    for i in range(team.size):
        indptr[i + 1] += indptr[i]
    return indptr


@array_maker
def _fill_team(mates: Mates, indptr: Ints) -> People:
    team, starts, manager, periphery = mates.team, mates.starts, mates.manager, mates.periphery
    density, key = mates.density, mates.key
    indices = np.empty(indptr[-1], np.uint32)
    free = indptr[:-1].copy()
    for a in range(team.size):  # pairs in rising order leave every row sorted
        start, end = starts[team[a]], starts[team[a] + 1]
        for b in range(a + 1, end):
            if periphery[a] or periphery[b]:
                tied = _with_periphery(a, b, start, end, mates)
            else:
                tied = _same_team(a, b, manager, density, key)
            if tied:
                indices[free[a]] = b
                free[a] += 1
                indices[free[b]] = a
                free[b] += 1
    return indices


def group_starts(group: NDArray[np.unsignedinteger]) -> Ints:
    """Return the first person of each group, and n at the end; ``group`` counts up without gaps."""
    changes = np.flatnonzero(group[1:] != group[:-1]) + 1
    return np.concatenate(([0], changes, [group.size])).astype(np.int64)
