"""Contributions by type, and how many are answered."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.base import Figure, over_time
from simulation.present.theme import FigureAxis, Panel
from simulation.results.summary import RunSummary

_TYPES: Final = {
    "contributions_documents_cumulative": "documents",
    "contributions_discussions_cumulative": "discussions",
    "contributions_comments_cumulative": "comments on documents",
    "contributions_others_cumulative": "other",
}
_REPLIES: Final = {
    "reply_share_of_contributions_12_weeks": "replied to, of contributions",
    "cross_silo_share_of_replied_12_weeks": "from another silo, of replied",
}


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    return (
        Panel(
            "contributions",
            "Contributions by type",
            "Contributions since the start of the run.",
            over_time(run, _TYPES, FigureAxis("items since the start")),
        ),
        Panel(
            "replies",
            "Replies",
            "Share of the contributions of the last 12 weeks that were replied to, and share of those whose reply came "
            "from another silo.",
            over_time(run, _REPLIES, FigureAxis("share over 12 weeks", "share")),
        ),
    )


CONTRIBUTIONS: Final = Figure("Contributions", (*_TYPES, *_REPLIES), _draw)
