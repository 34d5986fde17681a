"""Who reports to whom as a tree: rings, depth, who leads, levels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.importing.staff import Ints

LEVEL_RULE = (
    "executive: leads people who lead others, and reports to nobody or to somebody who reports to nobody; middle "
    "manager: leads people who lead others; team lead: leads others; staff: everybody else"
)
Bools = NDArray[np.bool_]


def rings(manager: Ints) -> list[list[int]]:
    """Return the rings of people who report to each other, each from its smallest number on."""
    state = np.zeros(manager.size, np.int64)  # 0 not seen, else the walk that came by
    found = []
    for start in range(manager.size):
        person, walk = start, start + 1
        while person >= 0 and state[person] == 0:
            state[person] = walk
            person = int(manager[person])
        if person >= 0 and state[person] == walk:
            ring = [person]
            while (following := int(manager[ring[-1]])) != person:
                ring.append(following)
            smallest = ring.index(min(ring))
            found.append(ring[smallest:] + ring[:smallest])
    return found


def depths(manager: Ints) -> Ints:
    """Return how many managers stand above everybody [n]; there must be no ring. Steps double, so that chains end."""
    depth, above = (manager >= 0).astype(np.int64), manager.copy()
    while (moving := above >= 0).any():
        step = above[moving]
        depth[moving] += depth[step]
        above[moving] = above[step]
    return depth


def roots_of(manager: Ints) -> Ints:
    """Return the person at the top of everybody's line [n]."""
    top = np.where(manager >= 0, manager, np.arange(manager.size))
    while (top != top[top]).any():
        top = top[top]
    return top


def leads(manager: Ints) -> tuple[Bools, Bools]:
    """Return who leads anybody, and who leads somebody who leads."""
    anybody = np.zeros(manager.size, np.bool_)
    anybody[manager[manager >= 0]] = True
    leaders = np.zeros(manager.size, np.bool_)
    leaders[manager[(manager >= 0) & anybody]] = True
    return anybody, leaders


def levels(manager: Ints) -> NDArray[np.uint8]:
    """Return everybody's level by `LEVEL_RULE`, an index into `simulation.organisation.organisation.LEVELS`."""
    anybody, leaders = leads(manager)
    at_top = manager < 0
    high = at_top | ((manager >= 0) & at_top[np.maximum(manager, 0)])
    return np.where(leaders & high, 3, np.where(leaders, 2, anybody)).astype(np.uint8)
