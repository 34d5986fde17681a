"""Rivals foretell what their own model would, as sure as their fit allows."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t as student

from simulation.studies.forecast.rivals import CURVES, foretold
from simulation.studies.forecast.scores import covers

WEEKS = np.arange(20.0)
AHEAD = np.array([25.0, 40.0])


def curve(name: str, ceiling: float, *rates: float) -> tuple[np.ndarray, np.ndarray]:
    """Its values in the seen weeks and later; a week's count stands at its end."""
    grown = CURVES[name].growth(np.array([rates]), np.concatenate([WEEKS, AHEAD]) + 1.0)[0]
    return ceiling * grown[: WEEKS.size], ceiling * grown[WEEKS.size :]


def test_a_line_foretells_by_the_distribution_of_student() -> None:
    rng = np.random.default_rng(1)
    values = 100 + 5 * WEEKS + rng.normal(size=WEEKS.size)
    slope, start = np.polyfit(WEEKS, values, 1)
    spread = np.sqrt(((values - start - slope * WEEKS) ** 2).sum() / 18)
    off = spread * np.sqrt(1 + 1 / 20 + (25 - 9.5) ** 2 / ((WEEKS - 9.5) ** 2).sum())
    draws = foretold("line", WEEKS, values, 1e6, AHEAD, rng)[:, 0]
    assert np.median(draws) == pytest.approx(start + 25 * slope, abs=0.15)
    expected = 2 * student(18).ppf(0.9) * off
    assert np.quantile(draws, 0.9) - np.quantile(draws, 0.1) == pytest.approx(expected, rel=0.12)


def test_a_line_stays_between_nothing_and_the_ceiling() -> None:
    draws = foretold("line", WEEKS, 5 * WEEKS, 120.0, AHEAD, np.random.default_rng(1))
    assert draws.max() <= 120
    assert foretold("line", WEEKS, 95 - 5 * WEEKS, 120.0, AHEAD, np.random.default_rng(1)).min() == 0


@pytest.mark.parametrize(("name", "rates"), [("saturation", (0.08,)), ("bass", (0.01, 0.25))])
def test_a_curve_is_found_again_where_it_has_bent(name: str, rates: tuple[float, ...]) -> None:
    seen, later = curve(name, 400.0, *rates)
    rng = np.random.default_rng(2)
    draws = foretold(name, WEEKS, seen + rng.normal(size=seen.size), 1000.0, AHEAD, rng)
    assert np.median(draws, axis=0) == pytest.approx(later, rel=0.04)
    assert np.quantile(draws[:, 1], 0.9) - np.quantile(draws[:, 1], 0.1) < 60


def test_a_curve_that_has_not_bent_leaves_its_ceiling_open() -> None:
    seen, _ = curve("saturation", 1000.0, 0.002)
    rng = np.random.default_rng(3)
    draws = foretold("saturation", WEEKS, seen + rng.normal(size=seen.size), 1000.0, np.array([600.0]), rng)[:, 0]
    assert np.quantile(draws, 0.9) - np.quantile(draws, 0.1) > 200


@pytest.mark.slow
def test_bands_of_bass_hold_what_bass_brings() -> None:
    """60 curves with normal residuals: the 80% band holds the later number in about 80% (standard error 5 points)."""
    rng = np.random.default_rng(4)
    held = []
    for _ in range(60):
        seen, later = curve(
            "bass", 600 * rng.uniform(0.4, 1), np.exp(rng.normal(-5, 0.5)), np.exp(rng.normal(-1.8, 0.3))
        )
        draws = foretold("bass", WEEKS, seen + 5 * rng.normal(size=seen.size), 1000.0, AHEAD, rng)
        held.append(covers(draws[:, 0], float(later[0] + 5 * rng.normal()), 0.8))
    assert np.mean(held) == pytest.approx(0.8, abs=0.15)
