"""How unequally people contribute."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.base import Figure, over_time
from simulation.present.theme import FigureAxis, Panel
from simulation.results.summary import RunSummary

_TOPS: Final = {f"top_{percent}_share_of_contributions": f"most active {percent}%" for percent in (10, 5, 1)}


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    return (
        Panel(
            "tops",
            "Share of the most active",
            "Share of all contributions since the start that the most active contributors made; contributors are "
            "all who ever contributed.",
            over_time(run, _TOPS, FigureAxis("share of contributions", "share")),
        ),
        Panel(
            "gini",
            "Inequality among contributors",
            "Gini coefficient of contributions since the start: 0 if all contribute alike, near 1 if one makes all.",
            over_time(
                run, {"gini_of_contributors": "Gini coefficient"}, FigureAxis("Gini coefficient (0 to 1)", "index")
            ),
        ),
    )


INEQUALITY: Final = Figure("Participation", (*_TOPS, "gini_of_contributors"), _draw)
