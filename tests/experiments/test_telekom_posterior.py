"""The stored posterior of telekom-2012, made by its calibration study, is whole and believable."""

from __future__ import annotations

import json

import numpy as np

from simulation.parameters import PARAMETERS
from simulation.scenario.loading import load
from simulation.scenario.places import find_scenarios

SCENARIO = find_scenarios()["telekom-2012"]
SUMMARY = SCENARIO.with_name("telekom-2012.posterior.json")
TELEKOM = load(SCENARIO)


def test_the_stored_posterior_is_whole() -> None:
    summary = json.loads(SUMMARY.read_text(encoding="utf-8"))
    assert TELEKOM.posterior is not None
    assert len(TELEKOM.posterior.rows) == summary["rows"]
    assert set(TELEKOM.posterior.names) >= {name for name, p in PARAMETERS.items() if p.prior.kind != "fixed"}
    assert len(set(TELEKOM.posterior.rows)) == summary["different_rows"]
    assert summary["effective_number"] >= 1_000, "fewer even draws leave bands to luck"
    assert len(set(TELEKOM.posterior.rows[:20])) >= 17, "the first replicates are hardly ever the same draw"


def test_the_vague_number_is_a_mixture_over_its_meanings() -> None:
    definitions = json.loads(SUMMARY.read_text(encoding="utf-8"))["definitions"]["active of the registered"]
    active = TELEKOM.observations[1]
    assert list(definitions) == [f"{measure}@{active.week}" for measure in active.measures]
    assert abs(sum(definitions.values()) - 1) < 1e-3


def test_what_was_observed_lies_in_what_the_posterior_foretells_of_it() -> None:
    predicted = {each["label"]: each for each in json.loads(SUMMARY.read_text(encoding="utf-8"))["predicted"]}
    for label in ("registered", "contributions"):
        assert predicted[label]["low"] <= predicted[label]["value"] <= predicted[label]["high"]
    held_out = [each for each in predicted.values() if each["held_out"]]
    assert [each["label"] for each in held_out] == ["active users, all countries"], "nothing is fitted to it"


def test_levels_of_the_posterior_lie_where_their_prior_has_them() -> None:
    assert TELEKOM.posterior is not None
    rows = np.array(TELEKOM.posterior.rows)
    for name in ("innovation_rate", "contribute_intercept", "read_intercept"):
        p = PARAMETERS[name]
        low, high = (p.prior.quantile(u, p.low, p.high) for u in (0.005, 0.995))
        values = rows[:, TELEKOM.posterior.names.index(name)]
        assert np.mean((values < low) | (values > high)) < 0.05, name
