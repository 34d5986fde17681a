"""Numbers in words."""

from __future__ import annotations

import math

import pytest

from simulation.present.words import change, few_replicates, label_with_unit, value


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (0.1234, "share", "12.3%"),
        (70_000, "people", "70,000"),
        (80.5, "people", "80.5"),
        (0.12345, "index (0 to 1)", "0.123"),
        (math.nan, "share", "–"),
        (math.inf, "1", "∞"),
        (1234.5678, "EUR", "1,235"),
    ],
)
def test_values(number: float, unit: str, words: str) -> None:
    assert value(number, unit) == words


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (0.0123, "share", "+1.23 pp"),
        (-5, "people", "\N{MINUS SIGN}5"),
        (0, "people", "0"),
        (0.00012, "index (0 to 1)", "+0.0001"),
        (math.nan, "share", "–"),
    ],
)
def test_changes(number: float, unit: str, words: str) -> None:
    assert change(number, unit) == words


def test_labels_and_warnings() -> None:
    assert label_with_unit("registered") == "Registered (people)"
    assert label_with_unit("skill_mean") == "Skill"
    assert "so few replicates (1)" in few_replicates(1)
    assert "chance of 78%;" in few_replicates(8)
    assert few_replicates(9) == ""
