import networkx
import numpy as np
import pytest

from simulation.organisation import Organisation, OrganisationSettings, Ties
from simulation.organisation.centrality import betweenness, local_clustering, merge_rows
from simulation.organisation.export import to_networkx
from simulation.organisation.generator import generate
from simulation.organisation.measures import components, measure, merged

CASES = [
    {"people": 50},
    {"people": 137, "silo_barrier": 0.9},
    {"people": 300, "degree_spread": 1.5},
    {"people": 200, "team_density": 0, "department_degree": 0, "cross_silo_degree": 0},
]


def ties_of(graph: networkx.Graph) -> Ties:
    rows = [sorted(graph[i]) for i in range(len(graph))]
    indptr = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64)
    return Ties("all", indptr, np.concatenate(rows).astype(np.uint32))


@pytest.fixture(params=CASES, ids=str)
def organisation(request: pytest.FixtureRequest) -> Organisation:
    return generate(OrganisationSettings(**request.param))


def test_measures_agree_with_networkx(organisation: Organisation) -> None:
    graph = to_networkx(organisation)
    measured = measure(organisation, pivots=organisation.n_people)
    degree = np.array([graph.degree[i] for i in range(organisation.n_people)])
    assert measured.n_ties == graph.number_of_edges()
    assert measured.mean_degree == degree.mean()
    assert measured.degree_cv == pytest.approx(degree.std() / degree.mean())
    assert measured.few_ties_share == np.mean(degree <= degree.mean() / 4)
    assert measured.max_degree == degree.max()
    assert measured.clustering == pytest.approx(networkx.average_clustering(graph))
    assert measured.n_components == networkx.number_connected_components(graph)
    largest = max(networkx.connected_components(graph), key=len)
    assert measured.largest_component_share == len(largest) / organisation.n_people
    through = np.array(list(networkx.betweenness_centrality(graph).values()))
    for group, value in (
        (organisation.assistant, measured.betweenness_assistants),
        (organisation.broker, measured.betweenness_brokers),
    ):
        assert value == pytest.approx(through[group].mean(), nan_ok=True) if group.any() else np.isnan(value)
    assert measured.betweenness_pivots == organisation.n_people


def test_silo_measures_agree_with_counting(organisation: Organisation) -> None:
    graph, silo = to_networkx(organisation), organisation.silo.tolist()
    measured = measure(organisation, pivots=1)
    between = sum(silo[a] != silo[b] for a, b in graph.edges)
    within = graph.number_of_edges() - between
    possible = sum(silo[a] == silo[b] for a in range(len(silo)) for b in range(a))
    impossible = len(silo) * (len(silo) - 1) // 2 - possible
    assert measured.ei_index == pytest.approx((between - within) / (between + within))
    assert measured.within_density == pytest.approx(within / possible)
    assert measured.between_density == pytest.approx(between / impossible)


def test_betweenness_and_clustering_per_person(small: Organisation) -> None:
    graph, network = to_networkx(small), merged(small)
    everybody = np.arange(small.n_people)
    expected = list(networkx.betweenness_centrality(graph).values())
    assert betweenness(network.indptr, network.indices, everybody) == pytest.approx(expected, abs=1e-12)
    expected = [networkx.clustering(graph, i) for i in range(small.n_people)]
    assert local_clustering(network.indptr, network.indices, everybody) == pytest.approx(expected)


def test_sampled_betweenness_is_near_the_exact_one(medium: Organisation) -> None:
    sampled, better = (measure(medium, pivots=pivots) for pivots in (150, 600))
    assert sampled.betweenness_assistants == pytest.approx(better.betweenness_assistants, rel=0.2)
    assert sampled.betweenness_others == pytest.approx(better.betweenness_others, rel=0.2)


def test_components_are_counted() -> None:
    graph = networkx.disjoint_union(networkx.cycle_graph(5), networkx.path_graph(3))
    graph.add_node(8)
    assert components(ties_of(graph)) == (3, 5)


def test_merging_keeps_a_tie_in_both_layers_once() -> None:
    first, second = networkx.gnp_random_graph(40, 0.2, seed=1), networkx.gnp_random_graph(40, 0.2, seed=2)
    a, b, both = ties_of(first), ties_of(second), ties_of(networkx.compose(first, second))
    indptr, indices = merge_rows(a.indptr, a.indices, b.indptr, b.indices)
    assert indptr.tolist() == both.indptr.tolist()
    assert indices.tolist() == both.indices.tolist()


def test_table_says_unit_and_meaning(small: Organisation) -> None:
    table = measure(small, pivots=5).table()
    assert all(name and meaning for name, _, _, meaning in table)
    assert ("mean_degree", "ties") in [(name, unit) for name, _, unit, _ in table]


def test_one_silo_has_no_ratio() -> None:
    one = generate(OrganisationSettings(people=60, countries={"X": 1}, divisions={"Y": 1}))
    measured = measure(one, pivots=1)
    assert measured.ei_index == -1
    assert np.isnan(measured.between_density)
    assert np.isnan(measured.density_ratio)
