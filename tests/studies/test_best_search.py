"""The search finds the best plan where it is known, with a quarter of the runs; races drop only what is behind."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.portable.student import quantile
from simulation.results.errors import InputError
from simulation.studies.best.fresh import Fresh
from simulation.studies.best.goal import goal, most_of
from simulation.studies.best.levers import Lever, Levers
from simulation.studies.best.race import Tried, is_behind, race
from simulation.studies.best.search import SearchEffort, beginning, equal_split, search
from tests.studies.best_problems import Additive, random_search
from tests.studies.company import company

MOST = 32
ALL_RUNS = 64 * MOST
"""Runs of all 64 plans in as many replicates as finalists get."""


@pytest.mark.slow
def test_best_of_64_plans_in_nine_of_ten_seeds_with_a_quarter_of_the_runs() -> None:
    hits, gained, by_chance, even = 0, [], [], []
    for seed in range(10):
        problem = Additive.of(seed)
        tried = Tried(problem.outcomes, ALL_RUNS // 4)
        ranking = search(problem.levers, tried, problem.is_affordable, SearchEffort(tried.runs, 4, MOST, seed=seed))
        assert tried.made <= ALL_RUNS // 4
        assert all(problem.is_affordable(each) for each in ranking)
        hits += ranking[0] == problem.best
        best = problem.gain(problem.best)
        gained.append(problem.gain(ranking[0]) / best)
        by_chance.append(problem.gain(random_search(problem, tried.made, MOST, seed)) / best)
        even.append(problem.gain(equal_split(problem.levers, problem.is_affordable)) / best)
    assert hits >= 9
    assert np.mean(gained) > np.mean(by_chance)
    assert np.mean(gained) > np.mean(even)


def test_a_plan_clearly_behind_gets_no_more_runs() -> None:
    levers = Levers((Lever("a", (False, True), "a", is_presence=True),))
    asked: list[tuple[int, int]] = []

    def outcomes(choices, replicates):
        asked.append((len(choices), len(replicates)))
        luck = np.array([np.random.default_rng(r).normal() for r in replicates])
        return np.array([luck + 5 * choice[0] + 0.01 * np.arange(len(replicates)) * choice[0] for choice in choices])

    tried = Tried(outcomes, 1000)
    assert race(tried, [levers.nothing, (1,)], 4, 64) == [(1,)]
    assert asked == [(2, 4)], "the leader alone needs no more runs either"
    assert is_behind(2.0, 0.1, 4)
    assert not is_behind(2.0, 0.1, 3), "too few pairs"
    assert is_behind(1.0, 1.0 / quantile(7, 0.99) * 0.99, 8)
    assert not is_behind(1.0, 1.0 / quantile(7, 0.99) * 1.01, 8)


def test_choices_are_tidy_and_steps_lead_to_every_plan() -> None:
    levers = Levers((
        Lever("x", (False, True), "x", is_presence=True), Lever("x.size", (1, 2, 4), "x"),
        Lever("y", (False, True), "y", is_presence=True), Lever("z", (0.0, 0.5, 1.0)),
    ))  # fmt: skip
    assert levers.size == (3 + 1) * 2 * 3
    assert levers.tidy((0, 2, 1, 1)) == (0, 0, 1, 1), "the size of what is left out is none"
    found, left = {levers.nothing}, [levers.nothing]
    while left:
        for step in levers.neighbours(left.pop()):
            assert step == levers.tidy(step)
            if step not in found:
                found.add(step)
                left.append(step)
    assert len(found) == levers.size
    assert levers.present((1, 2, 0, 0)) == ("x",)
    assert levers.without((1, 2, 1, 0), "x") == (0, 0, 1, 0)
    assert levers.alone("x", 1.0) == (1, 2, 0, 0)
    small = beginning(levers, lambda choice: choice[1] == 0)
    assert (1, 0, 0, 0) in small
    assert (0, 0, 1, 0) in small


def test_runs_at_full_size_correct_those_of_small_companies() -> None:
    """At full size everything is a tenth smaller and 2 less: 4 runs there shift 200 small ones."""
    generator = np.random.default_rng(3)
    nothing, gain = generator.normal(10, 3, 200), generator.normal(5, 1, 200)
    small = np.array([nothing, nothing + gain])
    full = {(0,): 0.9 * small[0, :8] - 2, (1,): 0.9 * small[1, :8] - 2}
    fresh = Fresh(((0,), (1,)), small, full, (0,))
    lead, error = fresh.lead((1,), (0,))
    assert lead == pytest.approx(0.9 * 5, abs=3 * error + 0.05)
    assert error < float(np.std(gain[:8])) / np.sqrt(8) / 2, "small companies make it surer than the few at full size"
    assert np.mean(fresh.values((1,))) == pytest.approx(np.mean(small[1]) + np.mean(full[1,] - small[1, :8]))
    plain = Fresh(((0,), (1,)), small, {}, (0,))
    assert plain.lead((1,), (0,)) == (pytest.approx(gain.mean()), pytest.approx(gain.std(ddof=1) / np.sqrt(200)))


@pytest.mark.parametrize(
    ("text", "measure", "week", "target"),
    [
        ("30% monthly readers by week 10", "readers_28", 10, 36),
        ("at least 50 registered by week 5", "registered", 5, 50),
        ("25% monthly readers of the registered by week 9", "readers_28_share_of_registered", 9, 0.25),
        ("10% weekly contributors by March 2012", "contributors_7", 5, 12),
        ("10% weekly readers by 2012-04-01", "readers_7", 6, 12),
        ("20% contributors_28 in 2012", "contributors_28", 15, 24),
    ],
)
def test_goals_in_words(text: str, measure: str, week: int, target: float) -> None:
    """The company has 120 people and runs for 16 weeks from 19 February 2012."""
    found = goal(text, company())
    assert (found.measure, found.week, found.target) == (measure, week, pytest.approx(target))
    assert "of at least" in found.words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("many readers", "must be a number, a measure and a time"),
        ("30% monthly raeders by week 9", "monthly readers"),
        ("30% monthly readers by week 16", "not within the run"),
        ("30% monthly readers by December 2027", "not within the run"),
        ("30% monthly readers by tomorrow", "is no week, day, month or year"),
        ("200 monthly readers by week 9", "more than the 120"),
        ("5% contributions_total by week 9", "not in %"),
        ("5 cost_eur by week 9", "less of cost_eur is better"),
        ("2,5% monthly readers by week 9", "'2,5' is no number; write 2.5"),
        ("25.000 registered by week 9", "write 25000 or 25"),
        ("1,000 registered by week 9", "1,000 people are more than the 120"),
    ],
)
def test_what_is_no_goal_is_told(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        goal(text, company())
    with pytest.raises(InputError, match="week 99"):
        most_of("readers_28", 99, company())
