"""What every kind of intervention keeps to: strength 0 is none, nothing before its start, both engines agree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulation.engines.budget import weekly_costs
from simulation.engines.run import simulate
from simulation.interventions import kinds
from simulation.model.record import BOOKING
from tests.engines.cases import world_of
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


@pytest.mark.parametrize("kind", ["reverse_mentoring", "kick_off"])
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
