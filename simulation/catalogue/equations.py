"""Which rules of the model use a parameter; the equations are read from the rules themselves."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

RULES_FILE: Final = Path(__file__).resolve().parent.parent / "model" / "rules.py"

RULES_OF: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("innovation_rate", "imitation_rate"), ("registration_hazard", "hazard_probability")),
    **dict.fromkeys(("threshold_mean", "threshold_spread", "threshold_steepness"), ("exposure",)),
    "quitting_rate": (),
    "usefulness_weight": ("usefulness_factor",),
    **dict.fromkeys(
        ("usefulness_content", "usefulness_ease", "usefulness_manager", "usefulness_belief"), ("usefulness",)
    ),
    "content_half": ("content_pull",),
    **dict.fromkeys(("read_intercept", "read_propensity", "read_content", "read_habit"), ("read_logit",)),
    **dict.fromkeys(("read_norm", "read_manager", "read_belief"), ("read_logit",)),
    "read_novelty": ("read_logit",),
    "novelty_half_life": ("faded",),
    "read_reply": ("reply_pull", "read_logit"),
    "contribute_novelty": ("contribute_drive",),
    "launch_hazard": ("announced", "registration_hazard"),
    **dict.fromkeys(("register_propensity", "register_ease"), ("usefulness_factor", "registration_hazard")),
    **dict.fromkeys(("never_share", "never_propensity"), ("reluctant",)),
    "nondesk_access": ("access_left", "attended_probability", "usefulness_factor"),
    **dict.fromkeys(
        ("contribute_intercept", "propensity_spread", "contribute_habit", "contribute_reply", "contribute_belief"),
        ("contribute_drive",),
    ),
    **dict.fromkeys(
        ("contribute_norm", "contribute_manager", "contribute_skill", "skill_reference", "contribute_safety"),
        ("contribute_setting",),
    ),
    **dict.fromkeys(("cost_open", "cost_closed"), ("contribute_logit",)),
    "extra_posts": ("further_mean", "further_posts"),
    "posts_propensity": ("further_mean",),
    "posts_burst": ("further_posts",),
    **dict.fromkeys(("reply_per_reader", "reply_by_management"), ("reply_probability",)),
    "reply_barrier": ("pick", "first_is_keener"),
    "reply_documents": ("reply_chance",),
    "reply_follows": ("reply_kind",),
    "content_dilution": ("visible_content",),
    **dict.fromkeys(("management_load", "management_seeding", "management_inviting"), ("management_effort",)),
    **dict.fromkeys(
        ("half_life_document", "half_life_discussion", "half_life_comment", "half_life_other"), ("content_next",)
    ),
    "replied_bonus": ("content_next",),
    **dict.fromkeys(("founding_propensity", "founding_weight"), ("place_weight",)),
    **dict.fromkeys(
        ("silence_weeks", "death_weeks", "establishment_share", "maturity_share"),
        ("stage_next",),
    ),
    "critical_items": ("stage_next", "seeded_items"),
    "purpose_weight": ("visible_content",),
    "management_clarity": ("clarity_next",),
    "anchor_drift": ("anchor_next",),
    **dict.fromkeys(("habit_per_repetition", "repetitions_per_week", "habit_loss"), ("habit_next",)),
    "habit_spread": ("habit_gain", "habit_next"),
    **dict.fromkeys(("skill_mean", "skill_spread", "training_time"), ("skill_next",)),
    "training_lasting": ("training_floor",),
    "learning_by_doing": ("floor_next", "skill_next"),
    **dict.fromkeys(("reply_memory", "motivation_half_life", "extrinsic_half_life"), ("faded",)),
    **dict.fromkeys(("reply_motivation", "motivation_limit"), ("encouraged",)),
    "crowding_out": ("crowded_out",),
    "visibility_half_life": ("visible_next",),
    **dict.fromkeys(("belief_mean", "belief_spread", "belief_rate", "susceptibility"), ("belief_next",)),
    "opinion_levels": ("shared_word", "peers_opinion"),
    **dict.fromkeys(("norm_rate", "injunctive_weight"), ("norm_next", "example_weight")),
    **dict.fromkeys(("safety_mean", "safety_spread"), ("expressed_belief",)),
    "use_case_gain": ("toward_one",),
    "norm_start": ("resting_belief", "norm_next"),
    "turnover_rate": (),
    "leaving_use": ("leaving_chance",),
    **dict.fromkeys(("christmas_absence", "summer_absence"), ("present_access",)),
    **dict.fromkeys(("shock_spread", "shock_memory"), ("read_logit", "usefulness_factor")),
    **dict.fromkeys(
        (
            "layer_reporting",
            "layer_team",
            "layer_department",
            "layer_cross_silo",
            "layer_mentoring",
            "layer_event",
            "layer_circle",
        ),
        ("tie_sum",),
    ),
    **dict.fromkeys(
        (
            "survey_response",
            "survey_inactivity",
            "survey_inactivity_weeks",
            "survey_unregistered",
            "survey_noise",
        ),
        (),
    ),
}
"""The rules in which a parameter, or the state that it starts, stands.

None for what is just a chance, and for how a survey is answered, which no rule of the model knows.
"""


@cache
def rule_texts() -> dict[str, tuple[str, str]]:
    """Return the docstring of every rule by name: equation (first paragraph) and the rest; empty without source."""
    try:
        module = ast.parse(RULES_FILE.read_text(encoding="utf-8"))
    except OSError:
        return {}
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    texts = {each.name: (ast.get_docstring(each) or "").partition("\n\n") for each in functions}
    return {name: (" ".join(first.split()), " ".join(rest.split())) for name, (first, _, rest) in texts.items()}


def rule_equations() -> dict[str, str]:
    """Return the first sentence or paragraph of every rule's docstring, by name."""
    return {name: equation for name, (equation, _) in rule_texts().items()}


def equations_of(parameter: str) -> tuple[str, ...]:
    """Return the equations that a parameter stands in, each with the name of its rule."""
    equations = rule_equations()
    return tuple(f"{rule}: {equations[rule]}" for rule in RULES_OF.get(parameter, ()) if rule in equations)
