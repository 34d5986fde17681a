"""A posterior that is known is recovered: by weighed runs, by the second opinion, and in what is said of it."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.studies.calibration.learned import directions, learned
from simulation.studies.calibration.problem import CalibrationProblem, Runs, spread_evenly
from simulation.studies.calibration.ranks import ranks
from simulation.studies.calibration.rivals import scores
from simulation.studies.calibration.second_opinion import disagreements, regression_abc
from simulation.studies.calibration.waves import Approach, CalibrationEffort, Weighed, approach, weighed
from tests.studies.calibration import toys

EFFORT = CalibrationEffort(bank=128, wave=64, most_waves=2, effective=250, most=1200, batch=200, refits=1)
MEAN, COVARIANCE = toys.exact()
SD = np.sqrt(np.diag(COVARIANCE))


@pytest.fixture(scope="module")
def found() -> tuple[Approach, Weighed]:
    reached = approach(toys.problem(), EFFORT, seed=3)
    return reached, weighed(toys.problem(), reached, EFFORT, seed=3)


def moments(z: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    mean = weights @ z
    return mean, np.sqrt(weights @ (z - mean) ** 2)


def test_conjugate_posterior_is_recovered(found: tuple[Approach, Weighed]) -> None:
    """Mean within four standard errors, standard deviations within 20%, for an effective number of 250."""
    _, runs = found
    mean, sd = moments(runs.runs.z, runs.weights)
    assert runs.effective >= 0.95 * EFFORT.effective
    assert np.abs(mean - MEAN).max() < 4 * SD.max() / np.sqrt(runs.effective)
    assert np.abs(sd / SD - 1).max() < 0.2


def test_direction_that_the_data_tell_is_narrow_where_each_coordinate_hides_it(
    found: tuple[Approach, Weighed],
) -> None:
    _, runs = found
    along = runs.runs.z @ toys.SLOPES[0]
    mean, sd = moments(along[:, None], runs.weights)
    assert mean[0] == pytest.approx(toys.SLOPES[0] @ MEAN, abs=0.03)
    assert sd[0] == pytest.approx(np.sqrt(toys.SLOPES[0] @ COVARIANCE @ toys.SLOPES[0]), rel=0.2)
    first, *_ = directions(toys.NAMES, runs.runs.z, runs.weights)
    assert {name for name, _ in first.parts} & {"a", "b"}
    assert first.shrinkage > 0.9


@pytest.mark.slow
def test_smaller_runs_that_are_off_change_nothing_but_the_cost() -> None:
    """Quick runs show 30% more, with four times the luck; the weighed runs are of full size."""

    def quick(values, seeds):
        return toys.run(values, seeds) * 1.3 * np.exp(4 * toys.LUCK * toys.luck(seeds + 10**6, 2))

    both = CalibrationProblem(toys.NAMES, toys.observed(), toys.run, quick)
    runs = weighed(both, approach(both, EFFORT, seed=5), EFFORT, seed=5)
    mean, sd = moments(runs.runs.z, runs.weights)
    assert np.abs(mean - MEAN).max() < 4 * SD.max() / np.sqrt(runs.effective)
    assert np.abs(sd / SD - 1).max() < 0.25


def test_same_seed_same_draws() -> None:
    small = CalibrationEffort(bank=32, wave=16, most_waves=1, effective=5, most=64, batch=32, refits=1)

    def draws() -> np.ndarray:
        return weighed(toys.problem(), approach(toys.problem(), small, 7), small, 7).runs.z

    assert (draws() == draws()).all()


def test_what_the_data_say_nothing_about_is_called_so(found: tuple[Approach, Weighed]) -> None:
    _, runs = found
    by_name = {each.name: each for each in learned(toys.NAMES, runs.runs.z, runs.weights)}
    assert by_name["a"].is_informed
    assert not by_name["f"].is_informed, "no fact depends on it"
    assert by_name["a"].shrinkage == pytest.approx(1 - SD[0] ** 2, abs=0.12)


def test_second_opinion_agrees_and_tells_when_it_does_not() -> None:
    z = spread_evenly(6, 2048, np.random.default_rng(4))
    bank = Runs.made(toys.problem(), toys.run, z, 0)
    opinion = regression_abc(bank, toys.observed(), np.zeros(len(bank)), np.random.default_rng(5))
    mean, sd = moments(opinion.z, opinion.weights)
    assert np.abs(mean - MEAN).max() < 0.15
    assert np.abs(sd / SD - 1).max() < 0.25
    exact = np.random.default_rng(6).multivariate_normal(MEAN, COVARIANCE, 2000)
    even = np.full(len(exact), 1 / len(exact))
    assert disagreements(toys.NAMES, exact, even, opinion) == []
    (told,) = disagreements(toys.NAMES, exact + np.eye(6)[5], even, opinion)
    assert told[0] == "f"
    assert told[1] - told[2] == pytest.approx(1, abs=0.2)


@pytest.mark.slow
def test_ranks_of_known_truths_are_even(found: tuple[Approach, Weighed]) -> None:
    reached, _ = found
    seen = ranks(toys.NAMES, toys.observed(), reached.bank, ("a", "b"), truths=60, seed=1)
    assert min(seen.evenness().values()) > 0.01
    assert all(0.65 < share < 0.93 for share in seen.coverage(0.8).values()), "60 truths: 80% +- 3 x 5%"


def test_evidence_of_models_is_that_of_the_closed_form(found: tuple[Approach, Weighed]) -> None:
    """And what one number is worth given the other is the difference of two evidences."""
    reached, _ = found
    (score,) = scores({"true": reached.emulators}, {"true": 6}, seed=2)
    assert score.together == pytest.approx(toys.log_evidence(), abs=0.3)
    whole = toys.SLOPES @ toys.SLOPES.T + np.diag(toys.LUCK**2 + toys.ERRORS**2)
    alone = -0.5 * toys.PUBLISHED**2 / np.diag(whole) - 0.5 * np.log(2 * np.pi * np.diag(whole))
    assert score.left_out["first"] == pytest.approx(toys.log_evidence() - alone[1], abs=0.3)
    assert score.share == 1.0
