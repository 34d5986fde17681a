import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.organisation import chance

seeds = st.integers(0, 2**63 - 1)


def test_bits_are_those_of_splitmix64() -> None:
    expected = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    assert chance.all_bits(np.uint64(1234567), 3).tolist() == expected


@given(seeds, st.integers(0, 1000))
def test_keys_are_hashes_of_hashes(seed: int, purpose: int) -> None:
    inner = chance.all_bits(np.uint64(seed), 1)[0]
    assert chance.key_of(seed, purpose) == chance.all_bits(inner, purpose + 1)[purpose]


def test_uniforms_are_inside_and_even() -> None:
    drawn = chance.uniforms(chance.key_of(1, 2), 100_000)
    assert drawn.min() > 0
    assert drawn.max() < 1
    assert drawn.mean() == pytest.approx(0.5, abs=4 * (1 / 12 / 100_000) ** 0.5)


@pytest.mark.parametrize("log_sd", [0.0, 0.3, 1.0, 1.5])
def test_weights_are_lognormal(log_sd: float) -> None:
    drawn = chance.weights(chance.key_of(1, 2), 200_000, log_sd)
    assert drawn.dtype == np.int64
    assert drawn.min() >= 1
    assert np.median(drawn) == pytest.approx(chance.ONE, rel=0.02)
    assert np.log(drawn / chance.ONE).std() == pytest.approx(log_sd, rel=0.02, abs=1e-3)
