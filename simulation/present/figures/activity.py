"""Activity of the registered, by every definition of "active"."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.base import Figure, over_time
from simulation.present.theme import FigureAxis, Panel
from simulation.results.summary import RunSummary

_WINDOWS: Final = {365: "within 52 weeks", 28: "within 4 weeks", 7: "in the week"}


def _series(who: str) -> dict[str, str]:
    return {f"{who}_{days}_share_of_registered": words for days, words in _WINDOWS.items()}


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    axis = FigureAxis("share of registered people", "share")
    return (
        Panel(
            "readers",
            "Active as readers",
            "Share of registered people who read at least once, by window. Which window a source means by "
            "“active” is seldom said.",
            over_time(run, _series("readers"), axis),
        ),
        Panel(
            "contributors",
            "Active as contributors",
            "Share of registered people who contributed at least once, by window.",
            over_time(run, _series("contributors"), axis),
        ),
    )


ACTIVITY: Final = Figure("Activity by definition", (*_series("readers"), *_series("contributors")), _draw)
