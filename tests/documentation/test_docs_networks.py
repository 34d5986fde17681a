"""Other networks beside the model: facts are measured as they were counted, and compared as they should be."""

from __future__ import annotations

import json

import numpy as np
import pytest

from docs.made import networks
from experiments.launch.estimate import counted
from simulation.engines.run import simulate
from simulation.model.record import INDEX

DATA = json.loads(networks.DATA.read_text(encoding="utf-8"))
RANGE = networks.Fact("post_of_readers", "", (0.02, 0.2), "")


def test_every_fact_was_measured_in_companies_and_draws() -> None:
    for fact in networks.FACTS:
        for bands in (DATA["company"], DATA["telekom"]):
            low, middle, high = bands[fact.measure]
            assert low <= middle <= high
    assert {f"launch_{kind}_{week}" for kind in ("read", "post") for week in networks.LAUNCH_WEEKS} <= set(
        DATA["company"]
    )


@pytest.mark.parametrize(("median", "said"), [(0.1, "within"), (0.3, "within"), (0.01, "within")])
def test_a_range_is_within_a_band_that_it_overlaps(median: float, said: str) -> None:
    assert networks.where(RANGE, {"low": median - 0.15, "median": median, "high": median + 0.15}) == said


def test_a_range_outside_of_a_band_lies_on_a_side() -> None:
    assert networks.where(RANGE, {"low": 0.3, "median": 0.4, "high": 0.5}) == "below"
    assert networks.where(RANGE, {"low": 0.001, "median": 0.005, "high": 0.01}) == "above"


def test_most_facts_lie_in_the_bands_of_a_company_and_the_misses_on_both_sides() -> None:
    """Bands of 80% over a dozen facts: what the model says of numbers that nothing was fitted to."""
    bands = [dict(zip(("low", "median", "high"), DATA["company"][f.measure], strict=True)) for f in networks.FACTS]
    places = [networks.where(fact, band) for fact, band in zip(networks.FACTS, bands, strict=True)]
    assert places.count("within") / len(places) >= 0.65
    assert {"above", "below"} <= set(places)


def test_use_of_a_community_is_within_the_bands_from_its_third_week_on() -> None:
    read, _ = counted()
    for week in (2, 4, 8, 13, 16):
        low, _, high = DATA["company"][f"launch_read_{week}"]
        assert low <= read[week] <= high, week


def test_people_join_in_the_weeks_in_which_they_joined_there() -> None:
    new = simulate(networks.launched(), 0).counts[:, -1, INDEX["new_registered"]]
    assert [int(new[week]) for week in (0, 17, 18)] == pytest.approx(list(networks.LAUNCH.values()), abs=25)
    assert new[1:17].sum() < 0.05 * new.sum()


def test_newcomers_of_a_month_are_looked_for_in_the_next() -> None:
    """Of three who joined in weeks 4 to 7, one read in the last four weeks of twelve; others joined before or after."""

    people = {
        "registered_week": np.array([4, 7, 5, 3, 8]),
        "registered": np.array([1, 1, 1, 1, 1]),
        "read_weeks": np.array([0b1000, 0b10000, 0, 1, 1]),
    }
    found = networks.newcomers(people, fewest=1)
    assert found["next_month"] == pytest.approx(1 / 3)
