"""Comparison: known effects are found again, with what pairing saved; runs that do not pair are refused."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from simulation.engines.budget import Budget, Cut
from simulation.engines.limits import Limit, Taken
from simulation.present.comparison import comparison_json
from simulation.present.language import ENGLISH
from simulation.present.printed.tables import saved_words
from simulation.present.research.section import for_researchers
from simulation.results import compare as comparing
from simulation.results.board import board_of
from simulation.results.compare import ComparedRuns, compare
from simulation.results.effects import Effect, effect, half_width, needed, pairing_gain, student, unit_cost, wilson
from simulation.results.errors import InputError, PairingError
from simulation.results.execute import execute
from simulation.results.files import sha256_of
from simulation.results.reader import StoredRun
from simulation.results.savings import Savings, savings
from simulation.scenario.schema import Scenario
from tests.results.standin import EFFECT, LUCK, NOISE, Standin, scenario

REPLICATES = 60


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results that the tests share, so that each scenario is run once."""
    return tmp_path_factory.mktemp("compare")


@pytest.fixture(scope="module")
def found(root: Path) -> ComparedRuns:
    """A base and a plan with a known effect, over many replicates of two weeks."""
    runs = [run(root, name, replicates=REPLICATES, weeks=2) for name in ("base", "plan")]
    return compare(runs[0], runs[1:], active="registered")


def run(root: Path, name: str, **changes) -> StoredRun:
    return execute(small(name, **changes), Standin().options(root, workers=2)).run


def small(name: str, **changes) -> Scenario:
    return scenario(name, **({"replicates": 2} | changes))


def test_known_effect_is_recovered(found: ComparedRuns) -> None:
    one = found.plans[0].effects["registered"]
    assert one.n == REPLICATES
    assert one.mean_low < EFFECT < one.mean_high
    assert one.mean_high - one.mean_low == pytest.approx(2 * 2.0 * NOISE / math.sqrt(REPLICATES), rel=0.3)
    assert one.median == pytest.approx(EFFECT, abs=2)
    assert one.high - one.low == pytest.approx(2 * 1.2816 * NOISE, rel=0.4)
    assert one.p_positive == 1
    assert one.p_low == pytest.approx(REPLICATES / (REPLICATES + 1.96**2), abs=1e-4)


def test_known_gain_of_pairing_is_recovered(found: ComparedRuns) -> None:
    expected = (2 * LUCK**2 + NOISE**2) / NOISE**2
    assert found.plans[0].effects["registered"].pairing_gain == pytest.approx(expected, rel=0.6)


def test_gain_of_pairing_is_the_ratio_of_variances() -> None:
    rng = np.random.default_rng(2)
    luck = rng.normal(0, 3, 20_000)
    assert pairing_gain(luck, luck + rng.normal(1, 1, luck.size)) == pytest.approx(9 + 9 + 1, rel=0.05)


def test_cost_of_an_additional_person_is_recovered(found: ComparedRuns) -> None:
    unit = found.plans[0].cost_per_active
    euro = 2 * (100 + 10 * 62)
    assert unit.low < euro / EFFECT < unit.high
    assert unit.value == pytest.approx(euro / EFFECT, rel=0.02)
    assert found.plans[0].extra_hours.mean == 20
    assert found.plans[0].extra_eur.mean == euro


def test_people_turned_add_up_to_the_effect(found: ComparedRuns) -> None:
    rows = {(row.state, row.silo): row for row in found.plans[0].people}
    everyone = rows["registered", "all"]
    assert everyone.only_with[0] - everyone.only_without[0] == pytest.approx(found.plans[0].effects["registered"].mean)
    assert everyone.only_without[0] == 0  # the stand-in gives accounts in the same order
    silos = [row for (state, silo), row in rows.items() if state == "registered" and silo != "all"]
    assert sum(row.only_with[0] for row in silos) == pytest.approx(everyone.only_with[0])
    assert sum(row.both for row in silos) == pytest.approx(everyone.both)


def test_effect_over_time_is_there_for_every_week(found: ComparedRuns) -> None:
    band = found.plans[0].over_time["registered"]
    assert band.median.shape == (2,)
    assert band.median[1] == found.plans[0].effects["registered"].median


