"""Heads of units: who leads most of a unit's people, for those whose manager is not known."""

from __future__ import annotations

import numpy as np

from simulation.importing.staff import NOBODY, Ints, Staff
from simulation.importing.tree import roots_of


def unit_heads(staff: Staff, people: Ints) -> Ints:
    """Return for each of some people, who report to nobody so far, the head of the unit; `NOBODY` where there is none.

    The head is somebody of the unit whose own manager is outside of it, below a true root, with most people
    of the unit below; of equal ones the first in the table.
    """
    unit = staff.names["unit"].code if "unit" in staff.names else np.zeros(staff.n, np.int64)
    top = roots_of(staff.manager)
    sound = ~np.isin(top, people)
    above = np.where(staff.manager >= 0, staff.manager, np.arange(staff.n))
    outside = (staff.manager < 0) | (unit[above] != unit)
    led = _led(staff.manager, unit)
    candidates = np.flatnonzero(sound & outside)
    order = candidates[np.lexsort((candidates, -led[candidates]))]
    head = np.full(int(unit.max()) + 2, NOBODY, np.int64)
    head[unit[order[::-1]]] = order[::-1]  # the first in order is written last
    return head[unit[people]]


def _led(manager: Ints, unit: Ints) -> Ints:
    """Return how many people of the same unit hang below everybody by a line that stays in the unit [n]."""
    inside = np.where((manager >= 0) & (unit[np.maximum(manager, 0)] == unit), manager, -1)
    led = np.zeros(manager.size, np.int64)
    waiting = np.bincount(inside[inside >= 0], minlength=manager.size)
    ready = np.flatnonzero(waiting == 0).tolist()
    while ready:
        person = ready.pop()
        above = int(inside[person])
        if above >= 0:
            led[above] += led[person] + 1
            waiting[above] -= 1
            if waiting[above] == 0:
                ready.append(above)
    return led
