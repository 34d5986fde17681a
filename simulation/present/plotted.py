"""A picture of a report as a figure of plotly: to show in a notebook, to change, to write elsewhere.

The same marks that a report draws as SVG become traces and shapes, on the same axes and in the same colours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import singledispatchmethod
from math import isnan
from typing import TYPE_CHECKING, Any, Final

from simulation.errors import InputError
from simulation.present.language import ENGLISH
from simulation.present.picture.scene import Bar, Dots, Ground, Heat, Line, Plot, Point, Ribbon, Rule
from simulation.present.picture.style import COLOURS, FONT
from simulation.present.report.page import pictures
from simulation.present.research.pictures import research_pictures
from simulation.results.board import board
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from simulation.present.picture.scene import Axis, Event, Picture
    from simulation.results.reader import StoredRun

Spec = dict[str, Any]
_COLOUR: Final = COLOURS["light"]
_DASHES: Final = {"base": "dash", "second": "dashdot", "third": "dot", "fourth": "longdash"}
_ACROSS: Final = 3
_GAP: Final = 0.06
_BAND, _INNER = 0.16, 0.28
_BINS: Final = 40
"""Places in which the dots of a dotplot are stacked."""
_ROW_PX: Final = 30
_PLOT_PX: Final = 320
_FRAME_PX: Final = 150


def pictured(run: StoredRun) -> dict[str, Picture]:
    """Return every picture of a run's report, by name."""
    seen = board(run, [])
    every = (pictures(seen, ENGLISH), research_pictures(seen, ENGLISH))
    return {each.name: each for found in every for those in found.values() for each in those}


def plotted(run: StoredRun, name: str = "registered") -> go.Figure:
    """Return a picture of a run's report by name, as a figure of plotly.

    Raises:
        InputError: there is no such figure; the message has the nearest names.
    """
    import plotly.graph_objects as go

    found = pictured(run)
    if name not in found:
        raise InputError(unknown("figure", str(name), found))
    return go.Figure(spec(found[name]))


