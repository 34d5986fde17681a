"""Traits of people: drawn as declared, and none of them tied to another."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.engines.run import simulate
from tests.science.running import plain, world_of

PEOPLE = 4000
TRAITS = {
    "propensity": (0.0, "propensity_spread", 1.0),
    "threshold": (0.5, "threshold_spread", 0.1),
    "skill": (0.5, "skill_spread", 0.1),
    "anchor": (0.5, "belief_spread", 0.1),
    "safety": (0.5, "safety_spread", 0.1),
}
"""Mean, name of the spread, and spread: narrow enough that bounds cut nothing."""


@pytest.fixture(scope="module")
def drawn() -> np.ndarray:
    """Traits at the end of a week in which nobody does anything [people, traits]."""
    means = dict.fromkeys(("threshold_mean", "skill_mean", "belief_mean", "safety_mean"), 0.5)
    spreads = {name: spread for _, name, spread in TRAITS.values()}
    still = {"training_time": 520, "learning_by_doing": 0}
    world = world_of(plain("traits", PEOPLE, 1, parameters=means | spreads | still))
    people = simulate(world, 0).people
    return np.column_stack([people[name] for name in TRAITS])


def test_traits_are_not_tied(drawn: np.ndarray):
    between = np.corrcoef(drawn.T)[np.triu_indices(len(TRAITS), 1)]
    assert np.abs(between).max() < 5 / np.sqrt(PEOPLE)


def test_traits_have_their_means_and_spreads(drawn: np.ndarray):
    means, _, spreads = zip(*TRAITS.values(), strict=True)
    assert np.abs((drawn.mean(axis=0) - means) / spreads).max() < 0.08
    assert drawn.std(axis=0) == pytest.approx(spreads, rel=0.06)
