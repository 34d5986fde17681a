"""Draws weighed by their prior: a linear Gaussian case whose posterior is known, and resampling."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.weighing import (
    coordinate,
    effective_number,
    log_density,
    normalised,
    of_coordinate,
    resample,
)
from simulation.declare import Prior
from simulation.parameters import PARAMETERS

RNG = np.random.default_rng(3)
N = 200_000


def test_solved_levels_weighed_by_the_prior_give_the_posterior_of_a_linear_gaussian_case() -> None:
    """y = a x + b z: z is drawn, y gets its error, x is solved for; slopes a differ, so that the determinant matters.

    Given a, x has a normal posterior; over a (1 or 3, even odds) it is a mixture with weights by the evidence.
    """
    prior_x, prior_z, b, y, error = Prior("normal", 1, 0.5), Prior("normal", 0, 1), 0.7, 4.0, 0.3
    a = RNG.choice([1.0, 3.0], N)
    z = RNG.normal(prior_z.a, prior_z.b, N)
    x = (y + error * RNG.normal(size=N) - b * z) / a
    weights = normalised(np.array([log_density(prior_x, each) for each in x]) - np.log(np.abs(a)))
    evidence, means, squares = {}, {}, {}
    for slope in (1.0, 3.0):
        noise = b**2 * prior_z.b**2 + error**2
        variance = 1 / (1 / prior_x.b**2 + slope**2 / noise)
        means[slope] = variance * (prior_x.a / prior_x.b**2 + slope * y / noise)
        squares[slope] = variance + means[slope] ** 2
        spread = math.sqrt(slope**2 * prior_x.b**2 + noise)
        evidence[slope] = math.exp(-0.5 * ((y - slope * prior_x.a) / spread) ** 2) / spread
    share = {slope: each / sum(evidence.values()) for slope, each in evidence.items()}
    mean = sum(share[slope] * means[slope] for slope in share)
    variance = sum(share[slope] * squares[slope] for slope in share) - mean**2
    assert weights @ (a == 1) == pytest.approx(share[1.0], abs=0.01)
    assert weights @ x == pytest.approx(mean, abs=0.01)
    assert weights @ x**2 - (weights @ x) ** 2 == pytest.approx(variance, rel=0.03)


@pytest.mark.parametrize("prior", [Prior("normal", 2, 0.5), Prior("lognormal", 0.03, 0.8), Prior("uniform", -1, 4)])
def test_a_density_adds_up_to_one(prior: Prior) -> None:
    x = np.linspace(-12, 12, 48_001)
    assert np.trapezoid(np.exp([log_density(prior, each) for each in x]), x) == pytest.approx(1, abs=1e-3)


def test_a_fixed_number_has_no_density() -> None:
    with pytest.raises(ValueError, match="fixed"):
        log_density(Prior("fixed", 1), 1)


def test_coordinates_are_undone_within_the_bounds() -> None:
    for name in ("innovation_rate", "contribute_intercept"):
        p = PARAMETERS[name]
        assert of_coordinate(p, coordinate(p, p.default)) == pytest.approx(p.default)
        assert of_coordinate(p, 1e3 if name != "innovation_rate" else 50) == p.high


def test_effective_number_is_that_of_even_draws() -> None:
    assert effective_number(np.full(7, 0.2)) == pytest.approx(7)
    assert effective_number(np.array([1.0, 0, 0])) == 1
    assert effective_number(np.array([0.5, 0.25, 0.25])) == pytest.approx(1 / (0.25 + 0.125))


@pytest.mark.parametrize("u", [0.0, 0.3, 0.999])
def test_resampling_takes_each_draw_as_often_as_its_weight_says(u: float) -> None:
    weights = np.array([0.1, 0.0, 0.55, 0.35])
    times = np.bincount(resample(weights, 200, u), minlength=4)
    assert np.abs(times - 200 * weights).max() < 1
    assert times[1] == 0
