"""The life of an account: who still reads some weeks after the first visit."""

from __future__ import annotations

from typing import Final

import numpy as np

from simulation.model.record import TENURES
from simulation.present.figures.base import Figure
from simulation.present.theme import FigureAxis, Panel, Spec, band_traces, layout
from simulation.results.quantiles import Band
from simulation.results.summary import RunSummary

_MEASURES: Final = {weeks: f"read_share_of_accounts_after_{weeks}_weeks" for weeks in TENURES}


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    axis = FigureAxis("share who read in that week", "share")
    last = [(weeks, run.bands[name]) for weeks, name in _MEASURES.items()]
    known = [(weeks, band) for weeks, band in last if not np.isnan(band.median[-1])]
    if not known:
        return ()
    values = Band(*(np.array([getattr(band, part)[-1] for _, band in known]) for part in ("low", "median", "high")))
    weeks = [weeks for weeks, _ in known]
    traces = band_traces([str(each) for each in weeks], values, "read", axis, weeks=weeks)
    for trace in traces:
        trace["x"] = [None if each is None else float(each) for each in trace["x"]]
        trace["mode"] = "lines" if trace.get("fill") else "lines+markers"
    if "hovertemplate" in traces[-1]:
        traces[-1]["hovertemplate"] = f"%{{x}} weeks after: %{{y:{axis.number}}}<extra></extra>"
    drawn = layout(axis, "weeks after the first visit", "log") | {"showlegend": False}
    drawn["xaxis"] |= {"tickvals": weeks, "ticktext": [str(each) for each in weeks], "nticks": None}
    spec: Spec = {"data": traces, "layout": drawn}
    return (
        Panel(
            "tenure",
            "Who still comes",
            "Share of accounts that read in a week, by weeks since the first visit: all accounts of the run so far "
            "that are old enough, median of all replicates and the band that holds 80% of them.",
            spec,
        ),
    )


TENURE: Final = Figure("The life of an account", tuple(_MEASURES.values()), _draw)
