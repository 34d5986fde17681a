"""Novelty from the launch of a community: runs are weighed as said, and the priors hold what was found."""

from __future__ import annotations

import json

import numpy as np
import pytest

from experiments.launch import estimate
from simulation.parameters import PARAMETERS

FOUND = json.loads(estimate.ESTIMATE.read_text(encoding="utf-8"))


def test_runs_are_weighed_by_hand() -> None:
    """One run as counted, one whose readers are off by one error in all weeks, which are worth six."""
    seen = np.full(17, 0.5), np.full(17, 0.5)
    off = 1 / (1 + np.exp(-estimate.ERRORS[0]))
    read, posted = np.array([np.full(17, 0.5), np.full(17, off)]), np.full((2, 17), 0.5)
    assert estimate.log_likelihood(read, posted, seen) == pytest.approx([0, -0.5 * estimate.WORTH])


def test_quantiles_are_those_of_the_weights() -> None:
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([0.25, 0.5, 0.25])
    found, effective = estimate.weighed(values, np.log(weights))
    assert found == pytest.approx([1.0, 1.67, 3.0], abs=0.01)
    assert effective == pytest.approx(1 / (0.25**2 + 0.5**2 + 0.25**2))


def test_the_community_joins_at_once_and_is_read_by_all_in_its_first_week() -> None:
    levels, read, posted = estimate.shown(estimate.community(3), 0)
    assert len(levels) == len(estimate.RANGES)
    assert read[0] == 1
    assert 0 < read[2] < 1
    assert ((posted >= 0) & (posted <= 1)).all()


def test_priors_of_novelty_hold_what_their_source_says() -> None:
    """A prior whose only source lies outside of it is no prior; its note says the numbers."""
    assert FOUND["effective"] >= 15
    for name in ("read_novelty", "novelty_half_life", "contribute_novelty"):
        p = PARAMETERS[name]
        low, high = (p.prior.quantile(u, p.low, p.high) for u in (0.01, 0.99))
        assert low < FOUND[name][1] < high, name
        said = f"{FOUND[name][1]:.1f} ({FOUND[name][0]:.1f} to {FOUND[name][2]:.1f})"
        assert said in p.note, f"{name}: {said}"
