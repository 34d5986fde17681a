"""Ties that are known from outside, as layers of their own or among those that are drawn."""

from __future__ import annotations

import numpy as np

from simulation.organisation.company import Company
from simulation.organisation.organisation import LAYERS, Ties
from simulation.organisation.ties import reporting_ties, ties_from_pairs

NONE = np.zeros((0, 2), np.uint32)


def given_layers(company: Company) -> tuple[Ties, ...]:
    """Return the reporting lines and the layers that are known completely."""
    n = company.settings.people
    layers = (ties_from_pairs(name, n, *_columns(company, name)) for name in LAYERS[1:])
    return (reporting_ties(company.places.manager), *layers)


def _columns(company: Company, layer: str) -> tuple[np.ndarray, np.ndarray]:
    pairs = company.given.get(layer, NONE)
    return pairs[:, 0].copy(), pairs[:, 1].copy()


def with_given(ties: Ties, company: Company) -> Ties:
    """Return a layer with the ties that are known added to those that were drawn."""
    pairs = company.given.get(ties.name, NONE)
    if not len(pairs):
        return ties
    n = company.settings.people
    person = np.repeat(np.arange(n), np.diff(ties.indptr))
    once = person < ties.indices
    drawn = person[once] * n + ties.indices[once]
    both = np.union1d(drawn, pairs[:, 0].astype(np.int64) * n + pairs[:, 1])
    return ties_from_pairs(ties.name, n, (both // n).astype(np.uint32), (both % n).astype(np.uint32))
