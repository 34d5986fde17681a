"""Adoption silo by silo: over time, and at the end with its band."""

from __future__ import annotations

from typing import Final

import numpy as np

from simulation.present.figures.base import Figure
from simulation.present.theme import BLUE, GREY, FigureAxis, Panel, Spec, layout, numbers
from simulation.present.words import short_labels
from simulation.results.summary import RunSummary

_AXIS: Final = FigureAxis("")
_ROW_PX: Final = 24
_FRAME_PX: Final = 120
_LEAST_PX: Final = 300
_NAMES_PX: Final = 90


def _frame(run: RunSummary) -> Spec:
    made = layout(_AXIS)
    made["height"] = max(_LEAST_PX, _FRAME_PX + _ROW_PX * len(run.manifest.silos))
    made["yaxis"] |= {"type": "category", "autorange": "reversed", "gridcolor": "rgba(0,0,0,0)"}
    return made | {"showlegend": False}


def _heat_map(run: RunSummary) -> Spec:
    trace: Spec = {
        "type": "heatmap",
        "x": run.dates,
        "y": short_labels(run.manifest.silos),
        "z": [numbers(row) for row in run.silos.median.T],
        "colorscale": "Cividis",
        "zmin": 0,
        "zmax": 1,
        "colorbar": {"tickformat": ".0%", "thickness": 12, "outlinewidth": 0},
        "hovertemplate": "%{y}<br>%{z:.1%}<br>%{x|%d %b %Y}<extra></extra>",
    }
    return {"data": [trace], "layout": _frame(run)}


def _at_end(run: RunSummary) -> Spec:
    low, median, high = (numbers(values[-1]) for values in (run.silos.low, run.silos.median, run.silos.high))
    trace: Spec = {
        "type": "scatter",
        "mode": "markers",
        "x": median,
        "y": short_labels(run.manifest.silos),
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": _minus(high, median),
            "arrayminus": _minus(median, low),
            "color": GREY,
            "thickness": 1.5,
        },
        "customdata": [list(pair) for pair in zip(low, high, strict=True)],
        "hovertemplate": "%{y}<br>%{x:.1%} (80%: %{customdata[0]:.1%} to %{customdata[1]:.1%})<extra></extra>",
        "marker": {"color": BLUE, "size": 8},
    }
    made = _frame(run)
    made["xaxis"] |= {
        "type": "linear",
        "tickformat": ".0%",
        "rangemode": "tozero",
        "title": {"text": "registered share of people", "standoff": 8},
    }
    return {"data": [trace], "layout": made}


def _who_replies(run: RunSummary) -> Spec:
    """Replies by pair of silos as shares of what the authors' silo received."""
    received = run.replies.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(received > 0, run.replies / received, np.nan)
    names = short_labels(run.manifest.silos)
    trace: Spec = {
        "type": "heatmap",
        "x": names,
        "y": names,
        "z": [numbers(row) for row in shares.T],
        "customdata": [numbers(row) for row in run.replies.T],
        "colorscale": "Cividis",
        "zmin": 0,
        "colorbar": {"tickformat": ".0%", "thickness": 12, "outlinewidth": 0},
        "hovertemplate": "author in %{y}<br>reply from %{x}<br>%{z:.1%} (%{customdata:.0f} replies)<extra></extra>",
    }
    made = _frame(run)
    made["xaxis"] = {"type": "category", "tickangle": -40, "automargin": True, "title": {"text": "reply comes from"}}
    made["yaxis"]["title"] = {"text": "author is in", "standoff": 8}
    made["height"] += _NAMES_PX
    return {"data": [trace], "layout": made}


def _minus(a: list[float | None], b: list[float | None]) -> list[float | None]:
    return [None if x is None or y is None else x - y for x, y in zip(a, b, strict=True)]


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    return (
        Panel(
            "silos",
            "Registered people, silo by silo",
            "Share of each silo's people with an account, median of all replicates: dark is none, yellow is all.",
            _heat_map(run),
        ),
        Panel(
            "silos_end",
            "Silos at the end of the run",
            "The same share in the last week: median and the band that holds 80% of the replicates.",
            _at_end(run),
        ),
        Panel(
            "silos_replies",
            "Who replies to whom",
            "Replies that the authors of each silo (row) got from each silo (column) in the last year: share of all "
            "that the row got from colleagues, median of all replicates. A bright diagonal is a silo that talks to "
            "itself.",
            _who_replies(run),
        ),
    )


SILOS: Final = Figure("Silos", (), _draw)
