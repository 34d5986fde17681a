"""Signs: more of what should help helps, more of what should hinder hinders, under the same luck."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import INDEX
from tests.science.running import plain, world_of

REPLICATES = 12
USED = {
    "read_intercept": -0.5,
    "contribute_intercept": -2.0,
    "propensity_spread": 1.0,
    "innovation_rate": 0.01,
    "imitation_rate": 0.05,
    "usefulness_weight": 1.0,
    "turnover_rate": 0.1,
}
"""A company in which people register, read and contribute, so that every change can show."""
DIRECTIONS = {
    ("innovation_rate", 0.02): ("registered", 1),
    ("imitation_rate", 0.15): ("registered", 1),
    ("read_intercept", 0.0): ("readers_28", 1),
    ("contribute_intercept", -1.5): ("contributions_ever", 1),
    ("contribute_skill", 3.0): ("contributions_ever", -1),
    ("cost_open", 3.0): ("contributions_ever", -1),
    ("cost_closed", 3.0): ("contributions_ever", -1),
    ("extra_posts", 3.0): ("contributions_ever", 1),
    ("reply_per_reader", 0.8): ("replied", 1),
    ("learning_by_doing", 0.2): ("skill_sum", 1),
    ("turnover_rate", 0.6): ("hires", 1),
    ("belief_mean", 0.8): ("belief_sum", 1),
}
"""Parameter and its changed value, what it moves, and which way. Skill weighs against those who have less of it than
the reference, as untrained people have."""


def sums(**changes: float) -> np.ndarray:
    """Sums over the weeks of all counters [replicates, counters]."""
    platform = {"started_share": 0.5, "started_content": 5, "communities": {"people_per_community": 20}}
    company = {"structure": "company", "countries": {"A": 0.6, "B": 0.4}, "divisions": {"X": 0.5, "Y": 0.5}}
    scenario = plain("signs", 200, 40, organisation=company, platform=platform, parameters=USED | changes)
    world = world_of(scenario)
    return np.array([simulate(world, replicate).counts[:, -1].sum(axis=0) for replicate in range(REPLICATES)])


@pytest.fixture(scope="module")
def before() -> np.ndarray:
    """The company as it is."""
    return sums()


@pytest.mark.parametrize(("name", "value"), DIRECTIONS, ids=lambda part: part if isinstance(part, str) else "")
def test_change_has_its_sign(name: str, value: float, before: np.ndarray):
    counter, sign = DIRECTIONS[name, value]
    difference = (sums(**{name: value}) - before)[:, INDEX[counter]]
    assert sign * difference.mean() > 4 * difference.std(ddof=1) / np.sqrt(REPLICATES) > 0