def test_no_difference_is_said(root: Path) -> None:
    base = run(root, "base")
    same = compare(base, [base]).plans[0]
    assert same.effects["registered"].n_zero == 2
    assert same.effects["registered"].mean == 0
    assert "includes 0" in same.cost_per_active.reason
    assert not same.changed_parameters


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"seed": 4}, r"run\.seed is 3 and 4"),
        ({"weeks": 5}, r"run\.weeks is 6 and 5"),
        ({"replicates": 3}, r"run\.replicates is 2 and 3"),
        ({"start": "2012-02-26"}, r"run\.start"),
        ({"uncertainty": "chance"}, r"run\.uncertainty"),
    ],
)
def test_other_run_settings_do_not_pair(root: Path, changes: dict, message: str) -> None:
    with pytest.raises(PairingError, match=message):
        compare(run(root, "base"), [run(root, "plan", **changes)])


@pytest.mark.parametrize("section", ["organisation", "model", "economics"])
def test_other_company_model_or_prices_do_not_pair(root: Path, section: str) -> None:
    base, changed = run(root, "base"), small("plan")
    other = {
        "organisation": {"people": 401},
        "model": {"contagion": "simple" if changed.model.contagion == "complex" else "complex"},
        "economics": {"hourly_cost_eur": 63.0},
    }[section]
    changed = changed.model_copy(update={section: getattr(changed, section).model_copy(update=other)})
    plan = execute(changed, Standin().options(root)).run
    with pytest.raises(PairingError, match=f"{section}.*{next(iter(other))}"):
        compare(base, [plan])


def test_other_code_and_other_draws_do_not_pair(root: Path, tmp_path: Path) -> None:
    base, plan = run(root, "base"), run(tmp_path, "plan")
    other = StoredRun(plan.folder, plan.manifest.model_copy(update={"source_hash": "0"}))
    with pytest.raises(PairingError, match="different versions of the program"):
        compare(base, [other])
    plan = with_draws_of(run(root, "plan", seed=4), plan)
    with pytest.raises(PairingError, match=r"drew different values of imitation_rate"):
        compare(base, [plan])


def with_draws_of(other: StoredRun, run: StoredRun) -> StoredRun:
    """Return a run with another run's draws of the model's parameters; its value factors stay."""
    path = run.folder / "parameters.parquet"
    table, theirs = pq.read_table(path), pq.read_table(other.folder / "parameters.parquet")
    for place, name in enumerate(table.column_names):
        if not name.startswith("value."):
            table = table.set_column(place, name, theirs[name])
    pq.write_table(table, path)
    record = run.manifest.tables["parameters"].model_copy(update={"file_sha256": sha256_of(path)})
    tables = run.manifest.tables | {"parameters": record}
    return StoredRun(run.folder, run.manifest.model_copy(update={"tables": tables}))


def test_parameters_that_the_plan_states_are_named(root: Path, tmp_path: Path) -> None:
    plan = small("plan")
    stated = plan.parameters["imitation_rate"].model_copy(update={"value": 0.5})
    plan = plan.model_copy(update={"parameters": plan.parameters | {"imitation_rate": stated}})
    found = execute(plan, Standin().options(tmp_path)).run
    found = with_draws_of(run(root, "plan", seed=4), found)
    assert compare(run(root, "base"), [found]).plans[0].changed_parameters == ["imitation_rate"]


def test_impossible_requests_are_refused(root: Path) -> None:
    base = run(root, "base")
    with pytest.raises(InputError, match="weeks 0 to 5"):
        compare(base, [base], week=6)
    with pytest.raises(InputError, match="does not count people; choose one of people, registered"):
        compare(base, [base], active="skill_mean")


def test_effect_leaves_undefined_pairs_out() -> None:
    one = effect(np.array([1.0, np.nan, 3.0]), np.array([2.0, 5.0, 5.0]))
    assert (one.n, one.mean, one.median) == (2, 1.5, 1.5)
    assert effect(np.array([np.nan]), np.array([1.0])).n == 0


