"""Costs: hours and euro by hand, shared out over silos, and against the budget."""

import numpy as np
import pytest

from simulation.engines.budget import Cut, planned_costs, within_budget
from simulation.engines.run import simulate
from simulation.scenario.problems import ScenarioError
from simulation.world import build
from tests.interventions.conftest import scenario

KICK_OFF = {"kind": "kick_off", "start": 10, "target": {"count": 100}, "hours": 8, "eur_per_attendee": 150}
TASKS = {
    "kind": "ambassador_tasks", "start": 20, "weeks": 10, "target": {"count": 50}, "tasks_per_week": 2,
    "hours_per_task": 0.5, "lead_hours": 20, "eur_per_ambassador": 50,
}  # fmt: skip


def test_costs_by_hand():
    costs = simulate(build(scenario(interventions=[KICK_OFF, TASKS])), 0).booked[:, :, :2]
    assert costs[10, -1].tolist() == [800, 100 * 150 + 5000]
    assert costs[20, -1].tolist() == [50 + 20, 2500]
    assert costs[21, -1].tolist() == [70, 0]
    assert costs[30:].sum() == 0
    assert costs[:, :-1].sum(axis=1) == pytest.approx(costs[:, -1])


def test_planned_costs_are_those_of_the_run():
    world = build(scenario(interventions=[KICK_OFF, TASKS]))
    planned = planned_costs(world)
    assert set(planned) == {"kick_off", "ambassador_tasks"}
    total = [sum(cost.hours for cost in planned.values()), sum(cost.eur for cost in planned.values())]
    assert total == pytest.approx(simulate(world, 0).booked[:, -1, :2].sum(axis=0).tolist())


def test_over_budget_says_by_how_much():
    world = build(scenario(interventions=[KICK_OFF], economics={"budget_hours": 700, "budget_eur": 30_000}))
    with pytest.raises(ScenarioError) as caught:
        within_budget(world)
    assert len(caught.value.problems) == 1
    assert "100 more than 700" in str(caught.value)
    assert "economics.budget_hours" in str(caught.value)


def test_within_budget_passes():
    world = build(scenario(interventions=[KICK_OFF], economics={"budget_hours": 800, "budget_eur": 20_000}))
    assert within_budget(world) == (world, [])


def test_a_planned_cut_ends_what_cannot_be_paid():
    """Tasks take 70 hours a week from week 20; 800 + 3 x 70 are paid, the fourth week is not."""
    economics = {"budget_hours": 1015, "over_budget": "cut"}
    plans = [KICK_OFF, TASKS]
    world, cuts = within_budget(build(scenario(interventions=plans, economics=economics)))
    assert cuts == [Cut("ambassador_tasks", 23, 30)]
    booked = simulate(world, 0).booked[:, -1, 0]
    assert booked.sum() == 800 + 3 * 70
    assert not booked[23:].any()
    ended = simulate(build(scenario(interventions=[KICK_OFF, dict(TASKS, weeks=3)])), 0)
    assert np.array_equal(simulate(world, 0).counts, ended.counts)


def test_what_stands_first_is_paid_first():
    economics = {"budget_hours": 69, "over_budget": "cut"}
    one, two = dict(TASKS, name="one", lead_hours=0), dict(TASKS, name="two", lead_hours=0, target={"count": 10})
    cut = within_budget(build(scenario(interventions=[one, two], economics=economics)))[1]
    assert [(each.name, each.week) for each in cut] == [("one", 21), ("two", 21)]


def test_costs_do_not_depend_on_strength():
    """An intervention that does nothing still costs: that is what strength 0 asks."""
    costs = [simulate(build(scenario(interventions=[dict(TASKS, strength=s)])), 0).booked[:, :, :2] for s in (0, 2)]
    assert np.array_equal(*costs)
