"""Measures: every number that a run reports, each one function with unit, direction and definition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from simulation.measures.activity import ACTIVE_DEFINITIONS, ACTIVITY
from simulation.measures.adoption import ADOPTION
from simulation.measures.base import Measure, Recorded, Values, of_trajectory
from simulation.measures.community import COMMUNITY
from simulation.measures.content import CONTENT
from simulation.measures.culture import CULTURE
from simulation.measures.reach import REACH
from simulation.measures.value import VALUE
from simulation.model.record import BOOKED, COUNTERS, INDEX, ROLE_COUNTERS, Trajectory

__all__ = [
    "ACTIVE_DEFINITIONS",
    "HEADLINES",
    "MEASURES",
    "NOT_ADDING",
    "ROLE_MEASURES",
    "Measure",
    "Recorded",
    "Values",
    "measure",
    "measure_roles",
]

MEASURES: Final[dict[str, Measure]] = {
    one.name: one for one in (*ADOPTION, *ACTIVITY, *CONTENT, *COMMUNITY, *CULTURE, *REACH, *VALUE)
}
"""All measures by name, in the order in which they are stored."""

NOT_ADDING: Final = frozenset(name for name in MEASURES if name.startswith(("top_", "gini_")))
"""Measures that cannot be worked out from sums over silos."""

ROLE_MEASURES: Final = (
    "people", "registered", "registered_share_of_people", "readers_7", "readers_7_share_of_registered", "readers_28",
    "readers_28_share_of_registered", "contributors_7", "contributors_7_share_of_registered", "contributors_28",
    "contributors_28_share_of_registered", "visible", "visible_share_of_registered", "belief_mean", "anchor_mean",
    "norm_mean", "norm_belief_gap", "skill_mean",
)  # fmt: skip
"""Measures that are kept by role as well."""

HEADLINES: Final[tuple[str, ...]] = tuple(one.name for one in MEASURES.values() if one.headline)
"""Measures of summaries and comparisons."""


def measure(trajectory: Trajectory, hourly_cost_eur: float, names: Iterable[str] | None = None) -> dict[str, Values]:
    """Return measures of one replicate by name, each [weeks, silos + 1], the last column the whole organisation.

    All measures, or those of ``names``. Values that are not defined are NaN.

    Raises:
        KeyError: a name is not a measure.
    """
    recorded = of_trajectory(trajectory, hourly_cost_eur)
    chosen = MEASURES if names is None else {name: MEASURES[name] for name in names}
    return {name: np.asarray(one.compute(recorded), dtype=np.float64) for name, one in chosen.items()}


def measure_roles(trajectory: Trajectory) -> dict[str, Values]:
    """Return the measures of `ROLE_MEASURES` of one replicate by name, each [weeks, roles]."""
    weeks, roles = trajectory.roles.shape[:2]
    counts = np.zeros((weeks, roles, len(COUNTERS)), np.int64)
    counts[:, :, [INDEX[name] for name in ROLE_COUNTERS]] = trajectory.roles
    recorded = Recorded(counts, np.zeros((weeks, roles, len(BOOKED))), 0.0, trajectory.weight)
    return {name: np.asarray(MEASURES[name].compute(recorded), np.float64) for name in ROLE_MEASURES}
