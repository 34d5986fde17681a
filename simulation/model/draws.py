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
    keys = week_key_table(seed, (decision,), 0, weeks)[:, 0]
    bits = cast(Any, hash64).py_func(keys, U64(0))
    return cast("NDArray[np.float32]", cast(Any, high_uniform).py_func(bits))


def week_key_table(seed: int, decisions: tuple[int, ...], first: int, last: int) -> NDArray[np.uint64]:
    """Return `week_key` of the weeks from ``first`` up to ``last`` (not included) by decision."""
    inner = inner_keys(seed, decisions)
    weeks = np.arange(first + 2, last + 2, dtype=np.uint64)[:, None]
    keys: NDArray[np.uint64] = cast(Any, hash64).py_func(inner ^ weeks * _MIX_1, U64(0))
    return keys


def named_uniform(seed: int, decision: int, name: str) -> float:
    """Uniform in (0, 1) for something with a name, such as a parameter."""
    return float(named_uniforms(seed, decision, [name])[0])


def named_uniforms(seed: int, decision: int, names: Iterable[str]) -> NDArray[np.float64]:
    """Return `named_uniform` of each of many names."""
    keys = np.array([zlib.crc32(name.encode()) for name in names], np.uint64)
    return ((many_bits(week_key(seed, decision, 0), keys) >> _11).astype(float) + 0.5) * 2.0**-53


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


@loop
def fill_uniforms(key: int | np.uint64, who: NDArray[np.int64], out: NDArray[np.float64]) -> None:
    """Fill in the uniform in (0, 1), from 53 bits of `hash64`, of each number in ``who`` under a key."""
    for k in range(who.size):
        out[k] = (np.float64(hash64(key, U64(who[k])) >> _11) + _HALF) * _UNIT_53


@loop
def fill_exps(x: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    """Fill in e^x of each number."""
    for k in range(x.size):
        out[k] = exp64(x[k])


@loop
def fill_poisson(u: NDArray[np.float64], mean: NDArray[np.float64], most: int, out: NDArray[np.int64]) -> None:
    """Fill in Poisson counts by inversion of uniforms, cut at ``most``; means are cut there, too."""
    for k in range(u.size):
        held = min(mean[k], np.float64(most))
        term = exp64(-held)
        total, count = term, np.int64(0)
        while count < most and u[k] > total:
            count += np.int64(1)
            term = term * held / count
            total += term
        out[k] = count


def many_bits(key: int, indices: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return `hash64` of many indices at once, in NumPy: for what is drawn outside of compiled code."""
    return cast(Any, hash64).py_func(U64(key), indices)


def many_uniforms(key: int, indices: NDArray[np.uint64]) -> NDArray[np.float32]:
    """Return `high_uniform` of the bits of many indices at once."""
    return cast(Any, high_uniform).py_func(many_bits(key, indices))
