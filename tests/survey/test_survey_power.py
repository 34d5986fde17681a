"""Power: closed forms, and the share of surveys in which a test really sees a difference."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest

from simulation.model.view import View
from simulation.results.survey import Spread, Surveys, seen_of_plan, spread
from simulation.survey.asking import ask
from simulation.survey.items import ITEM_NAMES
from simulation.survey.power import ALPHA, CRITICAL, detectable, power
from tests.survey.conftest import HABITS, asked_of, company, whole

NAN = float("nan")
NORMAL = NormalDist()


def one(value: float) -> np.ndarray:
    return np.array([value])


def test_without_a_difference_power_is_alpha():
    assert power(one(0), one(0.1)).item() == pytest.approx(ALPHA)
    assert pytest.approx(1.959964, abs=1e-6) == CRITICAL


@pytest.mark.parametrize("ratio", [0.5, 1.0, 2.0, 2.8016, 4.0])
def test_power_is_that_of_the_textbook(ratio):
    expected = NORMAL.cdf(ratio - 1.959964) + NORMAL.cdf(-ratio - 1.959964)
    assert power(one(0.3 * ratio), one(0.3)).item() == pytest.approx(expected, abs=1e-6)
    assert power(one(-0.3 * ratio), one(0.3)).item() == pytest.approx(expected, abs=1e-6)


def test_known_sample_size():
    """Two groups of 63 see a difference of half a standard deviation with a power of 80% (Cohen 1988: 64 by t)."""
    error = math.sqrt(2 / 63)
    assert power(one(0.5), one(error)).item() == pytest.approx(0.80, abs=0.005)
    assert detectable(one(error)).item() == pytest.approx(0.5, abs=0.005)


def test_detectable_difference_is_seen_with_a_power_of_80_percent():
    errors = np.array([0.01, 0.2, 3.0])
    assert power(detectable(errors), errors) == pytest.approx(0.8, abs=1e-5)


def test_nothing_shown_and_nothing_that_strays():
    assert power(one(1), one(NAN)).item() == 0
    assert power(np.array([0.1, 0.0]), np.zeros(2)).tolist() == [1, 0]
    assert math.isnan(detectable(one(NAN)).item())


def surveys(tables: list[dict[str, np.ndarray]]) -> Surveys:
    """One survey of one silo in several replicates, as it is read back."""
    columns = {
        name: np.stack([whole(table, name).astype(float) for table in tables])[:, None, None]
        for name in tables[0]
        if name not in ("week", "silo", "item")
    }
    return Surveys(("all",), [0], ["2024-01-01"], list(ITEM_NAMES), columns)


@pytest.mark.parametrize("shift", [0.0, 0.07, 0.1])
def test_power_is_the_share_of_pairs_of_surveys_that_see_the_difference(shift):
    """400 pairs of independent surveys of a base and a plan; 4 standard errors, and .01 for the normal curve.

    With bias and noise, and with the tests' own standard errors, as a company would do it.
    """
    n, pairs = 8000, 400
    base, plan = company(n), company(n, shift)

    def surveyed(view: View, seeds: range) -> list[dict[str, np.ndarray]]:
        return [ask(asked_of(n, HABITS, seed, sample={"count": 250}), 0, view) for seed in seeds]

    first, second = surveyed(base, range(pairs)), surveyed(plan, range(10_000, 10_000 + pairs))
    means, errors = (
        np.array([[whole(table, name)[0] for table in tables] for tables in (first, second)])
        for name in ("mean", "standard_error")
    )
    seen = np.abs(means[1] - means[0]) > CRITICAL * np.hypot(*errors)
    paired = seen_of_plan(surveys(first[:60]), surveys(surveyed(plan, range(60))))
    expected = paired[0][0].power.mean
    assert paired[0][0].item == "attitude"
    assert abs(seen.mean() - expected) < 4 * math.sqrt(expected * (1 - expected) / pairs) + 0.01
    if shift == 0:
        assert expected == pytest.approx(ALPHA)
    else:
        assert 0.15 < expected < 0.95
        assert paired[0][0].true.mean == pytest.approx(5 * shift, rel=0.2)


def test_what_is_seen_of_a_plan_rests_on_the_true_difference_not_on_chance():
    """Plugging the difference of two surveys into the formula would find power where there is no difference."""
    n = 5000
    tables = [ask(asked_of(n, HABITS, seed, sample={"count": 200}), 0, company(n)) for seed in range(60)]
    others = [ask(asked_of(n, HABITS, 500 + seed, sample={"count": 200}), 0, company(n)) for seed in range(60)]
    by_formula = seen_of_plan(surveys(tables), surveys(tables))[0][0]
    differences = np.array([whole(b, "mean")[0] - whole(a, "mean")[0] for a, b in zip(tables, others, strict=True)])
    errors = np.array([math.sqrt(2) * whole(a, "standard_error")[0] for a in tables])
    assert by_formula.power == Spread(*[pytest.approx(ALPHA)] * 3)
    assert power(differences, errors).mean() > 2 * ALPHA


def test_suppressed_replicates_see_nothing():
    n = 3000
    tables = [ask(asked_of(n, HABITS, seed, sample={"count": 300}), 0, company(n)) for seed in range(4)]
    plans = [ask(asked_of(n, HABITS, seed, sample={"count": 300}), 0, company(n, 0.5)) for seed in range(4)]
    assert seen_of_plan(surveys(tables), surveys(plans))[0][0].power.mean == pytest.approx(1)
    for name in ("mean", "sd", "standard_error", "agree_share"):
        tables[0][name] = tables[0][name] * NAN
    found = seen_of_plan(surveys(tables), surveys(plans))[0][0]
    assert found.n_shown == 3
    assert found.power.mean == pytest.approx(0.75)


def test_spread_leaves_out_what_is_not_defined():
    assert spread(np.array([1.0, NAN, 3.0])) == Spread(2.0, 1.0, 3.0)
    assert math.isnan(spread(np.array([NAN])).mean)
