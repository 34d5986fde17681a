"""Which numbers of units may be printed: none of too few people, and none that would give one away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SMALL: Final = "small units"
"""What units are called together whose own numbers may not be printed."""


def printable(sizes: Sequence[int], minimum: int, parents: Sequence[str] | None = None) -> list[bool]:
    """Return which sizes may be printed beside the sum of those that share a parent (of all, without parents).

    Sizes below ``minimum`` may not. Where what is left out of a sum is below ``minimum``, or is one unit
    only, it could be worked out: then the next smallest is left out as well (secondary suppression).
    """
    shown = [size >= minimum for size in sizes]
    groups: dict[str, list[int]] = {}
    for place in range(len(sizes)):
        groups.setdefault(parents[place] if parents else "", []).append(place)
    for places in groups.values():
        hidden = [place for place in places if not shown[place]]
        waiting = sorted((place for place in places if shown[place]), key=lambda place: (sizes[place], place))
        while hidden and (len(hidden) == 1 or sum(sizes[place] for place in hidden) < minimum) and waiting:
            place = waiting.pop(0)
            shown[place] = False
            hidden.append(place)
    return shown


def named_sizes(sizes: Mapping[str, int], minimum: int, parents: Sequence[str] | None = None) -> dict[str, int | None]:
    """Return sizes by name, None where one may not be printed."""
    kept = printable(list(sizes.values()), minimum, parents)
    return {name: size if shown else None for (name, size), shown in zip(sizes.items(), kept, strict=True)}


def told_silos(
    silo: NDArray[np.unsignedinteger[Any]], names: Sequence[str], minimum: int
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the names under which results are told, and the place among them of each silo.

    Silos that may be printed keep their names; the others are told together as `SMALL`, at the end.
    """
    shown = printable(np.bincount(silo, minlength=len(names)).tolist(), minimum)
    kept = [name for name, is_shown in zip(names, shown, strict=True) if is_shown]
    place = {name: number for number, name in enumerate(kept)}
    return (
        (*kept, *([SMALL] if len(kept) < len(names) else [])),
        tuple(place.get(name, len(kept)) for name in names),
    )
