"""One small organisation for all tests of interventions, and paired runs on it."""

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import CONTENT_TYPES, INDEX
from simulation.model.state import empty_groups, empty_people, named, named_groups
from simulation.model.view import View
from simulation.scenario.schema import Scenario
from simulation.world import build

BASE = {
    "name": "test",
    "organisation": {"people": 1200, "countries": {"Germany": 1}, "divisions": {"Sales": 0.5, "Technology": 0.5}},
    "platform": {"started_share": 0.5, "communities": {"people_per_community": 30}},
    "parameters": {
        "innovation_rate": 0.02,
        "read_intercept": -3.5,
        "contribute_intercept": -3.0,
        "launch_hazard": 0,
        "never_share": 0,
        "shock_spread": 0,  # nobody comes but of their own accord or by a plan
    },
    "model": {"calendar": "none"},
    "run": {"weeks": 60, "uncertainty": "chance", "replicates": 1},
}


@pytest.fixture(scope="session")
def base():
    """Scenario data that a test may extend."""
    return BASE


def scenario(**changes):
    data = {key: dict(value) if isinstance(value, dict) else value for key, value in BASE.items()}
    for key, value in changes.items():
        data[key] = {**data[key], **value} if isinstance(value, dict) and key in data else value
    return Scenario.model_validate(data)


@pytest.fixture(scope="session")
def paired():
    """Return a function: paired differences [seeds] of a number between a scenario with and without interventions."""

    def differences(interventions, number, seeds=40, **changes):
        plain = build(scenario(**changes))
        with_plan = build(scenario(interventions=interventions, **changes))
        return np.array([number(simulate(with_plan, r)) - number(simulate(plain, r)) for r in range(seeds)])

    return differences


def nobody(world):
    """What an intervention sees of a company in which nobody has any state yet."""
    n = world.organisation.n_people
    return View(0, 0, named(empty_people(n)), named_groups(empty_groups(world.communities.n_communities, n)))


def total(name, first=0, last=None):
    """A function of a trajectory: a counter summed over weeks, for the whole organisation."""
    return lambda trajectory: trajectory.counts[first:last, -1, INDEX[name]].sum()


def contributions(first=0, last=None):
    """A function of a trajectory: contributions in some weeks."""
    return lambda t: sum(t.counts[first:last, -1, INDEX[kind]].sum() for kind in CONTENT_TYPES)


def surely_positive(differences):
    """Mean more than four standard errors above zero: a false alarm about once in 30,000 tests."""
    error = differences.std(ddof=1) / np.sqrt(differences.size)
    return differences.mean() > 4 * error
