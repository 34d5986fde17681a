"""Targets select whom they say, deterministically."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.interventions.places import intensity, places, reached
from simulation.interventions.select import chance_order, fitting, ranked, select, times_first
from simulation.interventions.target import Target
from simulation.model.state import empty_people, named
from simulation.world import build
from tests.interventions.conftest import scenario


@pytest.fixture(scope="module")
def organisation():
    return build(scenario()).organisation


@pytest.mark.parametrize(
    ("role", "holds"),
    [
        ("staff", lambda o: o.level == 0),
        ("manager", lambda o: o.level > 0),
        ("executive", lambda o: o.level == 3),
        ("assistant", lambda o: o.assistant),
        ("broker", lambda o: o.broker),
    ],
)
def test_roles(organisation, role, holds):
    assert np.array_equal(fitting(Target(role=role), organisation), holds(organisation))


def test_filters_combine(organisation):
    target = Target(silos=("Sales",), functions=("Engineering",), desk_only=True)
    who = select(target, organisation, "x")
    assert who.size
    assert all(organisation.silo_names[organisation.silo[i]] == "Sales" and organisation.desk[i] for i in who)


@settings(max_examples=50)
@given(share=st.floats(0, 1), name=st.text(min_size=1, max_size=10))
def test_share_and_determinism(organisation, share, name):
    target = Target(share=share)
    who = select(target, organisation, name)
    assert who.size == int(np.floor(share * 1200 + 0.5))
    assert np.array_equal(who, select(target, organisation, name))
    assert np.array_equal(who, np.unique(who))


def test_larger_selection_contains_the_smaller(organisation):
    small, large = (select(Target(count=n), organisation, "x") for n in (50, 200))
    assert set(small) <= set(large)


def test_names_choose_different_people(organisation):
    one, other = (select(Target(count=100), organisation, name) for name in ("one", "other"))
    assert len(set(one) & set(other)) < 30


def test_rank_by_degree_takes_the_best_connected(organisation):
    degree = np.sum([np.diff(ties.indptr) for ties in organisation.layers], axis=0)
    for count in (1, 20, 333):  # also where many have the degree of the last one who is chosen
        chosen = select(Target(rank="degree", count=count), organisation, "x")
        assert np.sort(degree[chosen]).tolist() == np.sort(degree)[-count:].tolist()


@pytest.mark.parametrize("rank", ["degree", "cross_silo_degree", "number", "random"])
def test_an_order_begins_with_those_who_are_chosen_first(organisation, rank):
    """Whoever is chosen among few stands before everybody who is chosen only among more."""
    order = ranked(Target(rank=rank), organisation, "x").tolist()
    assert sorted(order) == list(range(1200))
    for count in (1, 20, 333):
        assert sorted(order[:count]) == select(Target(rank=rank, count=count), organisation, "x").tolist()


def test_an_order_by_degree_falls_and_one_by_number_rises(organisation):
    degree = np.sum([np.diff(ties.indptr) for ties in organisation.layers], axis=0)
    assert (np.diff(degree[ranked(Target(rank="degree"), organisation, "x")]) <= 0).all()
    assert ranked(Target(rank="number"), organisation, "x").tolist() == list(range(1200))


def test_rank_by_propensity_takes_the_early_movers(organisation):
    people = named(empty_people(1200))
    people.propensity[[7, 900, 33]] = 2.0
    assert select(Target(rank="propensity", count=3), organisation, "x", people).tolist() == [7, 33, 900]
    with pytest.raises(ValueError, match="needs the people's state"):
        select(Target(rank="propensity", count=3), organisation, "x")


@settings(max_examples=100)
@given(st.lists(st.integers(0, 30), unique=True).map(sorted))
def test_places_are_the_same_people(people):
    values = np.zeros(31)
    values[places(np.array(people, np.int64))] = 1
    assert np.flatnonzero(values).tolist() == people


def test_neighbours_are_a_slice():
    assert places(np.arange(3, 9)) == slice(3, 9)
    assert isinstance(places(np.array([3, 5])), np.ndarray)


@pytest.mark.parametrize(("strength", "of_ten", "force"), [(0, 0, 1), (0.25, 3, 1), (1, 10, 1), (5, 10, 5)])
def test_strength_is_shared_out(strength, of_ten, force):
    assert reached(strength, 10) == of_ten
    assert intensity(strength) == force


@settings(max_examples=30, deadline=None)
@given(n=st.integers(0, 3000), count=st.integers(0, 3000), seed=st.integers(0, 2**63))
def test_the_first_of_several_orders_of_chance_are_counted_as_those_orders_have_them(n, count, seed):
    who = np.arange(n, dtype=np.int64) * 3
    orders = [chance_order(luck, who, count, seed=seed) for luck in ("a", "b", "c")]
    times = times_first(("a", "b", "c"), who, count, seed=seed)
    found = np.bincount(np.concatenate(orders), minlength=3 * n + 1)
    assert times.tolist() == found[who].tolist()