def spec(picture: Picture) -> Spec:
    """Return what `plotly.graph_objects.Figure` takes: the traces and the layout of a picture."""
    across = 1 if picture.plots[0].rows else min(len(picture.plots), _ACROSS)
    down = -(-len(picture.plots) // across)
    heights = [sum(_height(plot) for plot in picture.plots[i::across]) for i in range(across)]
    layout: Spec = {
        "title": {"text": picture.title, "subtitle": {"text": picture.subtitle}, "font": {"size": 17}},
        "font": {"family": FONT, "size": 13, "color": _COLOUR["ink"]},
        "paper_bgcolor": _COLOUR["paper"],
        "plot_bgcolor": _COLOUR["paper"],
        "hovermode": "closest",
        "height": max(heights) + _FRAME_PX,
        "margin": {"l": 70, "r": 20, "t": 90, "b": 60},
        "legend": {"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top"},
        "barmode": "overlay",
        "shapes": [],
        "annotations": [],
    }
    data: list[Spec] = []
    for i, plot in enumerate(picture.plots):
        corner = _Corner(i, (i % across, across), (i // across, down))
        drawn = _Drawn(plot, corner)
        drawn.draw()
        data += drawn.traces
        layout |= drawn.axes()
        layout["shapes"] += drawn.shapes
        layout["annotations"] += drawn.annotations
    shown: set[str] = set()
    for trace in data:  # each name once in the legend, however many plots have it
        trace["showlegend"] = bool(trace.get("showlegend", True) and trace.get("name") and trace["name"] not in shown)
        shown |= {trace.get("name", "")} if trace["showlegend"] else set()
    layout["showlegend"] = len(shown) > 1
    return {"data": data, "layout": layout}


def _height(plot: Plot) -> int:
    heat = next((mark for mark in plot.marks if isinstance(mark, Heat)), None)
    rows = len(plot.rows) or (len(heat.rows) if heat else 0)
    return max(_PLOT_PX, _ROW_PX * rows) if rows else _PLOT_PX


@dataclass(frozen=True, slots=True)
class _Corner:
    """Where a plot stands: its number, and its place among how many across and down."""

    number: int
    column: tuple[int, int]
    row: tuple[int, int]

    @property
    def suffix(self) -> str:
        """What the names of its axes end with."""
        return "" if self.number == 0 else str(self.number + 1)

    def domain(self, *, across: bool) -> list[float]:
        """Return the part of the paper that it takes."""
        i, n = self.column if across else self.row
        gap = _GAP if n > 1 else 0.0
        wide = (1 - gap * (n - 1)) / n
        start = i * (wide + gap)
        ends = [start, start + wide] if across else [1 - start - wide, 1 - start]
        return [max(0.0, ends[0]), min(1.0, ends[1])]


@dataclass
class _Drawn:
    """One plot while its marks become traces and shapes."""

    plot: Plot
    corner: _Corner
    traces: list[Spec] = field(default_factory=list)
    shapes: list[Spec] = field(default_factory=list)
    annotations: list[Spec] = field(default_factory=list)

    def draw(self) -> None:
        """Turn every mark, event and title into what plotly knows."""
        for mark in self.plot.marks:
            self.add(mark)
        for event in self.plot.strip:
            self._event(event)
        title = " - ".join(filter(None, (self.plot.title, self.plot.words)))
        if title:
            x, y = self.corner.domain(across=True), self.corner.domain(across=False)
            place = {"x": x[0], "y": y[1], "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
            self.annotations.append(place | {"text": title, "showarrow": False})

    def axes(self) -> Spec:
        """Return the two axes."""
        s, rows = self.corner.suffix, self.plot.rows
        x = _axis(self.plot.x) | {"domain": self.corner.domain(across=True), "anchor": f"y{s}"}
        y = _axis(self.plot.y) | {"domain": self.corner.domain(across=False), "anchor": f"x{s}"}
        if rows:
            y |= {"tickvals": list(range(len(rows))), "ticktext": [row.name for row in rows], "automargin": True}
            y |= {"range": [len(rows) - 0.5, -0.5], "showgrid": False}
        if any(isinstance(mark, Heat) for mark in self.plot.marks):
            x |= {"range": None, "type": "category"}
            y |= {"range": None, "type": "category", "autorange": "reversed", "automargin": True}
        return {f"xaxis{s}": x, f"yaxis{s}": y}

    def _trace(self, **given: Any) -> None:
        s = self.corner.suffix
        self.traces.append({"type": "scatter", "xaxis": f"x{s}", "yaxis": f"y{s}", **given})

    def _x(self, values: Sequence[float]) -> list[Any]:
        return _places(self.plot.x, values)

    @singledispatchmethod
    def add(self, mark: object) -> None:
        """Add a mark."""
        raise TypeError(f"a {type(mark).__name__} is not drawn by plotly")

    @add.register
    def _ribbon(self, mark: Ribbon) -> None:
        colour = _COLOUR[mark.tone]
        if mark.edges:
            for end in (mark.low, mark.high):
                line = {"color": colour, "width": 1}
                self._trace(
                    mode="lines", x=self._x(mark.x), y=_known(end), line=line, hoverinfo="skip", showlegend=False
                )
            return
        for first, last in _runs(mark.low):
            x = self._x(mark.x[first:last])
            y = [*mark.high[first:last], *reversed(mark.low[first:last])]
            fill = _faded(colour, _INNER if mark.inner else _BAND)
            self._trace(
                mode="lines", x=[*x, *reversed(x)], y=y, fill="toself", fillcolor=fill, line={"width": 0},
                hoverinfo="skip", showlegend=False,
            )  # fmt: skip

    @add.register
    def _line(self, mark: Line) -> None:
        line = {"color": _COLOUR[mark.tone], "width": 1 if mark.thin else 2.4, "dash": _DASHES.get(mark.tone, "solid")}
        name = mark.name or mark.label
        self._trace(mode="lines", x=self._x(mark.x), y=_known(mark.y), name=name, line=line)

    @add.register
    def _point(self, mark: Point) -> None:
        colour, is_row = _COLOUR[mark.tone], bool(self.plot.rows)
        value = mark.x if is_row else mark.y
        error = {"type": "data", "symmetric": False, "array": [mark.high - value], "arrayminus": [value - mark.low]}
        marker = {
            "color": _COLOUR["paper"] if mark.hollow else colour,
            "size": 9,
            "line": {"color": colour, "width": 2},
        }
        self._trace(
            mode="markers", x=self._x([mark.x]), y=[mark.y], marker=marker, text=[mark.text], showlegend=False,
            **{"error_x" if is_row else "error_y": error | {"color": colour, "thickness": 2}},
        )  # fmt: skip

    @add.register
    def _bar(self, mark: Bar) -> None:
        colour = _COLOUR[mark.tone]
        x, base = self._x([mark.start, mark.end]), None
        if self.plot.x.kind == "weeks":  # a bar of plotly is as long as a number, which two dates are not
            shape = {"type": "rect", "x0": x[0], "x1": x[1], "y0": mark.row - 0.3, "y1": mark.row + 0.3}
            self._shape(shape | {"fillcolor": colour, "line": {"width": 0}})
            return
        base = mark.start
        error = {}
        if mark.low is not None and mark.high is not None:
            ends = {"array": [mark.high - mark.end], "arrayminus": [mark.end - mark.low]}
            error = {"error_x": {"type": "data", "symmetric": False, "color": _COLOUR["ink"], **ends}}
        fill = {"color": _COLOUR["paper"] if mark.hollow else colour, "line": {"color": colour, "width": 2}}
        self._trace(
            type="bar", orientation="h", x=[mark.end - mark.start], y=[mark.row], base=base, marker=fill, width=0.6,
            text=[mark.text], textposition="none", showlegend=False, **error,
        )  # fmt: skip

    @add.register
    def _dots(self, mark: Dots) -> None:
        along = self.plot.x if mark.along == "x" else self.plot.y
        wide = (along.high - along.low) / _BINS or 1.0
        seen: Counter[int] = Counter()
        ranks = []
        for value in mark.values:
            ranks.append(seen[int(value // wide)])
            seen[int(value // wide)] += 1
        if mark.along == "x":
            x, y = self._x(mark.values), [(rank + 0.5) / _BINS * 2 for rank in ranks]
        else:
            step = (self.plot.x.high - self.plot.x.low) / _BINS / 2
            x, y = self._x([self.plot.x.high + step * (rank + 1) for rank in ranks]), list(mark.values)
        colour = _COLOUR[mark.tone]
        fills = [_COLOUR["paper"] if value < mark.limit else colour for value in mark.values]
        edges = [_COLOUR["loss"] if value < mark.limit else colour for value in mark.values]
        marker = {"color": fills, "size": 8, "line": {"color": edges, "width": 1.5}}
        self._trace(mode="markers", x=x, y=y, marker=marker, showlegend=False)

    @add.register
    def _heat(self, mark: Heat) -> None:
        self._trace(
            type="heatmap", x=list(mark.columns), y=list(mark.rows), z=[_known(row) for row in mark.values],
            text=[list(row) for row in mark.words], texttemplate="%{text}", zmin=-mark.most, zmax=mark.most,
            colorscale=[[0, _COLOUR["second"]], [0.5, _COLOUR["paper"]], [1, _COLOUR["first"]]], showscale=False,
            showlegend=False,
        )  # fmt: skip

    @add.register
    def _rule(self, mark: Rule) -> None:
        at = self._x([mark.at])[0] if mark.axis == "x" else mark.at
        line = {"color": _COLOUR["ink" if mark.bold else "quiet"], "width": 2 if mark.bold else 1}
        line |= {} if mark.bold else {"dash": "dot"}
        across = {"x0": at, "x1": at, "y0": 0, "y1": 1, "yref": f"y{self.corner.suffix} domain"}
        along = {"y0": at, "y1": at, "x0": 0, "x1": 1, "xref": f"x{self.corner.suffix} domain"}
        self._shape({"type": "line", "line": line, **(across if mark.axis == "x" else along)})

    @add.register
    def _ground(self, mark: Ground) -> None:
        start, end = self._x([mark.start, mark.end])
        box = {"x0": start, "x1": end, "y0": 0, "y1": 1, "yref": f"y{self.corner.suffix} domain", "layer": "below"}
        self._shape({"type": "rect", "fillcolor": _COLOUR["ground"], "line": {"width": 0}, **box})

    def _event(self, event: Event) -> None:
        """Mark the time of an event on the lower edge; its name shows under the pointer."""
        y = [self.plot.y.low] * 2
        line = {"color": _COLOUR[event.tone], "width": 7}
        self._trace(
            mode="lines", x=self._x([event.start, event.end]), y=y, line=line, name=event.name, hoverinfo="name",
            showlegend=False,
        )  # fmt: skip

    def _shape(self, shape: Spec) -> None:
        s = self.corner.suffix
        self.shapes.append({"xref": f"x{s}", "yref": f"y{s}", **shape})


def _axis(axis: Axis) -> Spec:
    made: Spec = {
        "gridcolor": _COLOUR["grid"], "linecolor": _COLOUR["edge"], "zerolinecolor": _COLOUR["quiet"],
        "range": _places(axis, [axis.low, axis.high]), "title": {"text": axis.title}, "automargin": True,
    }  # fmt: skip
    if axis.kind == "weeks":
        return made | {"type": "date"}
    return made | (
        {"tickformat": ".0%"} if axis.kind == "share" else {"separatethousands": True, "exponentformat": "B"}
    )


def _places(axis: Axis, values: Sequence[float]) -> list[Any]:
    """Return values as plotly takes them: weeks as the first day of each."""
    if axis.kind != "weeks" or axis.start is None:
        return list(values)
    return [(axis.start + timedelta(days=round(7 * week))).isoformat() for week in values]


def _known(values: Sequence[float]) -> list[float | None]:
    return [None if isnan(value) else value for value in values]


def _runs(values: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of neighbouring places that have a value."""
    first = None
    for i, value in enumerate([*values, float("nan")]):
        if isnan(value):
            if first is not None:
                yield first, i
            first = None
        elif first is None:
            first = i


def _faded(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