def test_ties_are_no_failures() -> None:
    one = effect(np.zeros(10), np.array([1.0] * 3 + [0.0] * 5 + [-1.0] * 2))
    assert (one.p_positive, one.p_equal, one.p_negative) == (0.3, 0.5, 0.2)
    assert one.n_zero == 5


def test_more_replicates_shrink_the_error_of_the_mean_and_not_the_spread() -> None:
    rng = np.random.default_rng(1)
    many = rng.normal(1, 10, 40_000)
    few = many[:100]
    sharp, rough = effect(np.zeros(many.size), many), effect(np.zeros(few.size), few)
    assert rough.error / sharp.error == pytest.approx(20, rel=0.2)
    assert rough.high - rough.low == pytest.approx(sharp.high - sharp.low, rel=0.2)
    assert sharp.error == pytest.approx(10 / math.sqrt(many.size), rel=0.02)


def test_replicates_needed_to_tell_a_mean_from_0_are_enough() -> None:
    """A mean of 1 under a spread of 10 leaves 0 out from (1.96 x 10)^2 = 384 pairs on, whatever number shows it."""
    assert needed(100, 1, student(100) * 10 / math.sqrt(100)) == pytest.approx(384, rel=0.03)
    assert needed(4000, 1, student(4000) * 10 / math.sqrt(4000)) == pytest.approx(384, rel=0.03)
    assert needed(10, 0, 1) == math.inf
    assert math.isnan(needed(1, 1, math.nan))


def test_one_pair_has_no_interval() -> None:
    one: Effect = effect(np.array([1.0]), np.array([2.0]))
    assert one.mean == 1
    assert math.isnan(one.mean_low)
    assert math.isnan(one.pairing_gain)


def test_gain_is_infinite_for_a_constant_effect_and_undefined_without_any_spread() -> None:
    assert pairing_gain(np.arange(5.0), np.arange(5.0) + 1) == math.inf
    assert math.isnan(pairing_gain(np.ones(5), np.ones(5)))


def test_wilson_interval_has_known_values() -> None:
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-3)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-3)
    assert wilson(10, 10) == pytest.approx((0.7225, 1), abs=1e-3)


@pytest.mark.parametrize(
    ("gain", "reason"),
    [([-1.0, 1.0, 0.5], "includes 0"), ([-5.0, -5.1, -5.2], "fewer, not more"), ([3.0], "fewer than two")],
)
def test_unit_cost_is_not_defined_where_the_effect_may_be_nothing(gain: list[float], reason: str) -> None:
    unit = unit_cost(np.full(len(gain), 10.0), np.array(gain))
    assert math.isnan(unit.value)
    assert reason in unit.reason


def test_unit_cost_covers_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(400):
        gain = rng.normal(10, 6, 20)
        unit = unit_cost(50 + 2 * gain + rng.normal(0, 5, 20), gain)
        hits += unit.low < 7 < unit.high  # (50 + 2 * 10) / 10
    assert 0.92 <= hits / 400 <= 0.98


def test_files_are_named_by_what_is_compared(root: Path, found: ComparedRuns) -> None:
    base, plan = found.base, found.plans[0].plan
    stems = [
        found.stem,
        compare(base, [plan], week=0, active="registered").stem,
        compare(base, [plan]).stem,
        compare(plan, [base], active="registered").stem,
        compare(base, [plan, plan], active="registered").stem,
    ]
    assert len(set(stems)) == len(stems)
    assert stems[0].startswith("compare-base-with-plan-week-1-")
    assert compare(base, [plan], active="registered").stem == stems[0]


def test_plans_of_one_name_are_told_apart(root: Path) -> None:
    base, one, other = (run(root, name) for name in ("base", "plan", "plan_two"))
    titles = [replace(each, manifest=each.manifest.model_copy(update={"title": "A"})) for each in (base, one, other)]
    labels = [each.label for each in compare(titles[0], titles[1:]).plans]
    assert labels == ["A (plan)", "A (plan_two)"]
    assert len({each.label for each in compare(base, [one, one]).plans}) == 2


