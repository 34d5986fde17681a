"""Workshops, Working-Out-Loud circles and onboarding: who, when, what they gain, what it costs."""

import numpy as np
import pytest

from simulation.engines.budget import weekly_costs
from simulation.engines.run import simulate
from simulation.model.record import BOOKING, CAUSES, INDEX
from simulation.world import build
from tests.interventions.conftest import contributions, scenario, surely_positive, total
from tests.interventions.stage import Stage, between, several, touched

WORKSHOPS = {"kind": "workshops", "target": {"count": 50}, "group_size": 8, "groups_per_week": 3}
CIRCLES = {
    "kind": "working_out_loud", "target": {"count": 24}, "circles": 2, "circle_size": 5, "rounds": 3, "round_weeks": 4,
    "pause_weeks": 1,
}  # fmt: skip


def test_everybody_has_one_workshop():
    stage = Stage(WORKSHOPS | {"skill": 0.2, "motivation": 0.3, "safety": 0.1})
    turns = []
    for age in range(5):
        effects = stage.week(age)
        turns.append(touched(effects, "training"))
        assert touched(effects, "motivation") == touched(effects, "safety") == turns[-1]
    assert [len(turn) for turn in turns] == [24, 24, 2, 0, 0]
    assert sorted(person for turn in turns for person in turn) == sorted(stage.active.people.tolist())
    assert stage.week(0)["training"].max() == np.float32(0.2)


def test_workshop_costs_by_hand():
    stage = Stage(WORKSHOPS | {"days": 2, "trainers": 2, "preparation_hours": 40, "eur_per_group": 500})
    costs = [(stage.active.cost(age).hours, stage.active.cost(age).eur) for age in range(4)]
    assert costs == [(40 + 30 * 16, 1500), (30 * 16, 1500), (4 * 16, 500), (0, 0)]
    people, hours = stage.active.asks(0)
    assert (people.size, hours) == (24, 16)


def test_workshops_make_skilled_and_active(paired):
    plan = [dict(WORKSHOPS, start=5, target={}, groups_per_week=40, skill=0.4, motivation=0.3, safety=0.1)]
    difference = paired(plan, several(total("skill_sum", 10, 11), contributions(10)))
    assert [surely_positive(each) for each in difference.T] == [True] * 2


def test_circles_are_small_complete_and_apart():
    stage = Stage(CIRCLES)
    rounds = stage.plan.takers(stage.world)
    assert [people.size for people in rounds] == [10, 10, 4]
    assert np.unique(np.concatenate(rounds)).size == 24
    first = stage.world.made["working_out_loud"]
    assert stage.world.layer_kinds[first:] == ("circle",) * 3
    for people, (indptr, indices) in zip(rounds, stage.world.layers[first:], strict=True):
        degree = np.diff(indptr)
        assert np.flatnonzero(degree).tolist() == sorted(people)
        assert set(degree[people]) == ({4} if people.size == 10 else {3})
        for person in people:
            circle = {int(person), *indices[indptr[person] : indptr[person + 1]].tolist()}
            assert all({int(other), *indices[indptr[other] : indptr[other + 1]].tolist()} == circle for other in circle)


def test_circles_of_four_where_it_does_not_come_out_even():
    stage = Stage(CIRCLES | {"target": {"count": 9}, "rounds": 1})
    indptr, _ = stage.world.layers[-1]
    assert sorted(np.diff(indptr)[stage.active.people] + 1) == [4] * 4 + [5] * 5


def test_rounds_follow_each_other():
    stage = Stage(CIRCLES | {"lasting_ties": 0.25, "lead_hours": 3, "hours_per_meeting": 2})
    rounds = stage.plan.takers(stage.world)
    weights, met, hours = [], [], []
    for age in range(16):
        effects = stage.week(age)
        weights.append(stage.layers[-3:].tolist())
        met.append(touched(effects, "training"))
        assert touched(effects, "belief") == touched(effects, "motivation") == met[-1]
        hours.append(stage.active.cost(age).hours)
    assert weights[0] == weights[3] == [1, 0, 0]
    assert weights[4] == [0.25, 0, 0]
    assert weights[5] == [0.25, 1, 0]
    assert weights[15] == [0.25, 0.25, 0.25]
    in_round = [0] * 4 + [None] + [1] * 4 + [None] + [2] * 4 + [None] * 2
    assert met == [[] if k is None else sorted(rounds[k]) for k in in_round]
    assert hours == [23] * 4 + [0] + [23] * 4 + [0] + [11] * 4 + [0, 0]


