"""Degrees are spread as asked, people in the periphery have few ties, and the rest of the network stays as it was."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from simulation.organisation import Organisation, OrganisationSettings
from simulation.organisation.company import fill_company
from simulation.organisation.generator import generate
from simulation.organisation.measures import measure, merged
from simulation.organisation.organisation import STAFF

TOLERANCE = 0.04
SPREADS = [
    {"degree_cv": 0.4, "periphery_share": 0},
    {"degree_cv": 0.7, "periphery_share": 0},
    {"degree_cv": 0.55},
    {"degree_cv": 0.7},
    {"degree_cv": 1},
    {"degree_cv": 1.2},
    {"degree_cv": 1.2, "periphery_share": 0.3},
]
"""From the least to the largest spread that real networks show."""


def degrees(organisation: Organisation) -> np.ndarray:
    return np.diff(merged(organisation).indptr)


@pytest.mark.parametrize("people", [2_000, 8_000, 30_000])
@pytest.mark.parametrize("spread", SPREADS, ids=str)
def test_asked_spread_is_reached_and_the_network_stays_like_those_observed(
    spread: dict[str, float], people: int
) -> None:
    """Observed are clustering of .3 to .6 and E-I from -.9 to +.3; only the barrier says how many ties cross silos."""
    settings = OrganisationSettings(people=people, seed=people, **spread)
    organisation = generate(settings)
    measured = measure(organisation, pivots=1)
    assert measured.degree_cv == pytest.approx(settings.degree_cv, abs=TOLERANCE)
    assert 0.3 <= measured.clustering <= 0.6
    assert -0.9 <= measured.ei_index <= 0.3
    beyond = round(people * settings.cross_silo_degree / 2)
    assert organisation.layer("cross_silo").n_ties == beyond - round(beyond * settings.silo_barrier)
    assert measured.largest_component_share == 1


@pytest.mark.parametrize(("people", "cv"), [(300, 0.7), (300, 0.9), (1_000, 0.6), (1_000, 1.2)])
def test_small_companies_reach_what_they_have_room_for(people: int, cv: float) -> None:
    settings = OrganisationSettings(people=people, degree_cv=cv)
    assert measure(generate(settings), pivots=1).degree_cv == pytest.approx(cv, abs=TOLERANCE)


@pytest.mark.parametrize("silo_level", ["country", "division"])
@pytest.mark.parametrize("barrier", [0.0, 0.9])
def test_spread_is_reached_whatever_the_silos(silo_level: str, barrier: float) -> None:
    settings = OrganisationSettings(people=5_000, silo_level=silo_level, silo_barrier=barrier, span_of_control=5)
    assert measure(generate(settings), pivots=1).degree_cv == pytest.approx(settings.degree_cv, abs=TOLERANCE)


@pytest.mark.parametrize("people", [50, 150])
def test_too_small_a_company_comes_as_near_as_it_can(people: int) -> None:
    """Of 50 people nobody has 100 ties; a larger spread must not be answered with a smaller one."""
    found = [
        measure(generate(OrganisationSettings(people=people, degree_cv=cv)), pivots=1).degree_cv for cv in (0.7, 1.4)
    ]
    assert found[0] < found[1] < 1.4


def test_a_set_spread_of_sociability_is_taken_as_it_is() -> None:
    """Who sets the cause gets what comes of it: no spread at all leaves chance, boosts and the periphery."""
    even, uneven = (
        measure(generate(OrganisationSettings(people=3_000, degree_spread=spread, periphery_share=0)), pivots=1)
        for spread in (0, 2.5)
    )
    assert even.degree_cv < 0.45
    assert uneven.degree_cv > 1.2


@pytest.mark.parametrize("mean", [1, 3, 6])
@pytest.mark.parametrize("share", [0.05, 0.15, 0.3])
def test_people_in_the_periphery_have_few_ties(share: float, mean: int) -> None:
    settings = OrganisationSettings(people=5_000, periphery_share=share, periphery_degree=mean, degree_cv=1)
    periphery, degree = fill_company(settings).periphery, degrees(generate(settings))
    assert periphery.sum() == round(share * 5_000)
    assert degree[periphery].min() >= 1  # the manager
    assert degree[periphery].max() <= 2 * mean - 1
    assert degree[periphery].mean() == pytest.approx(mean, abs=0.05 + 4 * mean / periphery.sum() ** 0.5)
    assert degree[~periphery].mean() > 10


def test_default_lies_between_mail_and_questionnaires() -> None:
    """Few ties have 24-28% of people in e-mail, 0-4% of those who were asked; CVs are .81-1.16 and .25-.57."""
    measured = measure(generate(OrganisationSettings(people=10_000)), pivots=1)
    assert 0.04 < measured.few_ties_share < 0.24
    assert 0.57 < measured.degree_cv < 0.81


def test_without_a_periphery_hardly_anybody_has_few_ties() -> None:
    settings = OrganisationSettings(people=5_000, periphery_share=0)
    assert not fill_company(settings).periphery.any()
    assert measure(generate(settings), pivots=1).few_ties_share < 0.02


def test_the_periphery_is_staff_without_a_part_of_its_own(medium: Organisation) -> None:
    company = fill_company(OrganisationSettings())
    periphery = company.periphery
    assert np.all(medium.level[periphery] == STAFF)
    assert not (periphery & (medium.assistant | medium.broker)).any()
    by_silo = np.bincount(medium.silo[periphery]) / np.bincount(medium.silo)
    assert by_silo == pytest.approx(np.full(medium.n_silos, 0.15), abs=0.05)


def test_the_periphery_is_spread_over_all_layers_like_everybody(medium: Organisation) -> None:
    """In the e-mail of a research institution people with few ties have as many in the own department as others."""
    periphery = fill_company(OrganisationSettings()).periphery
    further = [np.diff(ties.indptr)[periphery].sum() for ties in medium.layers[1:]]
    others = [np.diff(ties.indptr)[~periphery].sum() for ties in medium.layers[1:]]
    assert further / np.sum(further) == pytest.approx(others / np.sum(others), abs=0.07)


def test_two_in_the_periphery_do_not_know_each_other(medium: Organisation) -> None:
    periphery = fill_company(OrganisationSettings()).periphery
    network = merged(medium)
    owner = np.repeat(periphery, np.diff(network.indptr))
    assert not (owner & periphery[network.indices]).any()


def test_another_process_makes_the_same_organisation() -> None:
    """Whatever order hashing gives to sets, and with numpy's vector code switched off."""
    program = (
        "import hashlib\n"
        "from simulation.organisation import OrganisationSettings\n"
        "from simulation.organisation.generator import generate\n"
        "made = generate(OrganisationSettings(people=3000, degree_cv=1.1))\n"
        "print(hashlib.sha256(b''.join(t.indices.tobytes() for t in made.layers)).hexdigest())\n"
    )
    made = generate(OrganisationSettings(people=3000, degree_cv=1.1))
    here = hashlib.sha256(b"".join(ties.indices.tobytes() for ties in made.layers)).hexdigest()
    surroundings = os.environ | {
        "PYTHONHASHSEED": "7",
        "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        check=True,
        cwd=Path(__file__).parents[2],
        env=surroundings,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == here
