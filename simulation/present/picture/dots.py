"""Quantile dotplots: so many equally likely outcomes, one dot each, stacked where they are close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from simulation.present.picture.frame import PlotFrame
from simulation.present.picture.scene import Dots
from simulation.present.picture.svg import tag

DOTS_ROOM: Final = {True: 74.0, False: 120.0}
"""Room to the right of a plot for dots along its vertical axis: narrow, wide."""
_SIZES: Final = {True: (8.0, 9.0), False: (10.0, 13.0)}
"""Diameters along the vertical and along the horizontal axis: narrow, wide."""
_LEAST: Final = 3.0


def diameter(mark: Dots, places: Sequence[float], narrow: bool) -> float:
    """Return the diameter of dots: smaller where a stack would not fit."""
    size = _SIZES[narrow][mark.along == "x"]
    if mark.along == "x":
        return size
    while size > _LEAST and tallest(places, size) * size > DOTS_ROOM[narrow] - 10:
        size -= 0.5
    return size


def tallest(places: Sequence[float], size: float) -> int:
    """Return how many dots the tallest stack has."""
    return max(Counter(_bin(place, size) for place in places).values(), default=0)


def _bin(place: float, size: float) -> int:
    return int(place // size)


def dots(mark: Dots, frame: PlotFrame) -> str:
    """Draw dots, hollow below the limit; those of one stack lie on their common place."""
    scale = frame.x if mark.along == "x" else frame.y
    places = [scale(value) for value in mark.values]
    size = diameter(mark, places, frame.paper.narrow)
    edge = scale(mark.limit)
    seen: Counter[tuple[int, bool]] = Counter()
    found = []
    for value, place in sorted(zip(mark.values, places, strict=True)):
        below = value < mark.limit
        # stacks start at the limit, so that none holds dots of both sides
        number = int(abs(place - edge) // size)
        rank = seen[number, below]
        seen[number, below] += 1
        away = (number + 0.5) * size
        along = edge + (away if (place > edge) or (place == edge and mark.along == "x") else -away)
        across = (rank + 0.5) * size
        cx, cy = (along, frame.bottom - across) if mark.along == "x" else (frame.right + 8 + across, along)
        kind = f"{'hollow t-loss' if below else f'dot t-{mark.tone}'}"
        found.append(tag("circle", cx=cx, cy=cy, r=size / 2 - 0.8, kind=kind))
    return "".join(found)
