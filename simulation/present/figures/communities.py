"""Communities by stage of life, and how open they are."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.base import Figure, over_time
from simulation.present.theme import FigureAxis, Panel
from simulation.results.summary import RunSummary

_STAGES: Final = {
    "communities_inception": "inception",
    "communities_establishment": "establishment",
    "communities_maturity": "maturity",
    "communities_decline": "decline",
}
_SHARES: Final = {
    "open_share_of_communities": "open to everybody",
    "live_share_of_communities": "with a contribution in the week",
}


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    return (
        Panel(
            "stages",
            "Communities by stage",
            "Inception: mostly the founder writes; establishment: members write more than half; maturity: nine "
            "tenths or more; decline: silence.",
            over_time(run, _STAGES, FigureAxis("communities")),
        ),
        Panel(
            "openness",
            "Open and lively communities",
            "Of all communities that were ever opened.",
            over_time(run, _SHARES, FigureAxis("share of communities", "share")),
        ),
    )


COMMUNITIES: Final = Figure("Communities", (*_STAGES, *_SHARES), _draw)
