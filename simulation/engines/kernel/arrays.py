"""What the kernel works on besides state: the layout of people and ties, weekly tables, scratch space.

Few wide arrays instead of many narrow ones: a compiled function pays for every array that
it is handed, in compile time and at every call.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

CHUNK: Final = 1024
"""People per slice: its buffers stay in the first-level cache."""
ROWS: Final = 8
"""Rows of ties that are summed side by side."""
MAX_ROW: Final = 255
"""Ties in one row at most, so that packed sums can not overflow; people with more in a layer are hubs."""

F4 = NDArray[np.float32]
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
    """Ties of a chunk and layer in slices of `ROWS` rows side by side.

    Rows are padded to the longest of the eight with the dummy person n, whose word is 0.
    ``hub_start`` [layers, G + 1] finds the ``hubs`` of a chunk and layer, ``hub_ties`` and
    ``hub_neighbours`` hold their ties as compressed rows.
    """

    slice_start: I8
    tie_start: I8
    neighbours: U4
    rows: U2
    hub_start: I8
    hubs: I8
    hub_ties: I8
    hub_neighbours: U4


class PeopleLayout(NamedTuple):
    """People cut into chunks of at most `CHUNK`, each within one silo; and what never changes of them.

    ``marked`` lists the people whose role is not plain staff, ``marked_start`` where a chunk's begin.
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
    marked_start: I8


class Shared(NamedTuple):
    """What people see of each other; two copies [2, n + 1], the week's parity picks the one that is read."""

    words: U4
    shown: F4


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

READERS, AUTHORS, PLACES, AMOUNTS, LEAVERS = range(5)


class Lists(NamedTuple):
    """Lists of the week: ``people`` [5, n] (readers, authors with place and amount, leavers).

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
    packed: Keys


(
    ACTIVE_SHARE, REGISTERED_SHARE, OPINION, MANAGER, PULL, FACTOR, EXPOSURE, HAZARD, READING, HIGH, LOW, EFFECT,
    DISTRACTION, SETTING, EXPRESSED, ACCESS,
) = range(16)  # fmt: skip
JOINED, READ, SPOKE, SEGMENT, CHOSEN = range(5)


def empty_lists(n: int, silos: int, bins: int, years: int) -> Lists:
    """Allocate the lists; contributions of one person are told apart up to ``bins`` - 1."""
    return Lists(
        np.zeros((5, n), np.uint32),
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
    """Allocate the buffers of a chunk, with one place more for padding rows."""
    width = CHUNK + 1
    return Scratch(np.zeros((16, width), np.float32), np.zeros((5, width), np.int32), np.zeros(width, np.uint64))
