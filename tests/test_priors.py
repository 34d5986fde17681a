"""A prior's draws have the middle and the spread that its words say, kind by kind, against theory."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import special, stats

from simulation.declare import Parameter, Prior
from simulation.factors import FACTORS
from simulation.parameters import PARAMETERS

DRAWS = (np.arange(20_000) + 0.5) / 20_000
"""Evenly over all probabilities, so that moments have no chance in them."""
WIDE = (-1e9, 1e9)
POSITIVE = (1e-12, 1e12)


def drawn(prior: Prior, low: float, high: float) -> np.ndarray:
    return np.array([prior.quantile(u, low, high) for u in DRAWS])


@pytest.mark.parametrize(("a", "b"), [(0, 1), (-2, 4), (0.05, 0.35)])
def test_a_uniform_prior_is_even_from_end_to_end(a: float, b: float):
    values = drawn(Prior("uniform", a, b), *WIDE)
    assert values.mean() == pytest.approx((a + b) / 2, rel=1e-6)
    assert values.std() == pytest.approx((b - a) / math.sqrt(12), rel=1e-3)
    assert values.min() == pytest.approx(a, abs=(b - a) / 1e4)
    assert values.max() == pytest.approx(b, abs=(b - a) / 1e4)
    assert values == pytest.approx(stats.uniform(a, b - a).ppf(DRAWS))


@pytest.mark.parametrize(("mean", "sd"), [(0, 1), (-3, 0.5), (2, 4)])
def test_a_normal_prior_has_its_mean_and_standard_deviation(mean: float, sd: float):
    values = drawn(Prior("normal", mean, sd), *WIDE)
    assert values.mean() == pytest.approx(mean, abs=1e-6)
    assert values.std() == pytest.approx(sd, rel=2e-3)
    assert np.percentile(values, 97.5) == pytest.approx(mean + 1.96 * sd, abs=0.01 * sd)


@pytest.mark.parametrize(("median", "log_sd"), [(1, 0.7), (0.02, 0.3), (24, 0.6)])
def test_a_lognormal_prior_has_its_median_and_spread_of_logarithms(median: float, log_sd: float):
    values = drawn(Prior("lognormal", median, log_sd), *POSITIVE)
    assert np.median(values) == pytest.approx(median, rel=1e-3)
    assert np.log(values).mean() == pytest.approx(math.log(median), abs=1e-4)
    assert np.log(values).std() == pytest.approx(log_sd, rel=2e-3)
    assert values.mean() == pytest.approx(median * math.exp(log_sd**2 / 2), rel=2e-3)


@pytest.mark.parametrize(("median", "spread"), [(0.5, 1), (0.18, 1.8), (0.9, 0.4)])
def test_a_logitnormal_prior_has_its_median_and_spread_of_log_odds(median: float, spread: float):
    odds = special.logit(drawn(Prior("logitnormal", median, spread), 0, 1))
    assert odds.mean() == pytest.approx(special.logit(median), abs=1e-4)
    assert odds.std() == pytest.approx(spread, rel=2e-3)


def test_a_logitnormal_prior_is_cut_at_its_bounds():
    values = drawn(Prior("logitnormal", 0.3, 2), 0.1, 0.6)
    assert values.min() == pytest.approx(0.1, abs=1e-3)
    assert values.max() == pytest.approx(0.6, abs=1e-3)


def test_a_fixed_prior_has_no_spread():
    assert set(drawn(Prior("fixed", 0.25), 0, 1).tolist()) == {0.25}


def of_theory(parameter: Parameter) -> np.ndarray:
    """Quantiles of a parameter's prior, cut at its bounds, as SciPy has them."""
    prior, low, high = parameter.prior, parameter.low, parameter.high
    if prior.kind == "fixed":
        return np.full(DRAWS.size, prior.a)
    if prior.kind == "uniform":
        return stats.uniform(prior.a, prior.b - prior.a).ppf(DRAWS)
    if prior.kind == "normal":
        ends = (low - prior.a) / prior.b, (high - prior.a) / prior.b
        return stats.truncnorm(*ends, prior.a, prior.b).ppf(DRAWS)
    if prior.kind == "logitnormal":
        ends = (special.logit(low), special.logit(high)) - special.logit(prior.a)
        return special.expit(stats.truncnorm(*ends / prior.b, special.logit(prior.a), prior.b).ppf(DRAWS))
    middle = math.log(prior.a)
    ends = ((math.log(low) if low > 0 else -np.inf) - middle) / prior.b, (math.log(high) - middle) / prior.b
    return np.exp(stats.truncnorm(*ends, middle, prior.b).ppf(DRAWS))


def test_every_declared_prior_is_drawn_as_it_is_cut_at_its_bounds():
    for name, parameter in (PARAMETERS | FACTORS).items():
        quick = slice(None, None, 200)
        values = [parameter.prior.quantile(u, parameter.low, parameter.high) for u in DRAWS[quick]]
        assert values == pytest.approx(of_theory(parameter)[quick], rel=1e-6, abs=1e-12), name


@pytest.mark.parametrize(
    ("prior", "words"),
    [
        (Prior("fixed", 0.5), "fixed at 0.5"),
        (Prior("uniform", 0.1, 0.4), "uniform from 0.1 to 0.4"),
        (Prior("normal", -3, 0.5), "normal, mean -3, sd 0.5"),
        (Prior("lognormal", 2, 0.7), "lognormal, median 2, log-sd 0.7"),
        (Prior("logitnormal", 0.2, 1.5), "logitnormal, median 0.2, sd 1.5 of the log-odds"),
    ],
)
def test_words_say_what_is_drawn(prior: Prior, words: str):
    assert str(prior) == words
