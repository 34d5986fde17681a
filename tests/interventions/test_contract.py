"""What every kind of intervention keeps to, by the rules of `simulation.plugin.contract`."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation.engines.run import simulate, state_at
from simulation.interventions import Intervention, all_kinds
from simulation.plugin.contract import RULES
from simulation.results.checkpoints import state_of, tree_of
from simulation.results.packing import read_tree, write_tree
from tests.engines.cases import Dice, world_of
from tests.engines.lockstep import compare_engines, same_counts, same_trajectories
from tests.interventions.plans import ANOTHER, NEEDS, PLANS, START, WEEKS, company, plan, trial

TIES = [name for name, kind in all_kinds().items() if kind.new_ties is not Intervention.new_ties]
"""Kinds that make ties."""


def test_every_kind_has_a_plan():
    assert set(PLANS) == set(all_kinds())


@pytest.mark.parametrize("kind", all_kinds())
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_kept(kind, rule):
    rule.check(trial(kind))


def test_all_kinds_together_agree_week_by_week():
    """Both engines are asked for their state in every week, so that a difference is named where it begins."""
    needs = {key: section for each in NEEDS.values() for key, section in each.items()}
    total = compare_engines(world_of(company(*(plan(kind, name=f"a {kind}") for kind in all_kinds()), **needs)))
    assert total["contributors_7"] > 0


@pytest.mark.parametrize("kind", TIES)
def test_ties_made_later_are_not_there_before_beside_another_of_the_kind(kind):
    one = plan(kind, name="one")
    later = plan(kind, name="later", start=8) | {"target": {"role": "manager", "rank": "degree"}}
    without = simulate(world_of(company(one)), 0)
    with_it = simulate(world_of(company(one, later)), 0)
    for week in range(8):
        same_counts(without.counts[week], with_it.counts[week], f"week {week}")
    assert with_it.counts[8:].tobytes() != without.counts[8:].tobytes()


@pytest.mark.parametrize("kind", all_kinds())
def test_stopping_in_any_week_and_going_on_changes_nothing(kind: str, tmp_path: Path):
    """Through files, into a new world; an attribute that cannot be stored fails here."""
    dice, whole = Dice(len(kind)), simulate(world_of(company(plan(kind), **NEEDS.get(kind, {}))), 0)
    for week in (START + 1, dice.whole(START + 2, WEEKS - 2), dice.whole(START + 2, WEEKS - 2)):
        engine = dice.one("kernel", "kernel", "mesa")
        state = state_at(world_of(company(plan(kind), **NEEDS.get(kind, {}))), 0, week, engine=engine)
        assert kind in state.interventions
        write_tree(tmp_path / f"{week}", tree_of(state))
        stored = state_of(read_tree(tmp_path / f"{week}"), tmp_path)
        same_trajectories(whole, simulate(world_of(company(plan(kind), **NEEDS.get(kind, {}))), 0, start=stored))


def test_all_kinds_together_go_on_and_others_join(tmp_path: Path):
    first = [plan(kind, name=f"a {kind}") for kind in all_kinds()]
    second = [plan(kind, name=f"b {kind}", start=START + 5) | ANOTHER.get(kind, {}) for kind in all_kinds()]
    needs = {key: section for each in NEEDS.values() for key, section in each.items()}
    write_tree(tmp_path / "state", tree_of(state_at(world_of(company(*first, **needs)), 0, START + 5)))
    stored = state_of(read_tree(tmp_path / "state"), tmp_path)
    both = [each for pair in zip(second, first, strict=True) for each in pair]
    whole = simulate(world_of(company(*both, **needs)), 0)
    same_trajectories(whole, simulate(world_of(company(*both, **needs)), 0, start=stored))
    assert whole.counts.tobytes() != simulate(world_of(company(*first, **needs)), 0, start=stored).counts.tobytes()
