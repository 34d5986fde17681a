"""Indices of functions whose indices are known; luck apart; what has no index is named."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.studies.sensitivity.designed import morris, sobol
from simulation.studies.sensitivity.given import first_order, luck, pawn
from simulation.studies.sensitivity.outcome import LUCK

WEIGHTS = np.array([0, 1, 4.5, 9, 99])
"""Of the g-function: the smaller, the more a thing matters."""


def ishigami(rows: np.ndarray, lucks: np.ndarray) -> np.ndarray:
    """sin x1 + 7 sin^2 x2 + .1 x3^4 sin x1, each x from -pi to pi (Ishigami & Homma 1990)."""
    del lucks
    x = np.pi * (2 * rows - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(rows: np.ndarray, lucks: np.ndarray) -> np.ndarray:
    """Product of (|4 u - 2| + a) / (1 + a) (Saltelli & Sobol 1995)."""
    del lucks
    return ((np.abs(4 * rows - 2) + WEIGHTS) / (1 + WEIGHTS)).prod(axis=1)


def with_luck(rows: np.ndarray, lucks: np.ndarray) -> np.ndarray:
    """2 u1 + u2, and luck of a spread as that of u1: variances 4/12, 1/12 and 4/12."""
    noise = np.array([np.random.default_rng(int(each)).uniform() for each in lucks])
    return 2 * rows[:, 0] + rows[:, 1] + 2 * noise


@pytest.mark.parametrize(
    ("function", "names", "first", "total"),
    [
        (ishigami, ("x1", "x2", "x3"), (0.3139, 0.4424, 0), (0.5576, 0.4424, 0.2437)),
        (g_function, tuple("abcde"), (0.7165, 0.1791, 0.0237, 0.0072, 0.0001), (0.788, 0.242, 0.034, 0.0105, 0.0001)),
    ],
)
def test_sobol_indices_are_those_known(function, names, first, total) -> None:
    """Within the stated 95% interval, and one per cent."""
    found = sobol(names, function, 2048, seed=3)
    table = found.table.set_index("name")
    for name, one, all_ in zip(names, first, total, strict=True):
        assert abs(table.loc[name, "first"] - one) < 1.5 * table.loc[name, "first_half"] + 0.01
        assert abs(table.loc[name, "total"] - all_) < 1.5 * table.loc[name, "total_half"] + 0.01
    assert table.loc[LUCK, "total"] == pytest.approx(0, abs=1e-12), "the function knows no chance"
    assert found.runs == 2048 * (len(names) + 3)


def test_luck_is_a_share_of_its_own() -> None:
    table = sobol(("big", "small"), with_luck, 512, seed=2).table.set_index("name")
    assert table.loc[LUCK, "first"] == pytest.approx(4 / 9, abs=0.1)
    assert table.loc["big", "first"] == pytest.approx(4 / 9, abs=0.1)
    assert table.loc["small", "total"] == pytest.approx(1 / 9, abs=0.05)


def test_screening_by_morris_ranks_as_known() -> None:
    """Ishigami's third has no first-order effect at all, and moves the outcome all the same."""
    g = morris(tuple("abcde"), g_function, 60, seed=1).table
    assert list(g["name"][:2]) == ["a", "b"]
    table = morris(("x1", "x2", "x3"), ishigami, 200, seed=1).table.set_index("name")
    assert (table["moves"][["x1", "x2", "x3"]] > 5).all()
    assert table.loc["x3", "spread"] > abs(table.loc["x3", "mean"])
    assert table.loc[LUCK, "moves"] == 0


def test_runs_that_are_there_tell_the_same() -> None:
    rows = np.random.default_rng(5).random((4000, 3))
    outcomes = ishigami(rows, np.zeros(len(rows)))
    first = first_order(("x1", "x2", "x3"), rows, outcomes).table.set_index("name")
    assert first.loc["x1", "first"] == pytest.approx(0.3139, abs=0.05)
    assert first.loc["x2", "first"] == pytest.approx(0.4424, abs=0.05)
    assert first.loc["x3", "first"] == pytest.approx(0, abs=0.05)
    padded = np.column_stack([rows, np.random.default_rng(6).random(len(rows))])
    moved = pawn(("x1", "x2", "x3", "idle"), padded, outcomes).table.set_index("name")
    assert (moved["moves"] > moved["chance"])[["x1", "x2", "x3"]].all(), "x3, too, whose first-order share is 0"
    assert moved.loc["idle", "moves"] < 1.5 * moved.loc["idle", "chance"]


def test_share_of_luck_by_replicates() -> None:
    """Points with variance 3, luck with variance 1."""
    rng = np.random.default_rng(1)
    outcomes = np.sqrt(3) * rng.normal(size=(2000, 1)) + rng.normal(size=(2000, 2))
    (share,), (half,) = luck(outcomes).table[["first", "half"]].to_numpy().T.tolist()
    assert share == pytest.approx(0.25, abs=0.03)
    assert 0 < half < 0.05


@pytest.mark.parametrize(
    "method", [lambda f: sobol(("x", "y"), f, 8), lambda f: morris(("x", "y"), f, 4)], ids=["sobol", "morris"]
)
def test_what_is_not_defined_or_always_the_same_is_named(method) -> None:
    constant = method(lambda rows, _lucks: np.full(len(rows), 3.0))
    assert "show the same, 3" in constant.reason
    assert constant.table.empty
    gaps = method(lambda rows, _lucks: np.where(rows[:, 0] > 0.5, np.nan, 1.0))
    assert "have no value" in gaps.reason


@pytest.mark.parametrize("method", [first_order, pawn])
def test_given_runs_with_gaps_are_refused_in_words(method) -> None:
    rows = np.random.default_rng(0).random((50, 2))
    assert method(("x", "y"), rows, np.where(rows[:, 0] > 0.5, np.nan, 1.0)).reason
    assert method(("x", "y"), rows, np.ones(50)).reason


def test_too_few_runs_to_part_the_variance_are_said_and_get_no_index() -> None:
    """With 32 runs SALib gives shares below 0 and above 1 with intervals of no width."""
    rows = np.random.default_rng(1).random((32, 2))
    assert first_order(("a", "b"), rows, rows[:, 0]).reason == "32 runs are too few to part the variance: at least 64"
