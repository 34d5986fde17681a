import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.organisation.sizes import largest_remainder, split

share_lists = st.lists(st.floats(0.001, 10), min_size=1, max_size=30)


@given(share_lists, st.integers(0, 100_000), st.integers(0, 5))
def test_parts_add_up_and_keep_the_floor(shares: list[float], extra: int, floor: int) -> None:
    total = floor * len(shares) + extra
    parts = largest_remainder(total, shares, floor)
    assert sum(parts) == total
    assert min(parts) >= floor


@given(share_lists, st.integers(0, 100_000))
def test_without_a_floor_parts_are_within_one_of_their_quota(shares: list[float], total: int) -> None:
    for part, share in zip(largest_remainder(total, shares), shares, strict=True):
        assert abs(part - total * share / sum(shares)) < 1 + 1e-6


def test_remainders_go_to_the_largest_then_to_the_first() -> None:
    assert largest_remainder(10, [0.47, 0.28, 0.25]) == [5, 3, 2]
    assert largest_remainder(3, [1, 1]) == [2, 1]
    assert largest_remainder(10, [0.98, 0.01, 0.01], 3) == [4, 3, 3]


def test_too_many_floors_are_refused() -> None:
    with pytest.raises(ValueError, match="5 cannot give 3 to each of 2"):
        largest_remainder(5, [1, 1], 3)


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 9)), min_size=1, max_size=50), st.integers(0, 10**6))
def test_split_adds_up_in_proportion(parts: list[tuple[int, int]], rest: int) -> None:
    weights, floors = (np.array(column, np.int64) for column in zip(*parts, strict=True))
    sizes = np.empty_like(weights)
    split(int(floors.sum()) + rest, weights, floors, sizes)
    assert sizes.sum() == floors.sum() + rest
    assert np.all(np.abs(sizes - floors - rest * weights / weights.sum()) < 1 + 1e-6)