def test_known_savings_of_parameters_and_luck_are_recovered() -> None:
    """Base = parameters + luck, plan = base + 1 + noise: 26.25 to 8.25 by the ones, 8.25 to 0.25 by the other."""
    rng = np.random.default_rng(2)
    parameters, luck, other, noise = (rng.normal(0, sd, 40_000) for sd in (3, 2, 2, 0.5))
    base, plan, again = parameters + luck, parameters + luck + 1 + noise, parameters + other
    found = savings(base, plan, again, parameters_vary=True)
    assert found.parameters == pytest.approx((2 * 13 + 0.25) / (4 + 4 + 0.25), rel=0.05)
    assert found.luck == pytest.approx((4 + 4 + 0.25) / 0.25, rel=0.05)
    assert found.together == pytest.approx(found.parameters * found.luck)
    assert math.isnan(savings(base, plan, None, parameters_vary=True).luck)
    alone = savings(base, plan, None, parameters_vary=False)
    assert (alone.parameters, alone.luck) == (1, alone.together)


@pytest.mark.parametrize(
    ("saved", "words"),
    [
        (Savings(12, 3, 4), "12x = 3x · 4x"),
        (Savings(12, math.nan, math.nan), "12x"),
        (Savings(12, 1, 12), "12x"),
        (Savings(1_026_530, math.nan, math.nan), "over 1,000x"),
        (Savings(math.inf, math.nan, math.nan), "over 1,000x"),
        (Savings(math.nan, math.nan, math.nan), "–"),
    ],
)
def test_savings_have_no_digits_without_a_meaning(saved: Savings, words: str) -> None:
    assert saved_words(saved) == words


def test_every_number_says_its_week(found: ComparedRuns, root: Path) -> None:
    early = compare(found.base, [found.plans[0].plan], week=0, active="registered")
    page = for_researchers(board_of(early), ENGLISH)
    for words in ("Effects in week 0", "up to week 0", "person in week 0", "at the end of the run", "(to week 1;"):
        assert words in page
    assert comparison_json(early)["last_week"] == 1


def test_a_comparison_tells_what_the_budget_cuts(monkeypatch: pytest.MonkeyPatch, found: ComparedRuns) -> None:
    cut = Cut("talks", 1, 9)
    left = Taken(Limit("economics.budget_hours", "hours", 100), 80)
    plan, none = Budget([cut], [left]), Budget()
    monkeypatch.setattr(comparing, "budget_of", lambda scenario: plan if scenario.name == "plan" else none)
    again = compare(found.base, [found.plans[0].plan], active="registered")
    assert (again.budget, again.plans[0].budget) == (none, plan)
    said = "The budget ends talks in week 1, 8 weeks before its planned end."
    page = for_researchers(board_of(again), ENGLISH)
    assert said in page
    assert "Budget: 80 of 100 hours are reserved, 20 are left." in page
    told = comparison_json(again)["plans"][0]
    assert told["ended_early"] == [{"name": "talks", "week": 1, "planned_end": 9}]
    assert [(each["key"], each["left"]) for each in told["budget"]] == [("economics.budget_hours", 20)]


@pytest.mark.parametrize(("n", "t"), [(2, 12.706), (3, 4.303), (5, 2.776), (20, 2.093), (200, 1.972)])
def test_few_replicates_have_the_wider_intervals_of_student(n: int, t: float) -> None:
    """As tables of the t distribution have them: 97.5% with n - 1 degrees of freedom."""
    assert student(n) == pytest.approx(t, abs=6e-4)


def test_the_interval_of_a_mean_by_hand() -> None:
    """Of 1, 2, 3: standard deviation 1, so that half the interval is 4.303 / sqrt(3)."""
    assert half_width(np.array([1.0, 2.0, 3.0])) == pytest.approx(4.3027 / math.sqrt(3), rel=1e-4)
    found = effect(np.array([10.0, 10.0, 10.0]), np.array([11.0, 12.0, 13.0]))
    assert found.mean == 2
    assert (found.mean_low, found.mean_high) == (pytest.approx(2 - 2.4841, rel=1e-4), pytest.approx(4.4841, rel=1e-4))
