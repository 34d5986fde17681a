"""Measures: by silo, their declarations, and what is not defined; their values stand in `hand.py`."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.measures import ACTIVE_DEFINITIONS, HEADLINES, MEASURES, measure
from simulation.measures.base import recent
from simulation.model.record import BOOKED, COUNTERS, FIXED_POINT, ROLE_COUNTERS, ROLES, Trajectory

COLUMN = {name: i for i, name in enumerate(COUNTERS)}
HAND = {
    # one silo of 50 people and another of 150, two weeks; the total is the third column
    "people": [[50, 150, 200], [50, 150, 200]],
    "registered": [[5, 15, 20], [10, 30, 40]],
    "new_registered": [[5, 15, 20], [5, 16, 21]],
    "new_by_self": [[1, 2, 3], [1, 2, 3]],
    "new_by_peers": [[1, 3, 4], [2, 4, 6]],
    "new_by_push": [[0, 5, 5], [1, 5, 6]],
    "readers_28": [[1, 3, 4], [5, 15, 20]],
    "lapsed": [[0, 1, 1], [1, 0, 1]],
    "settled": [[0, 5, 5], [3, 7, 10]],
    "settled_readers": [[0, 2, 2], [2, 3, 5]],
    "replied_by_people": [[0, 2, 2], [0, 2, 2]],
    "contributors_28": [[0, 1, 1], [1, 3, 4]],
    "segment_low": [[1, 2, 3], [2, 3, 5]],
    "segment_novice": [[0, 1, 1], [1, 1, 2]],
    "segment_habitual": [[0, 0, 0], [1, 1, 2]],
    "segment_power": [[0, 0, 0], [1, 0, 1]],
    "documents": [[0, 2, 2], [1, 3, 4]],
    "discussions": [[0, 1, 1], [0, 1, 1]],
    "comments": [[0, 0, 0], [0, 2, 2]],
    "others": [[0, 1, 1], [1, 0, 1]],
    "replied": [[0, 2, 2], [1, 3, 4]],
    "replied_cross_silo": [[0, 1, 1], [0, 1, 1]],
    "contributors_ever": [[0, 2, 2], [2, 4, 6]],
    "contributions_ever": [[0, 4, 4], [2, 10, 12]],
    "top_5_contributions": [[0, 3, 3], [1, 5, 6]],
    "gini_area": [[0, FIXED_POINT // 4, FIXED_POINT // 2], [0, 0, FIXED_POINT // 4]],
    "communities": [[0, 4, 4], [1, 7, 8]],
    "communities_open": [[0, 1, 1], [1, 1, 2]],
    "stage_maturity": [[0, 0, 0], [0, 2, 2]],
    "belief_sum": [[25 * FIXED_POINT, 75 * FIXED_POINT, 100 * FIXED_POINT]] * 2,
    "norm_sum": [[10 * FIXED_POINT, 30 * FIXED_POINT, 40 * FIXED_POINT]] * 2,
}


def recorded(values: dict[str, list[list[int]]], weeks: int = 2, columns: int = 3) -> Trajectory:
    """A trajectory with the given counters, the others 0."""
    counts = np.zeros((weeks, columns, len(COUNTERS)), np.int64)
    for name, numbers in values.items():
        counts[:, :, COLUMN[name]] = numbers
    booked = np.zeros((weeks, columns, len(BOOKED)))
    if values:
        booked[:, -1, :2] = [[10.0, 100.0], [20.0, 0.0]]
    roles = np.zeros((weeks, len(ROLES), len(ROLE_COUNTERS)), np.int64)
    return Trajectory(0, counts, booked, roles, np.zeros((1, columns - 1, columns - 1), np.int64), {}, {}, {})


def test_measures_are_by_silo_too() -> None:
    found = measure(recorded(HAND), 62.0)
    assert found["registered_share_of_people"][1].tolist() == [0.2, 0.2, 0.2]
    assert np.isnan(found["open_share_of_communities"][0, 0])


def test_nothing_recorded_gives_zero_or_undefined_never_an_error() -> None:
    for name, values in measure(recorded({}), 62.0).items():
        assert values.shape == (2, 3)
        assert values.dtype == np.float64
        has_denominator = bool(MEASURES[name].denominator) or name == "gini_of_contributors"
        assert np.isnan(values).all() == has_denominator, name


def test_recent_sums_the_last_weeks() -> None:
    weekly = np.arange(1.0, 8.0)[:, None]
    assert recent(weekly, 3)[:, 0].tolist() == [1, 3, 6, 9, 12, 15, 18]
    assert recent(weekly, 20)[:, 0].tolist() == np.cumsum(weekly).tolist()


def test_declarations_say_what_is_measured() -> None:
    for name, one in MEASURES.items():
        assert name == one.name
        assert one.label, name
        assert one.unit, name
        assert one.direction in ("up", "down", "none"), name
        assert one.numerator in one.definition, name
        assert "of these" not in one.definition, name
        if one.denominator:
            assert one.denominator in one.definition, name
            assert "not defined" in one.definition, name
            assert any(word in name for word in ("_of_", "_per_", "_mean", "_gap")), f"the denominator is not in {name}"
        if one.unit == "share":
            assert "_share_of_" in name


def test_tables_of_names_exist() -> None:
    assert set(HEADLINES) <= set(MEASURES)
    assert set(ACTIVE_DEFINITIONS) <= set(MEASURES)
    assert len({one.label for one in MEASURES.values()}) == len(MEASURES)


def test_unknown_measure_is_refused() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        measure(recorded(HAND), 62.0, ["nonsense"])
