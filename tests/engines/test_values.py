"""Draws of parameters: each from its prior, none of them tied to another, and the same in every scenario of a seed."""

from __future__ import annotations

import numpy as np
from scipy.stats import kstest

from simulation.engines.values import parameter_values
from simulation.scenario.schema import Scenario

REPLICATES = 400
CHANCE = 1e-5
"""Chance of a false alarm for all parameters, or all pairs of them, together."""


def ranks() -> tuple[list[str], np.ndarray]:
    """Names of the parameters that vary, and where their draws lie in their priors [replicates, parameters]."""
    scenario = Scenario(name="draws")
    declared = scenario.declared()
    drawn = [parameter_values(scenario, replicate) for replicate in range(REPLICATES)]
    grid = np.linspace(0.0005, 0.9995, 1000)
    names, places = [], []
    for name, parameter in declared.items():
        values = np.array([each[name] for each in drawn])
        quantiles = np.array([parameter.prior.quantile(u, parameter.low, parameter.high) for u in grid])
        if quantiles[0] < quantiles[-1]:
            names.append(name)
            places.append(np.interp(values, quantiles, grid))
    return names, np.column_stack(places)


NAMES, RANKS = ranks()


def test_draws_follow_their_priors():
    p = {name: kstest(place, "uniform").pvalue for name, place in zip(NAMES, RANKS.T, strict=True)}
    assert {name: value for name, value in p.items() if value < CHANCE / len(NAMES)} == {}
    assert len(NAMES) > 50


def test_draws_of_different_parameters_are_not_tied():
    between = np.corrcoef(RANKS.T)[np.triu_indices(len(NAMES), 1)]
    # of so many normal correlations with deviation 1/sqrt(replicates), the largest stays below this but for CHANCE
    bound = np.sqrt(2 * np.log(between.size / CHANCE) / REPLICATES)
    assert np.abs(between).max() < bound < 0.4


def test_draws_of_different_replicates_are_not_tied():
    one, next_one = RANKS[:-1].ravel(), RANKS[1:].ravel()
    assert abs(np.corrcoef(one, next_one)[0, 1]) < 5 / np.sqrt(one.size)


def test_plans_with_one_seed_draw_the_same():
    base = Scenario.model_validate({"name": "a", "run": {"seed": 7}})
    plan = Scenario.model_validate(
        {"name": "b", "run": {"seed": 7}, "interventions": [{"kind": "kick_off", "start": 3}], "title": "other"}
    )
    for k in range(3):
        drawn = parameter_values(plan, k)
        assert parameter_values(base, k).items() <= drawn.items()
        assert all(name.startswith("kick_off.") for name in drawn.keys() - parameter_values(base, k).keys())
    assert parameter_values(base, 0) != parameter_values(base, 1)
