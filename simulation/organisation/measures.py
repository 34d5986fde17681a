"""What the network of an organisation looks like: degree, clustering, silos, brokers, components."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from simulation.organisation.centrality import betweenness, local_clustering, merge_rows
from simulation.organisation.chance import all_bits, key_of
from simulation.organisation.organisation import Organisation, Ties
from simulation.organisation.units import Ints
from simulation.portable.sums import deviation, mean

CLUSTERING_SAMPLE = 20_000
"""People whose local clustering is averaged; smaller organisations are counted in full."""
DEFAULT_PIVOTS = 64
FEW = 4
"""An employee has few ties with at most the FEW-th part of the mean number."""


def _measure(unit: str, meaning: str) -> float:
    value: float = field(metadata={"unit": unit, "meaning": meaning})
    return value


@dataclass(frozen=True, slots=True)
class NetworkMeasures:
    """Measures of the merged network (all layers, a tie counted once); NaN where not defined."""

    n_people: float = _measure("people", "employees")
    n_ties: float = _measure("ties", "ties, each counted once")
    mean_degree: float = _measure("ties", "mean ties of an employee")
    degree_cv: float = _measure("", "standard deviation of the degree divided by its mean")
    few_ties_share: float = _measure("share", "employees with at most a quarter of the mean number of ties")
    max_degree: float = _measure("ties", "ties of the best connected employee")
    managers_degree_ratio: float = _measure("", "mean degree of managers divided by that of staff")
    clustering: float = _measure(
        "share", "mean share of pairs of contacts who are tied, over clustering_sample employees"
    )
    clustering_sample: float = _measure("people", "employees whose clustering was averaged")
    ei_index: float = _measure("", "(ties between silos - ties within) / all ties, -1 to 1")
    within_density: float = _measure("share", "share of the pairs within a silo that are tied")
    between_density: float = _measure("share", "share of the pairs from two silos that are tied")
    density_ratio: float = _measure("", "within_density / between_density")
    betweenness_assistants: float = _measure("share", "mean betweenness of assistants")
    betweenness_brokers: float = _measure("share", "mean betweenness of brokers")
    betweenness_managers: float = _measure("share", "mean betweenness of managers")
    betweenness_others: float = _measure("share", "mean betweenness of all others")
    betweenness_pivots: float = _measure("people", "employees from whom shortest paths were followed; all: exact")
    n_components: float = _measure("components", "groups of employees without a tie between them")
    largest_component_share: float = _measure("share", "employees in the largest component")

    def table(self) -> list[tuple[str, float, str, str]]:
        """Return (name, value, unit, meaning) of every measure."""
        return [(f.name, getattr(self, f.name), f.metadata["unit"], f.metadata["meaning"]) for f in fields(self)]


def measure(organisation: Organisation, pivots: int = DEFAULT_PIVOTS, seed: int = 0) -> NetworkMeasures:
    """Measure the merged network of an organisation.

    Betweenness is followed from ``pivots`` random people (all of them, and exact, if there
    are no more); clustering is averaged over at most `CLUSTERING_SAMPLE` random people.
    ``seed`` draws both samples. Ties count alike in all layers.
    """
    network = merged(organisation)
    degree = np.diff(network.indptr)
    sample = _sample(organisation.n_people, CLUSTERING_SAMPLE, seed, 1)
    sources = _sample(organisation.n_people, pivots, seed, 2)
    through = betweenness(network.indptr, network.indices, sources)
    manager = organisation.level > 0
    special = organisation.assistant | organisation.broker
    within, between, within_density, between_density = _silo_ties(organisation, network)
    n_components, largest = components(network)
    return NetworkMeasures(
        n_people=organisation.n_people,
        n_ties=network.n_ties,
        mean_degree=float(mean(degree)),
        degree_cv=float(deviation(degree, less=0) / mean(degree)),
        few_ties_share=int(np.count_nonzero(FEW * degree <= mean(degree))) / organisation.n_people,
        max_degree=int(degree.max()),
        managers_degree_ratio=_ratio(_mean(degree, manager), _mean(degree, ~manager)),
        clustering=float(mean(local_clustering(network.indptr, network.indices, sample))),
        clustering_sample=sample.size,
        ei_index=_ratio(between - within, between + within),
        within_density=within_density,
        between_density=between_density,
        density_ratio=_ratio(within_density, between_density),
        betweenness_assistants=_mean(through, organisation.assistant),
        betweenness_brokers=_mean(through, organisation.broker),
        betweenness_managers=_mean(through, manager & ~special),
        betweenness_others=_mean(through, ~manager & ~special),
        betweenness_pivots=sources.size,
        n_components=n_components,
        largest_component_share=largest / organisation.n_people,
    )


def merged(organisation: Organisation) -> Ties:
    """Return the union of all layers as one layer named ``all``."""

    def join(a: Ties, b: Ties) -> Ties:
        return Ties("all", *merge_rows(a.indptr, a.indices, b.indptr, b.indices))

    return reduce(join, organisation.layers)


def components(network: Ties) -> tuple[int, int]:
    """Return the number of connected components and the number of people in the largest."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    n = network.indptr.size - 1
    ones = np.ones(network.indices.size, np.int8)
    count, label = connected_components(
        csr_array((ones, network.indices, network.indptr), shape=(n, n)), directed=False
    )
    return int(count), int(np.bincount(label).max())


def _silo_ties(organisation: Organisation, network: Ties) -> tuple[int, int, float, float]:
    """Return ties within and between silos, and both as shares of the possible ones."""
    owner = np.repeat(organisation.silo, np.diff(network.indptr))
    within = int(np.count_nonzero(owner == organisation.silo[network.indices])) // 2
    between = network.n_ties - within
    n = organisation.n_people
    pairs_within = sum(int(size) * (int(size) - 1) // 2 for size in np.bincount(organisation.silo))
    return within, between, _ratio(within, pairs_within), _ratio(between, n * (n - 1) // 2 - pairs_within)


def _sample(n: int, size: int, seed: int, purpose: int) -> Ints:
    """Return ``size`` different people in rising order, all of them if there are no more."""
    if size >= n:
        return np.arange(n)
    return np.sort(np.argsort(all_bits(key_of(seed, purpose), n), kind="stable")[:size])


def _mean(values: NDArray[np.int64] | NDArray[np.float64], of: NDArray[np.bool_]) -> float:
    return float(mean(values[of])) if of.any() else float("nan")


def _ratio(a: float, b: float) -> float:
    return a / b if b else float("nan")
