"""The order of a week: one table that both engines follow and the documentation prints.

Everything is synchronous: people act on what others showed last week; a phase that follows
another one sees its results only where this table says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of the week: its name in both engines, what it does, which rules it calls.

    Left out are mere arithmetic (`add`, `larger`, `clip`) and what is only counted.
    """

    name: str
    does: str
    rules: tuple[str, ...]


WEEK: Final[tuple[Phase, ...]] = (
    Phase(
        "turnover",
        "Leavers' seats are taken by new people with fresh state.",
        (
            "leaving_chance",
            "trait",
            "reluctant",
            "habit_gain",
            "resting_belief",
            "expressed_belief",
            "contagious",
            "own_rounding",
            "shared_word",
        ),
    ),
    Phase(
        "receive",
        "Pulses act on a person's own state: order to register, training, rewards, withdrawal, persuasion, safety.",
        ("toward_one", "training_skill", "training_floor", "crowded_out"),
    ),
    Phase(
        "sense",
        "Sums over ties by layer: visibly active, registered, expressed belief; the manager's activity; content.",
        ("tie_sum", "weighted_share", "peers_opinion", "mixed_share", "total_content", "content_pull"),
    ),
    Phase(
        "decide",
        "Register, which is a first visit, or read; who reads chooses a place and contributes or not.",
        (
            "access_left",
            "present_access",
            "exposure",
            "usefulness",
            "usefulness_factor",
            "announced",
            "registration_hazard",
            "hazard_probability",
            "cause",
            "reply_pull",
            "read_logit",
            "attended_probability",
            "visits",
            "attends",
            "contribute_drive",
            "contribute_setting",
            "running",
            "place_weight",
            "choose_place",
            "contribute_logit",
            "further_mean",
            "further_posts",
            "toward_one",
        ),
    ),
    Phase(
        "learn",
        "Habits, skill, rewards, motivation, visibility and memory move on.",
        ("habit_next", "skill_next", "floor_next", "faded", "visible_next", "history_next", "items_next"),
    ),
    Phase(
        "culture", "Belief and perceived norm move on.", ("belief_next", "anchor_next", "example_weight", "norm_next")
    ),
    Phase(
        "show",
        "What colleagues will see next week is packed.",
        ("expressed_belief", "contagious", "own_rounding", "shared_word"),
    ),
    Phase(
        "respond",
        "Contributions get their type and perhaps replies from readers of the community; both sides feel replies.",
        (
            "skilled_hours",
            "management_effort",
            "seeded_items",
            "reply_probability",
            "item_type",
            "worth_units",
            "reply_chance",
            "pick",
            "first_is_keener",
            "encouraged",
            "reply_kind",
            "habit_next",
            "items_more",
            "active_word",
        ),
    ),
    Phase(
        "communities",
        "Content fades and grows, silence is counted, the life cycle moves one step, openings and foundings count.",
        (
            "content_next",
            "units_worth",
            "add_weighted",
            "toward_one",
            "training_skill",
            "trained_next",
            "clarity_next",
            "stage_next",
            "running",
            "total_content",
            "visible_content",
        ),
    ),
)
