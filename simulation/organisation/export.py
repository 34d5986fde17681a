"""The organisation for other programs: a networkx graph, a GraphML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.organisation.organisation import LEVELS, Organisation

if TYPE_CHECKING:
    import networkx


def to_networkx(organisation: Organisation) -> networkx.Graph:
    """Return people as nodes (with unit, level, function, manager, flags) and ties as edges with their ``layer``.

    For looking at small organisations; a graph of 100,000 people takes gigabytes.
    """
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(zip(range(organisation.n_people), _people(organisation), strict=True))
    for ties in organisation.layers:
        person = np.repeat(np.arange(organisation.n_people), np.diff(ties.indptr))
        once = person < ties.indices
        pairs = zip(person[once].tolist(), ties.indices[once].tolist(), strict=True)
        graph.add_edges_from(pairs, layer=ties.name)
    return graph


def write_graphml(organisation: Organisation, path: Path) -> None:
    """Write the graph of `to_networkx` as GraphML, which Gephi, yEd, Cytoscape and igraph read."""
    import networkx

    networkx.write_graphml(to_networkx(organisation), path)


def _people(organisation: Organisation) -> list[dict[str, Any]]:
    """Return each person's attributes in plain Python values; the head's manager is -1."""
    o = organisation
    columns = {
        "silo": [o.silo_names[i] for i in o.silo],
        "country": [o.country_names[i] for i in o.country],
        "department": o.department.tolist(),
        "team": o.team.tolist(),
        "level": [LEVELS[i] for i in o.level],
        "function": [o.function_names[i] for i in o.function],
        "manager": np.where(o.manager == o.n_people, -1, o.manager.astype(np.int64)).tolist(),
        "assistant": o.assistant.tolist(),
        "broker": o.broker.tolist(),
        "desk": o.desk.tolist(),
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
