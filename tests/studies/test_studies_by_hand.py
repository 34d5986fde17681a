"""What studies work out from runs, against numbers that are worked out by hand here."""

from __future__ import annotations

import ast
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

import simulation
from simulation.interventions import Cost
from simulation.studies.best.fresh import Fresh, run_fresh
from simulation.studies.best.goal import Goal
from simulation.studies.best.search import SearchEffort
from simulation.studies.best.verdict import Rated, rated, smallest_budgets
from simulation.studies.calibration import rivals
from simulation.studies.calibration.emulators import Emulator, Emulators
from simulation.studies.calibration.learned import learned
from simulation.studies.calibration.ranks import Ranks
from simulation.studies.calibration.targets import CalibrationTarget, CalibrationTargets, mixed
from simulation.studies.calibration.weights import effective_number, normalised
from simulation.studies.design.dimension import Dimension
from simulation.studies.discovery.prim import discover
from simulation.studies.file.enough import next_number
from simulation.studies.file.estimate import Estimate
from simulation.studies.information.value import InformationWorth, of_perfect_knowledge
from simulation.studies.sensitivity.designed import morris_of, sobol_of
from simulation.studies.store.keep import Layout
from simulation.studies.store.model import BESIDE, sources

PACKAGE = Path(simulation.__file__).parent
A, B = (0,), (1,)


# --- the best plan ---------------------------------------------------------------------------------------------------


def test_runs_at_both_sizes_share_their_luck_so_their_errors_go_together() -> None:
    """The lead's variance is var D / n + var S / N + 2 cov(D, S) / N, D being what full size adds to small S."""
    s = np.array([1.0, 2.0, 3.0, 6.0])
    d = np.array([0.5, 1.5])
    fresh = Fresh((A, B), np.array([s, 0 * s]), {A: s[:2] + d, B: np.zeros(2)}, A)
    lead, error = fresh.lead(A, B)
    assert lead == pytest.approx(3 + 1)
    together = np.cov(d, s[:2])
    assert together[0, 1] > 0
    assert error**2 == pytest.approx(d.var(ddof=1) / 2 + s.var(ddof=1) / 4 + 2 * together[0, 1] / 4)


def test_plans_are_judged_by_luck_that_the_search_has_not_seen() -> None:
    asked: list[range] = []

    def outcomes(choices: Any, replicates: range) -> Any:
        asked.append(replicates)
        return np.zeros((len(choices), len(replicates)))

    run_fresh([A], outcomes, 8, None, (), 0)
    assert asked[0].start > SearchEffort().most * 100
    assert len(asked[0]) == 8


def judged() -> dict[str, Rated]:
    """Nothing brings 5 always, a plan 0 to 9 in ten futures; the goal is 7."""
    small = np.array([np.full(10, 5.0), np.arange(10.0)])
    fresh = Fresh((A, B), small, {}, A)
    goal = Goal("registered", 3, 7.0, 10)
    found = rated(fresh, [A, B], goal, {A: Cost(), B: Cost(1.0, 2.0)}, A)
    return {{A: "nothing", B: "plan"}[each.choice]: each for each in found}


def test_a_plan_is_rated_future_by_future() -> None:
    """It is best in those with 5 to 9, and reaches the goal in those with 7 to 9."""
    plan, nothing = judged()["plan"], judged()["nothing"]
    assert (plan.mean, plan.lead, plan.p_best, plan.p_goal) == (4.5, -0.5, 0.5, pytest.approx(0.3))
    assert (nothing.p_best, nothing.p_goal) == (pytest.approx(0.6), 0)
    assert plan.regret == pytest.approx((5 + 4 + 3 + 2 + 1) / 10), "what nothing brings more, in the mean"
    assert nothing.regret == pytest.approx((1 + 2 + 3 + 4) / 10)
    assert (plan.worst_regret, plan.worst) == (5, 0)


def test_the_smallest_budget_values_hours() -> None:
    """100 EUR beside 10 hours at 62 EUR are more than 300 EUR and 1 hour."""

    def plan(choice: int, eur: float, hours: float, reaches: float = 0.9) -> Rated:
        return Rated((choice,), 0.0, 0.0, 0.0, 0.0, reaches, 0.0, 0.0, 0.0, Cost(hours, eur))

    money, hours = plan(1, 100.0, 10.0), plan(2, 300.0, 1.0)
    both, unsure = plan(3, 150.0, 2.0), plan(4, 0.0, 0.0, 0.7)
    assert smallest_budgets([money, hours, both, unsure], 62.0) == [money, hours, both]


# --- calibration -----------------------------------------------------------------------------------------------------


