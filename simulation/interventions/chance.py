"""Chance in interventions: draws keyed by the replicate, the intervention, the week and the person."""

from __future__ import annotations

import zlib
from math import floor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.portable.elementary import exp

if TYPE_CHECKING:
    from simulation.organisation.organisation import Organisation

Floats = NDArray[np.float64]
_GOLDEN, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1


def hashes(key: int, who: NDArray[Any]) -> NDArray[np.uint64]:
    """Return 64 random bits for each person under a key, as `simulation.model.draws.hash64` gives them."""
    with np.errstate(over="ignore"):
        bits = np.uint64(key) + who.astype(np.uint64) * np.uint64(_GOLDEN)
        bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[np.uint64] = bits ^ (bits >> np.uint64(31))
    return mixed


def uniforms(seed: int, name: str, week: int, people: NDArray[Any]) -> Floats:
    """Return a uniform in (0, 1) for each person (or other number) in ``people``.

    ``seed`` is the replicate's, ``name`` the intervention's with what is decided. Nothing is
    stored: the same four always give the same number, so that neither order nor other people matter.
    """
    from simulation.model.draws import Decision, mix, week_key  # here, for it loads the compiler

    key = mix((week_key(seed, Decision.INTERVENTION, week) + zlib.crc32(name.encode()) * _GOLDEN) & _MASK)
    return ((hashes(key, people) >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53


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
    mean = np.minimum(mean, float(most))
    term = exp(-mean)
    total, count = term.copy(), np.zeros(u.size, np.int64)
    for k in range(1, most + 1):
        more = u > total
        if not more.any():
            break
        count += more
        term = term * mean / k
        total = total + term
    return count


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
