"""A small, lively company for the experiences, and the numbers that are read off its runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from simulation.engines.run import simulate
from simulation.model.record import BOOKING, CONTENT_TYPES, FIXED_POINT, INDEX, ROLE_COUNTERS, ROLES, Trajectory
from simulation.scenario.schema import Scenario
from simulation.world import World, build

Number = Callable[[Trajectory], float]

COMPANY: dict[str, dict[str, Any]] = {
    "organisation": {"people": 400, "countries": {"Germany": 1}, "divisions": {"Sales": 0.5, "Technology": 0.5}},
    "platform": {"started_share": 0.5, "communities": {"people_per_community": 30}},
    "parameters": {"innovation_rate": 0.02, "read_intercept": -3.5, "contribute_intercept": -3.0},
    "run": {"weeks": 60, "uncertainty": "chance", "replicates": 1},
}
"""Livelier than the defaults, so that effects show among few people within about a year."""


def company(*interventions: dict[str, Any], **sections: dict[str, Any]) -> dict[str, Any]:
    """Return a scenario's data: `COMPANY` with some settings changed, and interventions."""
    data: dict[str, Any] = {"name": "experience", "interventions": list(interventions)}
    for name in COMPANY.keys() | sections.keys():
        data[name] = {**COMPANY.get(name, {}), **sections.get(name, {})}
    return data


def world(data: dict[str, Any]) -> World:
    """Return the world of a scenario's data, made once."""
    return _world(json.dumps(data, sort_keys=True))


@lru_cache(maxsize=64)
def _world(text: str) -> World:
    return build(Scenario.model_validate(json.loads(text)))


def runs(data: dict[str, Any], number: Number, seeds: int) -> np.ndarray:
    """Return a number of the runs with replicate numbers 0 to seeds - 1."""
    return np.array([number(simulate(world(data), replicate)) for replicate in range(seeds)], np.float64)


def over(name: str, first: int = 0, last: int | None = None) -> Number:
    """A counter summed over weeks, for the whole company."""
    return lambda t: float(t.counts[first:last, -1, INDEX[name]].sum())


def at(name: str, week: int = -1) -> Number:
    """A counter at the end of a week."""
    return lambda t: float(t.counts[week, -1, INDEX[name]])


def mean_of(name: str, week: int = -1) -> Number:
    """Mean of a quantity that is recorded as a sum over people."""
    return lambda t: float(t.counts[week, -1, INDEX[name]] / FIXED_POINT / t.counts[week, -1, INDEX["people"]])


def contributions(first: int = 0, last: int | None = None) -> Number:
    """Contributions of some weeks."""
    return lambda t: float(sum(t.counts[first:last, -1, INDEX[kind]].sum() for kind in CONTENT_TYPES))


def role(name: str, *roles: str, first: int = 0, last: int | None = None) -> Number:
    """A counter of some roles, summed over weeks."""
    places = [ROLES.index(each) for each in roles]
    column = list(ROLE_COUNTERS).index(name)
    return lambda t: float(t.roles[first:last, places, column].sum())


def booked(name: str) -> Number:
    """What interventions booked over the whole run."""
    return lambda t: float(t.booked[:, -1, BOOKING[name]].sum())


def cross_silo_share(trajectory: Trajectory) -> float:
    """Return the share of colleagues' replies that came from another silo."""
    replied = trajectory.counts[:, -1, [INDEX["replied_cross_silo"], INDEX["replied_by_people"]]].sum(axis=0)
    return float(replied[0] / max(replied[1], 1))


def share_of(kind: str) -> Number:
    """Share of one type of content in all contributions."""
    return lambda t: over(kind)(t) / contributions()(t)