def test_circles_change_their_people(paired):
    plan = [dict(CIRCLES, start=5, target={}, circles=60, rounds=3, skill_per_meeting=0.05, motivation_per_meeting=0.1)]
    difference = paired(plan, several(total("skill_sum", 30, 31), contributions(10)))
    assert [surely_positive(each) for each in difference.T] == [True] * 2
    belief = [dict(plan[0], belief_per_meeting=0.05, skill_per_meeting=0, motivation_per_meeting=0)]
    assert surely_positive(paired(belief, total("belief_sum", 18, 19)))


def test_circles_leave_every_anchor():
    plan = dict(CIRCLES, start=5, belief_per_meeting=0.2)
    plain = simulate(build(scenario()), 0).people["anchor"]
    assert np.array_equal(simulate(build(scenario(interventions=[plan])), 0).people["anchor"], plain)


HIRING = {"turnover_rate": 0.5, "innovation_rate": 0, "imitation_rate": 0}


def test_hires_are_received_in_the_week_after():
    plan = {"kind": "onboarding", "start": 0, "hours_per_hire": 3, "guide_hours": 1, "eur_per_hire": 10}
    world = build(scenario(interventions=[plan], parameters=HIRING, platform={"pilots": []}))
    run = simulate(world, 0)
    hires = run.counts[:, -1, INDEX["hires"]]
    assert hires.sum() > 300
    assert run.counts[:, -1, INDEX["new_by_push"]][1:] == pytest.approx(hires[:-1], abs=2)  # some leave at once
    assert run.counts[0, -1, INDEX["registered"]] == 0, "the first staff are no hires"
    assert run.booked[0, -1, BOOKING["hours"]] == 0
    assert run.booked[1:, -1, BOOKING["hours"]].tolist() == (4 * hires[:-1]).tolist()
    assert run.booked[1:, -1, BOOKING["eur"]].tolist() == (10 * hires[:-1]).tolist()
    assert set(run.people["cause"]) == {CAUSES.index("none"), CAUSES.index("push")}


def test_planned_is_more_than_expected_and_more_than_comes():
    plan = {"kind": "onboarding", "start": 0, "target": {"silos": ["Sales"]}}
    world = build(scenario(interventions=[plan], parameters={"turnover_rate": 0.5}))
    (planned,) = {cost.hours for cost in weekly_costs(world)["onboarding"]}
    seats = np.count_nonzero(world.organisation.silo == world.organisation.silo_names.index("Sales"))
    expected = seats * (1 - 0.5 ** (1 / 52))
    assert planned == pytest.approx(4 * (expected + 6 * np.sqrt(expected) + 3))
    booked = np.array([simulate(world, r).booked[:, -1, BOOKING["hours"]] for r in range(5)])
    assert booked.max() <= planned
    assert booked[:, 1:].mean() == pytest.approx(4 * expected, rel=0.1)


def test_the_plan_knows_the_highest_turnover():
    fixed = scenario(parameters={"turnover_rate": 0.2})
    assert fixed.highest("turnover_rate") == 0.2
    drawn = scenario(run={"uncertainty": "parameters"})
    assert drawn.highest("turnover_rate") == pytest.approx(0.1)
    posterior = {"names": ["turnover_rate"], "rows": [[0.03], [0.08]]}
    assert scenario(run={"uncertainty": "parameters"}, posterior=posterior).highest("turnover_rate") == 0.08


def test_only_seats_of_the_target_are_received():
    plan = {"kind": "onboarding", "start": 0, "target": {"silos": ["Sales"]}}
    run = simulate(build(scenario(interventions=[plan], parameters=HIRING)), 0)
    registered = run.people["registered"] == 1
    assert registered.any()
    assert set(run.people["silo"][registered]) == {build(scenario()).organisation.silo_names.index("Sales")}


def test_guided_hires_read_more():
    plan = {"kind": "onboarding", "start": 2, "habit": 0.5}
    numbers = several(total("readers_7", 20), total("skill_sum", 50))
    difference = between(plan, plan | {"habit": 0, "skill": 0}, numbers, parameters={"turnover_rate": 0.4})
    assert [surely_positive(each) for each in difference.T] == [True] * 2
