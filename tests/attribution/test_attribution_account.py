"""The account of a run: removals are the differences of two independent runs, person by person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulation.attribution.account import Explanation, account, known_account, people_row, top_silos
from simulation.attribution.asked import STATE_MEASURES, check_measure, check_person, check_replicates, check_silo
from simulation.attribution.cases import EVERYTHING, Setting, removals
from simulation.attribution.check import check_unaltered, rerun_note
from simulation.attribution.influences import INFLUENCES
from simulation.attribution.rerun import How, Laboratory, flags
from simulation.engines.run import simulate
from simulation.measures import MEASURES, measure
from simulation.model.record import CAUSES
from simulation.parameters import PARAMETERS
from simulation.results.arrow import numbers, texts
from simulation.results.errors import InputError, ResultsError
from simulation.results.execute import execute
from simulation.results.options import Options
from simulation.results.persons import STATES, turned
from simulation.results.reader import StoredRun
from simulation.scenario.organisation_names import silo_names
from tests.attribution.conftest import PLANS, REPLICATES, THREE, WEEKS, laboratory, scenario

MENTORED = next(i for i, plan in enumerate(PLANS) if plan["name"] == "mentoring")


@pytest.fixture(scope="module")
def found(shared: Path) -> Explanation:
    """The account of the whole organisation."""
    return account(laboratory(shared), REPLICATES)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, StoredRun]:
    """Independent runs: the scenario, without one intervention, without any, and without two influences."""
    root = tmp_path_factory.mktemp("runs")
    values = {name: {one.name: one.without for one in INFLUENCES}[name] for name in ("colleagues", "content")}
    parameters = scenario().model_dump()["parameters"]
    made = {
        "fact": scenario(),
        "mentoring": scenario(PLANS[:MENTORED] + PLANS[MENTORED + 1 :], "without-mentoring"),
        EVERYTHING: scenario((), "without-all"),
    }
    for name, without in values.items():
        fixed = {key: {"value": v, "prior": {"kind": "fixed", "a": v}} for key, v in without.items()}
        made[name] = scenario(name=f"without-{name}", parameters=parameters | fixed)
    return {name: execute(each, Options(root=root, workers=2)).run for name, each in made.items()}


def test_removals_are_the_differences_of_two_runs(found: Explanation, runs: dict[str, StoredRun]) -> None:
    """As `wandel compare` counts them, in runs whose worlds never had the layer of the removed intervention."""
    fact = runs["fact"]
    for name in ("mentoring", EVERYTHING, "colleagues", "content"):
        without = runs[name]
        brought = next(one for one in found.brought if one.removal.name == name)
        assert brought.people == turned(without, fact), name
        assert people_row(brought, "registered", "all").only_with[0] > 0, name
        for counted, effect in brought.effects.items():
            ours, theirs = (run.totals([counted])[counted][:, WEEKS - 1] for run in (fact, without))
            difference = ours - theirs
            assert effect.mean == difference.mean()
            assert effect.p_positive == np.mean(difference > 0)


def test_lists_of_people_are_set_differences_of_people_tables(shared: Path, runs: dict[str, StoredRun]) -> None:
    bench = laboratory(shared)
    case = bench.setting.case(without=["mentoring"])
    outcomes = bench.run([bench.setting.case(), case], REPLICATES, lambda outcome: flags(outcome.people), people=True)

    def who(run: StoredRun, replicate: int) -> set[int]:
        table = dict(run.replicate_tables("people", ["person", "registered", "last_read"]))[replicate]
        active = (numbers(table["registered"]) != 0) & (numbers(table["last_read"], -1) >= WEEKS - 4)
        return set(numbers(table["person"])[active].tolist())

    total = 0
    for replicate in range(REPLICATES):
        ours, theirs = (outcomes[each][replicate]["read"] for each in (bench.setting.case(), case))
        only = who(runs["fact"], replicate) - who(runs["mentoring"], replicate)
        assert set(np.flatnonzero(ours & ~theirs).tolist()) == only
        total += len(only)
    assert total > 0


@pytest.mark.slow
def test_what_a_budget_cuts_is_what_a_run_without_it_would_cut(tmp_path: Path) -> None:
    """Without one intervention its money is there for another, as in a run of its own."""
    economics = scenario().economics.model_dump() | {"budget_hours": 4000, "over_budget": "cut"}
    costly = {"kind": "community_manager", "name": "costly", "start": 1, "communities": 6, "hours_per_week": 40}
    plans = (costly, *THREE)
    options = Options(root=tmp_path / "runs", workers=2)
    fact, without = (
        execute(scenario(each, name, economics=economics), options).run
        for name, each in (("fact", plans), ("without", THREE))
    )
    bench = Laboratory(Setting(fact.scenario(), WEEKS - 1), tmp_path, How(workers=2))
    found = account(bench, REPLICATES, None, "cost_hours_cumulative")
    assert found.levels["cost_hours_cumulative"].high <= 4000
    brought = next(one for one in found.brought if one.removal.name == "costly")
    assert brought.people == turned(without, fact)
    hours = [run.totals(["cost_hours_cumulative"])["cost_hours_cumulative"][:, -1].mean() for run in (fact, without)]
    assert brought.effects["cost_hours_cumulative"].mean == pytest.approx(hours[0] - hours[1])
    alone = 6 * (40 * (WEEKS - 1) + 16)
    assert hours[0] - hours[1] < alone


def test_causes_are_those_of_the_people_tables(found: Explanation, runs: dict[str, StoredRun]) -> None:
    counts = {cause: [] for cause in CAUSES}
    for _, table in runs["fact"].replicate_tables("people", ["registered", "cause"]):
        codes, names = texts(table["cause"])
        causes = np.array(names)[codes][numbers(table["registered"]) != 0]
        for cause, values in counts.items():
            values.append(int((causes == cause).sum()))
    assert counts["none"] == [0] * REPLICATES
    for cause, level in found.causes.items():
        assert level.median == np.median(counts[cause])
        assert level.low == pytest.approx(np.quantile(counts[cause], 0.1, method="weibull"))
    assert min(counts["self"]) > 0
    assert found.levels["registered"].median == np.median(np.sum([counts[c] for c in counts], axis=0))


def test_an_earlier_week_is_the_beginning_of_the_whole_run(shared: Path, runs: dict[str, StoredRun]) -> None:
    week = 9
    early = account(laboratory(shared, week=week), REPLICATES)
    for name in STATE_MEASURES.values():
        values = runs["fact"].totals([name])[name][:, week]
        assert early.levels[name].median == np.median(values)
    assert "late" not in [one.removal.name for one in early.brought]
    assert sum(level.median for level in early.causes.values()) > 0


def test_a_silo_has_its_own_numbers(shared: Path, found: Explanation, runs: dict[str, StoredRun]) -> None:
    sales = account(laboratory(shared), REPLICATES, "Sales")
    values = runs["fact"].by_silo("registered")[:, -1, 0]
    assert sales.levels["registered"].median == np.median(values)
    assert sum(level.median for level in sales.causes.values()) < found.levels["registered"].median
    for ours, theirs in zip(sales.brought, found.brought, strict=True):
        assert {row.silo for row in ours.people} == {"Sales"}
        assert people_row(ours, "read", "Sales") == people_row(theirs, "read", "Sales")


def test_people_of_silos_add_up_and_the_largest_come_first(found: Explanation) -> None:
    brought = next(one for one in found.brought if one.removal.name == "own initiative")
    for state in STATES:
        rows = [row for row in brought.people if row.state == state]
        assert sum(row.only_with[0] for row in rows[:-1]) == pytest.approx(rows[-1].only_with[0])
        top = top_silos(brought, state)
        assert [row.only_with[0] for row in top] == sorted((row.only_with[0] for row in rows[:-1]), reverse=True)
        effect = brought.effects[STATE_MEASURES[state]]
        assert effect.mean == pytest.approx(rows[-1].only_with[0] - rows[-1].only_without[0])


def test_an_intervention_without_strength_brings_nothing_to_anybody(found: Explanation) -> None:
    idle = next(one for one in found.brought if one.removal.name == "idle")
    assert all(effect.n_zero == REPLICATES for effect in idle.effects.values())
    assert all(row.only_with == row.only_without == (0, 0, 0) for row in idle.people)


def test_every_influence_is_gone_without_its_parameters(found: Explanation) -> None:
    """Each removal does what its sentence says; those on which the run depends change it."""
    by_name = {one.removal.name: one for one in found.brought}
    for name in ("own initiative", "colleagues", "content", "habit"):
        assert by_name[name].effects["readers_28"].mean > 0, name
    assert by_name["colleagues"].effects["registered"].mean > 0


def test_without_own_initiative_nobody_registers_spontaneously_and_without_colleagues_through_none(
    shared: Path,
) -> None:
    bench = laboratory(shared)
    cases = {one.name: one.case for one in removals(bench.setting)}
    names = ("new_by_self", "new_by_peers")
    for name, none in (("own initiative", "new_by_self"), ("colleagues", "new_by_peers")):
        case = cases[name]
        end = simulate(replace(bench.world, scenario=bench.setting.scenario_of(case)), 0, parameters=dict(case.held))
        totals = {each: values[:, -1].sum() for each, values in measure(end, 62, names).items()}
        assert totals.pop(none) == 0
        assert min(totals.values()) > 0


def test_influences_name_parameters_and_values_inside_their_bounds() -> None:
    names = [name for one in INFLUENCES for name in one.without]
    assert len(names) == len(set(names))
    for one in INFLUENCES:
        for name, value in one.without.items():
            assert PARAMETERS[name].low <= value <= PARAMETERS[name].high
            assert value != PARAMETERS[name].default
    assert len({one.name for one in INFLUENCES}) == len(INFLUENCES)


def test_removals_name_each_thing_once_and_all_interventions_where_there_are_several() -> None:
    def names(plans) -> list[str]:
        return [each.name for each in removals(Setting(scenario(plans), WEEKS - 1)) if each.kind == "intervention"]

    assert names(PLANS) == ["event", "managers", "mentoring", "idle", "late", EVERYTHING]
    assert names(PLANS[:1]) == ["event"]
    assert names(()) == []


def test_another_measure_is_explained_alone(shared: Path) -> None:
    found = account(laboratory(shared), REPLICATES, None, "skill_mean")
    assert tuple(found.levels) == found.measures == ("skill_mean",)
    learning = next(one for one in found.brought if one.removal.name == "learning by doing")
    assert learning.effects["skill_mean"].p_positive == 1


def test_what_is_finished_is_known_without_running(shared: Path, found: Explanation, tmp_path: Path) -> None:
    assert known_account(laboratory(tmp_path), REPLICATES) is None
    known = known_account(laboratory(shared), REPLICATES)
    assert known is not None
    assert known.brought == found.brought


@pytest.mark.slow
def test_workers_do_not_change_anything(tmp_path: Path, found: Explanation) -> None:
    assert account(laboratory(tmp_path, workers=1), REPLICATES).brought == found.brought


def test_reruns_are_compared_with_what_the_run_stored(runs: dict[str, StoredRun], tmp_path: Path) -> None:
    fact = runs["fact"]
    check_unaltered(fact)
    bench = Laboratory(Setting(fact.scenario(), 7), tmp_path, How(workers=1))
    assert rerun_note(fact, bench, REPLICATES + 1) == ""
    assert "differ from the rerun" in rerun_note(runs["mentoring"], bench, 2)


def test_an_altered_scenario_is_not_explained(runs: dict[str, StoredRun], tmp_path: Path) -> None:
    run = StoredRun(tmp_path, runs["fact"].manifest)
    for text in (None, "name: other\n"):
        if text:
            (tmp_path / "scenario.yaml").write_text(text)
        with pytest.raises(ResultsError, match="missing or was altered"):
            check_unaltered(run)


def test_silos_are_known_before_the_organisation_is_made(shared: Path) -> None:
    assert silo_names(scenario().organisation) == laboratory(shared).world.organisation.silo_names


REFUSED = {
    "unknown silo 'Sale'; did you mean 'Sales'": lambda: check_silo(scenario(), "Sale"),
    "no person 400; the 400 people have the numbers 0 to 399": lambda: check_person(scenario(), 400),
    "no person -1; the 400 people": lambda: check_person(scenario(), -1),
    "unknown measure 'readers28'; did you mean 'readers_28'": lambda: check_measure("readers28"),
    "at least 1": lambda: check_replicates(0, scenario()),
}


@pytest.mark.parametrize(("words", "check"), REFUSED.items(), ids=REFUSED)
def test_what_is_not_there_is_refused_with_the_nearest(words: str, check) -> None:
    with pytest.raises(InputError, match=words):
        check()


def test_whole_organisation_is_the_last_row() -> None:
    assert check_silo(scenario(), None) == check_silo(scenario(), "all") == 3
    assert check_replicates(None, scenario()) == REPLICATES
    assert set(STATE_MEASURES) == set(STATES)
    assert set(STATE_MEASURES.values()) <= set(MEASURES)
