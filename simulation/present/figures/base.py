"""What figures share: the shape of a figure module, and panels of bands over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulation.present.theme import INK, FigureAxis, Panel, Spec, band_traces, layout
from simulation.results.observed import Checked
from simulation.results.summary import RunSummary


@dataclass(frozen=True, slots=True)
class Figure:
    """One or two panels on one question; ``measures`` are those that it needs bands of."""

    heading: str
    measures: tuple[str, ...]
    draw: Callable[[RunSummary], Sequence[Panel]]


LINE_AND_BAND = 2
"""Traces of one measure, which needs no legend."""


def over_time(run: RunSummary, series: dict[str, str], axis: FigureAxis) -> Spec:
    """Bands over time of measures, given as name -> words in the legend."""
    traces: list[Spec] = []
    for style, (name, words) in enumerate(series.items()):
        traces += band_traces(run.dates, run.bands[name], words, axis, style)
    for found in run.observed:
        drawn = found.candidates and found.observation.silo is None
        if drawn and not series.keys().isdisjoint(found.observation.measures):
            traces += _observed(run, found)
    return {"data": traces, "layout": layout(axis) | {"showlegend": len(traces) > LINE_AND_BAND}}


def _observed(run: RunSummary, check: Checked) -> list[Spec]:
    """An observation with its error and the weeks that it may be from; hollow where its meaning is open."""
    seen = check.observation
    weeks = [week for week in seen.weeks if week < len(run.dates)]
    is_open = len(seen.measures) > 1
    text = f"{seen.label} {seen.source}".strip()
    point: Spec = {
        "type": "scatter",
        "mode": "markers",
        "name": "observed, meaning open" if is_open else "observed",
        "x": [run.dates[weeks[len(weeks) // 2]]],
        "y": [seen.value],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [check.high - seen.value],
            "arrayminus": [seen.value - check.low],
            "color": INK,
            "thickness": 1.5,
        },
        "text": [f"{text}<br>one of {len(seen.measures)} possible meanings" if is_open else text],
        "hovertemplate": "observed: %{y:,}<br>%{text}<br>%{x|%d %b %Y}<extra></extra>",
        "marker": {
            "symbol": "diamond-open" if is_open else "diamond",
            "size": 12,
            "color": INK,
            "line": {"color": INK if is_open else "#ffffff", "width": 1.5},
        },
    }
    if len(weeks) == 1:
        return [point]
    period: Spec = {
        "type": "scatter",
        "mode": "lines",
        "x": [run.dates[weeks[0]], run.dates[weeks[-1]]],
        "y": [seen.value] * 2,
        "line": {"color": INK, "width": 1.5},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [period, point]
