"""Parts of a forecast: which numbers are used, runs that resemble the company against a posterior that is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.studies.forecast.ask import check_forecast
from simulation.studies.forecast.conditioning import Summaries
from simulation.studies.forecast.curves import curves, last_week, used, zeros
from simulation.studies.forecast.scores import covers, crps, log_score

SLOPES = np.array([[1.0, 0.4], [0.3, -0.8], [0.5, 0.5]])
LUCK = 0.2


def company(*observations: dict[str, Any], **changes: Any) -> Scenario:
    plain = {"name": "own", "organisation": {"people": 200}, "run": {"weeks": 40}, "observations": list(observations)}
    return Scenario.model_validate(plain | changes)


def curve(weeks: range, measure: str = "registered", **more: Any) -> list[dict[str, Any]]:
    return [{"measure": measure, "week": week, "value": 10 + week, "spread": 0.02, **more} for week in weeks]


def test_resembling_runs_follow_a_posterior_that_is_known() -> None:
    """Two numbers are linear in three normal coordinates and luck: mean and spread of the coordinates, and of a
    question, are those of the linear Gaussian model; a coordinate that plays no part stays normal."""
    rng = np.random.default_rng(1)
    z = rng.normal(size=(8000, 4))
    published = z[:, :3] @ SLOPES + LUCK * rng.normal(size=(8000, 2))
    question = z[:, :1] + z[:, 1:2] + 0.1 * rng.normal(size=(8000, 1))
    observed = np.array([0.8, -0.5])
    near = Summaries.learned(published, np.column_stack([z[:, :3], question])).resembling(observed)
    whole = SLOPES.T @ SLOPES + LUCK**2 * np.eye(2)
    gain = SLOPES @ np.linalg.inv(whole)
    mean, covariance = gain @ observed, np.eye(3) - gain @ SLOPES.T
    moved = near.moved(z)
    middle = near.weights @ moved
    spread = np.sqrt(near.weights @ (moved - middle) ** 2)
    assert middle[:3] == pytest.approx(mean, abs=0.15)
    assert spread[:3] == pytest.approx(np.sqrt(np.diag(covariance)), rel=0.15)
    assert (middle[3], spread[3]) == (pytest.approx(0, abs=0.15), pytest.approx(1, abs=0.15))
    asked = near.moved(question)[:, 0]
    assert near.weights @ asked == pytest.approx(mean[0] + mean[1], abs=0.15)
    off = np.sqrt(near.weights @ (asked - near.weights @ asked) ** 2)
    assert off == pytest.approx(np.sqrt(covariance[:2, :2].sum() + 0.01), rel=0.15)
    assert not near.is_strange
    assert Summaries.learned(published, question).resembling(np.array([30.0, 30.0])).is_strange


def test_four_points_of_a_curve_are_used_whatever_is_marked_and_the_last_is_among_them() -> None:
    scenario = company(*curve(range(20), evidence=False), *curve(range(3), "readers_28"))
    chosen = used(scenario.observations, 9)
    assert [(each.measures[0], each.week) for each in chosen] == [
        *(("registered", week) for week in (0, 3, 6, 9)), *(("readers_28", week) for week in range(3)),
    ]  # fmt: skip
    assert all(each.evidence for each in chosen)


def test_what_is_seen_later_changes_nothing_of_what_is_used() -> None:
    early, late = curve(range(10)), curve(range(10, 20))
    other = [{**each, "value": 1.0} for each in late]
    assert used(company(*early, *late).observations, 9) == used(company(*early, *other).observations, 9)


def test_zeros_are_counted_and_not_used() -> None:
    scenario = company({**curve(range(1))[0], "value": 0}, *curve(range(1, 3)))
    assert zeros(scenario.observations, 5) == 1
    assert [each.week for each in used(scenario.observations, 5)] == [1, 2]


def test_vague_numbers_are_used_where_they_are_evidence_and_are_no_points_of_a_curve() -> None:
    vague = {"measure": ["readers_7", "readers_28"], "week": 3, "last_week": 6, "value": 5}
    scenario = company(*curve(range(2)), vague, {**vague, "evidence": False})
    assert last_week(scenario.observations) == 6
    assert len(curves(scenario.observations)) == 1
    assert len(used(scenario.observations, 6)) == 3
    assert len(used(scenario.observations, 5)) == 2


@pytest.mark.parametrize(
    ("observations", "until", "told"),
    [
        ([], None, "are missing"),
        (curve(range(1)), None, "hold one number above 0 up to week 0; a forecast needs 2"),
        (curve(range(5, 9)), 3, "hold no number above 0 up to week 3"),
        (curve(range(38, 41)), None, "is after the end of the run, whose last week is 39"),
        (curve(range(38, 40)), None, "nothing is left to foretell"),
    ],
)
def test_what_cannot_be_forecast_is_said(observations: list[dict[str, Any]], until: int | None, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        check_forecast(company(*observations), until=until)


def test_crps_is_that_of_a_normal_forecast() -> None:
    """For N(0, 1) and y = .5: y (2 Phi(y) - 1) + 2 phi(y) - 1 / sqrt(pi) = .33140; two draws by hand."""
    draws = np.random.default_rng(1).normal(size=40_000)
    assert crps(draws, 0.5) == pytest.approx(0.33140, abs=0.004)
    assert crps(np.array([1.0, 3.0]), 2.0) == pytest.approx(1.0 - 0.5 * 2.0), (
        "E|X - X'| over the pair that differs is 2"
    )


def test_crps_is_fair() -> None:
    """Its mean over samples of three draws is that of the distribution: few draws are no disadvantage."""
    rng = np.random.default_rng(2)
    found = np.mean([crps(rng.normal(size=3), 0.5) for _ in range(20_000)])
    assert found == pytest.approx(0.33140, abs=0.01)


def test_log_score_is_that_of_a_normal_forecast() -> None:
    """- log density of N(0, 100^2) at 50 is .125 + log(100 sqrt(2 pi)) = 5.6491; kernels add little."""
    draws = 100 * np.random.default_rng(3).normal(size=40_000)
    assert log_score(draws, 50.0) == pytest.approx(5.6491, abs=0.02)
    assert log_score(np.full(9, 7.0), 7.0) == pytest.approx(np.log(0.5 * np.sqrt(2 * np.pi))), "half a unit at least"


def test_bands_hold_their_share() -> None:
    draws = np.arange(1.0, 100.0)
    assert covers(draws, 10.0, 0.8)
    assert not covers(draws, 9.0, 0.8)
    assert covers(draws, 9.0, 0.95)
