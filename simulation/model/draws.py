"""Chance: one counter-based generator, uniform(seed, decision, week, person).

No stream is stored. A draw depends only on its four coordinates, so order, threads,
observers and added people change nothing, and two scenarios with one seed share their
luck person by person: common random numbers are always on.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from enum import IntEnum
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop, rule
from simulation.model.arithmetic import exp64

U64: Final = np.uint64
_GOLDEN, _MIX_1, _MIX_2 = U64(0x9E3779B97F4A7C15), U64(0xBF58476D1CE4E5B9), U64(0x94D049BB133111EB)
_11, _27, _30, _31, _40 = U64(11), U64(27), U64(30), U64(31), U64(40)
_24_BITS, _8 = U64(0xFFFFFF), U64(8)
_UNIT, _ODD = np.float32(2.0**-24), np.int32(1)
_HALF, _UNIT_53 = 0.5, 2.0**-53
_MASK: Final = (1 << 64) - 1
_DIGIT: Final = 10
DIGITS: Final = 1 << _DIGIT
"""Values of the digits of which random bits are made up where they are put in order."""


class Decision(IntEnum):
    """What a draw decides; its number is part of the draw's coordinates and never reused.

    Two decisions that share a number use the two independent halves of one hash.
    """

    PRESENCE = 1  # high half: registers; low half: reads
    TURNOVER = 2
    SPEAK = 3  # high half: contributes; low half: in which community
    AMOUNT = 4  # high half: how many contributions; low half: cause of a registration
    ITEM = 5  # per contribution; high half: its type; low half: gets a reply
    REPLIER = 6  # per contribution; who replies
    USE_CASE = 7
    QUIT = 8
    FOLLOW = 9  # per reply; high half: whether another one follows; low half: whether an outsider gives way
    TRAIT_PROPENSITY = 20
    TRAIT_THRESHOLD = 21
    TRAIT_SKILL = 22
    TRAIT_BELIEF = 23
    TRAIT_SAFETY = 24
    TRAIT_NEED = 25
    TRAIT_HABIT = 26
    SHOCK = 30  # one draw a week for everybody
    PARAMETER = 40
    TARGET = 41
    PLATFORM = 42
    INTERVENTION = 43
    SURVEY_SAMPLE = 50  # who is invited; its week is the number of the round of invitations
    SURVEY_ANSWER = 51  # who of the invited answers
    SURVEY_NOISE = 52  # per person and item: how the answer strays from what the person thinks


def mix(z: int) -> int:
    """Scramble 64 bits (finaliser of splitmix64; Steele, Lea & Flood 2014), in Python integers."""
    z = ((z ^ (z >> 30)) * int(_MIX_1)) & _MASK
    z = ((z ^ (z >> 27)) * int(_MIX_2)) & _MASK
    return z ^ (z >> 31)


def replicate_seed(seed: int, replicate: int) -> int:
    """Seed of one replicate of a run."""
    return mix((mix((seed + int(_GOLDEN)) & _MASK) + (replicate + 1) * int(_MIX_2)) & _MASK)


def week_key(seed: int, decision: int, week: int) -> int:
    """Key of all draws for one decision in one week (week -1 is before the start)."""
    inner = mix((seed + decision * int(_GOLDEN)) & _MASK)
    return mix((inner ^ ((week + 2) * int(_MIX_1))) & _MASK)


def weekly_uniforms(seed: int, decision: int, weeks: int) -> NDArray[np.float32]:
    """Return the uniform in (0, 1) of one decision for everybody in each of the first weeks."""
    found = np.empty(weeks, np.float32)
    _fill_first_uniforms(week_key_table(seed, (decision,), 0, weeks)[:, 0], found)
    return found


@loop
def _fill_first_uniforms(keys: NDArray[np.uint64], out: NDArray[np.float32]) -> None:
    """Fill in the uniform of number 0 under each key."""
    for k in range(keys.size):
        out[k] = high_uniform(hash64(keys[k], U64(0)))


def week_key_table(seed: int, decisions: tuple[int, ...], first: int, last: int) -> NDArray[np.uint64]:
    """Return `week_key` of the weeks from ``first`` up to ``last`` (not included) by decision."""
    found = np.empty((last - first, len(decisions)), np.uint64)
    _fill_week_keys(inner_keys(seed, decisions), first, found)
    return found


@loop
def _fill_week_keys(inner: NDArray[np.uint64], first: int, out: NDArray[np.uint64]) -> None:
    """Fill in the keys [weeks, decisions] of the weeks from ``first`` on."""
    for k in range(out.shape[0]):
        for decision in range(inner.size):
            out[k, decision] = key_in_week(inner[decision], U64(first + k + 2))


def named_uniform(seed: int, decision: int, name: str) -> float:
    """Uniform in (0, 1) for something with a name, such as a parameter."""
    return float(named_uniforms(seed, decision, [name])[0])


def named_uniforms(seed: int, decision: int, names: Iterable[str]) -> NDArray[np.float64]:
    """Return `named_uniform` of each of many names."""
    return uniforms_of(seed, decision, name_keys(names))


def name_keys(names: Iterable[str]) -> NDArray[np.int64]:
    """Return what draws for something with a name are keyed by; the same in all runs."""
    return np.array([zlib.crc32(name.encode()) for name in names], np.int64)


def uniforms_of(seed: int, decision: int, keys: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return `named_uniform` of each of many names by their keys (`name_keys`)."""
    found = np.empty(keys.size)
    fill_uniforms(U64(week_key(seed, decision, 0)), keys, found)
    return found


