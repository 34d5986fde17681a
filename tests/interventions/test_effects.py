"""Each shipped intervention has the effect that it claims, over 40 paired seeds, and nothing before its start."""

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import INDEX
from simulation.world import build
from tests.interventions.conftest import contributions, scenario, surely_positive, total

ONE_OF_EACH = [
    {"kind": "community_manager", "communities": 20},
    {"kind": "ambassador_tasks", "target": {"rank": "propensity", "count": 60}},
    {"kind": "reverse_mentoring", "target": {"role": "manager", "count": 40}},
    {"kind": "kick_off", "target": {"count": 100}},
    {"kind": "multipliers", "target": {"rank": "degree", "share": 0.05}},
]


def test_managers_bring_replies(paired):
    plan = [{"kind": "community_manager", "start": 5, "communities": 40, "hours_per_week": 10}]
    assert surely_positive(paired(plan, total("replied")))


def test_tasks_raise_contributions_while_they_run(paired):
    plan = [{"kind": "ambassador_tasks", "start": 20, "weeks": 12, "target": {"rank": "propensity", "count": 150}}]
    assert surely_positive(paired(plan, contributions(20, 32)))


@pytest.mark.parametrize(("crowding", "undershoots"), [(0.0, False), (3.0, True)])
def test_withdrawn_reward_undershoots_only_with_crowding_out(paired, crowding, undershoots):
    """Six half-lives after the end the reward itself is gone; what is left is motivation.

    Nothing else may be left of the game: no habit, reply or norm, and no novelty, which those whom the
    game brought early have had by then.
    """
    plan = [{"kind": "ambassador_tasks", "start": 5, "weeks": 10, "reward": 2.0, "target": {"count": 600}}]
    parameters = {"crowding_out": crowding, "extrinsic_half_life": 1, "contribute_reply": 0, "reply_motivation": 0}
    parameters |= {"contribute_norm": 0, "read_norm": 0, "contribute_habit": 0, "read_habit": 0, "read_content": 0}
    parameters |= {"read_novelty": 0, "contribute_novelty": 0}
    drop = -paired(plan, contributions(25, 55), parameters=parameters)
    assert surely_positive(drop) == undershoots


def test_mentoring_makes_managers_visible_and_skilled(paired):
    plan = [{"kind": "reverse_mentoring", "start": 5, "own_use": 2.0, "target": {"role": "manager", "count": 100}}]
    assert surely_positive(paired(plan, lambda t: t.people["skill"][t.people["level"] > 0].sum()))
    assert surely_positive(paired(plan, total("norm_sum")))


def test_kick_off_registers_attendees(paired):
    plan = [{"kind": "kick_off", "start": 5, "target": {"count": 300}}]
    assert surely_positive(paired(plan, total("registered", 5, 6)))
    assert surely_positive(paired(plan, total("new_by_push")))


def test_multipliers_move_the_anchor(paired):
    plan = [{"kind": "multipliers", "start": 5, "target": {"rank": "degree", "share": 0.05}}]
    assert surely_positive(paired(plan, total("anchor_sum", 59)))


def test_only_persuasion_moves_the_anchor(paired):
    """Registration, rewards, events and mentoring leave every anchor as it was, to the bit."""
    plan = [dict(each, start=5) for each in ONE_OF_EACH if each["kind"] != "multipliers"]
    plain = simulate(build(scenario()), 0).people["anchor"]
    assert np.array_equal(simulate(build(scenario(interventions=plan)), 0).people["anchor"], plain)


def test_order_of_interventions_does_not_matter():
    plan = [dict(each, start=8, ramp_weeks=4) for each in ONE_OF_EACH]
    there = simulate(build(scenario(interventions=plan)), 1)
    back = simulate(build(scenario(interventions=plan[::-1])), 1)
    assert np.array_equal(there.counts, back.counts)
    assert there.counts[:, -1, INDEX["people"]].tolist() == [1200] * 60


def test_order_does_not_change_the_last_bit():
    """Sums over layers and effects are rounded: two events with many ties, three rewards of very different size."""
    events = (("a", 0.5, 20), ("b", 0.3, 6))
    plans = [
        {"kind": "kick_off", "target": {"share": share}, "acquaintances": ties, "excitement": 0}
        | {"name": name, "luck": name, "start": 5}
        for name, share, ties in events
    ]
    for name, reward in (("large", 1.0), ("small", 5e-8), ("tiny", 4e-8)):  # 1 + small is 1, small + tiny counts
        game = {"kind": "ambassador_tasks", "name": name, "luck": name, "target": {}, "reward": reward}
        plans.append(game | {"start": 5, "lapse_weeks": None})
    there, back = (
        simulate(build(scenario(interventions=order, run={"weeks": 12})), 0) for order in (plans, plans[::-1])
    )
    for name, column in there.people.items():
        assert column.tobytes() == back.people[name].tobytes(), name
    assert there.booked.tobytes() == back.booked.tobytes()
