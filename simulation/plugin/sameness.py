"""Whether two results are the same to the bit, and the first thing in which they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulation.model.record import COUNTERS, Trajectory

_SOME = 3
_NAMES: tuple[str, ...] = tuple(COUNTERS)


def first_difference(one: Trajectory, other: Trajectory, *, until: int | None = None, booked: bool = False) -> str:
    """Return the first thing in which two results differ, in words; empty where they are the same to the bit.

    ``until``: compare the weeks before this one only (counters, and events where there are any).
    ``booked``: compare costs as well.
    """
    for week, (a, b) in enumerate(zip(one.counts[:until], other.counts[:until], strict=True)):
        if not np.array_equal(a, b):
            differing = ", ".join(_NAMES[k] for k in np.flatnonzero((a != b).any(axis=0)).tolist()[:_SOME])
            return f"week {week}: {differing}"
    if until is not None:
        return _columns("events", *(_before(each.events or {}, until) for each in (one, other)))
    for name in ("people", "communities", "events"):
        if found := _columns(name, getattr(one, name) or {}, getattr(other, name) or {}):
            return found
    for name in ("roles", "replies", *(("booked",) if booked else ())):
        if getattr(one, name).tobytes() != getattr(other, name).tobytes():
            return str(name)
    return ""


def _before(events: Mapping[str, Any], week: int) -> dict[str, Any]:
    return {name: column[events["week"] < week] for name, column in events.items()}


def _columns(table: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Return the first column that differs, with its first place."""
    for name in dict.fromkeys([*one, *other]):
        a, b = (np.asarray(each.get(name, np.empty(0))) for each in (one, other))
        if a.shape != b.shape:
            return f"{table}: {name} has {a.shape[0]} and {b.shape[0]} entries"
        if a.tobytes() != b.tobytes():
            k = int(np.flatnonzero((a != b).reshape(len(a), -1).any(axis=1))[0]) if (a != b).any() else 0
            return f"{table}: {name}, first at {k}: {a[k]} and {b[k]}"
    return ""
