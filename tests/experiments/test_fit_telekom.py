"""The Telekom fit: definitions as a mixture by hand, a smaller company like it, and what is stored of the posterior."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from experiments.fit_telekom_2012 import POSTERIOR, ROWS, SUMMARY, Facts, Solved, shrunk, weigh
from simulation.parameters import PARAMETERS
from simulation.scenario.loading import load
from simulation.scenario.observation import Observation
from simulation.scenario.places import find_scenarios

TELEKOM = load(find_scenarios()["telekom-2012"])


def test_definitions_are_a_mixture_by_hand() -> None:
    """Two draws, two definitions: a draw is worth its mean likelihood, a definition its share of all likelihoods."""
    seen = Observation(measure=("readers_7", "readers_28"), week=1, value=0.1, spread=0.25)
    facts = Facts(seen, seen, seen)
    solved = [Solved(0, {}, (0.1, 0.2), math.log(3)), Solved(1, {}, (0.05, 0.1), 0.0)]
    off = math.exp(-0.5 * (math.log(2) / 0.25) ** 2)
    weights, meant = weigh(facts, solved)
    assert weights == pytest.approx([3 / 4, 1 / 4])
    assert meant == pytest.approx([(3 + off) / 4 / (1 + off), (1 + 3 * off) / 4 / (1 + off)])


def test_a_smaller_company_has_its_share_of_everybody_who_is_counted() -> None:
    small = shrunk(TELEKOM, 0.1)
    assert [each.target.count for each in small.platform.pilots] == [30, 15, 30, 15, 30]
    counts = {each.kind: each for each in small.interventions}
    assert (counts["community_manager"].communities, counts["reverse_mentoring"].target.count) == (15, 10)
    assert small.posterior is None
    assert small.interventions[0] == TELEKOM.interventions[0], "what counts nobody stays"


def test_the_stored_posterior_is_whole() -> None:
    summary = json.loads(SUMMARY.read_text())
    assert TELEKOM.posterior is not None
    assert len(TELEKOM.posterior.rows) == ROWS == len(POSTERIOR.read_text().splitlines()) - 1
    declared = {name for name, p in PARAMETERS.items() if p.prior.kind != "fixed"}
    assert set(TELEKOM.posterior.names) == declared
    assert len(set(TELEKOM.posterior.rows)) == summary["different_rows"]
    assert sum(summary["definitions"].values()) == pytest.approx(1, abs=1e-3)
    assert list(summary["definitions"]) == list(TELEKOM.observations[1].measures)
    assert summary["effective_number"] > 60
    assert len(set(TELEKOM.posterior.rows[:20])) >= 17, "the first replicates are hardly ever the same draw"


def test_levels_of_the_posterior_lie_where_their_prior_has_them() -> None:
    """Weighed by the prior, solved levels are no further out than draws of it may be."""
    assert TELEKOM.posterior is not None
    rows = np.array(TELEKOM.posterior.rows)
    for name in ("innovation_rate", "contribute_intercept", "read_intercept"):
        p = PARAMETERS[name]
        low, high = (p.prior.quantile(u, p.low, p.high) for u in (0.005, 0.995))
        values = rows[:, TELEKOM.posterior.names.index(name)]
        assert np.mean((values < low) | (values > high)) < 0.05, name
