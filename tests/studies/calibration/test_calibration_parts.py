"""The parts of a calibration by hand: weights, what was observed, the Gaussian process, tempered draws."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulation.studies.calibration.sampling import sampled
from simulation.studies.calibration.targets import CalibrationTarget, CalibrationTargets, FactScale, mixed
from simulation.studies.calibration.weights import effective_number, normalised, resample, weighted_quantiles
from simulation.studies.gaussian_process import GaussianProcess, _unlikelihood, strongest


def test_effective_number_by_hand() -> None:
    assert effective_number(np.array([1.0, 1.0, 0.0])) == 2
    assert effective_number(np.array([3.0, 1.0])) == pytest.approx(1.6)


def test_draws_that_are_worth_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no draw is worth anything"):
        normalised(np.array([-np.inf, -np.inf]))


def test_resampling_repeats_a_draw_as_often_as_its_weight_says() -> None:
    weights = np.array([0.5, 0.0, 0.3, 0.2])
    times = np.bincount(resample(weights, 200, 0.5), minlength=4)
    assert np.abs(times - 200 * weights).max() < 1
    assert times[1] == 0


def test_quantiles_of_weighed_draws_by_hand() -> None:
    """Weights 1, 2, 1 of 10, 20, 30: their middles lie at 1/8, 1/2 and 7/8."""
    found = weighted_quantiles(np.array([30.0, 10.0, 20.0]), np.array([1.0, 1.0, 2.0]), [0.125, 0.3125, 0.5, 0.99])
    assert found == pytest.approx([10, 15, 20, 30])


def test_a_share_is_put_on_a_line_by_its_odds_and_comes_back() -> None:
    scale = FactScale(floor=1e-4, ceiling=0.8)
    shares = np.array([0.001, 0.2, 0.4, 0.79])
    line = scale.line(shares)
    assert line[2] == pytest.approx(0), "half of the ceiling"
    log_fact, slope = scale.log_fact(line)
    assert log_fact == pytest.approx(np.log(shares))
    step = 1e-6
    assert slope == pytest.approx((scale.log_fact(line + step)[0] - log_fact) / step, rel=1e-4)


@pytest.mark.parametrize("scale", [FactScale(0.01), FactScale(0.01, 1.0)])
def test_what_is_not_defined_or_nothing_counts_as_the_floor(scale: FactScale) -> None:
    line = scale.line(np.array([math.nan, 0.0, 0.01]))
    assert (line == line[2]).all()
    assert np.isfinite(scale.line(np.array([1.0, 1e9]))).all()


def test_several_meanings_are_a_mixture_by_hand() -> None:
    """100 published, spread 0.1; one meaning shows 100, the other 110."""
    target = CalibrationTarget("t", 100, 0.1, ("x", "y"))
    seen = CalibrationTargets((target,), {"x": FactScale(1), "y": FactScale(1)})
    lines = seen.lines({"x": np.array([100.0]), "y": np.array([110.0])})
    density = 1 / (0.1 * math.sqrt(2 * math.pi))
    expected = 0.5 * density * (1 + math.exp(-0.5 * (math.log(1.1) / 0.1) ** 2))
    assert math.exp(seen.log_likelihood(lines)[0]) == pytest.approx(expected)
    assert math.exp(mixed(np.log([[1.0], [3.0]]))[0]) == pytest.approx(2)


def test_uncertainty_of_an_emulated_share_shrinks_towards_its_ceiling() -> None:
    """d log p / d logit p = 1 - p."""
    seen = CalibrationTargets((CalibrationTarget("t", 0.5, 0.0, ("p",)),), {"p": FactScale(1e-6, 1.0)})
    lines = seen.lines({"p": np.array([0.75])})
    _, variance = seen.logs(lines, 0.04)
    assert variance[0, 0] == pytest.approx(0.25**2 * 0.04)


def test_what_is_published_has_its_error_and_one_of_its_meanings() -> None:
    seen = CalibrationTargets(
        (CalibrationTarget("t", 1, 0.1, ("x", "y")),), {"x": FactScale(1e-9), "y": FactScale(1e-9)}
    )
    lines = seen.lines({"x": np.full(4000, 1.0), "y": np.full(4000, 100.0)})
    logs = np.log(seen.published(lines, np.random.default_rng(2)))[:, 0]
    assert (logs > math.log(10)).mean() == pytest.approx(0.5, abs=0.03)
    assert logs[logs < math.log(10)].std() == pytest.approx(0.1, rel=0.06)


def test_gradient_of_the_marginal_likelihood_is_that_of_differences() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(40, 8))
    y = x[:, 0] + 0.5 * x[:, 3] ** 2 + 0.1 * rng.normal(size=40)
    y = (y - y.mean()) / y.std()
    active = strongest(x, y, 3)
    logs, step = np.log([1, 0.5, 0.3, 4.0, 3.0, 5.0]), 1e-5
    _, gradient = _unlikelihood(logs, active, x, y)
    ends = [[_unlikelihood(logs + sign * step * unit, active, x, y)[0] for sign in (1, -1)] for unit in np.eye(6)]
    assert gradient == pytest.approx([(up - down) / (2 * step) for up, down in ends], rel=1e-4, abs=1e-4)


def test_inputs_that_matter_are_found_also_where_only_their_square_does() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(300, 12))
    y = x[:, 2] + 0.8 * x[:, 7] ** 2 + 0.1 * rng.normal(size=300)
    assert list(strongest(x, y, 2)) == [2, 7]


def test_emulation_tells_its_error_by_points_left_out() -> None:
    """Errors at fresh points are as large as predicted, and as those of points left out."""
    rng = np.random.default_rng(2)

    def shown(x: np.ndarray) -> np.ndarray:
        return x[:, 0] + 0.4 * x[:, 0] * x[:, 1] + 0.3 * x[:, 2] ** 2 + 0.2 * rng.normal(size=len(x))

    x, fresh = rng.normal(size=(200, 10)), rng.normal(size=(500, 10))
    process = GaussianProcess.fit(x, shown(x))
    mean, variance = process.predict(fresh)
    error = shown(fresh) - mean
    assert np.std(error / np.sqrt(variance)) == pytest.approx(1, abs=0.25)
    left_out, expected = process.left_out()
    assert np.std(left_out / expected) == pytest.approx(1, abs=0.15)
    assert error.std() == pytest.approx(left_out.std(), rel=0.3)


def test_leaving_a_point_out_in_closed_form_is_leaving_it_out() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(30, 4))
    y = x[:, 0] + 0.1 * rng.normal(size=30)
    whole = GaussianProcess.fit(x, y)
    rest = whole.kernel
    known = rest.between(x[1:], x[1:]) + rest.noise**2 * np.eye(29)
    standard = (y - whole.middle) / whole.scale
    expected = standard[0] - (rest.between(x[:1], x[1:]) @ np.linalg.solve(known, standard[1:]))[0]
    assert whole.left_out()[0][0] == pytest.approx(whole.scale * expected)


def test_tempered_draws_follow_a_mixture_and_give_its_evidence() -> None:
    """Prior N(0, 1), likelihood 1/2 N(-1.5; x, .2) + 1/2 N(1.5; x, .2): two peaks, half of the draws in each."""
    spread = 0.2

    def log_likelihood(z: np.ndarray) -> np.ndarray:
        found = [-0.5 * ((z[:, 0] - m) / spread) ** 2 - math.log(spread * math.sqrt(2 * math.pi)) for m in (-1.5, 1.5)]
        return mixed(np.array(found))

    draws = sampled(log_likelihood, 5, 1500, np.random.default_rng(8))
    whole = 1 + spread**2
    assert draws.log_evidence == pytest.approx(-0.5 * 1.5**2 / whole - 0.5 * math.log(2 * math.pi * whole), abs=0.15)
    x = draws.z[:, 0]
    assert (x > 0).mean() == pytest.approx(0.5, abs=0.12)
    assert x[x > 0].mean() == pytest.approx(1.5 / whole, abs=0.04)
    assert x[x > 0].std() == pytest.approx(math.sqrt(spread**2 / whole), rel=0.15)
    assert draws.z[:, 1].std() == pytest.approx(1, rel=0.1), "what the likelihood does not see keeps its prior"
