"""Own arithmetic is accurate, and draws are uniform and independent."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest

from simulation.engines.mesa.bound import Luck, arithmetic, draws
from simulation.model import chances
from simulation.model.draws import Decision, mix, named_uniform, replicate_seed, week_key
from simulation.portable.elementary import log as portable_log
from simulation.portable.normal import quantile as portable_quantile

N = 16_384
GOLDEN = 0x9E3779B97F4A7C15


def singles(values: np.ndarray) -> list[float]:
    """Numbers that single precision holds exactly."""
    return values.astype(np.float32).astype(float).tolist()


# --- functions --------------------------------------------------------------------------


def test_exponential():
    for x in singles(np.linspace(-80, 80, 20_001)):
        assert arithmetic.exp32(x) == pytest.approx(math.exp(x), rel=2e-7)


def test_exponential_is_held_where_single_precision_ends():
    assert arithmetic.exp32(0.0) == 1.0
    assert arithmetic.exp32(1e30) == arithmetic.exp32(80.0) < math.inf
    assert arithmetic.exp32(-1e30) == arithmetic.exp32(-80.0) > 0


def test_logarithm():
    for x in singles(np.exp(np.linspace(-87, 88, 20_001))):
        assert arithmetic.log32(x) == pytest.approx(math.log(x), rel=2e-7, abs=1e-7)
    assert arithmetic.log32(1.0) == 0.0


def test_normal_quantile():
    normal = NormalDist()
    tails = 2.0 ** -np.arange(2, 25)
    for p in singles(np.concatenate([np.linspace(0.001, 0.999, 5001), tails, 1 - tails])):
        assert arithmetic.normal_quantile(p) == pytest.approx(normal.inv_cdf(p), rel=2e-6, abs=1e-6)


def test_doubles_have_the_bits_of_the_portable_functions():
    tails = 2.0 ** -np.arange(1, 53)
    for p in np.concatenate([np.linspace(0.0005, 0.9995, 2001), tails, 1 - tails]).tolist():
        assert arithmetic.log64(p) == portable_log(p)
        assert arithmetic.quantile64(p) == portable_quantile(p)


# --- draws ------------------------------------------------------------------------------


def uniforms(key: int, indices: range = range(N)) -> tuple[np.ndarray, np.ndarray]:
    """High and low draws of some indices."""
    bits = [draws.hash64(key, i) for i in indices]
    return np.array([draws.high_uniform(b) for b in bits]), np.array([draws.low_uniform(b) for b in bits])


KEY = week_key(replicate_seed(1, 0), Decision.PRESENCE, 7)
HIGH, LOW = uniforms(KEY)


def chi_square(counts: np.ndarray) -> float:
    """Distance from even counts, in standard deviations of the chi-square distribution."""
    expected = counts.sum() / counts.size
    freedom = counts.size - 1
    return float((((counts - expected) ** 2 / expected).sum() - freedom) / math.sqrt(2 * freedom))


def test_hash_is_splitmix64():
    for index in (0, 1, 12345, 2**40):
        assert draws.hash64(KEY, index) == mix((KEY + index * GOLDEN) % 2**64)


def test_draws_stay_inside_0_and_1():
    for uniform in (draws.high_uniform, draws.low_uniform):
        assert uniform(0) == 2.0**-24
        assert uniform(2**64 - 1) == 1 - 2.0**-24


@pytest.mark.parametrize("u", [HIGH, LOW], ids=["high", "low"])
def test_draws_are_uniform(u: np.ndarray):
    assert u.mean() == pytest.approx(0.5, abs=4 * math.sqrt(1 / 12 / N))
    assert u.var() == pytest.approx(1 / 12, abs=4 * math.sqrt(1 / 180 / N))
    assert abs(chi_square(np.bincount((u * 256).astype(int), minlength=256))) < 4


OTHERS = {
    "halves": LOW,
    "persons": np.roll(HIGH, 1),
    "weeks": uniforms(week_key(replicate_seed(1, 0), Decision.PRESENCE, 8))[0],
    "decisions": uniforms(week_key(replicate_seed(1, 0), Decision.TURNOVER, 7))[0],
    "replicates": uniforms(week_key(replicate_seed(1, 1), Decision.PRESENCE, 7))[0],
    "seeds": uniforms(week_key(replicate_seed(2, 0), Decision.PRESENCE, 7))[0],
}


@pytest.mark.parametrize("what", OTHERS)
def test_draws_are_independent_between(what: str):
    cells = (HIGH * 16).astype(int) * 16 + (OTHERS[what] * 16).astype(int)
    assert abs(chi_square(np.bincount(cells, minlength=256))) < 4
    assert np.corrcoef(HIGH, OTHERS[what])[0, 1] == pytest.approx(0, abs=4 / math.sqrt(N))


def test_items_of_neighbours_have_draws_of_their_own():
    indices = {person * chances.MAX_ITEMS + item for person in range(100) for item in range(21)}
    assert len(indices) == 2100


def test_every_decision_has_a_key_of_its_own():
    keys = [
        week_key(seed, decision, week) for seed in (0, 1, 2**63 - 1) for decision in Decision for week in range(-1, 60)
    ]
    assert len(set(keys)) == len(keys)


def test_luck_is_drawn_by_the_same_keys():
    seed = replicate_seed(1, 0)
    luck = Luck(seed, 7)
    for place, decision in enumerate(chances.WEEKLY):
        key = week_key(seed, decision, 7)
        assert luck.high(place, 5) == draws.high_uniform(draws.hash64(key, 5))
        assert luck.both(place, 5) == (luck.high(place, 5), luck.low(place, 5))


def test_named_draws_are_fixed_by_their_name():
    found = {
        named_uniform(seed, Decision.PARAMETER, name) for seed in range(50) for name in ("a", "b", "imitation_rate")
    }
    assert len(found) == 150
    assert all(0 < u < 1 for u in found)
    assert named_uniform(3, Decision.PARAMETER, "a") == named_uniform(3, Decision.PARAMETER, "a")
