"""The functions of `simulation.portable` are as exact as they say, and the same for numbers and arrays."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from scipy.special import stdtrit

from simulation.portable import normal, student, sums
from simulation.portable.elementary import atanh, exp, exp2, expm1, log, power, tanh

RNG = np.random.default_rng(1)
BOTH = np.concatenate([RNG.uniform(-1, 1, 500), RNG.uniform(-700, 700, 500), RNG.uniform(-1e-6, 1e-6, 50)])
ABOVE = np.concatenate([RNG.uniform(0.01, 2, 500), np.ldexp(RNG.uniform(0.5, 1, 500), RNG.integers(-1000, 1000, 500))])
LN2 = Decimal("0.69314718055994530941723212145817656807550013436026")


def ulps(found: float, true: Decimal) -> float:
    """How far a number is off, in units of its last place."""
    return float(abs(Decimal(found) - true) / Decimal(math.ulp(float(true))))


@pytest.mark.parametrize(
    ("function", "true", "points", "worst"),
    [
        (exp, lambda x: x.exp(), BOTH, 1.0),
        (exp2, lambda x: (x * LN2).exp(), BOTH, 1.5),
        (log, lambda x: x.ln(), ABOVE, 1.0),
        (expm1, lambda x: x.exp() - 1, BOTH, 4.0),
    ],
)
def test_errors_are_as_small_as_stated(
    function: Callable[[float], float], true: Callable[[Decimal], Decimal], points: Any, worst: float
) -> None:
    with localcontext() as context:
        context.prec = 50
        assert max(ulps(function(x), true(Decimal(x))) for x in points.tolist()) < worst


def test_powers_are_as_exact_as_stated() -> None:
    with localcontext() as context:
        context.prec = 50
        for base, exponent in zip(RNG.uniform(0.01, 3, 500).tolist(), RNG.uniform(-20, 20, 500).tolist(), strict=True):
            true = (Decimal(exponent) * Decimal(base).ln()).exp()
            assert ulps(power(base, exponent), true) < 2 * (1 + abs(exponent * math.log(base)))


@pytest.mark.parametrize("function", [exp, exp2, log])
def test_numbers_and_arrays_get_the_same_bits(function: Any) -> None:
    """One person's number is what an array of all people holds for that person."""
    edges = [0.0, -0.0, -1.0, 1.0, math.inf, -math.inf, math.nan, 5e-324, 1e-310, 1e308, 709.782712893384, 709.79]
    points = np.concatenate([BOTH, ABOVE, np.array([*edges, -745.2, -746.1, 1023.9, 1024.0, -1074.6, -1080.0])])
    one_by_one = np.array([function(x) for x in points.tolist()])
    np.testing.assert_array_equal(function(points), one_by_one)
    single = BOTH.astype(np.float32)
    np.testing.assert_array_equal(function(single), function(single.astype(np.float64)))
    np.testing.assert_array_equal(power(0.3, points), [power(0.3, x) for x in points.tolist()])


def test_ends_of_the_range() -> None:
    assert (exp(0.0), exp(-800.0), exp(800.0), exp(709.79)) == (1.0, 0.0, math.inf, math.inf)
    assert (exp2(0.0), exp2(-1.0), exp2(10.0), exp2(-1074.0), exp2(1024.0)) == (1.0, 0.5, 1024.0, 5e-324, math.inf)
    assert (log(1.0), log(0.0), log(math.inf)) == (0.0, -math.inf, math.inf)
    assert all(math.isnan(x) for x in (log(-1.0), exp(math.nan), exp2(math.nan), log(math.nan)))
    assert (power(0.0, 0.0), power(0.0, 2.0), power(1.0, -3.0), power(5.0, 0.0)) == (1.0, 0.0, 1.0, 1.0)
    np.testing.assert_array_equal(power(0.0, np.array([0, 1, 3])), [1.0, 0.0, 0.0])


def test_hyperbolic_functions() -> None:
    for x in RNG.uniform(-5, 5, 200).tolist():
        assert tanh(x) == pytest.approx(math.tanh(x), abs=1e-15)
        assert atanh(math.tanh(x / 2)) == pytest.approx(x / 2, abs=4e-15)


