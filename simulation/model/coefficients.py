"""Coefficients: a replicate's parameter values as the rules need them, in float32.

Which there are follows from the declarations: a new parameter is there by its name, without a line here.
Half-lives become weekly factors here, once, in double precision.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

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


@lru_cache(maxsize=1024)
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


def _half_lives(values: Mapping[str, float]) -> dict[str, float]:
    """Return what is left after a week of what fades by a half-life."""
    return {name: _kept(values[half_life]) for name, half_life in _FADING.items()}


_FADING: Final = {
    "document_kept": "half_life_document",
    "discussion_kept": "half_life_discussion",
    "comment_kept": "half_life_comment",
    "other_kept": "half_life_other",
    "items_kept": "silence_weeks",
    "replies_kept": "reply_memory",
    "motivation_kept": "motivation_half_life",
    "extrinsic_kept": "extrinsic_half_life",
    "visible_kept": "visibility_half_life",
    "novelty_kept": "novelty_half_life",
}


def _derived(values: Mapping[str, float], variant: Variant) -> dict[str, float]:
    """Return what follows from several parameters, or from one in another form than that in which it is stated.

    Beyond a threshold one registers for certain; in a cascade each new contact has one chance of 1 - exp(-q).
    """
    leaving = 1.0 - power(1.0 - values["turnover_rate"], 1.0 / 52.0)
    found = _half_lives(values) | {
        "contagion": float(CONTAGIONS.index(variant.contagion)),
        "imitation_rate": CERTAIN if variant.contagion == "threshold" else values["imitation_rate"],
        "mixing": float(variant.mixing),
        "within_share": -1.0 if variant.within_share is None else variant.within_share,
        "stays_away": float(variant.stay_away),
        "accounts_given": float(variant.accounts_given),
        "register_ease": values["register_ease"] if variant.accounts_given else 0.0,
        "quitting": -expm1(-values["quitting_rate"]),
        "founding_propensity": values["founding_propensity"] * values["propensity_spread"],
        "habit_rate": _rate(values["habit_per_repetition"]) * values["repetitions_per_week"],
        "habit_kept": 1.0 - values["habit_loss"],
        "skill_kept": exp(-1.0 / values["training_time"]),
        "opinion_levels": float(round(values["opinion_levels"])),
        "leaving": leaving,
        "leaving_most": leaving * exp(abs(values["leaving_use"])),
    }
    found["belief_rest"], found["belief_heard"] = _at_rest(values)
    found["never_together"], found["never_apart"], found["never_cut"] = _need(values)
    return found


_USUAL: Final = {name: one.default for name, one in PARAMETERS.items()}
FIELDS: Final = tuple(dict.fromkeys([*PARAMETERS, *_derived(_USUAL, STANDARD)]))
"""Every parameter by its name, then what is derived: a parameter that is declared is there for every rule."""

if TYPE_CHECKING:

    class Coefficients(NamedTuple):
        """Every number that a rule takes, by the names of `FIELDS`; all float32."""

        def __getattr__(self, name: str) -> F32:
            """Return one of them."""

else:
    Coefficients = namedtuple("Coefficients", FIELDS)


def coefficients(values: Mapping[str, float], variant: Variant = STANDARD) -> Coefficients:
    """Translate parameter values (all of `PARAMETERS`) to coefficients."""
    if not PARAMETERS.keys() <= values.keys():
        raise KeyError(f"no value for {sorted(PARAMETERS.keys() - values.keys())}")
    return _translated(tuple([(name, values[name] + 0.0) for name in PARAMETERS]), variant)


@lru_cache(maxsize=64)
def _translated(values: tuple[tuple[str, float], ...], variant: Variant) -> Coefficients:
    """Translate values once where chance is all that differs between replicates."""
    found = dict(values)
    found |= _derived(found, variant)
    return Coefficients._make(np.array([found[name] for name in FIELDS], np.float32))


_RECORD: Final = np.dtype([(name, np.float32) for name in FIELDS])


def as_record(c: Coefficients) -> np.void:
    """Return the coefficients as one record, which compiled code takes faster than many numbers."""
    record: np.void = np.array(c, np.float32).view(_RECORD)[0]
    return record
