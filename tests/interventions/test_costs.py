"""Costs: hours and euro by hand, shared out over silos, and against the budget."""

import numpy as np
import pytest

from simulation.engines.budget import Cut, planned_costs, within_budget
from simulation.engines.run import simulate
from simulation.scenario.problems import ScenarioError
from simulation.world import build
from tests.interventions.conftest import scenario

KICK_OFF = {"kind": "kick_off", "start": 10, "target": {"count": 100}, "hours": 8, "eur_per_attendee": 150,
            "attend_share": 1}  # fmt: skip
TASKS = {
    "kind": "ambassador_tasks", "start": 20, "weeks": 10, "target": {"count": 50}, "tasks_per_week": 2,
    "hours_per_task": 0.5, "lead_hours": 20, "eur_per_ambassador": 50,
    "accept_share": 1, "replace": False, "lapse_weeks": None, "reading_tasks": 1,
}  # fmt: skip


def test_costs_by_hand():
    """Two tasks of half an hour for each of those who read in the week before, whom the run counts."""
    quiet = {"turnover_rate": 0}
    trajectory = simulate(build(scenario(interventions=[KICK_OFF, TASKS], parameters=quiet)), 0)
    costs, taken = trajectory.booked[:, :, :2], trajectory.participation
    assert costs[10, -1].tolist() == [800, 100 * 150 + 5000]
    assert costs[20, -1].tolist() == [20, 2500]
    games = taken["intervention"] == 1
    assert costs[20:30, -1, 0].tolist() == (20 + taken["took_part"][games]).tolist()
    assert 0 < taken["took_part"][games].max() <= 50
    assert costs[30:].sum() == 0
    assert costs[:, :-1].sum(axis=1) == pytest.approx(costs[:, -1])


def test_planned_costs_are_what_is_reserved():
    world = build(scenario(interventions=[KICK_OFF, TASKS]))
    planned = planned_costs(world)
    assert set(planned) == {"kick_off", "ambassador_tasks"}
    total = [sum(cost.hours for cost in planned.values()), sum(cost.eur for cost in planned.values())]
    trajectory = simulate(world, 0)
    used, taken = trajectory.booked[:, -1, :2].sum(axis=0), trajectory.participation
    assert total == pytest.approx([taken["hours_reserved"].sum(), taken["eur_reserved"].sum()])
    assert total[0] == 800 + 10 * 70
    assert used[0] < total[0], "tasks that nobody does are reserved, not paid"
    assert used[1] == pytest.approx(total[1])


def test_over_budget_says_by_how_much():
    world = build(scenario(interventions=[KICK_OFF], economics={"budget_hours": 700, "budget_eur": 30_000}))
    with pytest.raises(ScenarioError) as caught:
        within_budget(world)
    assert len(caught.value.problems) == 1
    assert "100 more than 700" in str(caught.value)
    assert "economics.budget_hours" in str(caught.value)


def test_within_budget_passes():
    world = build(scenario(interventions=[KICK_OFF], economics={"budget_hours": 800, "budget_eur": 20_000}))
    budgeted, cuts = within_budget(world)
    assert (budgeted.ends, cuts) == ({}, [])


def test_a_planned_cut_ends_what_cannot_be_paid():
    """Tasks take 70 hours a week from week 20; 800 + 3 x 70 are paid, the fourth week is not."""
    economics = {"budget_hours": 1015, "over_budget": "cut"}
    plans = [KICK_OFF, TASKS]
    world, cuts = within_budget(build(scenario(interventions=plans, economics=economics)))
    assert cuts == [Cut("ambassador_tasks", 23, 30)]
    trajectory = simulate(world, 0)
    assert trajectory.participation["hours_reserved"].sum() == 800 + 3 * 70
    assert not trajectory.booked[23:, -1, 0].any()
    ended = simulate(build(scenario(interventions=[KICK_OFF, dict(TASKS, weeks=3)])), 0)
    assert np.array_equal(simulate(world, 0).counts, ended.counts)


def test_what_stands_first_is_paid_first():
    economics = {"budget_hours": 69, "over_budget": "cut"}
    one, two = dict(TASKS, name="one", lead_hours=0), dict(TASKS, name="two", lead_hours=0, target={"count": 10})
    cut = within_budget(build(scenario(interventions=[one, two], economics=economics)))[1]
    assert [(each.name, each.week) for each in cut] == [("one", 21), ("two", 21)]


def test_costs_do_not_depend_on_strength():
    """An intervention that does nothing still costs: that is what strength 0 asks. Courses take the same hours."""
    courses = {"kind": "workshops", "start": 20, "weeks": 10, "target": {"count": 50}}
    costs = [simulate(build(scenario(interventions=[dict(courses, strength=s)])), 0).booked[:, :, :2] for s in (0, 2)]
    assert np.array_equal(*costs)
