"""How each mark is drawn in a frame."""

from __future__ import annotations

from functools import singledispatch
from math import isnan
from typing import Final

from simulation.present.picture.dots import dots
from simulation.present.picture.frame import LINE, PlotFrame
from simulation.present.picture.scene import Dots, Ground, Heat, Line, Point, Ribbon, Rule
from simulation.present.picture.svg import SIZE, box, line, path, spread, tag, text, thinned, width_of, wrapped

LABEL_ROOM: Final = 150.0
"""Room to the right of a wide plot for the labels of its lines."""
_RADIUS: Final = 4.5


@singledispatch
def drawn(mark: object, frame: PlotFrame) -> str:
    """Return a mark as SVG."""
    raise TypeError(f"a {type(mark).__name__} is not drawn in a frame")


@drawn.register
def _ribbon(mark: Ribbon, frame: PlotFrame) -> str:
    there = [(x, a, b) for x, a, b in zip(mark.x, mark.low, mark.high, strict=True) if not (isnan(a) or isnan(b))]
    if mark.edges:
        ends = (
            [(frame.x(x), frame.y(end)) for x, end in zip(mark.x, those, strict=True)]
            for those in (mark.low, mark.high)
        )
        return "".join(path(points, f"edge t-{mark.tone}") for points in ends)
    over = thinned([(frame.x(x), frame.y(high)) for x, _, high in there]) if there else []
    under = thinned([(frame.x(x), frame.y(low)) for x, low, _ in reversed(there)]) if there else []
    return path([*over, *under], f"{'inner' if mark.inner else 'outer'} t-{mark.tone}", closed=True)


@drawn.register
def _line(mark: Line, frame: PlotFrame) -> str:
    points = ((frame.x(x), frame.y(y)) for x, y in zip(mark.x, mark.y, strict=True))
    return path(points, f"{'thin' if mark.thin else 'line'} t-{mark.tone}", name=mark.name or mark.label)


@drawn.register
def _point(mark: Point, frame: PlotFrame) -> str:
    x, y = frame.x(mark.x), frame.y(mark.y)
    kind = f"t-{mark.tone}"
    title = tag("title", _safe(mark.text)) if mark.text else ""
    circle = tag("circle", title, cx=x, cy=y, r=_RADIUS, kind=f"{'hollow' if mark.hollow else 'dot'} {kind}")
    return line(x, frame.y(mark.low), x, frame.y(mark.high), f"whisker {kind}") + circle


@drawn.register
def _ground(mark: Ground, frame: PlotFrame) -> str:
    left, right = frame.x(mark.start), frame.x(mark.end)
    lines = wrapped(mark.text, max(right - left - 8, 60)) if mark.text else []
    words = [
        text(right - 4, frame.top + SIZE + LINE * i, each, kind="note", anchor="end") for i, each in enumerate(lines)
    ]
    return box(left, frame.top, right - left, frame.bottom - frame.top, "ground") + "".join(words)


@drawn.register
def _rule(mark: Rule, frame: PlotFrame) -> str:
    kind = "bold" if mark.bold else "rule"
    if mark.axis == "y":
        place = frame.y(mark.at)
        under = place + SIZE + 2
        words = (
            text(frame.left + 4, under if under < frame.bottom - 2 else place - 5, mark.text, kind="note")
            if mark.text
            else ""
        )
        return line(frame.left, place, frame.right, place, kind) + words
    place = frame.x(mark.at)
    room = width_of(mark.text)
    at_end = place + room + 6 > frame.paper.width
    words = text(
        place + (-5 if at_end else 5), frame.top + SIZE, mark.text, kind="note", anchor="end" if at_end else ""
    )
    return line(place, frame.top, place, frame.bottom, kind) + (words if mark.text else "")


@drawn.register
def _dots(mark: Dots, frame: PlotFrame) -> str:
    return dots(mark, frame)


@drawn.register
def _heat(mark: Heat, frame: PlotFrame) -> str:
    wide = (frame.right - frame.left) / len(mark.columns)
    high = (frame.bottom - frame.top) / len(mark.rows)
    found = []
    for i, row in enumerate(mark.values):
        for j, value in enumerate(row):
            x, y = frame.left + j * wide, frame.top + i * high
            share = 0.0 if isnan(value) or not mark.most else min(1.0, abs(value) / mark.most)
            cell = tag("rect", x=x, y=y, width=wide - 2, height=high - 2, kind="cell")
            tone = "first" if value > 0 else "second"
            fill = tag(
                "rect", x=x, y=y, width=wide - 2, height=high - 2, kind=f"heat t-{tone}", opacity=f"{share * 0.45:.2f}"
            )
            words = text(x + wide / 2 - 1, y + high / 2 + SIZE / 3, mark.words[i][j], kind="value", anchor="middle")
            found.append(cell + fill + words)
    return "".join(found)


def end_labels(marks: list[Line], frame: PlotFrame) -> str:
    """Label lines at their right ends: beside the plot where it is wide, else above the ends, inside."""
    named = [mark for mark in marks if mark.label and mark.y]
    if not named:
        return ""
    narrow = frame.paper.narrow
    room = (frame.right - frame.left) * 0.62 if narrow else frame.paper.width - frame.right - 8
    lines = [wrapped(mark.label, room) for mark in named]
    tall = max(map(len, lines)) * LINE + 2
    places = [frame.y(mark.y[-1]) - (10 if narrow else 0) for mark in named]
    found = []
    for mark, words, place in zip(named, lines, spread(places, tall, frame.top + SIZE, frame.bottom - 4), strict=True):
        first = place + SIZE / 3 - (len(words) - 1) * LINE / (1 if narrow else 2)
        for i, each in enumerate(words):
            x, anchor = (frame.right - 4, "end") if narrow else (frame.right + 8, "")
            found.append(text(x, first + LINE * i, each, kind=f"label t-{mark.tone}", anchor=anchor))
    return "".join(found)


def _safe(words: str) -> str:
    from html import escape

    return escape(words)
