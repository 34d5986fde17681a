"""What the kernel works on besides state: the layout of people and ties, weekly tables, scratch space.

Few wide arrays instead of many narrow ones: a compiled function pays for every array that
it is handed, in compile time and at every call.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

CHUNK: Final = 2048
"""People per slice: its buffers and state stay in the second-level cache."""

B1 = NDArray[np.bool_]
F4 = NDArray[np.float32]
I2 = NDArray[np.int16]
F8 = NDArray[np.float64]
I4 = NDArray[np.int32]
I8 = NDArray[np.int64]
U1 = NDArray[np.uint8]
U2 = NDArray[np.uint16]
U4 = NDArray[np.uint32]
Keys = NDArray[np.uint64]
Records = Any
"""An array of records; compiled code reads their fields as attributes."""
Record = Any
"""One record."""


class TieLayout(NamedTuple):
    """Ties of all layers as compressed rows: person i's are ``start`` [i] to ``start`` [i + 1], each with its layer."""

    start: I8
    neighbours: U4
    layer: U1


class PeopleLayout(NamedTuple):
    """People cut into chunks of at most `CHUNK`, each within one silo; and what never changes of them.

    ``marked`` lists the people whose role is not plain staff.
    """

    chunk_start: I8
    chunk_silo: I4
    manager: U4
    slots: U4
    silo: U2
    access: F4
    inverse: F4
    role: U1
    marked: U4


class Shared(NamedTuple):
    """What people see of each other.

    Two copies each of ``words`` [2, n] and ``shown`` [2, n + 1], of which the week's parity picks the one that
    is read; ``sums`` [3, n] over everybody's ties of who is active, who is registered, and levels of belief.
    """

    words: U4
    shown: F4
    sums: F8


class Reach(NamedTuple):
    """What readers need of a community, apart from its record, so that all of it stays in the cache.

    ``pull`` of its content and whether it is ``open``, for insiders and outsiders [2 C + 2]; its
    ``stage`` [C], the week's ``readers`` [C], and whether it is ``live`` [C]: whether something
    was said there in the week.
    """

    pull: F4
    open: U1
    stage: U1
    readers: I4
    live: U1


WEEKLY: Final = np.dtype(
    [
        ("threads", np.int32), ("founder", np.uint32), ("added", np.int32, (4,)),
        ("member_new", np.int32), ("seeded_new", np.int32), ("reply", np.float32), ("answering", np.float32),
        ("seeding", np.float32), ("inviting", np.float32), ("clarifying", np.float32),
        ("first_reader", np.int64), ("last_reader", np.int64),
    ],
    align=True,
)  # fmt: skip
"""What happens in one community in a week."""

READERS, AUTHORS, PLACES, AMOUNTS, LEAVERS, CHANGED = range(6)


class Lists(NamedTuple):
    """Lists of the week: ``people`` [6, n] (readers, authors with place and amount, leavers, whose word changed).

    ``by_place`` holds readers by community, ``events`` [n, 3] registrations (week, person,
    cause), ``histogram`` [silos + 1, bins] contributors by number of contributions, ``most``
    the highest number in use, ``replies`` [years, silos, silos] who replied to whom, ``crowd``
    [silos + 1, 4] what a well-mixed population shows.
    """

    people: U4
    by_place: U4
    events: I4
    histogram: I8
    most: I4
    replies: I8
    crowd: I8


class Tables(NamedTuple):
    """Fixed tables: cumulated shares of item types by community type, levers of management by stage."""

    mix: F4
    care: F4


class Scratch(NamedTuple):
    """Buffers of one chunk, by row."""

    floats: F4
    ints: I4


(
    ACTIVE_SHARE, REGISTERED_SHARE, OPINION, MANAGER, PULL, FACTOR, EXPOSURE, HAZARD, READING, HIGH, LOW, EFFECT,
    DISTRACTION, EXPRESSED, ACCESS, LAUNCH, BARRED,
) = range(17)  # fmt: skip
JOINED, READ, SPOKE, SEGMENT, CHOSEN, ATTENDED = range(6)


def empty_lists(n: int, silos: int, bins: int, years: int) -> Lists:
    """Allocate the lists; contributions of one person are told apart up to ``bins`` - 1."""
    return Lists(
        np.zeros((6, n), np.uint32),
        np.zeros(3 * n, np.uint32),
        np.zeros((n, 3), np.int32),
        np.zeros((silos + 1, bins), np.int64),
        np.zeros(silos + 1, np.int32),
        np.zeros((years, silos, silos), np.int64),
        np.zeros((silos + 1, 4), np.int64),
    )


def empty_reach(n: int) -> Reach:
    """Allocate what readers need of n communities, and of the one that nobody has."""
    sides = 2 * n + 2
    return Reach(
        np.zeros(sides, np.float32),
        np.zeros(sides, np.uint8),
        np.zeros(n, np.uint8),
        np.zeros(n, np.int32),
        np.zeros(n, np.uint8),
    )


def empty_scratch() -> Scratch:
    """Allocate the buffers of a chunk."""
    return Scratch(np.zeros((17, CHUNK), np.float32), np.zeros((6, CHUNK), np.int32))
