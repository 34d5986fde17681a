"""Coefficients: a replicate's parameter values as the rules need them, in float32.

Half-lives become weekly factors here, once, in double precision.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np

from simulation.parameters import PARAMETERS
from simulation.portable.elementary import exp, exp2, expm1, power

F32 = np.float32
CONTAGIONS: Final = ("simple", "complex", "threshold", "cascade")
CERTAIN: Final = 80.0
"""A hazard at which nobody is left: exp(-80) is nothing in single precision."""


class Variant(NamedTuple):
    """Which variant of the model runs.

    ``contagion`` is one of `CONTAGIONS`. With ``mixing`` people meet everybody instead of
    their ties, with the share ``within_share`` of contacts in their own silo (None: as many
    as there are people). ``stay_away``: who closes an account never comes back.
    """

    contagion: str = "simple"
    mixing: bool = False
    within_share: float | None = None
    stay_away: bool = False


STANDARD: Final = Variant()


class Coefficients(NamedTuple):
    """Every number that a rule takes; all float32 (a compiled function needs the class in its module)."""

    innovation_rate: F32
    imitation_rate: F32
    contagion: F32
    mixing: F32
    within_share: F32
    stays_away: F32
    quitting: F32
    threshold_mean: F32
    threshold_spread: F32
    threshold_steepness: F32
    usefulness_weight: F32
    usefulness_content: F32
    usefulness_ease: F32
    usefulness_manager: F32
    usefulness_belief: F32
    content_half: F32
    read_intercept: F32
    read_propensity: F32
    read_content: F32
    read_habit: F32
    read_norm: F32
    read_manager: F32
    read_belief: F32
    nondesk_access: F32
    contribute_intercept: F32
    propensity_spread: F32
    contribute_habit: F32
    contribute_reply: F32
    contribute_norm: F32
    contribute_manager: F32
    contribute_skill: F32
    skill_reference: F32
    contribute_safety: F32
    contribute_belief: F32
    cost_open: F32
    cost_closed: F32
    extra_posts: F32
    posts_propensity: F32
    reply_per_reader: F32
    reply_by_management: F32
    reply_barrier: F32
    management_load: F32
    management_seeding: F32
    management_inviting: F32
    management_clarity: F32
    document_kept: F32
    discussion_kept: F32
    comment_kept: F32
    other_kept: F32
    replied_bonus: F32
    founding_propensity: F32
    founding_weight: F32
    silence_weeks: F32
    death_weeks: F32
    items_kept: F32
    critical_items: F32
    purpose_weight: F32
    establishment_share: F32
    maturity_share: F32
    habit_gain: F32
    habit_kept: F32
    skill_mean: F32
    skill_spread: F32
    skill_kept: F32
    training_lasting: F32
    learning_by_doing: F32
    replies_kept: F32
    reply_motivation: F32
    motivation_limit: F32
    motivation_kept: F32
    extrinsic_kept: F32
    crowding_out: F32
    visible_kept: F32
    belief_mean: F32
    belief_rest: F32
    belief_heard: F32
    belief_spread: F32
    belief_rate: F32
    susceptibility: F32
    opinion_levels: F32
    norm_rate: F32
    injunctive_weight: F32
    safety_mean: F32
    safety_spread: F32
    anchor_drift: F32
    use_case_gain: F32
    leaving: F32


def _kept(half_life: float) -> float:
    return exp2(-1.0 / half_life)


def _at_rest(values: Mapping[str, float]) -> tuple[float, float]:
    """Mean belief, and mean belief that is heard, before anybody is seen sharing (perceived norm 0).

    Fixed point of b = lambda Y + (1 - lambda) b0 with Y = psi b in the mean.
    """
    susceptibility, safety = values["susceptibility"], values["safety_mean"]
    if susceptibility * safety >= 1:  # nobody has an anchor and everybody speaks freely: any belief rests
        return values["belief_mean"], values["belief_mean"]
    rest = (1 - susceptibility) * values["belief_mean"] / (1 - susceptibility * safety)
    return rest, safety * rest


def coefficients(values: Mapping[str, float], variant: Variant = STANDARD) -> Coefficients:
    """Translate parameter values (all of `PARAMETERS`) to coefficients.

    Beyond a threshold one registers for certain; in a cascade each new contact has one chance
    of 1 - exp(-q).
    """
    derived = {
        "contagion": float(CONTAGIONS.index(variant.contagion)),
        "imitation_rate": CERTAIN if variant.contagion == "threshold" else values["imitation_rate"],
        "mixing": float(variant.mixing),
        "within_share": -1.0 if variant.within_share is None else variant.within_share,
        "stays_away": float(variant.stay_away),
        "quitting": -expm1(-values["quitting_rate"]),
        "document_kept": _kept(values["half_life_document"]),
        "discussion_kept": _kept(values["half_life_discussion"]),
        "comment_kept": _kept(values["half_life_comment"]),
        "other_kept": _kept(values["half_life_other"]),
        "items_kept": _kept(values["silence_weeks"]),
        "founding_propensity": values["founding_propensity"] * values["propensity_spread"],
        "habit_gain": 1.0 - power(1.0 - values["habit_per_repetition"], values["repetitions_per_week"]),
        "habit_kept": 1.0 - values["habit_loss"],
        "skill_kept": exp(-1.0 / values["training_time"]),
        "opinion_levels": float(round(values["opinion_levels"])),
        "replies_kept": _kept(values["reply_memory"]),
        "motivation_kept": _kept(values["motivation_half_life"]),
        "extrinsic_kept": _kept(values["extrinsic_half_life"]),
        "visible_kept": _kept(values["visibility_half_life"]),
        "leaving": 1.0 - power(1.0 - values["turnover_rate"], 1.0 / 52.0),
    }
    derived["belief_rest"], derived["belief_heard"] = _at_rest(values)
    unused = set(PARAMETERS) - set(values)
    if unused:
        raise KeyError(f"no value for {sorted(unused)}")
    return Coefficients(*(F32(derived[name] if name in derived else values[name]) for name in Coefficients._fields))


def as_record(c: Coefficients) -> np.void:
    """Return the coefficients as one record, which compiled code takes faster than seventy numbers."""
    kind = np.dtype([(name, np.float32) for name in Coefficients._fields])
    record: np.void = np.array([tuple(c)], kind)[0]
    return record