@rule("u8(u8, u8)")
def hash64(key: int, index: int) -> int:
    """64 random bits for one index (person) under a key (decision and week)."""
    z = key + index * _GOLDEN
    z = (z ^ (z >> _30)) * _MIX_1
    z = (z ^ (z >> _27)) * _MIX_2
    return z ^ (z >> _31)


@rule("f4(u8)")
def high_uniform(bits: int) -> float:
    """Uniform in (0, 1) from the high half of 64 random bits: an odd multiple of 2^-24, so never 0 or 1."""
    return np.float32(np.int32(bits >> _40) | _ODD) * _UNIT


@rule("f4(u8)")
def low_uniform(bits: int) -> float:
    """Uniform in (0, 1) from the low half, independent of the high half."""
    return np.float32(np.int32((bits >> _8) & _24_BITS) | _ODD) * _UNIT


@rule("u8(u8, u8)")
def key_in_week(inner: int, number: int) -> int:
    """`week_key` in compiled code: from the inner key of a seed and a decision, and the week's number plus 2."""
    return hash64(inner ^ number * _MIX_1, U64(0))


def inner_keys(seed: int, decisions: Iterable[int]) -> NDArray[np.uint64]:
    """Return the keys of a seed and some decisions from which those of their weeks are made."""
    return many_bits(seed & _MASK, np.array(list(decisions), np.uint64))


@rule("f8(u8, u8)")
def uniform64(key: int, index: int) -> float:
    """Uniform in (0, 1) from 53 bits of `hash64`."""
    return (np.float64(hash64(key, index) >> _11) + _HALF) * _UNIT_53


@loop
def fill_uniforms(key: int | np.uint64, who: NDArray[np.int64], out: NDArray[np.float64]) -> None:
    """Fill in the uniform in (0, 1) of each number in ``who`` under a key."""
    for k in range(who.size):
        out[k] = uniform64(key, U64(who[k]))


@loop
def count_first(
    key: int | np.uint64,
    who: NDArray[np.int64],
    count: int,
    bits: NDArray[np.uint64],
    bins: NDArray[np.int64],
    times: NDArray[np.int64],
) -> None:
    """Add one to the ``times`` of those ``count`` in ``who`` who have the lowest bits under a key.

    ``bits`` [who.size] and ``bins`` [`DIGITS`] are space. Digit by digit, the highest first, it is found out below
    which bits there are that many.
    """
    for k in range(who.size):
        bits[k] = hash64(key, U64(who[k]))
    left, known, value, shift = count, U64(0), U64(0), U64(64)
    while 0 < left < who.size and shift > U64(0):
        shift = shift - U64(_DIGIT) if shift > U64(_DIGIT) else U64(0)
        bins[:] = 0
        for k in range(who.size):
            if bits[k] & known == value:
                bins[(bits[k] >> shift) & U64(DIGITS - 1)] += 1
        digit = 0
        while left >= bins[digit]:
            left -= bins[digit]
            digit += 1
        value |= U64(digit) << shift
        known |= U64(DIGITS - 1) << shift
    everybody = count >= who.size
    for k in range(who.size):
        if everybody or bits[k] < value:
            times[k] += 1


@loop
def fill_exps(x: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    """Fill in e^x of each number."""
    for k in range(x.size):
        out[k] = exp64(x[k])


@loop
def poisson_count(u: float, mean: float, most: int) -> int:
    """Return a Poisson count by inversion of a uniform, cut at ``most``; the mean is cut there, too."""
    held = min(mean, np.float64(most))
    term = exp64(-held)
    total, count = term, np.int64(0)
    while count < most and u > total:
        count += np.int64(1)
        term = term * held / count
        total += term
    return count


@loop
def fill_poisson(u: NDArray[np.float64], mean: NDArray[np.float64], most: int, out: NDArray[np.int64]) -> None:
    """Fill in the `poisson_count` of each."""
    for k in range(u.size):
        out[k] = poisson_count(u[k], mean[k], most)


def many_bits(key: int, indices: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return `hash64` of many indices at once, in NumPy: for what is drawn outside of compiled code."""
    return cast(Any, hash64).py_func(U64(key), indices)


def many_uniforms(key: int, indices: NDArray[np.uint64]) -> NDArray[np.float32]:
    """Return `high_uniform` of the bits of many indices at once."""
    return cast(Any, high_uniform).py_func(many_bits(key, indices))
