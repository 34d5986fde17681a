"""Observations beside simulations: intervals, shares of compatible replicates, which definitions fit."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulation.present.observed import heading, observed_json, verdict
from simulation.results.execute import execute
from simulation.results.observed import Checked, check, check_observations, interval
from simulation.scenario.observation import Observation
from simulation.scenario.schema import Scenario
from tests.results.standin import Standin, scenario

A, B, C = "readers_7", "readers_28", "readers_365"
NAN = float("nan")


def seen(value=100.0, spread=0.1, measure=A, week=0, last_week=None) -> Observation:
    return Observation(measure=measure, week=week, last_week=last_week, value=value, spread=spread)


def simulated(*values: float) -> np.ndarray:
    """Replicates of one week."""
    return np.array(values, dtype=float)[:, None]


def only(observation: Observation, values: np.ndarray):
    (found,) = check(observation, {A: values}).candidates
    return found


def test_interval_holds_80_percent_of_a_lognormal() -> None:
    low, high = interval(seen(100, 0.1))
    draws = 100 * np.exp(0.1 * np.random.default_rng(1).normal(size=100_000))
    assert ((draws >= low) & (draws <= high)).mean() == pytest.approx(0.8, abs=0.006)
    assert interval(seen(100, 0)) == (100, 100)


def test_compatible_share_by_hand() -> None:
    low, high = interval(seen())
    found = only(seen(), simulated(low - 1e-6, low, 100, high, high + 1e-6))
    assert found.compatible == 3 / 5
    assert (found.median, found.n_defined) == (100, 5)


def test_undefined_replicates_are_left_out() -> None:
    found = only(seen(), simulated(NAN, 100, 500))
    assert (found.compatible, found.n_defined) == (0.5, 2)
    nothing = only(seen(), simulated(NAN, NAN))
    assert nothing.fit == "not defined"
    assert math.isnan(nothing.compatible)


@pytest.mark.parametrize(("level", "fit"), [(100, "fits"), (70, "too low"), (140, "too high"), (0, "too low")])
def test_a_definition_fits_where_the_published_number_could_come_from_it(level: float, fit: str) -> None:
    assert only(seen(), simulated(*[level] * 9)).fit == fit


def test_fit_weighs_both_spreads_as_a_simulation_of_publishing_does() -> None:
    rng = np.random.default_rng(2)
    for centre in (80, 95, 118, 130):
        counts = centre * np.exp(0.08 * rng.normal(size=400))
        published = counts * np.exp(0.1 * rng.normal(size=(2000, 400)))
        below = (published < 100).mean()
        expected = "too high" if below < 0.1 else "too low" if below > 0.9 else "fits"
        assert only(seen(), simulated(*counts)).fit == expected


def test_weeks_that_it_may_be_from_count_alike() -> None:
    values = np.array([[50.0, 100.0, 100.0, 100.0], [50.0, 50.0, 100.0, 50.0]])
    assert only(seen(week=1, last_week=2), values).compatible == 3 / 4
    assert only(seen(week=2, last_week=9), values).compatible == 3 / 4, "weeks after the run are left out"
    assert check(seen(week=4), {A: values}).candidates == ()


def found(*levels: float) -> Checked:
    """Definitions with these simulated levels, the observation at 100."""
    totals = {name: simulated(*[level] * 5) for name, level in zip((A, B, C), levels, strict=False)}
    return check(seen(measure=tuple(totals) if len(totals) > 1 else A), totals)


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ((100,), "This scenario agrees with it."),
        ((50,), "does not agree with it: it is too low"),
        ((NAN,), "no value there"),
        ((10, 1000), "No definition fits"),
        ((100, 1000), "under one definition only: Read in the week."),
        ((100, 101, 1000), "2 of 3 definitions fit: this number cannot tell"),
    ],
)
def test_verdict_says_plainly_what_the_number_tells(levels: tuple[float, ...], words: str) -> None:
    assert words in verdict(found(*levels))


def meant(*levels: tuple[float, ...] | float, **extra: float) -> list[float]:
    """How likely each definition is, from its simulated replicates."""
    rows = [each if isinstance(each, tuple) else (each,) for each in levels]
    totals = {name: simulated(*row) for name, row in zip((A, B, C), rows, strict=False)}
    return [one.probability for one in check(seen(measure=tuple(totals), **extra), totals).candidates]


def test_how_likely_a_definition_is_by_hand() -> None:
    one, off = 1.0, math.exp(-0.5 * (math.log(100 / 120) / 0.1) ** 2)
    assert meant(100, 120) == pytest.approx([one / (one + off), off / (one + off)])
    mixed = (one + off) / 2
    assert meant((100, 120), 120) == pytest.approx([mixed / (mixed + off), off / (mixed + off)])
    assert meant(100, 100, 100) == pytest.approx([1 / 3] * 3)


def test_replicates_without_a_value_could_not_have_given_the_number() -> None:
    assert meant((100, NAN), 100) == pytest.approx([1 / 3, 2 / 3])
    assert meant(NAN, 100) == [0, 1]
    assert all(math.isnan(each) for each in meant(NAN, 0))


def test_a_count_of_nothing_is_published_as_nothing() -> None:
    assert meant(0, 1, value=0) == [1, 0]
    assert meant(0, 100) == [0, 1]


def test_far_off_definitions_are_still_told_apart() -> None:
    near, far = meant(1, 1e6, spread=0.001)
    assert (near, far) == (0, 1) or (near, far) == (1, 0)
    assert meant(99, 150, spread=0) == [1, 0], "without any error the nearest is meant"


def test_heading_says_what_when_and_how_exactly() -> None:
    one = check(seen(value=0.1, spread=0.25, measure="readers_7_share_of_registered", week=1, last_week=2),
                {"readers_7_share_of_registered": np.full((2, 4), 0.1)})  # fmt: skip
    text = heading(one, "2012-02-19")
    assert "10.0% (read in the week, of the registered), some time in weeks 1 to 2 (2012-02-26 to 2012-03-04)" in text
    assert "with its error 7.3% to 13.8%" in text
    assert "with its error" not in heading(check(seen(spread=0), {A: simulated(1)}), "2012-02-19")


def test_runs_check_the_observations_of_their_scenario(tmp_path) -> None:
    data = scenario().model_dump(mode="json")
    data["observations"] = [
        {"measure": ["registered", "readers_28"], "week": 5, "value": 200, "spread": 0.3, "source": "KT13"},
        {"measure": "registered", "week": 60, "value": 1},
    ]
    run = execute(Scenario.model_validate(data), Standin().options(tmp_path)).run
    first, late = check_observations(run)
    totals = run.totals(["registered", "readers_28"])
    assert [one.measure for one in first.candidates] == ["registered", "readers_28"]
    assert first.candidates[0].median == np.median(totals["registered"][:, 5])
    assert verdict(late) == "The run ends before it."
    document = observed_json(first)
    assert document["candidates"][0]["fit"] == "fits"
    assert document["measure"] == ["registered", "readers_28"]
    assert check_observations(execute(scenario(), Standin().options(tmp_path)).run) == []
