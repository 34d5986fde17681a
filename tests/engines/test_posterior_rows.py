"""Replicate k takes row k of a posterior, from the first row again after the last; what has no column is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from simulation.engines.run import simulate
from simulation.engines.values import parameter_values
from simulation.results.tables import RunFrame, tables_of
from simulation.scenario.schema import Scenario
from tests.engines.cases import small, world_of

NAMES = ["innovation_rate", "read_intercept", "imitation_rate"]
ROWS = [[0.01 + row / 1000, -1.0 - row / 10, 0.02 + row / 100] for row in range(5)]
"""Different in every cell, so that each tells its row and its column."""


def with_rows(**run: Any) -> Scenario:
    posterior = {"names": NAMES, "rows": ROWS}
    return Scenario.model_validate({"name": "rows", "posterior": posterior, "run": {"seed": 5} | run})


@pytest.mark.parametrize("replicate", range(12))
def test_replicate_takes_its_row(replicate: int):
    values = parameter_values(with_rows(), replicate)
    assert [values[name] for name in NAMES] == ROWS[replicate % 5]


def test_the_seed_chooses_no_row():
    for seed in (1, 2, 3**20):
        assert parameter_values(with_rows(seed=seed), 3)["read_intercept"] == ROWS[3][1]


def test_what_has_no_column_is_drawn_as_without_a_posterior():
    plain = Scenario.model_validate({"name": "rows", "run": {"seed": 5}})
    for replicate in (0, 6):
        values, drawn = parameter_values(with_rows(), replicate), parameter_values(plain, replicate)
        assert {name for name in drawn if values[name] != drawn[name]} == set(NAMES)


def test_without_uncertainty_no_row_is_taken():
    scenario = with_rows(uncertainty="chance")
    declared = scenario.declared()
    assert all(parameter_values(scenario, 2)[name] == declared[name].default for name in NAMES)


def test_a_run_stores_the_row_that_it_took():
    posterior = {"names": ["reply_per_reader"], "rows": [[0.125], [0.25], [0.5]]}
    world = world_of(small(weeks=2, people=60, posterior=posterior))
    for replicate in (0, 1, 2, 3):
        trajectory = simulate(world, replicate)
        (stored,) = tables_of(trajectory, RunFrame.of(world))["parameters"].to_pylist()
        assert stored["reply_per_reader"] == (0.125, 0.25, 0.5)[replicate % 3]
        assert stored["replicate"] == replicate
