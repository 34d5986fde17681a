"""Boxes that were hidden in tables are found; what is restricted without need is not told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulation.studies.discovery.prim import discover

RNG = np.random.default_rng(1)
X = pd.DataFrame(RNG.random((2000, 12)), columns=[f"x{j}" for j in range(12)])
HIDDEN = ((X["x3"] > 0.6) & (X["x7"] < 0.35)).to_numpy()


def test_a_hidden_box_is_found() -> None:
    """Nine of ten runs within it are cases, and none elsewhere."""
    box = discover(X, HIDDEN & (RNG.random(len(X)) < 0.9), density=0.85)
    limits = {each.name: (each.low, each.high) for each in box.restrictions}
    assert set(limits) == {"x3", "x7"}
    assert limits["x3"] == (pytest.approx(0.6, abs=0.05), np.inf)
    assert limits["x7"] == (-np.inf, pytest.approx(0.35, abs=0.05))
    assert box.density > 0.8
    assert box.coverage > 0.85
    assert all(each.chance < 0.001 and each.repeated > 0.9 for each in box.restrictions)


def test_what_it_says_in_words() -> None:
    told = str(discover(X, HIDDEN))
    assert "x7 up to 0." in told
    assert "x3 from 0." in told
    assert "of all cases lie there" in told


def test_density_and_coverage_by_hand() -> None:
    box = discover(X, HIDDEN, density=0.95)
    limits = {each.name: each for each in box.restrictions}
    within = np.logical_and.reduce([X[name].between(each.low, each.high) for name, each in limits.items()])
    assert box.density == HIDDEN[within].mean()
    assert box.coverage == HIDDEN[within].sum() / HIDDEN.sum()
    assert box.mass == within.mean()
    assert box.base == HIDDEN.mean()


def test_where_nothing_matters_a_box_holds_hardly_any_of_the_cases() -> None:
    box = discover(X, np.random.default_rng(2).random(len(X)) < 0.5, density=0.8)
    assert box.coverage < 0.2


def test_truth_values_are_things_as_well() -> None:
    table = X[["x0"]].assign(there=X["x1"] > 0.5)
    box = discover(table, table["there"].to_numpy())
    assert [each.name for each in box.restrictions] == ["there"]
    assert box.coverage == box.density == 1


@pytest.mark.parametrize("is_case", [np.zeros(2000, bool), np.ones(2000, bool)])
def test_nothing_to_discover_is_said(is_case: np.ndarray) -> None:
    with pytest.raises(ValueError, match="case"):
        discover(X, is_case)


def test_gaps_are_refused() -> None:
    with pytest.raises(ValueError, match="without a number"):
        discover(X.mask(X > 0.9), HIDDEN)
