"""Chance in interventions: draws keyed by the replicate, the intervention, the week and the person."""

from __future__ import annotations

import zlib
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from simulation.organisation.organisation import Organisation

Floats = NDArray[np.float64]
_GOLDEN, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1
_STEP, _FIRST, _SECOND = (np.uint64(each) for each in (_GOLDEN, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
_11, _27, _30, _31 = (np.uint64(bits) for bits in (11, 27, 30, 31))


def hashes(key: int, who: NDArray[Any]) -> NDArray[np.uint64]:
    """Return 64 random bits for each person under a key, as `simulation.model.draws.hash64` gives them."""
    bits: NDArray[np.uint64] = who.astype(np.uint64)
    bits *= _STEP
    bits += np.uint64(key)
    bits ^= bits >> _30
    bits *= _FIRST
    bits ^= bits >> _27
    bits *= _SECOND
    bits ^= bits >> _31
    return bits


def uniforms(seed: int, name: str, week: int, people: NDArray[Any]) -> Floats:
    """Return a uniform in (0, 1) for each person (or other number) in ``people``.

    ``seed`` is the replicate's, ``name`` the intervention's with what is decided. Nothing is
    stored: the same four always give the same number, so that neither order nor other people matter.
    """
    from simulation.model.draws import fill_uniforms, mix  # here, for it loads the compiler

    key = mix((_week_key(seed, week) + zlib.crc32(name.encode()) * _GOLDEN) & _MASK)
    found = np.empty(people.shape)
    fill_uniforms(np.uint64(key), np.ascontiguousarray(people, np.int64), found)
    return found


def keys_of(seed: int, week: int, *names: str) -> NDArray[np.uint64]:
    """Return what compiled code makes draws from: the key of the week, then of each name of a draw.

    The key of `uniforms` is `hash64` of the two.
    """
    return np.array([_week_key(seed, week), *map(_name_key, names)], np.uint64)


@lru_cache(maxsize=8)
def _week_key(seed: int, week: int) -> int:
    from simulation.model.draws import Decision, week_key  # here, for it loads the compiler

    return week_key(seed, Decision.INTERVENTION, week)


@lru_cache(maxsize=4096)
def _name_key(name: str) -> int:
    return zlib.crc32(name.encode())


def whole(amounts: Floats, u: Floats) -> NDArray[np.int64]:
    """Round amounts to whole numbers, up with a chance that keeps their mean: floor(amount + u)."""
    return np.floor(amounts + u).astype(np.int64)


def taken_by(rate: float, weeks: int, first: float) -> int:
    """How many have had their turn after some weeks, ``rate`` a week, where ``first`` of one is due at the start."""
    return floor(rate * weeks + first)


def taken_in(rate: float, week: int, first: float) -> int:
    """How many have their turn in a week."""
    return taken_by(rate, week + 1, first) - taken_by(rate, week, first)


def poisson(u: Floats, mean: Floats, most: int) -> NDArray[np.int64]:
    """Return Poisson counts by inversion of uniforms, cut at ``most``; means are cut there, too."""
    from simulation.model.draws import fill_poisson  # here, for it loads the compiler

    found = np.empty(u.size, np.int64)
    fill_poisson(u, mean, most, found)
    return found


def exps(x: NDArray[np.floating[Any]]) -> Floats:
    """Return e^x of each number in a row: `simulation.portable.elementary.exp`, compiled."""
    from simulation.model.draws import fill_exps  # here, for it loads the compiler

    found = np.empty(x.size)
    fill_exps(x.astype(np.float64, copy=False), found)
    return found


def contact_of(organisation: Organisation, people: NDArray[np.int64], u: Floats) -> NDArray[np.int64]:
    """Return for each person one of the colleagues tied to them, chosen by ``u``; -1 for somebody without ties."""
    degrees = [ties.indptr[people + 1] - ties.indptr[people] for ties in organisation.layers]
    left = np.floor(u * np.sum(degrees, axis=0)).astype(np.int64)
    found = np.full(people.size, -1, np.int64)
    for ties, degree in zip(organisation.layers, degrees, strict=True):
        here = (left >= 0) & (left < degree)
        found[here] = ties.indices[ties.indptr[people[here]] + left[here]]
        left = np.where(here, -1, left - degree)
    return found
