"""Keys of a week's draws: one 64-bit number per decision, the same for both engines."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.model.draws import Decision, week_key_table

WEEKLY: Final = (
    Decision.PRESENCE,
    Decision.TURNOVER,
    Decision.SPEAK,
    Decision.AMOUNT,
    Decision.ITEM,
    Decision.REPLIER,
    Decision.USE_CASE,
    Decision.QUIT,
    Decision.FOLLOW,
    Decision.TRAIT_PROPENSITY,
    Decision.TRAIT_THRESHOLD,
    Decision.TRAIT_SKILL,
    Decision.TRAIT_BELIEF,
    Decision.TRAIT_SAFETY,
    Decision.TRAIT_NEED,
    Decision.TRAIT_HABIT,
)
PRESENCE, TURNOVER, SPEAK, AMOUNT, ITEM, REPLIER, USE_CASE, QUIT, FOLLOW = range(9)
TRAIT_PROPENSITY, TRAIT_THRESHOLD, TRAIT_SKILL, TRAIT_BELIEF, TRAIT_SAFETY, TRAIT_NEED, TRAIT_HABIT = range(9, 16)
MAX_ITEMS: Final = 32
"""Draws per contribution are keyed by person x MAX_ITEMS + number of the item."""
MAX_REPLIES: Final = 8
"""Replies by people that one contribution gets at most."""


def week_keys(seed: int, first: int, last: int) -> NDArray[np.uint64]:
    """Keys [last - first, decisions] of the weeks from ``first`` up to ``last`` (not included)."""
    return week_key_table(seed, WEEKLY, first, last)
