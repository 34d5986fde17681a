"""Numbers as pages hold them."""

from __future__ import annotations

import math

import numpy as np

from simulation.present.theme import numbers


def test_numbers_have_five_significant_digits_and_undefined_ones_are_none() -> None:
    given = [0, math.nan, 1 / 3, -2 / 3, 1e5, 99_999.6, 304_596.7, 1_234_567, 0.000123456, -1.23456e-9, 7e12 / 3, 82]
    written = [0, None, 0.33333, -0.66667, 1e5, 1e5, 304_600, 1_234_600, 0.00012346, -1.2346e-9, 2.3333e12, 82]
    assert numbers(np.array(given)) == written


def test_numbers_are_the_decimal_ones_themselves() -> None:
    """A page holds 0.1235, not 0.12350000000000001."""
    found = numbers(10 ** np.random.default_rng(1).uniform(-12, 12, 2000))
    assert [number for number in found if number is None or number != float(f"{number:.5g}")] == []
