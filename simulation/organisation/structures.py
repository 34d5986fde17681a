"""Networks of theory in place of a company's ties, to check the model against known results."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from simulation.organisation.organisation import LAYERS, Ties
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.ties import People, ties_from_pairs


def structured_layers(settings: OrganisationSettings) -> tuple[Ties, ...]:
    """Return the layers of ties; those of the structure stand in the layer "team", the others are empty."""
    pairs = {name: np.empty((0, 2), np.int64) for name in LAYERS} | {"team": _pairs(settings)}
    return tuple(
        ties_from_pairs(name, settings.people, _column(both, 0), _column(both, 1)) for name, both in pairs.items()
    )


def _column(pairs: NDArray[np.int64], which: int) -> People:
    return np.ascontiguousarray(pairs[:, which], np.uint32)


def _pairs(settings: OrganisationSettings) -> NDArray[np.int64]:
    n, degree = settings.people, settings.structure_degree
    if settings.structure == "complete":
        return np.column_stack(np.triu_indices(n, 1)).astype(np.int64)
    if settings.structure == "ring":
        people = np.arange(n, dtype=np.int64)
        return np.concatenate([np.column_stack([people, (people + step) % n]) for step in range(1, degree // 2 + 1)])
    if settings.structure == "random_regular":
        return np.array(list(nx.random_regular_graph(degree, n, seed=settings.seed).edges()), np.int64)
    return np.array(settings.edges, np.int64).reshape(-1, 2)
