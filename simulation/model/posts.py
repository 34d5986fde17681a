"""Posts in an intervention: who is there from week to week, and who takes over; the same code in every engine."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.model import rules

B1 = NDArray[np.bool_]
I2 = NDArray[np.int16]
U1 = NDArray[np.uint8]
I8 = NDArray[np.int64]
_I4: Any = np.int32


@loop
def move_posts(
    week: int, has_left: B1, has_lapsed: B1, replaces: bool, room: int, there: B1, waits: B1, since: I8
) -> int:
    """Let those go who left or lapsed, and at most ``room`` successors begin, the first posts first; return how many.

    ``there`` says of each post whether its person takes part, ``waits`` whether a successor waits to be trained,
    ``since`` from which week on its person is there.
    """
    begun = 0
    for k in range(there.size):
        if has_left[k] or has_lapsed[k]:
            there[k] = False
        if has_left[k] and replaces:
            waits[k] = True
        if waits[k] and begun < room:
            waits[k], there[k], since[k] = False, True, week
            begun += 1
    return begun


@loop
def are_posts_at_rest(week: int, hired_week: I2, seats: I8, waits: B1) -> bool:
    """Whether nobody has left a post in the last week, and no successor waits."""
    moving = 0
    for k in range(seats.size):
        moving += waits[k] or (week > 0 and hired_week[seats[k]] == week - 1)
    return moving == 0


@loop
def is_managed_as_before(stage: U1, chosen: I8, there: B1, managed: B1) -> bool:
    """Whether those communities have a manager who is there, where they run, that had one before."""
    others = 0
    for k in range(chosen.size):
        others += managed[k] != (there[k] and rules.running(_I4(stage[chosen[k]])) != 0)
    return others == 0


@loop
def find_managed(age: int, runs: B1, there: B1, managed: B1) -> int:
    """Say which communities have a manager this week: one who is there, where they run; return how many.

    In her first week she opens those that do not run.
    """
    count = 0
    for k in range(there.size):
        managed[k] = there[k] and (age == 0 or runs[k])
        if managed[k]:
            count += 1
    return count
