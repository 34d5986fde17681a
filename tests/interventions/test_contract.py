"""What every kind of intervention keeps to: strength 0 is none, nothing before its start, both engines agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulation.engines.budget import weekly_costs
from simulation.engines.run import simulate, state_at
from simulation.interventions import kinds
from simulation.model.record import BOOKING
from simulation.results.checkpoints import state_of, tree_of
from simulation.results.packing import read_tree, write_tree
from tests.engines.cases import Dice, world_of
from tests.engines.lockstep import compare_engines, same_columns, same_counts, same_trajectories
from tests.interventions.plans import ANOTHER, PLANS, START, WEEKS, company, plan


def test_every_kind_has_a_plan():
    assert set(PLANS) == set(kinds())


@pytest.mark.parametrize("kind", kinds())
def test_engines_agree(kind: str):
    total = compare_engines(world_of(company(plan(kind))))
    assert total["contributors_7"] > 0


@pytest.mark.parametrize("kind", kinds())
def test_costs_are_planned_and_never_beyond_the_plan(kind: str):
    world = world_of(company(plan(kind)))
    booked = simulate(world, 0).booked[:, -1]
    weekly = weekly_costs(world)[kind]
    assert len(weekly) == min(WEEKS - START, plan(kind).get("weeks", WEEKS))
    for age, cost in enumerate(weekly):
        assert np.isfinite([cost.hours, cost.eur]).all()
        assert cost.hours >= 0
        assert booked[START + age, BOOKING["hours"]] <= cost.hours + 1e-6
        assert booked[START + age, BOOKING["eur"]] <= cost.eur + 1e-6
    assert sum(cost.hours for cost in weekly) > 0
    assert not booked[:START].any()


def test_all_kinds_together_agree_in_both_engines():
    compare_engines(world_of(company(*(plan(kind, name=f"a {kind}") for kind in kinds()))))


@pytest.mark.parametrize("kind", kinds())
def test_strength_zero_is_none(kind: str):
    without = simulate(world_of(company()), 0)
    zero = simulate(world_of(company(plan(kind, strength=0))), 0)
    same_trajectories(replace(without, booked=zero.booked), zero)


@pytest.mark.parametrize("kind", kinds())
def test_strength_zero_is_none_beside_another_of_its_kind(kind: str):
    one = plan(kind, name="one") | ({"hours_per_week": 1, "skill": 0.2} if kind == "community_manager" else {})
    two = plan(kind, name="two", strength=0) | ANOTHER.get(kind, {})
    without = simulate(world_of(company(one)), 0)
    zero = simulate(world_of(company(one, two)), 0)
    same_trajectories(replace(without, booked=zero.booked), zero)


@pytest.mark.parametrize("kind", ["reverse_mentoring", "kick_off", "working_out_loud"])
def test_ties_made_later_are_not_there_before_beside_another_of_the_kind(kind: str):
    one = plan(kind, name="one")
    later = plan(kind, name="later", start=8) | {"target": {"role": "manager", "rank": "degree"}}
    without = simulate(world_of(company(one)), 0)
    with_it = simulate(world_of(company(one, later)), 0)
    for week in range(8):
        same_counts(without.counts[week], with_it.counts[week], f"week {week}")
    assert with_it.counts[8:].tobytes() != without.counts[8:].tobytes()


@pytest.mark.parametrize("kind", kinds())
def test_nothing_changes_before_an_intervention_starts(kind: str):
    without = simulate(world_of(company()), 0)
    with_it = simulate(world_of(company(plan(kind))), 0)
    for week in range(4):
        same_counts(without.counts[week], with_it.counts[week], f"week {week}")
    assert with_it.counts[4:].tobytes() != without.counts[4:].tobytes()
    same_columns(
        {name: column[without.events["week"] < 4] for name, column in (without.events or {}).items()},
        {name: column[with_it.events["week"] < 4] for name, column in (with_it.events or {}).items()},
        "events",
    )


@pytest.mark.parametrize("kind", kinds())
def test_stopping_in_any_week_and_going_on_changes_nothing(kind: str, tmp_path: Path):
    """Through files, into a new world; an attribute that cannot be stored fails here."""
    dice, whole = Dice(len(kind)), simulate(world_of(company(plan(kind))), 0)
    for week in (START + 1, dice.whole(START + 2, WEEKS - 2), dice.whole(START + 2, WEEKS - 2)):
        engine = dice.one("kernel", "kernel", "mesa")
        state = state_at(world_of(company(plan(kind))), 0, week, engine=engine)
        assert set(state.interventions) == {kind}
        write_tree(tmp_path / f"{week}", tree_of(state))
        stored = state_of(read_tree(tmp_path / f"{week}"), tmp_path)
        same_trajectories(whole, simulate(world_of(company(plan(kind))), 0, start=stored))


def test_all_kinds_together_go_on_and_others_join(tmp_path: Path):
    first = [plan(kind, name=f"a {kind}") for kind in kinds()]
    second = [plan(kind, name=f"b {kind}", start=START + 5) | ANOTHER.get(kind, {}) for kind in kinds()]
    write_tree(tmp_path / "state", tree_of(state_at(world_of(company(*first)), 0, START + 5)))
    stored = state_of(read_tree(tmp_path / "state"), tmp_path)
    both = [each for pair in zip(second, first, strict=True) for each in pair]
    whole = simulate(world_of(company(*both)), 0)
    same_trajectories(whole, simulate(world_of(company(*both)), 0, start=stored))
    assert whole.counts.tobytes() != simulate(world_of(company(*first)), 0, start=stored).counts.tobytes()