def test_normal_distribution() -> None:
    """Against the distribution in Python's library, and tabulated tails."""
    reference = NormalDist()
    for x in np.linspace(-6, 6, 301).tolist():
        assert normal.cdf(x) == pytest.approx(reference.cdf(x), abs=2e-15)
        assert normal.quantile(normal.cdf(x)) == pytest.approx(x, abs=1e-8 if x > 4 else 1e-12)
    for p in [*(10.0 ** RNG.uniform(-15, -0.3, 200)), *RNG.uniform(0.001, 0.999, 200)]:
        assert normal.quantile(float(p)) == pytest.approx(reference.inv_cdf(float(p)), rel=1e-14)
    assert normal.cdf(-10.0) == pytest.approx(7.619853024160527e-24, rel=1e-12)
    assert normal.cdf(-30.0) == pytest.approx(4.906713927148187e-198, rel=1e-12)
    assert (normal.cdf(0.0), normal.cdf(-math.inf), normal.cdf(math.inf)) == (0.5, 0.0, 1.0)
    assert normal.quantile(0.5) == 0.0


@pytest.mark.parametrize("p", [0.75, 0.9, 0.975, 0.999])
def test_student_quantiles(p: float) -> None:
    """In closed form for one and two degrees of freedom, against SciPy for more; normal in the end."""
    assert student.quantile(1, p) == pytest.approx(math.tan(math.pi * (p - 0.5)), rel=1e-12)
    assert student.quantile(2, p) == pytest.approx((2 * p - 1) / math.sqrt(2 * p * (1 - p)), rel=1e-12)
    for degrees in (3, 4, 9, 10, 99, 1000):
        assert student.quantile(degrees, p) == pytest.approx(float(stdtrit(degrees, p)), rel=1e-9)
    assert student.quantile(20_001, p) == pytest.approx(normal.quantile(p), rel=1e-3)


def test_sums_stand_in_order() -> None:
    """One number after the other, whatever the layout; NumPy would add up in blocks of eight."""
    values = RNG.normal(0, 1e6, (3, 1000)) + RNG.normal(0, 1e-6, (3, 1000))
    by_hand = []
    for row in values.tolist():
        so_far = 0.0
        for each in row:
            so_far += each
        by_hand.append(so_far)
    np.testing.assert_array_equal(sums.total(values, axis=1), by_hand)
    np.testing.assert_array_equal(sums.total(np.asfortranarray(values), axis=1), by_hand)
    np.testing.assert_array_equal(sums.total(values.T), by_hand)
    np.testing.assert_array_equal(sums.total(np.repeat(values, 2, axis=1)[:, ::2], axis=1), by_hand)


def test_sums_of_whole_numbers_stay_whole() -> None:
    assert sums.total(np.array([1, 2], np.uint8)).dtype == np.int64
    assert sums.total(np.array([True, True])) == 2
    assert sums.total(np.empty(0)) == 0
    np.testing.assert_array_equal(sums.total(np.empty((0, 2))), [0, 0])
    assert math.isnan(sums.mean(np.empty(0)))


def test_means_and_spreads() -> None:
    values = np.array([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])
    assert (sums.mean(values), sums.variance(values, less=0), sums.deviation(values, less=0)) == (5.0, 4.0, 2.0)
    assert sums.variance(values) == pytest.approx(float(Fraction(32, 7)))
    assert sums.variance(np.full(10, 0.1)) == 0, "equal values do not vary, though their mean is rounded"
    assert math.isnan(sums.variance(np.ones(1)))
    np.testing.assert_array_equal(sums.deviation(np.stack([values, values * 2]), axis=1, less=0), [2.0, 4.0])
    assert sums.covariance(values, values * 2) == pytest.approx(2 * 32 / 7)
    assert sums.correlation(values, -values) == -1
    assert sums.correlation(values, values[::-1]) == pytest.approx(np.corrcoef(values, values[::-1])[0, 1], rel=1e-14)
