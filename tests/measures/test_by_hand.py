"""Every measure has a value worked out by hand, with its sign, its unit, and both parts of every ratio."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.measures import MEASURES, ROLE_MEASURES, measure, measure_roles
from simulation.model.record import BOOKED, COUNTERS, ROLE_COUNTERS, ROLES, Trajectory
from tests.measures.hand import BY_HAND, PRICE, record


def test_every_measure_is_worked_out_by_hand() -> None:
    assert list(BY_HAND) == list(MEASURES), "a line for each measure, in the order in which they are stored"


def test_every_line_says_what_is_recorded() -> None:
    for name, hand in BY_HAND.items():
        assert set(hand.recorded) <= {*COUNTERS, *BOOKED}, name
        assert np.isfinite(hand.value), name


@pytest.mark.parametrize("name", BY_HAND)
def test_measure_has_its_value_and_unit(name: str) -> None:
    hand = BY_HAND[name]
    assert MEASURES[name].unit == hand.unit
    for fill in (1_000.0, 70_000.0):  # whatever else was recorded
        found = measure(record(hand.recorded, fill), PRICE, [name])[name]
        assert found[-1].tolist() == [pytest.approx(hand.value, rel=1e-12)] * 2, f"others from {fill:g}"


def test_roles_have_the_measures_of_their_own_people() -> None:
    """One person of each counter for the first role, two for the second, ...: every measure of a role is its own."""
    roles = np.zeros((2, len(ROLES), len(ROLE_COUNTERS)), np.int64)
    places = {name: k for k, name in enumerate(ROLE_COUNTERS)}
    for role in range(len(ROLES)):
        roles[:, role, places["people"]] = 100 + role
        roles[:, role, places["registered"]] = 10 + role
        roles[:, role, places["readers_28"]] = 1 + role
        roles[:, role, places["skill_sum"]] = 65536 * (20 + role)
    empty = np.zeros((2, 2, len(COUNTERS)), np.int64)
    trajectory = Trajectory(0, empty, np.zeros((2, 2, len(BOOKED))), roles, np.zeros((1, 1, 1), np.int64), {}, {}, {})
    found = measure_roles(trajectory)
    assert list(found) == list(ROLE_MEASURES)
    for k, role in enumerate(ROLES):
        assert found["people"][1, k] == 100 + k, role
        assert found["registered_share_of_people"][1, k] == (10 + k) / (100 + k), role
        assert found["readers_28_share_of_registered"][1, k] == (1 + k) / (10 + k), role
        assert found["skill_mean"][1, k] == (20 + k) / (100 + k), role
