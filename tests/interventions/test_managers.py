"""Training and network of community managers: who, when, how much, at what cost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.engines.budget import planned_costs, weekly_costs
from simulation.engines.run import simulate
from simulation.interventions.kinds.managers.community_manager import CommunityManager
from simulation.interventions.kinds.managers.managed import Managed
from simulation.interventions.kinds.managers.manager_network import shared_out
from simulation.interventions.kinds.managers.manager_training import ManagerTraining
from simulation.model.record import INDEX
from simulation.world import build
from tests.interventions.conftest import scenario, surely_positive, total

MANAGERS = {"kind": "community_manager", "name": "managers", "start": 4, "weeks": 30, "communities": 6, "skill": 0.3}
TRAINING = {
    "kind": "manager_training", "start": 0, "courses_per_week": 0.5, "people_per_course": 2, "refresh_weeks": 5,
    "skill": 0.4, "hours": 16, "trainer_hours": 40, "eur_per_course": 3000,
}  # fmt: skip
NETWORK = {"kind": "manager_network", "start": 4, "help_hours": 0.5, "exchange_hours": 0.25, "lead_hours": 4}
KEPT = np.exp(-1 / 44)


def managed(world):
    (plan,) = (each for each in world.interventions if isinstance(each, CommunityManager))
    return plan.managed(world)


def trained(plans, weeks, **parameters):
    """Trained skill of every community after so many weeks, and the world."""
    world = build(scenario(interventions=plans, run={"weeks": weeks}, parameters={"training_time": 44} | parameters))
    return simulate(world, 0).communities["manager_trained"], world


@pytest.mark.parametrize(("rate", "first"), [(0.25, [1, 0, 0, 0, 1]), (1 / 3, [1, 0, 0, 1, 0]), (2, [2, 2, 2, 2, 2])])
def test_courses_by_capacity(rate, first):
    plan = ManagerTraining(start=0, courses_per_week=rate)
    assert [plan.courses(age) for age in range(5)] == first
    assert sum(plan.courses(age) for age in range(300)) == pytest.approx(300 * rate, abs=1)


def test_queue_by_hand():
    """Managers come in week 4; two a course, every other week; back after five weeks, the longest waiting first."""
    plans = [MANAGERS, TRAINING]
    world = build(scenario(interventions=plans, run={"weeks": 16}))
    costs = weekly_costs(world)["manager_training"]
    participants = [cost.hours for cost in costs]
    assert participants == [0, 0, 0, 0, 72, 0, 72, 0, 72, 0, 72, 0, 72, 0, 72, 0]
    assert [cost.eur for cost in costs] == [3000.0 if hours else 0.0 for hours in participants]
    largest = managed(world)
    ends = [trained(plans, weeks)[0] for weeks in range(5, 11)]
    after = [np.flatnonzero(end > 0.39) for end in ends]  # just trained, or a week ago
    assert after[0].tolist() == sorted(largest[:2])
    assert after[2].tolist() == sorted(largest[2:4])
    assert after[4].tolist() == sorted(largest[4:6])


def test_trained_skill_is_brought_up_and_fades():
    once = TRAINING | {"courses_per_week": 5, "refresh_weeks": None}
    for weeks in (5, 12):
        found, world = trained([MANAGERS, once], weeks)
        chosen = managed(world)
        assert found[chosen] == pytest.approx(0.4 * KEPT ** (weeks - 5), rel=1e-5)
        assert np.delete(found, chosen).max() == 0
    again, _ = trained([MANAGERS, once | {"refresh_weeks": 3}], 12)
    expected = 0.0
    for week in range(12):  # a course adds what is missing at the start of its week, in which the rest fades
        expected = expected * KEPT + (0.4 - expected if week in (4, 7, 10) else 0)
    assert again[chosen] == pytest.approx(expected, rel=1e-5)


def test_exchange_saves_from_forgetting():
    once = TRAINING | {"courses_per_week": 5, "refresh_weeks": None}
    found, world = trained([MANAGERS, once, NETWORK | {"memory": 0.5}], 12)
    assert found[managed(world)] == pytest.approx(0.4 * (1 - (1 - KEPT) / 2) ** 7, rel=1e-5)


def test_without_managers_a_course_is_in_vain():
    """Those who take it learn nothing that a community notices; they have an account from then on."""
    for settings_ in ({}, {"communities": 10}):
        plain = simulate(build(scenario(interventions=[TRAINING | settings_ | {"skill": 0}])), 0)
        world = build(scenario(interventions=[TRAINING | settings_]))
        assert np.array_equal(simulate(world, 0).counts, plain.counts)
        assert (planned_costs(world)["manager_training"].hours > 0) == bool(settings_)


def test_manager_of_strength_zero_is_none():
    world = build(scenario(interventions=[MANAGERS | {"strength": 0}, TRAINING, NETWORK]))
    assert Managed(world, world.interventions[1]).communities(10).size == 0
    assert planned_costs(world)["manager_training"].hours == 0


def test_trained_only_while_they_are_managers():
    world = build(scenario(interventions=[MANAGERS, TRAINING]))
    found = Managed(world, world.interventions[1])
    assert found.communities(3).size == 0
    assert found.communities(4).tolist() == sorted(managed(world))
    assert found.communities(34).size == 0
    hours = found.hours(20)
    assert hours[managed(world)].tolist() == [4.0] * 6
    assert hours.sum() == 24


def test_budget_cut_of_the_managers_ends_their_courses():
    from dataclasses import replace

    world = build(scenario(interventions=[MANAGERS, TRAINING]))
    cut = replace(world, ends={"managers": 7})
    booked = (
        simulate(cut, 0).booked[:, -1]
        - simulate(replace(build(scenario(interventions=[MANAGERS])), ends={"managers": 7}), 0).booked[:, -1]
    )
    assert np.flatnonzero(booked[:, 0]).tolist() == [4, 6]


def test_target_says_in_which_silos():
    world = build(scenario(interventions=[MANAGERS | {"communities": 30}, TRAINING | {"target": {"silos": ["Sales"]}}]))
    found = simulate(world, 0).communities
    assert {world.organisation.silo_names[k] for k in found["home_silo"][found["manager_trained"] > 0]} == {"Sales"}


def test_training_brings_replies(paired):
    managers = MANAGERS | {"communities": 40, "weeks": None, "hours_per_week": 2}
    training = TRAINING | {"start": 6, "courses_per_week": 10, "refresh_weeks": 10, "skill": 0.7}
    with_training = paired([managers, training], total("replied"))
    assert surely_positive(with_training - paired([managers], total("replied")))


@settings(max_examples=200)
@given(
    st.floats(0, 1000),
    st.lists(st.tuples(st.floats(0, 50), st.floats(1, 5000)), min_size=1, max_size=30),
)
def test_pool_is_spent_where_the_need_is_largest(pool, communities):
    hours, members = (np.array(column) for column in zip(*communities, strict=True))
    gained = shared_out(pool, hours, members)
    assert gained.min() >= 0
    assert gained.sum() == pytest.approx(pool, rel=1e-9, abs=1e-9)
    after = (hours + gained) / members
    if gained.max() > 1e-6:
        level = after[gained > 1e-9].max()
        assert after[gained > 1e-6] == pytest.approx(level, rel=1e-6)
        assert (after >= level * (1 - 1e-6)).all()


def test_network_costs_by_hand():
    costs = weekly_costs(build(scenario(interventions=[MANAGERS, NETWORK])))["manager_network"]
    assert [cost.hours for cost in costs[:30]] == [6 * 0.75 + 4] * 30
    assert [cost.hours for cost in costs[30:]] == [4] * 26


def test_network_brings_replies_and_role_models(paired):
    managers = MANAGERS | {"communities": 40, "weeks": None, "hours_per_week": 1, "skill": 1.0}
    alone = simulate_all(managers)
    helping = simulate_all(managers, NETWORK | {"help_hours": 4, "visible": 0})
    seen = simulate_all(managers, NETWORK | {"help_hours": 0, "visible": 1, "memory": 0})
    assert surely_positive(helping[0] - alone[0])
    assert surely_positive(seen[1] - alone[1])


def simulate_all(*plans):
    """Replies and summed norms of 40 replicates."""
    world = build(scenario(interventions=list(plans)))
    runs = [simulate(world, r).counts[:, -1] for r in range(40)]
    return [np.array([run[:, INDEX[name]].sum() for run in runs]) for name in ("replied", "norm_sum")]
