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
from simulation.measures.value import VALUE
from simulation.model.record import Trajectory

__all__ = ["ACTIVE_DEFINITIONS", "HEADLINES", "MEASURES", "Measure", "Recorded", "Values", "measure"]

MEASURES: Final[dict[str, Measure]] = {
    one.name: one for one in (*ADOPTION, *ACTIVITY, *CONTENT, *COMMUNITY, *CULTURE, *VALUE)
}
"""All measures by name, in the order in which they are stored."""

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
