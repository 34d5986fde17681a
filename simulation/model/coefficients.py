"""Coefficients: a replicate's parameter values as the rules need them, in float32.

Half-lives become weekly factors here, once, in double precision.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Final, NamedTuple

import numpy as np

from simulation.parameters import PARAMETERS
from simulation.portable.elementary import exp, exp2, expm1, log, power
from simulation.portable.normal import quantile

F32 = np.float32
CONTAGIONS: Final = ("simple", "complex", "threshold", "cascade")
CERTAIN: Final = 80.0
"""A hazard at which nobody is left: exp(-80) is nothing in single precision."""
NO_QUANTILE: Final = -100.0
"""A quantile of the standard normal below which nobody lies."""


class Variant(NamedTuple):
    """Which variant of the model runs.

    ``contagion`` is one of `CONTAGIONS`. With ``mixing`` people meet everybody instead of
    their ties, with the share ``within_share`` of contacts in their own silo (None: as many
    as there are people). ``stay_away``: who closes an account never comes back.
    ``accounts_given``: everybody has an account from the start, and what spreads is the first visit.
    """

    contagion: str = "simple"
    mixing: bool = False
    within_share: float | None = None
    stay_away: bool = False
    accounts_given: bool = False


STANDARD: Final = Variant()


class Coefficients(NamedTuple):
    """Every number that a rule takes; all float32 (a compiled function needs the class in its module)."""

    innovation_rate: F32
    imitation_rate: F32
    contagion: F32
    mixing: F32
    within_share: F32
    stays_away: F32
    accounts_given: F32
    quitting: F32
    threshold_mean: F32
    threshold_spread: F32
    threshold_steepness: F32
    usefulness_weight: F32
    usefulness_content: F32
    usefulness_ease: F32
    usefulness_manager: F32
    usefulness_belief: F32
    register_ease: F32
    register_propensity: F32
    never_together: F32
    never_apart: F32
    never_cut: F32
    launch_hazard: F32
    content_half: F32
    read_intercept: F32
    read_propensity: F32
    read_content: F32
    read_habit: F32
    read_norm: F32
    read_manager: F32
    read_belief: F32
    read_novelty: F32
    read_reply: F32
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
    contribute_novelty: F32
    cost_open: F32
    cost_closed: F32
    extra_posts: F32
    posts_propensity: F32
    posts_burst: F32
    reply_per_reader: F32
    reply_by_management: F32
    reply_barrier: F32
    reply_documents: F32
    reply_follows: F32
    content_dilution: F32
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
    habit_rate: F32
    habit_spread: F32
    habit_kept: F32
    novelty_kept: F32
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
    norm_start: F32
    safety_mean: F32
    safety_spread: F32
    anchor_drift: F32
    use_case_gain: F32
    leaving: F32
    leaving_most: F32
    leaving_use: F32


def _kept(half_life: float) -> float:
    return exp2(-1.0 / half_life)


def _rate(share: float) -> float:
    """-ln(1 - share), at most `CERTAIN`."""
    return min(-log(1.0 - share), CERTAIN) if share < 1 else CERTAIN


def _at_rest(values: Mapping[str, float]) -> tuple[float, float]:
    """Mean belief, and mean belief that is heard, before the launch (perceived norm n_0).

    Fixed point of b = lambda Y + (1 - lambda) b0 with Y = psi b + (1 - psi) n_0 in the mean.
    """
    susceptibility, safety, norm = values["susceptibility"], values["safety_mean"], values["norm_start"]
    if susceptibility * safety >= 1:  # nobody has an anchor and everybody speaks freely: any belief rests
        return values["belief_mean"], values["belief_mean"]
    bent = susceptibility * (1 - safety) * norm
    rest = ((1 - susceptibility) * values["belief_mean"] + bent) / (1 - susceptibility * safety)
    return rest, safety * rest + (1 - safety) * norm


def _need(values: Mapping[str, float]) -> tuple[float, float, float]:
    """Weights of propensity and of chance in a person's need, and the quantile below which nobody comes."""
    share, rho, spread = values["never_share"], values["never_propensity"], values["propensity_spread"]
    cut = NO_QUANTILE if share <= 0 else -NO_QUANTILE if share >= 1 else quantile(share)
    return (rho / spread if spread > 0 else 0.0), sqrt(1 - rho * rho), cut


def coefficients(values: Mapping[str, float], variant: Variant = STANDARD) -> Coefficients:
    """Translate parameter values (all of `PARAMETERS`) to coefficients.

    Beyond a threshold one registers for certain; in a cascade each new contact has one chance
    of 1 - exp(-q).
    """
    leaving = 1.0 - power(1.0 - values["turnover_rate"], 1.0 / 52.0)
    derived = {
        "contagion": float(CONTAGIONS.index(variant.contagion)),
        "imitation_rate": CERTAIN if variant.contagion == "threshold" else values["imitation_rate"],
        "mixing": float(variant.mixing),
        "within_share": -1.0 if variant.within_share is None else variant.within_share,
        "stays_away": float(variant.stay_away),
        "accounts_given": float(variant.accounts_given),
        "register_ease": values["register_ease"] if variant.accounts_given else 0.0,
        "quitting": -expm1(-values["quitting_rate"]),
        "document_kept": _kept(values["half_life_document"]),
        "discussion_kept": _kept(values["half_life_discussion"]),
        "comment_kept": _kept(values["half_life_comment"]),
        "other_kept": _kept(values["half_life_other"]),
        "items_kept": _kept(values["silence_weeks"]),
        "founding_propensity": values["founding_propensity"] * values["propensity_spread"],
        "habit_rate": _rate(values["habit_per_repetition"]) * values["repetitions_per_week"],
        "habit_kept": 1.0 - values["habit_loss"],
        "skill_kept": exp(-1.0 / values["training_time"]),
        "opinion_levels": float(round(values["opinion_levels"])),
        "replies_kept": _kept(values["reply_memory"]),
        "motivation_kept": _kept(values["motivation_half_life"]),
        "extrinsic_kept": _kept(values["extrinsic_half_life"]),
        "visible_kept": _kept(values["visibility_half_life"]),
        "novelty_kept": _kept(values["novelty_half_life"]),
        "leaving": leaving,
        "leaving_most": leaving * exp(abs(values["leaving_use"])),
    }
    derived["belief_rest"], derived["belief_heard"] = _at_rest(values)
    derived["never_together"], derived["never_apart"], derived["never_cut"] = _need(values)
    unused = set(PARAMETERS) - set(values)
    if unused:
        raise KeyError(f"no value for {sorted(unused)}")
    return Coefficients(*(F32(derived[name] if name in derived else values[name]) for name in Coefficients._fields))


def as_record(c: Coefficients) -> np.void:
    """Return the coefficients as one record, which compiled code takes faster than seventy numbers."""
    kind = np.dtype([(name, np.float32) for name in Coefficients._fields])
    record: np.void = np.array([tuple(c)], kind)[0]
    return record
