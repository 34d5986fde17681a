"""Runs NDlib's models beside the public engine: the same graph, the same first adopters, the same parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from simulation.organisation import OrganisationSettings
from simulation.organisation.export import to_networkx
from simulation.organisation.generator import generate
from simulation.scenario.schema import Scenario
from tests.science.running import first_people, plain

NEVER = -2
"""Week of those who never adopt; those who adopted before the first week have -1."""
PEOPLE = 1000


def graphs() -> dict[str, nx.Graph]:
    """Networks of 1,000 people, numbered at random, so that the first of them lie anywhere."""
    company = nx.Graph(to_networkx(generate(OrganisationSettings(people=PEOPLE))).edges)
    company.add_nodes_from(range(PEOPLE))
    made = {
        "small world": nx.watts_strogatz_graph(PEOPLE, 8, 0.1, seed=1),
        "scale-free": nx.barabasi_albert_graph(PEOPLE, 4, seed=2),
        "company": company,
    }
    return {name: renumbered(graph, seed) for seed, (name, graph) in enumerate(made.items())}


def renumbered(graph: nx.Graph, seed: int) -> nx.Graph:
    """Shuffle the numbers of a network's people."""
    order = np.random.default_rng(seed).permutation(len(graph)).tolist()
    shuffled = nx.Graph()
    shuffled.add_nodes_from(range(len(graph)))
    shuffled.add_edges_from((order[a], order[b]) for a, b in graph.edges)
    return shuffled


def scenario_on(graph: nx.Graph, weeks: int, first: int, **sections: Any) -> Scenario:
    """A bare scenario with the ties of a graph, whose first people in number are registered before week 0."""
    edges = [(min(a, b), max(a, b)) for a, b in graph.edges]
    structure = {"structure": "listed", "edges": edges}
    return plain("referee", len(graph), weeks, organisation=structure, platform=first_people(first), **sections)


def adoption_weeks(
    kind: str,
    graph: nx.Graph,
    weeks: int,
    first: int,
    seed: int = 0,
    *,
    beta: float | None = None,
    by_person: Sequence[float] | None = None,
    by_tie: float | None = None,
) -> NDArray[np.int64]:
    """Run a model of NDlib once and return the week in which each person adopts [people].

    ``kind`` names a module of `ndlib.models.epidemics`. ``beta`` is the chance of infection of a
    contact and week, ``by_person`` are thresholds, ``by_tie`` is the chance of a tie to carry.
    """
    from importlib import import_module

    from ndlib.models.ModelConfig import Configuration

    model = getattr(import_module(f"ndlib.models.epidemics.{kind}"), kind)(graph, seed=seed)
    setting = Configuration()
    setting.add_model_initial_configuration("Infected", list(range(first)))
    if beta is not None:
        setting.add_model_parameter("beta", beta)
    for person, threshold in enumerate(by_person if by_person is not None else ()):
        setting.add_node_configuration("threshold", person, float(threshold))
    for tie in graph.edges if by_tie is not None else ():
        setting.add_edge_configuration("threshold", tie, by_tie)
    model.set_initial_status(setting)
    return _first_weeks(model.iteration_bunch(weeks + 1), len(graph))


def _first_weeks(iterations: Sequence[Mapping[str, Any]], people: int) -> NDArray[np.int64]:
    """Weeks of the first infection; NDlib's iteration 0 is the state before the first week."""
    found = np.full(people, NEVER, np.int64)
    for iteration in iterations:
        for person, status in iteration["status"].items():
            if status == 1 and found[person] == NEVER:
                found[person] = iteration["iteration"] - 1
    return found


def curve(adopted: NDArray[np.int64], weeks: int) -> NDArray[np.int64]:
    """People who have adopted by the end of each week [weeks]."""
    there = adopted[adopted != NEVER] + 1
    return np.bincount(there, minlength=weeks + 1).cumsum()[1 : weeks + 1]
