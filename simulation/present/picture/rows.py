"""Plots with rows: a name, bars or points on a common axis, and columns of words to the right."""

from __future__ import annotations

from html import escape
from typing import Final

from simulation.present.picture.frame import LINE, Paper, PlotFrame, below, horizontal
from simulation.present.picture.scales import Scale
from simulation.present.picture.scene import Bar, Ground, Mark, Plot, Point, Row, Rule
from simulation.present.picture.svg import SIZE, line, tag, text, width_of, wrapped

_ROW: Final = {True: 44.0, False: 32.0}
_BAR: Final = {True: 13.0, False: 15.0}
_NAMES: Final = 0.3
"""Largest share of a wide picture that names take."""


def rows(plot: Plot, paper: Paper) -> tuple[str, float]:
    """Draw a plot with rows; return it with its height."""
    names = [[row.name] if paper.narrow else wrapped(row.name, paper.width * _NAMES - 12) for row in plot.rows]
    columns = _columns(plot) if not paper.narrow else []
    left = (
        paper.inset + 6
        if paper.narrow
        else min(paper.width * _NAMES, max(width_of(n) for each in names for n in each) + 14)
    )
    right = paper.width - paper.inset - 4 - sum(columns)
    top = LINE + 8 if (plot.heads and not paper.narrow) else 6.0
    height = _ROW[paper.narrow]
    bottom = top + height * len(plot.rows)
    frame = PlotFrame(Scale(plot.x.low, plot.x.high, left, right), Scale(len(plot.rows), 0, bottom, top), paper)
    parts = [horizontal(plot, frame, grid=True)]
    parts += [_mark(mark, frame, height) for mark in plot.marks if isinstance(mark, Ground | Rule)]
    for i, (row, words) in enumerate(zip(plot.rows, names, strict=True)):
        parts.append(_words(row, words, frame, top + i * height, columns))
    parts += [_mark(mark, frame, height) for mark in plot.marks if not isinstance(mark, Ground | Rule)]
    if top > LINE:
        parts.append(_heads(plot, frame, columns))
    return "".join(parts), bottom + below(plot, right - left)


def _columns(plot: Plot) -> list[float]:
    """Return the widths of the columns of words."""
    cells = [plot.heads, *(row.cells for row in plot.rows)]
    number = max(map(len, cells), default=0)
    return [max(width_of(each[i]) for each in cells if i < len(each)) + 14 for i in range(number)]


def _words(row: Row, name: list[str], frame: PlotFrame, top: float, columns: list[float]) -> str:
    """Write a row's name and its words: beside the bar, or above it where the paper is narrow."""
    if frame.paper.narrow:
        found = [text(frame.left, top + SIZE + 2, name[0], kind="name halo")]
        brief = row.brief or "".join(row.cells[:1])
        if width_of(name[0]) + width_of(brief) + 10 < frame.right - frame.left:
            found.append(text(frame.right, top + SIZE + 2, brief, kind="value", anchor="end"))
        return "".join(found)
    middle = top + _ROW[False] / 2
    first = middle + SIZE / 3 - (len(name) - 1) * (LINE - 2) / 2
    found = [text(frame.paper.inset, first + i * (LINE - 2), each, kind="name") for i, each in enumerate(name)]
    edge = frame.right
    for cell, width in zip(row.cells, columns, strict=False):
        edge += width
        found.append(text(edge, middle + SIZE / 3, cell, kind="value", anchor="end"))
    return "".join(found)


def _heads(plot: Plot, frame: PlotFrame, columns: list[float]) -> str:
    edge, found = frame.right, []
    for head, width in zip(plot.heads, columns, strict=False):
        edge += width
        found.append(text(edge, LINE - 2, head, kind="tick", anchor="end"))
    return "".join(found)


def _mark(mark: Mark, frame: PlotFrame, height: float) -> str:
    match mark:
        case Bar():
            return _bar(mark, frame, height)
        case Point():
            return _point(mark, frame, height)
        case Rule():
            place = frame.x(mark.at)
            return line(place, frame.top, place, frame.bottom, "bold" if mark.bold else "rule")
        case Ground():
            left, right = frame.x(mark.start), frame.x(mark.end)
            return tag("rect", x=left, y=frame.top, width=right - left, height=frame.bottom - frame.top, kind="ground")
    raise TypeError(f"a {type(mark).__name__} has no place in rows")


def _middle(row: float, frame: PlotFrame, height: float) -> float:
    """Return the height at which the bar of a row lies."""
    top = frame.top + row * height
    return top + (height - _BAR[True] / 2 - 8 if frame.paper.narrow else height / 2)


def _bar(mark: Bar, frame: PlotFrame, height: float) -> str:
    ends = sorted((frame.x(mark.start), frame.x(mark.end)))
    middle, thick = _middle(mark.row, frame, height), _BAR[frame.paper.narrow]
    fill = f"url(#hatch-{frame.paper.name})" if mark.tone == "literature" else None
    kind = f"{'hollow' if mark.hollow else 'hatched' if fill else 'bar'} t-{mark.tone}"
    title = tag("title", escape(mark.text)) if mark.text else ""
    wide = max(ends[1] - ends[0], 1.0)
    found = tag("rect", title, x=ends[0], y=middle - thick / 2, width=wide, height=thick, kind=kind, fill=fill)
    if mark.low is not None and mark.high is not None:
        a, b = frame.x(mark.low), frame.x(mark.high)
        found += line(a, middle, b, middle, "range")
        found += "".join(line(end, middle - 4, end, middle + 4, "range") for end in (a, b))
    return found


def _point(mark: Point, frame: PlotFrame, height: float) -> str:
    middle = _middle(mark.y, frame, height)
    title = tag("title", escape(mark.text)) if mark.text else ""
    kind = f"{'hollow' if mark.hollow else 'dot'} t-{mark.tone}"
    found = line(frame.x(mark.low), middle, frame.x(mark.high), middle, f"whisker t-{mark.tone}")
    return found + tag("circle", title, cx=frame.x(mark.x), cy=middle, r=5.0, kind=kind)
