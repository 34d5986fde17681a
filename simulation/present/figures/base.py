"""What figures share: the shape of a figure module, and panels of bands over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulation.present.theme import Axis, Panel, Spec, band_traces, layout
from simulation.results.summary import RunSummary


@dataclass(frozen=True, slots=True)
class Figure:
    """One or two panels on one question; ``measures`` are those that it needs bands of."""

    heading: str
    measures: tuple[str, ...]
    draw: Callable[[RunSummary], Sequence[Panel]]


def over_time(run: RunSummary, series: dict[str, str], axis: Axis) -> Spec:
    """Bands over time of measures, given as name -> words in the legend."""
    traces: list[Spec] = []
    for style, (name, words) in enumerate(series.items()):
        traces += band_traces(run.dates, run.bands[name], words, axis, style)
    return {"data": traces, "layout": layout(axis) | {"showlegend": len(series) > 1}}
