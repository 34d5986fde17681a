"""The human-decision part (+D) of the ODD document: questions of the protocol, and answers that no declaration has."""

from __future__ import annotations

from typing import Final

DECISIONS: Final[tuple[tuple[str, str], ...]] = (
    (
        "What do people decide?",
        "To register; each week to read; each week of reading in which community to speak, whether to contribute and "
        "how much. Replying, joining an ambassador programme and founding a community are chances of the same kind.",
    ),
    (
        "What objective do they follow?",
        "None is maximised. Every decision is a probability that rises and falls with what a person knows, feels and "
        "sees (`registration_hazard`, `read_logit`, `contribute_logit`): bounded, habitual behaviour rather than "
        "rational choice. No payoff in the model could be optimised against.",
    ),
    (
        "How do they decide?",
        "Registration: a hazard with expected usefulness (`usefulness`) and exposure to registered colleagues "
        "(`exposure`). Reading and contributing: log-odds that add up (`read_logit`, `contribute_drive`, "
        "`contribute_setting`). Place: in proportion to liveliness (`place_weight`).",
    ),
    (
        "Do they adapt to a changing environment?",
        "Through what they see (content, colleagues, manager), and through habit, skill and motivation; the rule of "
        "deciding itself does not change.",
    ),
    (
        "Social norms and culture",
        "A perceived norm from visible activity around and above (`norm_next`), a belief held by an anchor "
        "(`belief_next`), and what people express of it, less with little psychological safety (`expressed_belief`). "
        "Pluralistic ignorance is the gap between mean belief and mean norm.",
    ),
    (
        "Do spatial aspects matter?",
        "Place in the tree of units and in the network of ties; no geography beyond countries.",
    ),
    (
        "Time",
        "People look back through fading memories (habit, replies, motivation) and one week of what others showed. "
        "They do not look ahead.",
    ),
    (
        "Uncertainty in decisions",
        "Decisions are draws; people do not reason about uncertainty.",
    ),
    (
        "Learning",
        "Individual: habits, skill by training and use, motivation by replies (`habit_next`, `skill_next`, "
        "`encouraged`). Collective: content and purpose of communities. No strategy is learned.",
    ),
    (
        "Individual sensing",
        "Own state without error; of tied colleagues account, visible activity and expressed belief (in steps, see "
        "`opinion_levels`) of last week; the own manager's activity; visible content. Sensing costs nothing. Private "
        "beliefs and silent reading of others are never seen.",
    ),
    (
        "Individual prediction",
        "None beyond expected usefulness, which is what can be seen now.",
    ),
    (
        "Data behind the decisions",
        "Signs and relative weights from studies elsewhere, levels fitted to three published numbers, the rest "
        "assumptions: each parameter says which. No data on individuals was used, and none is needed.",
    ),
)
"""Question and answer; names in code are rules."""
