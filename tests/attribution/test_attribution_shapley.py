"""The split of a known game: it adds up, treats equals equally, and agrees with the definition."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from simulation.attribution import shapley


def game(players: int, replicates: int = 5, seed: int = 1) -> dict[int, np.ndarray]:
    """Values without any structure, with one further axis."""
    rng = np.random.default_rng(seed)
    return {members: rng.normal(100, 30, (2, replicates)) for members in shapley.all_sets(players)}


def by_definition(values: dict[int, np.ndarray], players: int) -> np.ndarray:
    """Mean of what a player adds over all orders, one after the other."""
    found = [np.zeros_like(values[0]) for _ in range(players)]
    orders = list(permutations(range(players)))
    for order in orders:
        before = 0
        for player in order:
            found[player] += (values[before | 1 << player] - values[before]) / len(orders)
            before |= 1 << player
    return np.array(found)


@pytest.mark.parametrize("players", [1, 2, 3, 5])
def test_exact_is_the_mean_over_all_orders(players: int) -> None:
    values = game(players)
    assert shapley.exact(values, players) == pytest.approx(by_definition(values, players), abs=1e-9)


@pytest.mark.parametrize("players", [0, 1, 4, 8])
def test_parts_add_up_to_the_total(players: int) -> None:
    values = game(players)
    total = values[(1 << players) - 1] - values[0]
    assert np.abs(shapley.exact(values, players).sum(axis=0) - total).max() < 1e-9


def test_equals_get_equal_parts_and_a_dummy_exactly_nothing() -> None:
    rng = np.random.default_rng(3)
    worth = {key: rng.normal(size=4) for key in [(n, third) for n in range(3) for third in range(2)]}
    # players 0 and 1 count alike, 2 does not, 3 changes nothing
    values = {s: worth[(s & 1) + (s >> 1 & 1), s >> 2 & 1] for s in shapley.all_sets(4)}
    parts = shapley.exact(values, 4)
    assert parts[0] == pytest.approx(parts[1], abs=1e-12)
    assert (parts[3] == 0).all()
    assert np.abs(parts[2]).min() > 0


def test_sampled_adds_up_and_comes_within_its_error_of_exact() -> None:
    values = game(6, replicates=3)
    expected = shapley.exact(values, 6)
    for samples in (40, 400):
        parts, pairs = shapley.sampled(values, shapley.orders(6, samples))
        assert np.abs(parts.sum(axis=0) - (values[63] - values[0])).max() < 1e-9
        error = shapley.sampling_error(pairs)
        assert (np.abs(parts - expected) < 4 * error).all()
        # the errors are no exaggeration either: two thirds of the gaps are within one of them
        assert np.mean(np.abs(parts - expected) < error) == pytest.approx(0.68, abs=0.2)
    assert np.abs(parts - expected).max() < 6


def test_error_falls_with_the_root_of_the_number_of_orders() -> None:
    values = game(7, replicates=1)
    errors = [shapley.sampling_error(shapley.sampled(values, shapley.orders(7, n))[1]).mean() for n in (50, 800)]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.3)


def test_orders_come_in_pairs_and_are_always_the_same() -> None:
    drawn = shapley.orders(9, 10)
    assert drawn == shapley.orders(9, 10)
    assert drawn == shapley.orders(9, 30)[:10]
    assert all(sorted(order) == list(range(9)) for order in drawn)
    assert all(drawn[i + 1] == drawn[i][::-1] for i in range(0, 10, 2))
    for samples in (0, 1, 7):
        with pytest.raises(ValueError, match="even"):
            shapley.orders(4, samples)


def test_every_order_is_as_likely_as_any_other() -> None:
    drawn = shapley.orders(3, 6000)[::2]
    counts = np.array([drawn.count(order) for order in permutations(range(3))])
    assert counts.sum() == 3000
    assert ((counts - 500) ** 2 / 500).sum() < 20.5  # chi-square with 5 degrees of freedom, 99.9%


def test_sets_of_orders_are_their_beginnings() -> None:
    assert shapley.sets_of([(0, 1, 2), (2, 1, 0)]) == [0, 1, 3, 7, 4, 6]


def test_one_pair_has_no_error() -> None:
    assert np.isnan(shapley.sampling_error(np.zeros((1, 3)))).all()
