"""Elements of SVG: escaped, numbers short, colours by class so that the page's stylesheet decides on light or dark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

LETTER = 0.59
"""Mean width of a letter as a share of the size of the type, on the safe side."""
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
    pieces: list[str] = []
    pen = "M"
    for x, y in points:
        if math.isnan(x) or math.isnan(y):
            pen = "M"
            continue
        pieces.append(f"{pen}{number(x)} {number(y)}")
        pen = "L"
    return tag("path", d="".join(pieces) + ("Z" if closed else ""), kind=kind, data_name=name) if pieces else ""


def width_of(words: str, size: float = SIZE) -> float:
    """Return about how wide a text is."""
    return len(words) * size * LETTER


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
