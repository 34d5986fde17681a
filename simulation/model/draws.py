"""Chance: one counter-based generator, uniform(seed, decision, week, person).

No stream is stored. A draw depends only on its four coordinates, so order, threads,
observers and added people change nothing, and two scenarios with one seed share their
luck person by person: common random numbers are always on.
"""

from __future__ import annotations

import zlib
from enum import IntEnum
from typing import Final

import numpy as np

from simulation.compiled import rule

U64: Final = np.uint64
_GOLDEN, _MIX_1, _MIX_2 = U64(0x9E3779B97F4A7C15), U64(0xBF58476D1CE4E5B9), U64(0x94D049BB133111EB)
_27, _30, _31, _40 = U64(27), U64(30), U64(31), U64(40)
_24_BITS, _8 = U64(0xFFFFFF), U64(8)
_UNIT, _ODD = np.float32(2.0**-24), np.int32(1)
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
    TRAIT_PROPENSITY = 20
    TRAIT_THRESHOLD = 21
    TRAIT_SKILL = 22
    TRAIT_BELIEF = 23
    TRAIT_SAFETY = 24
    PARAMETER = 40
    TARGET = 41
    PLATFORM = 42
    INTERVENTION = 43


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


def named_uniform(seed: int, decision: int, name: str) -> float:
    """Uniform in (0, 1) for something with a name, such as a parameter."""
    bits = mix((week_key(seed, decision, 0) + zlib.crc32(name.encode()) * int(_GOLDEN)) & _MASK)
    return ((bits >> 11) + 0.5) * 2.0**-53


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
