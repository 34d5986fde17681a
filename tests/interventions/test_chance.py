"""Chance in interventions: keyed, independent, and the distributions that it promises."""

import zlib

import numpy as np
import pytest

from simulation.compiled import scalar
from simulation.interventions.chance import contact_of, exps, hashes, poisson, uniforms, whole
from simulation.model import draws
from simulation.portable.elementary import exp
from simulation.world import build
from tests.interventions.conftest import scenario

MANY = np.arange(200_000)


def test_hashes_are_those_of_the_engines():
    key, who = 2**63 + 12345, np.array([0, 1, 7, 119_999, 2**40])
    one = scalar(draws.hash64)
    assert hashes(key, who).tolist() == [one(np.uint64(key), np.uint64(i)) for i in who]


def test_uniforms_are_uniform_and_depend_on_their_key_alone():
    u = uniforms(3, "a", 5, MANY)
    assert 0 < u.min() < u.max() < 1
    assert np.histogram(u, 20, (0, 1))[0] == pytest.approx(10_000, abs=5 * np.sqrt(10_000))
    assert uniforms(3, "a", 5, MANY[[9, 4]]).tolist() == u[[9, 4]].tolist()
    for other in (uniforms(4, "a", 5, MANY), uniforms(3, "b", 5, MANY), uniforms(3, "a", 6, MANY)):
        assert abs(np.corrcoef(u, other)[0, 1]) < 5 / np.sqrt(MANY.size)


def test_uniforms_are_no_other_decision():
    """The same seed, week and person decide something else elsewhere."""
    key = draws.week_key(3, draws.Decision.TURNOVER, 5)
    turnover = hashes(key, MANY).astype(float)
    assert abs(np.corrcoef(uniforms(3, "a", 5, MANY), turnover)[0, 1]) < 5 / np.sqrt(MANY.size)


def test_uniforms_are_made_of_53_bits_of_the_hashes():
    key = draws.mix((draws.week_key(3, draws.Decision.INTERVENTION, 5) + zlib.crc32(b"a") * 0x9E3779B97F4A7C15) % 2**64)
    bits = (hashes(key, MANY[:99]) >> np.uint64(11)).tolist()
    assert uniforms(3, "a", 5, MANY[:99]).tolist() == [(each + 0.5) / 2**53 for each in bits]


def test_exps_have_the_bits_of_the_portable_ones():
    x = np.concatenate([np.linspace(-760, 720, 9999), np.linspace(-2, 2, 9999)])
    assert exps(x).tobytes() == exp(x).tobytes()


@pytest.mark.parametrize("mean", [0.0, 0.05, 1.0, 12.0])
def test_poisson_has_its_mean_and_variance(mean):
    counts = poisson(uniforms(1, "posts", 0, MANY), np.full(MANY.size, mean), 35)
    error = np.sqrt(max(mean, 1e-9) / MANY.size)
    assert counts.mean() == pytest.approx(mean, abs=5 * error)
    assert counts.var() == pytest.approx(mean, rel=0.05)


def test_poisson_is_cut():
    counts = poisson(np.array([0.5, 1 - 1e-15]), np.array([1e9, 2.0]), 6)
    assert counts.tolist() == [6, 6]


def test_whole_keeps_the_mean():
    assert whole(np.array([2.25, 2.25, 0.0]), np.array([0.7, 0.8, 0.99])).tolist() == [2, 3, 0]


def test_contacts_are_those_one_is_tied_to_each_as_often():
    world = build(scenario())
    person = int(np.argmax([world.contacts(i).size for i in range(300)]))
    own = world.contacts(person)
    drawn = contact_of(world.organisation, np.full(MANY.size, person), uniforms(1, "whom", 0, MANY))
    found, times = np.unique(drawn, return_counts=True)
    assert found.tolist() == own.tolist()
    assert times == pytest.approx(MANY.size / own.size, abs=5 * np.sqrt(MANY.size / own.size))


def test_nobody_to_talk_to():
    class Nobody:
        layers = ()

    assert contact_of(Nobody(), np.array([3, 4]), np.array([0.1, 0.9])).tolist() == [-1, -1]
