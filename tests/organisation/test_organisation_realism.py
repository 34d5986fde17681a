"""The generator hits its stated targets, and its levers move what they claim to move."""

import numpy as np
import pytest

from simulation.organisation import Organisation, OrganisationSettings
from simulation.organisation.generator import generate
from simulation.organisation.measures import NetworkMeasures, measure
from simulation.organisation.organisation import EXECUTIVE, MAX_LAYER_DEGREE, MIDDLE_MANAGER, STAFF, TEAM_LEAD

SEEDS = range(3)


def mean_degree(organisation: Organisation) -> float:
    return sum(ties.indices.size for ties in organisation.layers) / organisation.n_people


@pytest.fixture(scope="module", params=SEEDS)
def measured(request: pytest.FixtureRequest) -> NetworkMeasures:
    return measure(generate(OrganisationSettings(people=4000, seed=request.param)), pivots=500)


def test_default_network_is_like_those_observed(measured: NetworkMeasures) -> None:
    assert 17 <= measured.mean_degree <= 22
    assert 0.4 <= measured.degree_cv <= 1.2
    assert 0.3 <= measured.clustering <= 0.5
    assert -0.9 <= measured.ei_index <= 0.3
    assert measured.density_ratio > 5
    assert measured.largest_component_share == 1


def test_assistants_and_brokers_stand_between_people(measured: NetworkMeasures) -> None:
    assert measured.betweenness_assistants > 2 * measured.betweenness_others
    assert measured.betweenness_brokers > 2 * measured.betweenness_others
    assert measured.betweenness_assistants > measured.betweenness_managers


def test_managers_have_more_ties(measured: NetworkMeasures) -> None:
    assert measured.managers_degree_ratio > 1.1


@pytest.mark.parametrize("people", [600, 5000])
@pytest.mark.parametrize("silo_level", ["country", "division"])
def test_barrier_lowers_ei_and_keeps_the_mean_degree(people: int, silo_level: str) -> None:
    base = OrganisationSettings(people=people, silo_level=silo_level, divisions={"A": 1, "B": 2})
    built = [generate(base.model_copy(update={"silo_barrier": barrier / 10})) for barrier in range(11)]
    cross = [organisation.layer("cross_silo").n_ties for organisation in built]
    assert cross == [round(people * 3.5) - round(round(people * 3.5) * barrier / 10) for barrier in range(11)]
    ei = [measure(organisation, pivots=1).ei_index for organisation in built]
    assert np.all(np.diff(ei) < 0)
    degrees = [mean_degree(organisation) for organisation in built]
    assert max(degrees) - min(degrees) < 0.05 * max(degrees)


def test_strong_barrier_only_leaves_reporting_lines_between_silos() -> None:
    organisation = generate(OrganisationSettings(people=3000, silo_barrier=1))
    assert organisation.layer("cross_silo").n_ties == 0
    assert measure(organisation, pivots=1).ei_index < -0.99


def test_ei_can_be_positive() -> None:
    organisation = generate(OrganisationSettings(people=3000, silo_barrier=0, cross_silo_degree=26))
    assert measure(organisation, pivots=1).ei_index > 0.3


def test_layers_have_their_mean_degrees() -> None:
    organisation = generate(
        OrganisationSettings(people=5000, department_degree=6, cross_silo_degree=8, silo_barrier=0.25)
    )
    assert organisation.layer("department").n_ties == 5000 * (6 + 2) / 2
    assert organisation.layer("cross_silo").n_ties == 5000 * 6 / 2


def test_degree_spread_skews_degrees() -> None:
    cvs = []
    for spread in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5):
        degree = sum(
            np.diff(ties.indptr) for ties in generate(OrganisationSettings(people=5000, degree_spread=spread)).layers
        )
        cvs.append(degree.std() / degree.mean())
    assert np.all(np.diff(cvs) > 0)


def test_interface_size_closes_triangles() -> None:
    clustering = [
        measure(generate(OrganisationSettings(people=5000, interface_size=size)), pivots=1).clustering
        for size in (1, 2, 3)
    ]
    assert np.all(np.diff(clustering) > 0.01)


@pytest.mark.parametrize("span", [4, 6.5, 10])
def test_span_of_control(span: float) -> None:
    organisation = generate(OrganisationSettings(people=20_000, span_of_control=span))
    reports = np.bincount(organisation.manager[1:], minlength=organisation.n_people)
    assert reports[organisation.level == TEAM_LEAD].mean() == pytest.approx(span, rel=0.1)
    assert reports[organisation.level == MIDDLE_MANAGER].max() < 40
    assert reports[organisation.level == EXECUTIVE].max() < 40


def test_many_departments_get_area_heads_but_no_crowd_under_one_head() -> None:
    organisation = generate(OrganisationSettings(people=60_000, countries={"X": 1}, divisions={"A": 1, "B": 1}))
    reports = np.bincount(organisation.manager[1:], minlength=organisation.n_people)
    assert reports.max() < 40
    assert np.count_nonzero(organisation.level == EXECUTIVE) == 3


def test_hubs_are_capped() -> None:
    organisation = generate(
        OrganisationSettings(people=20_000, degree_spread=1.5, broker_boost=50, cross_silo_degree=30, silo_barrier=0)
    )
    assert np.diff(organisation.layer("cross_silo").indptr).max() == MAX_LAYER_DEGREE


def test_shares_of_roles(medium: Organisation) -> None:
    heads = np.count_nonzero(medium.level >= MIDDLE_MANAGER)
    assert medium.assistant.sum() / heads == pytest.approx(0.9, abs=0.1)
    assert medium.broker.sum() == 50
    working = medium.desk[(medium.level == STAFF) & ~medium.assistant].mean()
    assert working == pytest.approx(0.8, abs=0.05)
    assert medium.desk[medium.assistant].all()
    assert medium.desk[medium.level >= MIDDLE_MANAGER].all()


def test_functions_gather_in_departments() -> None:
    organisation = generate(OrganisationSettings(people=100_000, functions={"A": 3, "B": 1}))
    assert np.mean(organisation.function == 0) == pytest.approx(0.75, abs=0.04)
    in_department = [
        np.bincount(f).max() / f.size
        for f in np.split(organisation.function, np.flatnonzero(np.diff(organisation.department)) + 1)
    ]
    assert np.mean(in_department) > 0.8


def test_assistants_know_those_above_below_and_beside(medium: Organisation) -> None:
    department = medium.layer("department")
    found = {"above": 0, "below": 0, "beside": 0}
    of_middle_manager = np.append(medium.level, 0)[medium.manager] == MIDDLE_MANAGER
    assistants = np.flatnonzero(medium.assistant & of_middle_manager)
    for assistant in assistants:
        head = medium.manager[assistant]
        known = department.of(assistant)
        found["above"] += bool(
            np.isin(medium.manager[head], known) or medium.team[medium.manager[head]] == medium.team[assistant]
        )
        found["below"] += bool(
            np.all(np.isin(np.flatnonzero((medium.manager == head) & (medium.team != medium.team[assistant])), known))
        )
        found["beside"] += bool(medium.assistant[known].any())
    assert min(found.values()) > 0.95 * assistants.size
