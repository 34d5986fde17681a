"""Orders of magnitude are exact at the powers of ten and just beside them."""

import math

import pytest

from simulation.portable.tens import order, ten_to


@pytest.mark.parametrize("n", range(-300, 301, 7))
def test_a_power_of_ten_begins_its_order(n: int) -> None:
    x = ten_to(n)
    assert order(x) == n
    assert order(-x) == n
    assert order(x * 9.5) == n
    assert order(math.nextafter(ten_to(3), 0)) == 2


def test_ten_to_is_what_is_written() -> None:
    assert [ten_to(n) for n in (-2, 0, 3)] == [0.01, 1.0, 1000.0]
