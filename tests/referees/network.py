"""Network measures that `wandel organisation` prints, against networkx on the GraphML file that it writes."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from simulation.cli.main import run
from simulation.organisation import OrganisationSettings
from simulation.organisation.centrality import betweenness
from simulation.organisation.export import to_networkx
from simulation.organisation.generator import generate
from simulation.organisation.measures import merged
from tests.science.row import Row
from tests.science.verdicts import Check, exactly

PEOPLE = 500
ROUNDING = 1e-12


def printed() -> tuple[dict[str, float], nx.Graph]:
    """What the command says about small-demo with 500 people, and its GraphML file read by networkx."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as out:
        graph = str(Path(folder) / "company.graphml")
        words = ["organisation", "small-demo", "--people", str(PEOPLE), "--json", "--out", folder, "--graphml", graph]
        assert run(words) == 0
        found = json.loads(out.getvalue())["measures"]
        return {name: measure["value"] for name, measure in found.items()}, nx.read_graphml(graph, node_type=int)


def of_networkx(graph: nx.Graph) -> dict[str, float]:
    """The same measures by networkx alone; densities by its mixing matrix and complete multipartite graph."""
    degree = dict(graph.degree)
    people: dict[int, dict[str, Any]] = dict(graph.nodes(data=True))
    managers = [k for k, each in people.items() if each["level"] != "staff"]
    # networkx counts a tie within a silo once and one between silos in both directions
    mixing = nx.attribute_mixing_matrix(graph, "silo", normalized=False)
    within = graph.number_of_edges() - sum(mixing[i, j] for i in range(len(mixing)) for j in range(i))
    between = graph.number_of_edges() - within
    sizes = np.unique([each["silo"] for each in people.values()], return_counts=True)[1]
    apart = nx.complete_multipartite_graph(*sizes.tolist()).number_of_edges()
    together = graph.number_of_nodes() * (graph.number_of_nodes() - 1) // 2 - apart
    through = nx.betweenness_centrality(graph)
    special = {k for k, each in people.items() if each["assistant"] or each["broker"]}
    who = {
        "assistants": [k for k in people if people[k]["assistant"]],
        "brokers": [k for k in people if people[k]["broker"]],
        "managers": [k for k in managers if k not in special],
        "others": [k for k in people if k not in special and k not in managers],
    }
    staff_degree = np.mean([degree[k] for k in people if k not in managers])
    return {
        "n_people": graph.number_of_nodes(),
        "n_ties": graph.number_of_edges(),
        "mean_degree": 2 * graph.number_of_edges() / graph.number_of_nodes(),
        "degree_cv": float(np.std(list(degree.values())) / np.mean(list(degree.values()))),
        "few_ties_share": float(np.mean(4 * np.array(list(degree.values())) <= np.mean(list(degree.values())))),
        "max_degree": max(degree.values()),
        "managers_degree_ratio": float(np.mean([degree[k] for k in managers]) / staff_degree),
        "clustering": nx.average_clustering(graph),
        "ei_index": (between - within) / (between + within),
        "within_density": within / together,
        "between_density": between / apart,
        "density_ratio": (within / together) / (between / apart),
        "n_components": nx.number_connected_components(graph),
        "largest_component_share": len(max(nx.connected_components(graph), key=len)) / graph.number_of_nodes(),
    } | {f"betweenness_{group}": float(np.mean([through[k] for k in members])) for group, members in who.items()}


def measures() -> Check:
    """Every measure that the command prints, but for the two sizes of its samples."""
    mine, graph = printed()
    known = of_networkx(graph)
    assert set(known) == set(mine) - {"clustering_sample", "betweenness_pivots"}, "a measure that no referee judges"
    relative = [mine[name] / known[name] - 1 for name in known]
    said = f" ({', '.join(f'{name} {mine[name]:.4g}' for name in ('ei_index', 'clustering', 'density_ratio'))})"
    return exactly(relative, np.zeros(len(relative)), ROUNDING, note=said)


def sampled_betweenness() -> Check:
    """Everybody's betweenness over shortest paths from 40 people, by networkx's routine for subsets."""
    organisation = generate(OrganisationSettings(people=PEOPLE))
    pivots, n = np.arange(0, PEOPLE, PEOPLE // 40)[:40], PEOPLE
    network = merged(organisation)
    mine = betweenness(network.indptr, network.indices, pivots)
    graph = to_networkx(organisation)
    subset = nx.betweenness_centrality_subset(graph, pivots.tolist(), list(graph), normalized=False)
    # networkx halves the sum in a network without directions
    known = np.array([subset[k] for k in range(n)]) * 2 * (n / pivots.size) / ((n - 1) * (n - 2))
    return exactly(mine, known, ROUNDING)


ROWS = (
    Row(
        "Measures of the organisation",
        "all 18 network measures that `wandel organisation` prints",
        "networkx",
        f"`wandel organisation small-demo --people {PEOPLE} --graphml`; networkx reads the GraphML file",
        "relative 1e-12",
        measures,
    ),
    Row(
        "Sampled betweenness",
        "betweenness over the shortest paths from 40 people, of everybody",
        "networkx",
        f"a generated company of {PEOPLE} people; `betweenness_centrality_subset` from the same 40",
        "1e-12",
        sampled_betweenness,
    ),
)
