from pathlib import Path

import networkx
import numpy as np

from simulation.organisation import LAYERS, Organisation
from simulation.organisation.export import to_networkx, write_graphml


def test_graph_holds_people_and_layers(small: Organisation) -> None:
    graph = to_networkx(small)
    assert len(graph) == small.n_people
    for ties in small.layers:
        assert sum(layer == ties.name for _, _, layer in graph.edges(data="layer")) == ties.n_ties
    assert graph.nodes[0]["manager"] == -1
    assert graph.nodes[0]["level"] == "executive"
    assert [silo for _, silo in graph.nodes(data="silo")] == [small.silo_names[i] for i in small.silo]
    assert [manager for _, manager in graph.nodes(data="manager")][1:] == small.manager[1:].tolist()


def test_graphml_can_be_read_again(small: Organisation, tmp_path: Path) -> None:
    write_graphml(small, tmp_path / "organisation.graphml")
    again = networkx.read_graphml(tmp_path / "organisation.graphml", node_type=int)
    graph = to_networkx(small)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {frozenset(edge) for edge in again.edges} == {frozenset(edge) for edge in graph.edges}
    assert set(np.unique([layer for _, _, layer in again.edges(data="layer")])) == set(LAYERS)