def test_a_number_is_as_likely_as_its_error_and_that_of_the_fact_say() -> None:
    """Published 100, simulated e times as much, spread 0.3 and variance 0.16: a normal of variance 0.25 at 1."""
    found = CalibrationTarget("a", 100.0, 0.3, ("x",)).log_likelihoods(
        np.array([[np.log(100) + 1]]), np.array([[0.16]])
    )
    assert found == pytest.approx(np.array([[-0.5 / 0.25 - 0.5 * np.log(2 * np.pi * 0.25)]]))


def test_meanings_are_as_likely_as_each_other_before() -> None:
    assert mixed(np.log(np.array([[0.2, 1.0], [0.6, 1.0]]))) == pytest.approx(np.log([0.4, 1.0]))


def test_weights_add_up_and_tell_how_many_even_draws_they_are_worth() -> None:
    assert normalised(np.log(np.array([1.0, 3.0]))) == pytest.approx([0.25, 0.75])
    assert effective_number(np.full(7, 0.1)) == pytest.approx(7)
    assert effective_number(np.array([0.5, 0.5, 0.0])) == pytest.approx(2)


def test_what_was_learned_is_the_variance_that_is_gone() -> None:
    """Draws at +-0.5 have a quarter of the variance of 1 that there was before."""
    (one,) = learned(("x",), np.array([[0.5], [-0.5]] * 50), np.full(100, 0.01))
    assert (one.mean, one.sd, one.shrinkage) == pytest.approx((0, 0.5, 0.75))


def test_an_interval_of_80_percent_holds_the_middle_of_the_ranks() -> None:
    ranks = Ranks(("x",), (np.arange(100.0)[:, None] + 0.5) / 100)
    assert ranks.coverage(0.8) == {"x": pytest.approx(0.8)}
    assert ranks.coverage(0.95) == {"x": pytest.approx(0.94)}


def test_an_emulator_that_was_too_sure_is_made_less_so() -> None:
    class Process:
        def predict(self, z: Any) -> tuple[Any, Any]:
            return z[:, 0], np.full(len(z), 0.25)

    mean, variance = Emulator(cast(Any, Process()), 2.0, 0.9).predict(np.array([[3.0]]))
    assert (mean.item(), variance.item()) == (3, 1)


# --- questions to runs -----------------------------------------------------------------------------------------------


def test_knowing_everything_is_worth_what_the_better_choice_brings() -> None:
    """Two options, each 4 in one of two futures: 4 with knowledge, 2 without."""
    assert of_perfect_knowledge(pd.DataFrame({"a": [4.0, 0.0], "b": [0.0, 4.0]})) == 2
    assert of_perfect_knowledge(pd.DataFrame({"a": [4.0, 1.0], "b": [0.0, 0.0]})) == 0
    assert InformationWorth("a", 5.0, 1.0, 0.5, cost=3.0).net == 2


def test_a_box_says_how_many_are_cases_there_and_how_many_of_all_lie_there() -> None:
    """All cases have x above 0.5, and nearly all that have are cases."""
    x = (np.arange(200.0) + 0.5) / 200
    box = discover(pd.DataFrame({"x": x, "y": np.tile([0.25, 0.75], 100)}), x > 0.5, 0.95)
    within = x >= box.restrictions[0].low
    assert box.density == pytest.approx((x > 0.5)[within].mean())
    assert box.coverage == pytest.approx((x > 0.5)[within].sum() / 100)
    assert box.base == 0.5
    assert [each.name for each in box.restrictions] == ["x"]


# --- files and stores ------------------------------------------------------------------------------------------------


def test_more_workers_take_less_time() -> None:
    assert Estimate(10, 4, 40, 8, 2, run_s=2.0, run_bytes=10.0).seconds(3) == pytest.approx(30 * 2 / 3)
    assert Estimate(10, 4, 40, 8, 2, 2.0, 10.0).bytes == 300


def test_intervals_narrow_with_the_root_of_the_replicates() -> None:
    """A third too wide asks for 16/9 of them and a reserve of 5%; no step more than doubles them."""
    assert next_number(90, [4.0], 3.0, 1000) == 168
    assert next_number(90, [9.0], 3.0, 1000) == 180
    assert next_number(90, [2.9], 3.0, 1000) == 90
    assert next_number(90, [9.0], 3.0, 100) == 100


def test_what_is_kept_has_a_name_of_its_own_for_everything_in_it() -> None:
    layouts = [
        Layout(("a", "b"), (3, 4), False), Layout(("a", "b"), (3, 4), True), Layout(("b", "a"), (3, 4), False),
        Layout(("a", "b"), (3, 5), False), Layout(("a",), (3, 4), False),
    ]  # fmt: skip
    assert len({each.id for each in layouts}) == len(layouts)
    assert all(Layout.read(dict(zip(("measures", "weeks", "silos"), parts, strict=True))) == each for each in layouts
               for parts in [(each.measures, each.weeks, each.silos)])  # fmt: skip


