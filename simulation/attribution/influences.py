"""Influences within the model that can be taken out: each is a few parameters at the value where it does nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Influence:
    """One influence: what its removal means, and the values of parameters that remove it.

    The values say that something has no effect; they are no estimates and need no source.
    """

    name: str
    meaning: str
    without: Mapping[str, float]


INFLUENCES: Final[tuple[Influence, ...]] = (
    Influence(
        "own initiative",
        "nobody registers of their own accord; pilots, colleagues, campaigns and orders remain",
        {"innovation_rate": 0},
    ),
    # norm_rate rather than the norm's weights: at weight 0 people would also lose the threshold that a norm must pass
    Influence(
        "colleagues",
        "registered colleagues pull nobody, nobody sees how many colleagues are active (the perceived norm stays at "
        "what it was before the launch), and beliefs stay with one's own conviction",
        {"imitation_rate": 0, "norm_rate": 0, "susceptibility": 0},
    ),
    Influence(
        "own manager",
        "what one's own manager visibly does makes no difference; the perceived norm comes from colleagues alone",
        {"usefulness_manager": 0, "read_manager": 0, "contribute_manager": 0, "injunctive_weight": 0},
    ),
    Influence(
        "content",
        "content neither makes an account look useful nor draws readers",
        {"usefulness_content": 0, "read_content": 0},
    ),
    Influence(
        "replies",
        "replies neither pull to contribute again nor motivate; they still raise the worth of content",
        {"contribute_reply": 0, "reply_motivation": 0, "read_reply": 0},
    ),
    Influence("novelty", "what is new pulls nobody", {"read_novelty": 0, "contribute_novelty": 0}),
    Influence("habit", "habits of reading and contributing pull nobody", {"read_habit": 0, "contribute_habit": 0}),
    Influence(
        "learning by doing",
        "use teaches nothing; the skill that people bring along and trainings remain",
        {"learning_by_doing": 0},
    ),
    Influence(
        "attitude",
        "one's attitude to open sharing makes no difference to registering",
        {"usefulness_belief": 0},
    ),
)
"""All influences, in the order in which they are reported."""
