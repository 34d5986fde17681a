"""Elements of SVG: escaped, numbers short, colours by class so that the page's stylesheet decides on light or dark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

LETTER = 0.59
"""Mean width of a letter as a share of the size of the type, on the safe side."""
THIN = 0.4
"""Units that a drawn line may lie beside its points, which is less than its own width."""
BOLD = 14.5
"""Size of type as which strong letters, which are wider, are measured."""
SIZE = 13.0
"""Size of the type of labels, in units of the drawing."""


def number(value: float) -> str:
    """Write a coordinate with one digit, which is finer than a screen shows."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, content: str = "", /, **attributes: str | float | None) -> str:
    """Return an element; ``kind`` is its class, names have - for _, attributes that are None are left out."""
    given = {("class" if key == "kind" else key.replace("_", "-")): value for key, value in attributes.items()}
    words = "".join(
        f' {key}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in given.items()
        if value is not None and value != ""
    )
    return f"<{name}{words}>{content}</{name}>" if content else f"<{name}{words}/>"


def text(x: float, y: float, words: str, *, kind: str = "", anchor: str = "") -> str:
    """Return a line of text; ``anchor`` is *middle* or *end*."""
    return tag("text", escape(words), x=x, y=y, kind=kind, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """Return a straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, kind=kind)


def box(x: float, y: float, width: float, height: float, kind: str, title: str = "") -> str:
    """Return a rectangle with what it says when it is pointed at."""
    content = tag("title", escape(title)) if title else ""
    return tag("rect", content, x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), kind=kind)


def path(points: Iterable[tuple[float, float]], kind: str, *, closed: bool = False, name: str = "") -> str:
    """Return a line through points; those that are not defined interrupt it. ``name`` is what it is called on hover."""
    pieces = [_strokes(run if closed else thinned(run)) for run in _there(points)]
    return tag("path", d="".join(pieces) + ("Z" if closed else ""), kind=kind, data_name=name) if pieces else ""


def _strokes(points: Sequence[tuple[float, float]]) -> str:
    """Return the commands of a line: where it starts, then tenths of a unit right and down, from point to point."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [f"{_tenths(x1 - x0)}{_joined(_tenths(y1 - y0))}" for (x0, y0), (x1, y1) in pairwise(tenths)]
    x, y = tenths[0]
    return f"M{_tenths(x)}{_joined(_tenths(y))}" + (f"l{steps[0]}{''.join(map(_joined, steps[1:]))}" if steps else "")


def _tenths(value: int) -> str:
    """Write tenths as short as a path may have them."""
    whole, rest = divmod(abs(value), 10)
    text = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{text}" if value < 0 else text


def _joined(text: str) -> str:
    """Return a number as it follows another one: its sign parts them as well as a space."""
    return text if text.startswith("-") else f" {text}"


def _there(points: Iterable[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Return the stretches of points that are defined."""
    found: list[list[tuple[float, float]]] = [[]]
    for x, y in points:
        if math.isnan(x) or math.isnan(y):
            found.append([])
        else:
            found[-1].append((x, y))
    return [run for run in found if run]


def thinned(points: Sequence[tuple[float, float]], within: float = THIN) -> list[tuple[float, float]]:
    """Leave out points that lie near the straight line between others: none is seen to be missing.

    A stretch goes on for as long as a line from its first point passes within ``within`` above or below of every point
    since (the swinging door of Bristol, 1990); so no point is further from what is drawn than twice that. Both ends
    stay, and places must rise, or fall, from left to right.
    """
    kept = [points[0]]
    (x0, y0), before = points[0], points[0]
    least, most = -math.inf, math.inf
    for point in points[1:]:
        wide = point[0] - x0
        low, high = (
            ((point[1] - y0 - within) / wide, (point[1] - y0 + within) / wide) if wide else (-math.inf, math.inf)
        )
        low, high = min(low, high), max(low, high)
        least, most = max(least, low), min(most, high)
        if least > most:
            kept.append(before)
            x0, y0 = before
            wide = point[0] - x0
            ends = ((point[1] - y0 - within) / wide, (point[1] - y0 + within) / wide) if wide else (-math.inf, math.inf)
            least, most = min(ends), max(ends)
        before = point
    return [*kept, before] if len(points) > 1 else kept


def width_of(words: str, size: float = SIZE) -> float:
    """Return about how wide a text is; a percent sign is as wide as a letter and a half."""
    return (len(words) + words.count("%") / 2) * size * LETTER


def wrapped(words: str, width: float, size: float = SIZE) -> list[str]:
    """Break a text into lines that fit a width."""
    import textwrap

    return textwrap.wrap(words, max(4, int(width / (size * LETTER)))) or [""]


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart until all are at least ``gap`` from each other, within two ends where that fits."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    found = list(places)
    for before, i in pairwise(order):
        found[i] = max(found[i], found[before] + gap)
    if order and found[order[-1]] > high:
        found[order[-1]] = high
        for after, i in pairwise(reversed(order)):
            found[i] = min(found[i], found[after] - gap)
    return [max(place, low) for place in found]