def test_a_part_of_what_is_kept_has_its_weeks_measures_and_the_whole() -> None:
    """What is kept says by its digits which measure, week and silo it is of: 321 is measure 3 in week 2, silo 1."""
    whole = Layout(("m1", "m2", "m3"), (1, 2, 4), True)
    kept = np.array([[[100 * m + 10 * w + s for s in (0, 1)] for w in (1, 2, 4)] for m in (1, 2, 3)], float)
    assert whole.part(kept, Layout(("m3", "m1"), (2, 4), False)).tolist() == [[[321], [341]], [[121], [141]]]
    assert whole.part(kept, Layout(("m2",), (4,), True)).tolist() == [[[240, 241]]]


def test_levels_are_equally_likely_and_ranges_even() -> None:
    levels = Dimension("a", "levels", levels=("x", "y", "z"))
    found = [levels.value((i + 0.5) / 300) for i in range(300)]
    assert [found.count(each) for each in ("x", "y", "z")] == [100, 100, 100]
    whole = Dimension("a", "range", 2, 5, is_whole=True)
    assert [whole.value((i + 0.5) / 4) for i in range(4)] == [2, 3, 4, 5]
    assert Dimension("a", "range", 1.0, 100.0, is_log=True).value(0.5) == pytest.approx(10)
    assert Dimension("a", "range", 1.0, 3.0).value(0.25) == 1.5


def imports_of(file: Path) -> set[Path]:
    """Files of the package that a file imports, by its text."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("simulation"):
            module = PACKAGE.joinpath(*str(node.module).split(".")[1:])
            names = [module / f"{alias.name}.py" for alias in node.names]
            found |= {each for each in (module.with_suffix(".py"), module / "__init__.py", *names) if each.is_file()}
    return found


TELL_NO_NUMBER = ("__init__.py", "errors.py", "factors.py", "sources.py", "system/", "words/", "value/", "results/")
"""Texts, files, what things are worth: no run of a study hangs on them."""


def test_every_source_that_a_run_hangs_on_is_in_the_name_of_the_model() -> None:
    """Else runs of another model would be found again, and told as its own."""
    waiting, needed = [PACKAGE / "engines" / "run.py", PACKAGE / "studies" / "running" / "worlds.py"], set[Path]()
    while waiting:
        needed.add(file := waiting.pop())
        waiting += imports_of(file) - needed
    names = {file.relative_to(PACKAGE).as_posix() for file in needed}
    assert len(names) > 150
    missing = {name for name in names - sources().keys() if not name.startswith((*TELL_NO_NUMBER, *BESIDE))}
    assert missing == set()


def test_indices_stand_under_their_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alone a thing explains a tenth, with others a half; effects of both signs cancel in the mean, not in moves."""
    sobol = {"S1": [0.1, 0.2], "S1_conf": [0.01, 0.02], "ST": [0.5, 0.4], "ST_conf": [0.05, 0.04]}
    morris = {"mu": [0.0, 1.0], "mu_star": [3.0, 1.0], "mu_star_conf": [0.3, 0.1], "sigma": [2.0, 0.0]}
    for name, found in (("sobol", sobol), ("morris", morris)):
        arrays = {key: np.array(each) for key, each in found.items()}
        monkeypatch.setattr(f"SALib.analyze.{name}.analyze", lambda *_, arrays=arrays, **__: arrays)
    one, _ = sobol_of(("x", "luck"), np.array([1.0, 2.0, 3.0])).table.to_dict("records")
    assert {key: one[key] for key in ("name", "first", "first_half", "total", "total_half")} == {
        "name": "x", "first": 0.1, "first_half": 0.01, "total": 0.5, "total_half": 0.05
    }  # fmt: skip
    one, _ = morris_of(("x", "luck"), np.zeros((3, 2)), np.array([1.0, 2.0, 3.0])).table.to_dict("records")
    assert {key: one[key] for key in ("name", "moves", "half", "mean", "spread")} == {
        "name": "x", "moves": 3.0, "half": 0.3, "mean": 0.0, "spread": 2.0
    }  # fmt: skip


def test_a_number_is_foretold_by_what_all_have_beyond_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Log evidence is -3 a number here: -6 of both, -3 without one, so that each has -3 given the other."""
    targets = tuple(CalibrationTarget(name, 1.0, 0.1, (name,)) for name in ("a", "b"))
    emulators = Emulators(CalibrationTargets(targets, {}), {})
    monkeypatch.setattr(Emulators, "log_likelihood", lambda self, _: len(self.observed.targets))
    monkeypatch.setattr(rivals, "sampled", lambda call, *_: SimpleNamespace(log_evidence=-3.0 * call(None)))
    (score,) = rivals.scores({"m": emulators}, {"m": 1}, 1)
    assert (score.together, score.left_out, score.share) == (-6, {"a": -3, "b": -3}, 1)
