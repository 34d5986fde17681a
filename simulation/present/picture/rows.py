"""Plots with rows: a name, bars or points on a common axis, and columns of words to the right."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import Final

from simulation.present.picture.frame import LINE, Paper, PlotFrame, below, horizontal
from simulation.present.picture.scales import Scale
from simulation.present.picture.scene import Bar, Ground, Mark, Plot, Point, Row, Rule
from simulation.present.picture.svg import SIZE, line, tag, text, width_of, wrapped

_ROW: Final = {True: 44.0, False: 32.0}
_BAR: Final = {True: 13.0, False: 15.0}
_TIGHT: Final = 14.0
"""Height of a further line of a name."""
_NAMES: Final = 0.3
"""Largest share of a wide picture that names take."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The frame of a plot with rows: upper edges and heights of the rows, widths of the columns of words."""

    frame: PlotFrame
    tops: list[float]
    heights: list[float]
    columns: list[float]

    @property
    def narrow(self) -> bool:
        """Whether names stand above their bars."""
        return self.frame.paper.narrow

    def middle(self, row: float) -> float:
        """Return the height at which the bar of a row lies; a fraction moves it within the row."""
        i = round(row)
        if self.narrow:
            return self.tops[i] + self.heights[i] - 15 + (row - i) * 22
        return self.tops[i] + self.heights[i] * (0.5 + row - i)


def rows(plot: Plot, paper: Paper) -> tuple[str, float]:
    """Draw a plot with rows; return it with its height."""
    columns = [] if paper.narrow else _columns(plot)
    left = paper.inset + 6 if paper.narrow else paper.width * _NAMES
    right = paper.width - paper.inset - 4 - sum(columns)
    names = [_name(row, paper, right - left if paper.narrow else left - 14) for row in plot.rows]
    if not paper.narrow:
        left = min(left, max(width_of(words) for name in names for words in name) + 14)
    heights = [max(_ROW[paper.narrow] + _extra(name, paper), 0.0) for name in names]
    top = LINE + 8 if (plot.heads and not paper.narrow) else 6.0
    edges = list(accumulate(heights, initial=top))
    frame = PlotFrame(Scale(plot.x.low, plot.x.high, left, right), Scale(0, 1, edges[-1], top), paper)
    placed = _Rows(frame, edges[:-1], heights, columns)
    behind = [mark for mark in plot.marks if isinstance(mark, Ground | Rule)]
    parts = [horizontal(plot, frame, grid=True), *(_mark(mark, placed) for mark in behind)]
    parts += [_words(row, name, i, placed) for i, (row, name) in enumerate(zip(plot.rows, names, strict=True))]
    parts += [_mark(mark, placed) for mark in plot.marks if not isinstance(mark, Ground | Rule)]
    parts.append(_heads(plot, placed))
    return "".join(parts), edges[-1] + below(plot, right - left)


def _columns(plot: Plot) -> list[float]:
    """Return the widths of the columns of words."""
    cells = [plot.heads, *(row.cells for row in plot.rows)]
    number = max(map(len, cells), default=0)
    return [max(width_of(each[i]) for each in cells if i < len(each)) + 14 for i in range(number)]


def _brief(row: Row) -> str:
    """Return what stands beside a name where there are no columns."""
    return row.brief or "".join(row.cells[:1])


def _name(row: Row, paper: Paper, width: float) -> list[str]:
    """Break a name into lines; on narrow paper it leaves room for the words beside it."""
    return wrapped(row.name, width - (width_of(_brief(row)) + 10 if paper.narrow else 0))


def _extra(name: list[str], paper: Paper) -> float:
    """Return how much higher a row is for the lines of its name: a wide one has room for two."""
    return (len(name) - 1 if paper.narrow else max(len(name) - 2, 0)) * _TIGHT


def _words(row: Row, name: list[str], i: int, placed: _Rows) -> str:
    """Write a row's name and its words: beside the bar, or above it where the paper is narrow."""
    frame, top = placed.frame, placed.tops[i]
    if placed.narrow:
        first = top + SIZE + 2
        found = [text(frame.left, first + k * _TIGHT, each, kind="name halo") for k, each in enumerate(name)]
        return "".join([*found, text(frame.right, first, _brief(row), kind="value", anchor="end")])
    middle = placed.middle(i)
    first = middle + SIZE / 3 - (len(name) - 1) * _TIGHT / 2
    found = [text(frame.paper.inset, first + k * _TIGHT, each, kind="name") for k, each in enumerate(name)]
    edge = frame.right
    for cell, width in zip(row.cells, placed.columns, strict=False):
        edge += width
        found.append(text(edge, middle + SIZE / 3, cell, kind="value", anchor="end"))
    return "".join(found)


def _heads(plot: Plot, placed: _Rows) -> str:
    edge, found = placed.frame.right, []
    for head, width in zip(plot.heads, placed.columns, strict=False):
        edge += width
        found.append(text(edge, LINE - 2, head, kind="tick", anchor="end"))
    return "".join(found)


def _mark(mark: Mark, placed: _Rows) -> str:
    frame = placed.frame
    match mark:
        case Bar():
            return _bar(mark, placed)
        case Point():
            return _point(mark, placed)
        case Rule():
            place = frame.x(mark.at)
            return line(place, frame.top, place, frame.bottom, "bold" if mark.bold else "rule")
        case Ground():
            left, right = frame.x(mark.start), frame.x(mark.end)
            return tag("rect", x=left, y=frame.top, width=right - left, height=frame.bottom - frame.top, kind="ground")
    raise TypeError(f"a {type(mark).__name__} has no place in rows")


def _bar(mark: Bar, placed: _Rows) -> str:
    frame, middle, thick = placed.frame, placed.middle(mark.row), _BAR[placed.narrow]
    ends = sorted((frame.x(mark.start), frame.x(mark.end)))
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


def _point(mark: Point, placed: _Rows) -> str:
    frame, middle = placed.frame, placed.middle(mark.y)
    title = tag("title", escape(mark.text)) if mark.text else ""
    kind = f"{'hollow' if mark.hollow else 'dot'} t-{mark.tone}"
    found = line(frame.x(mark.low), middle, frame.x(mark.high), middle, f"whisker t-{mark.tone}")
    return found + tag("circle", title, cx=frame.x(mark.x), cy=middle, r=5.0, kind=kind)
