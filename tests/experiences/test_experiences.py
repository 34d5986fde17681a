"""The reported experiences appear as patterns, sign and order, over 40 paired seeds; docs/experiences.md says so."""

import re
from pathlib import Path

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.organisation.measures import measure
from tests.experiences import communities, people, table
from tests.experiences.company import company, world

PAGE = (Path(__file__).parents[2] / "docs" / "experiences.md").read_text(encoding="utf-8")
PATTERNS = [
    pytest.param(pattern, id=f"{place}-{pattern.says}")
    for place, experience in enumerate(table.EXPERIENCES, 1)
    for pattern in experience.patterns
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_appears_and_is_documented(pattern):
    """What the page says was measured lies within 2% or 4 of its errors, so that it can not grow old unseen."""
    mean, error = pattern.measure()
    assert pattern.seen(mean, error), (mean, error)
    found = re.search(rf"^\| {re.escape(pattern.says)} \| (.*?) \| {re.escape(pattern.unit)} \|$", PAGE, re.MULTILINE)
    assert found, "write the page anew: python -m tests.experiences.table > docs/experiences.md"
    written = found[1].replace(",", "")
    if written == "0 (exactly)":
        assert (mean, error) == (0, 0)
    else:
        said, said_error = map(float, written.split(" ± "))
        assert abs(mean - said) <= max(4 * said_error, 0.02 * abs(mean)), table.number(mean, error)


def test_page_tells_every_experience():
    for place, experience in enumerate(table.EXPERIENCES, 1):
        assert f"| {place} | {experience.says} | {experience.source} | {experience.shown} |" in PAGE
        assert f"## {place}. {experience.says}\n" in PAGE
        assert f"Shown: {experience.shown}. {experience.remark}" in PAGE
        assert f"Simulated: {experience.simulated}." in PAGE
    assert len(table.EXPERIENCES) == 12


def test_hours_per_convert_are_reported():
    found = re.search(r"^Hours per convert: ([\d.]+),", PAGE, re.MULTILINE)
    assert found
    hours = communities.hours_per_convert()
    assert hours > communities.HOURS_OF_A_TALK
    assert abs(hours - float(found[1])) < 0.1 * hours


def test_care_of_the_other_type_is_compared():
    assert f"\n{table.care_line()}\n" in PAGE


@pytest.mark.parametrize("replicate", range(3))
def test_anchors_stay_to_the_bit_without_persuasion_and_success(replicate):
    """More registration, rewards, an event, leaders, talks and use cases without success change nobody's anchor."""
    plain = simulate(world(company()), replicate).people["anchor"]
    busy = company(*people.UNCONVINCING, parameters={"innovation_rate": 0.2})
    assert np.array_equal(simulate(world(busy), replicate).people["anchor"], plain)


@pytest.mark.parametrize("replicate", range(3))
def test_use_case_moves_only_its_own_users(replicate):
    """Anchors rise only among those who have an account at the end, or whose seat was taken by somebody new."""
    plain = simulate(world(company()), replicate).people
    used = simulate(world(company(people.CASES)), replicate).people
    moved = used["anchor"] != plain["anchor"]
    assert moved.any()
    assert (used["registered"][moved] == 1).all()
    assert (used["anchor"] >= plain["anchor"]).all()


def test_barrier_lowers_the_e_i_index_of_ties():
    """Exact, by the generator: what `wandel organisation` reports about the network itself."""
    indices = [measure(world(communities.silos(barrier)).organisation).ei_index for barrier in (0, 0.5, 0.95)]
    assert indices[0] > indices[1] > indices[2]
