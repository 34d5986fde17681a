"""Culture: what people believe, what they think that others believe, and what they can."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.base import Figure, over_time
from simulation.present.theme import FigureAxis, Panel
from simulation.results.summary import RunSummary

_INDICES: Final = {
    "belief_mean": "attitude to open sharing",
    "anchor_mean": "conviction",
    "norm_mean": "perceived norm",
    "skill_mean": "skill",
    "habit_mean": "reading habit",
}


def _draw(run: RunSummary) -> tuple[Panel, ...]:
    return (
        Panel(
            "culture",
            "Culture indices",
            "Means over all people, from 0 to 1. Conviction is the part of the attitude that moves only by "
            "persuasion or by success with one's own use case.",
            over_time(run, _INDICES, FigureAxis("mean over all people (0 to 1)", "index")),
        ),
        Panel(
            "gap",
            "Pluralistic ignorance",
            "Mean attitude minus mean perceived norm: above 0, people think that others want less open sharing "
            "than they do.",
            over_time(
                run, {"norm_belief_gap": "attitude minus norm"}, FigureAxis("attitude minus norm (0 to 1)", "index")
            ),
        ),
    )


CULTURE: Final = Figure("Culture", (*_INDICES, "norm_belief_gap"), _draw)
