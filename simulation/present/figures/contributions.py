"""Contributions by type, and how many are answered."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.base import Figure, over_time
from simulation.present.theme import Axis, Panel
from simulation.results.summary import RunSummary

_TYPES: Final = {
    "contributions_documents_cumulative": "documents",
    "contributions_discussions_cumulative": "discussions",
    "contributions_comments_cumulative": "comments on documents",
    "contributions_others_cumulative": "other",
}
_REPLIES: Final = {
    "reply_share_of_contributions": "replied to, of contributions",
    "cross_silo_share_of_replied": "from another silo, of replied",
}


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    return (
        Panel(
            "contributions",
            "Contributions by type",
            "Contributions since the start of the run.",
            over_time(run, _TYPES, Axis("contributions since the start (items)")),
        ),
        Panel(
            "replies",
            "Replies",
            "Share of each week's contributions that were replied to, and share of those whose reply came from "
            "another silo. Not defined in weeks without any.",
            over_time(run, _REPLIES, Axis("share of the week's contributions", share=True)),
        ),
    )


CONTRIBUTIONS: Final = Figure("Contributions", (*_TYPES, *_REPLIES), _draw)
