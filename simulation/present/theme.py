"""How figures look: colours that colour-blind people can tell apart, axes, bands, hover texts.

Figures are plain plotly specifications (``{"data": [...], "layout": {...}}``), which
`plotly.graph_objects.Figure` also takes; so a page needs no import of plotly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Final, Literal

import numpy as np

from simulation.results.quantiles import Array, Band

Spec = dict[str, Any]

BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION = "#0072B2", "#E69F00", "#009E73", "#AA4499", "#56B4E9", "#D55E00"
INK, GREY, GRID = "#1f2933", "#52606d", "#e4e7eb"
PALETTE: Final = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)
"""After Okabe and Ito; lines also differ in their dashes."""
DASHES: Final = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_BAND_OPACITY: Final = 0.18
_DIGITS: Final = 5
CONFIG: Final = {
    "responsive": True,
    "displaylogo": False,
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture with its words: title, one sentence that says what is shown, the plotly specification."""

    name: str
    title: str
    text: str
    spec: Spec


@dataclass(frozen=True, slots=True)
class FigureAxis:
    """Title (with unit) and kind of numbers of a vertical axis."""

    title: str
    kind: Literal["count", "share", "index"] = "count"

    @property
    def number(self) -> str:
        """Format of a value in hover texts."""
        return {"count": ",.5~g", "share": ".2%", "index": ".4~f"}[self.kind]

    @property
    def ticks(self) -> Spec:
        """Format of the axis's ticks: 120k people, 12.5%, 0.05."""
        if self.kind == "share":
            return {"tickformat": ",.1~%"}
        return {"exponentformat": "B" if self.kind == "count" else "none", "separatethousands": True}


def layout(axis: FigureAxis, x_title: str = "date (first day of the week)", x_type: str = "date") -> Spec:
    """Layout of a figure over time."""
    return {
        "font": {"family": FONT, "size": 13, "color": INK},
        "margin": {"l": 70, "r": 16, "t": 12, "b": 60},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": GREY, "font": {"color": INK}},
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": -0.22, "yanchor": "top", "font": {"size": 12}},
        "xaxis": {"title": {"text": x_title, "standoff": 8}, "type": x_type, **_AXIS, "nticks": 7},
        "yaxis": {
            "title": {"text": axis.title, "standoff": 10},
            "rangemode": "tozero",
            **axis.ticks,
            **_AXIS,
        },
    }


_AXIS: Final = {
    "gridcolor": GRID,
    "linecolor": GREY,
    "zerolinecolor": "#9aa5b1",
    "automargin": True,
    "ticks": "outside",
    "tickcolor": GRID,
    "tickangle": 0,
    "tickfont": {"size": 12},
}


def band_traces(
    x: Sequence[str], values: Band, name: str, axis: FigureAxis, style: int = 0, weeks: Sequence[int] = ()
) -> list[Spec]:
    """Median as a line and the 80% band as a surface behind it; nothing where values are not defined.

    ``weeks`` are the weeks of the run that ``x`` stands for; all from 0 where left out.
    """
    colour, dash = PALETTE[style % len(PALETTE)], DASHES[style % len(DASHES)]
    weeks = weeks or range(len(x))
    hover = (
        f"{name}<br>%{{y:{axis.number}}} (80%: %{{customdata[0]:{axis.number}}} to %{{customdata[1]:{axis.number}}})"
    )
    line: Spec = {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "legendgroup": name,
        "x": list(x),
        "y": numbers(values.median),
        "customdata": [list(row) for row in zip(numbers(values.low), numbers(values.high), weeks, strict=True)],
        "hovertemplate": hover + "<br>week %{customdata[2]}, %{x|%d %b %Y}<extra></extra>",
        "line": {"color": colour, "width": 2, "dash": dash},
    }
    return [_surface(x, values, name, colour), line]


def _surface(x: Sequence[str], values: Band, name: str, colour: str) -> Spec:
    xs: list[str | None] = []
    ys: list[float | None] = []
    low, high = numbers(values.low), numbers(values.high)
    for start, end in _runs(~np.isnan(values.median)):
        xs += [*x[start:end], *reversed(x[start:end]), None]
        ys += [*high[start:end], *reversed(low[start:end]), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs[:-1],
        "y": ys[:-1],
        "fill": "toself",
        "fillcolor": rgba(colour, _BAND_OPACITY),
        "line": {"width": 0, "color": colour},
        "hoverinfo": "skip",
        "legendgroup": name,
        "name": f"{name}, 80% band",
        "showlegend": False,
    }


def _runs(defined: Any) -> list[tuple[int, int]]:
    """Ranges of neighbouring weeks in which a value is defined."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], defined, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def numbers(values: Array) -> list[float | None]:
    """Values for a page: five significant digits, None where not defined."""
    return [None if isnan(v) else float(f"{v:.{_DIGITS}g}") for v in values.tolist()]


def rgba(colour: str, opacity: float) -> str:
    """Return a colour such as `#0072B2` with an opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
