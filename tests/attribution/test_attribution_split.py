"""The split of simulated portfolios: adds up, is fair, resumes, and does not depend on how it is run."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import permutations
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from simulation.attribution.cases import Setting
from simulation.attribution.players import players_of
from simulation.attribution.rerun import COLUMNS, RerunsInterrupted
from simulation.attribution.split import Split, SplitRequest, known_split, split, work
from simulation.measures import MEASURES
from simulation.results.errors import InputError, RunInterrupted
from tests.attribution.conftest import KICK_OFF, LATE, MANAGERS, PLANS, REPLICATES, THREE, WEEKS, laboratory, scenario

SOME = ("readers_28", "registered", "contributions_total_cumulative", "belief_mean", "readers_28_share_of_people")


def parts(found: Split) -> dict[str, float]:
    return {share.player.name: share.effect.mean for share in found.shares}


@pytest.mark.parametrize("measure", SOME)
@pytest.mark.parametrize("silo", [None, "Sales"])
def test_parts_add_up_to_the_total(shared: Path, measure: str, silo: str | None) -> None:
    found = split(laboratory(shared), SplitRequest(measure, silo), REPLICATES)
    assert found.method == "exact"
    assert found.residue < 1e-9
    assert sum(parts(found).values()) == pytest.approx(found.total.mean, abs=1e-9)
    assert sum(share.eur for share in found.shares) == pytest.approx(found.eur, rel=1e-12)
    assert found.total.n == REPLICATES


def test_the_total_is_an_effect_and_costs_are_those_of_the_interventions(shared: Path) -> None:
    found = split(laboratory(shared), SplitRequest("registered"), REPLICATES)
    assert found.total.mean > 1
    costs = {share.player.name: share.eur for share in found.shares}
    assert all(cost > 0 for cost in costs.values())
    managers = split(laboratory(shared, (MANAGERS,)), SplitRequest("registered"), 1)
    assert costs["managers"] == pytest.approx(managers.eur, rel=0.02), "what is charged depends a little on the others"


def test_an_intervention_without_strength_gets_exactly_nothing(shared: Path) -> None:
    for measure in SOME:
        idle = split(laboratory(shared), SplitRequest(measure), REPLICATES).shares[3]
        assert idle.player.name == "idle"
        assert (idle.effect.mean, idle.effect.low, idle.effect.high, idle.alone, idle.last) == (0, 0, 0, 0, 0)
        assert idle.effect.n_zero == REPLICATES
        assert idle.cost_per_unit.reason


def test_what_begins_after_the_week_gets_exactly_nothing_and_is_not_run(shared: Path) -> None:
    bench = laboratory(shared, week=10)
    found = split(bench, SplitRequest("registered"), REPLICATES)
    late = found.shares[-1]
    assert (late.player.name, late.effect.mean, late.eur) == ("late", 0, 0)
    assert found.n_sets == 2**4
    assert split(laboratory(shared), SplitRequest("registered"), REPLICATES).n_sets == 2**5
    # that it can not have acted is true of the simulation, too
    with_late, without = (laboratory(shared, plans, week=10) for plans in (PLANS, PLANS[:-1]))
    values = [one.run([one.setting.case()], 2, lambda o: o.values)[one.setting.case()] for one in (with_late, without)]
    assert np.array_equal(values[0], values[1], equal_nan=True)


def test_equal_interventions_get_equal_parts(shared: Path) -> None:
    """Both reach all managers: no draw depends on the name, so that they are the same player twice."""
    twins = tuple({**MANAGERS, "name": name, "communities": 1000} for name in ("first", "second"))
    found = split(laboratory(shared, (*twins, KICK_OFF)), SplitRequest("contributions_total_cumulative"), REPLICATES)
    first, second = found.shares[:2]
    assert first.effect.mean == pytest.approx(second.effect.mean, abs=1e-9)
    assert first.effect.low == pytest.approx(second.effect.low, abs=1e-9)
    assert first.alone == second.alone
    assert first.effect.mean != 0


def test_exact_equals_all_orders_run_one_by_one(shared: Path) -> None:
    bench = laboratory(shared, THREE)
    names, column = bench.setting.names, COLUMNS["readers_28"]
    expected = dict.fromkeys(names, 0.0)
    for order in permutations(names):
        for place, name in enumerate(order):
            pair = [bench.setting.case(without=order[place:]), bench.setting.case(without=order[place + 1 :])]
            before, after = (bench.run([case], REPLICATES, lambda o: o.values[-1, column])[case] for case in pair)
            expected[name] += float(np.mean(after) - np.mean(before)) / 6
    assert parts(split(bench, SplitRequest("readers_28"), REPLICATES)) == pytest.approx(expected, abs=1e-9)


def test_sampled_adds_up_and_comes_within_its_error_of_exact(shared: Path) -> None:
    exact = split(laboratory(shared), SplitRequest("registered"), REPLICATES)
    found = split(laboratory(shared), SplitRequest("registered", samples=60), REPLICATES)
    assert (found.method, found.samples) == ("sampled", 60)
    assert found.residue < 1e-9
    assert found.total == exact.total
    for ours, theirs in zip(found.shares, exact.shares, strict=True):
        assert abs(ours.effect.mean - theirs.effect.mean) <= 4 * ours.sampling_error + 1e-9
        assert (ours.alone, ours.last) == (theirs.alone, theirs.last)
        assert theirs.sampling_error == 0
    assert any(share.sampling_error > 0 for share in found.shares)


def test_many_players_are_sampled_and_groups_make_them_few(tmp_path: Path) -> None:
    plans = tuple({**LATE, "name": f"event {i}", "start": i} for i in range(10))
    setting = Setting(scenario(plans), WEEKS - 1)
    assert work(setting, SplitRequest()).drawn
    assert len(work(setting, SplitRequest(samples=4)).sets) <= 2 + 4 * 9 + 2 * 10
    grouped = SplitRequest("registered", groups=("early=event 0,event 1,event 2", "rest= event 9 , event 8, event 7"))
    assert len(work(setting, grouped).sets) == 2**6
    assert [player.name for player in work(setting, grouped).players][:2] == ["early", "event 3"]
    few = laboratory(tmp_path, THREE)
    found = split(few, SplitRequest("registered", groups=("both=event,mentoring",)), 2)
    alone = split(few, SplitRequest("registered"), 2)
    assert [share.player.name for share in found.shares] == ["both", "managers"]
    assert found.total == alone.total
    assert found.shares[0].eur == pytest.approx(alone.shares[0].eur + alone.shares[2].eur, rel=0.02)


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("both", "must be NAME="),
        ("=event", "must be NAME="),
        ("both=", "must be NAME="),
        ("both=event,manager", "unknown intervention 'manager'; did you mean 'managers'"),
        ("both=event,event", "twice"),
        ("managers=event,idle", "two players would be called 'managers'"),
    ],
)
def test_a_wrong_group_is_refused(group: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        players_of(scenario(), [group])


def test_groups_do_not_share_an_intervention_and_there_must_be_some() -> None:
    with pytest.raises(InputError, match="'event' is in group 'a' too"):
        players_of(scenario(), ["a=event,idle", "b=managers,event"])
    with pytest.raises(InputError, match="no interventions"):
        players_of(scenario(()))


@pytest.mark.parametrize("samples", [0, 2, 7, -4])
def test_a_wrong_number_of_orders_is_refused(samples: int) -> None:
    with pytest.raises(InputError, match="even and at least 4"):
        work(Setting(scenario(), 5), SplitRequest(samples=samples))


def test_undefined_values_leave_a_replicate_out_for_everybody(shared: Path) -> None:
    """Nobody was replied to in the first weeks of some replicates, so the E-I index is not defined there."""
    found = split(
        laboratory(shared, THREE, week=1), SplitRequest("ei_index_of_replies_12_weeks", "Technology"), REPLICATES
    )
    assert 0 < found.total.n < REPLICATES
    assert {share.effect.n for share in found.shares} == {found.total.n}
    assert sum(parts(found).values()) == pytest.approx(found.total.mean, abs=1e-9)


@pytest.mark.slow
def test_every_measure_can_be_split(shared: Path) -> None:
    for measure in MEASURES:
        found = split(laboratory(shared, THREE), SplitRequest(measure), 2)
        assert found.residue < 1e-6 * max(1.0, abs(found.baseline)) or found.total.n == 0, measure


def test_workers_do_not_change_anything(shared: Path, tmp_path: Path) -> None:
    wanted = SplitRequest("contributions_total_cumulative")
    several = split(laboratory(tmp_path, THREE, workers=4), wanted, 3)
    assert several.shares == split(laboratory(shared, THREE, workers=1), wanted, 3).shares


def test_an_interrupted_split_goes_on_where_it_stopped(shared: Path, tmp_path: Path) -> None:
    stop, seen = Event(), set()

    def progress(_label: str, total: int, weeks: int):
        assert (total, weeks) == (8 * REPLICATES, WEEKS)

        def note(rerun: int, done: int) -> None:
            if done == weeks:
                seen.add(rerun)
            if len(seen) == 10:
                stop.set()

        return nullcontext(note)

    bench = laboratory(tmp_path, THREE, workers=1, stop=stop, progress=progress)
    with pytest.raises(RunInterrupted, match=r"stopped with \d+ of 48 reruns finished; they are kept in") as stopped:
        split(bench, SplitRequest("registered"), REPLICATES)
    assert isinstance(stopped.value, RerunsInterrupted)
    kept = sorted(tmp_path.rglob("*.values"))
    assert 9 <= len(kept) == stopped.value.finished < 48
    assert known_split(laboratory(tmp_path, THREE), SplitRequest("registered"), REPLICATES) is None
    before = {path: path.stat().st_mtime_ns for path in kept}
    found = split(laboratory(tmp_path, THREE), SplitRequest("registered"), REPLICATES)
    assert {path: path.stat().st_mtime_ns for path in kept} == before
    assert len(list(tmp_path.rglob("*.values"))) == 48
    again = split(laboratory(shared, THREE), SplitRequest("registered"), REPLICATES)
    assert (found.shares, found.total) == (again.shares, again.total)
    known = known_split(laboratory(tmp_path, THREE), SplitRequest("registered"), REPLICATES)
    assert known is not None
    assert known.shares == found.shares


def test_groups_may_have_names_with_commas() -> None:
    plans = ({"kind": "kick_off", "name": "Kick, off", "start": 1}, {"kind": "campaign", "name": "b", "start": 1})
    found = players_of(scenario(plans), ['all of it="Kick, off",b'])
    assert [(each.name, each.interventions) for each in found] == [("all of it", ("Kick, off", "b"))]
