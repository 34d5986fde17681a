"""Face-to-face persuasion: whom, how many, what it moves, what a convert costs."""

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import BOOKING, INDEX
from simulation.world import build
from tests.interventions.conftest import scenario, surely_positive, total
from tests.interventions.stage import Stage, several, touched

TALKS = {
    "kind": "face_to_face",
    "hours_per_week": 2,
    "hours_per_talk": 0.5,
    "list_weeks": 2,
    "training_hours": 10,
    "register_hazard": 0.3,
}


def test_those_without_account_come_first_then_those_of_low_belief():
    stage = Stage(TALKS | {"target": {"count": 12}})
    who = stage.active.people
    stage.people.belief[who] = np.linspace(0.9, 0.1, 12)
    stage.people.registered[who[[0, 2, 4, 11]]] = 1
    effects = stage.week(0)
    assert touched(effects, "persuasion") == sorted(who[[10, 9, 8, 7]])
    assert touched(stage.week(1), "register_hazard") == sorted(who[[6, 5, 3, 1]])
    stage.people.registered[who] = 1
    assert touched(stage.week(2), "persuasion") == sorted(who[[11, 10, 9, 8]]), "a new list"
    assert effects["persuasion"][who[10]] == np.float32(0.05)
    assert effects["register_hazard"][who[10]] == np.float32(0.3)


def test_equal_beliefs_go_by_place():
    stage = Stage(TALKS | {"target": {"count": 12}})
    assert touched(stage.week(0), "persuasion") == stage.active.people[:4].tolist()


def test_talks_are_what_hours_allow():
    """1.2 hours a week are 2.4 talks of half an hour: 2, 2, 3, 2, 3 and so on."""
    stage = Stage(TALKS | {"hours_per_week": 1.2, "list_weeks": 3})
    held = []
    for age in range(10):
        stage.week(age)
        held.append(int(stage.active.books(age)["talks"].sum()))
        assert stage.active.cost(age).hours == held[-1] * 0.5 * 2 + (10 if age == 0 else 0)
    assert held == [2, 2, 3, 2, 3, 2, 2, 3, 2, 3]


def test_nobody_is_seen_twice_between_two_lists():
    stage = Stage(TALKS | {"target": {"count": 6}, "list_weeks": 4})
    seen = [touched(stage.week(age), "persuasion") for age in range(5)]
    assert [len(each) for each in seen] == [4, 2, 0, 0, 4]
    assert sorted(seen[0] + seen[1]) == stage.active.people.tolist()


def test_only_those_seen_change_their_conviction():
    plan = dict(TALKS, start=5, weeks=10, list_weeks=10, register_hazard=0)
    quiet = {"turnover_rate": 0}
    plain = simulate(build(scenario(parameters=quiet)), 0)
    talked = simulate(build(scenario(interventions=[plan], parameters=quiet)), 0)
    assert np.count_nonzero(plain.people["anchor"] != talked.people["anchor"]) == 40
    assert talked.booked[:, -1, BOOKING["talks"]].tolist() == [0] * 5 + [4] * 10 + [0] * 45


def test_talks_convert_and_the_hours_for_one_can_be_told(paired):
    plan = dict(TALKS, start=2, weeks=26, hours_per_week=20)
    parameters = {"innovation_rate": 0.002, "imitation_rate": 0}
    gained = paired([plan], several(total("registered", 40, 41), total("anchor_sum", 59)), parameters=parameters)
    assert [surely_positive(each) for each in gained.T] == [True] * 2
    run = simulate(build(scenario(interventions=[plan], parameters=parameters)), 0)
    pushed = run.counts[:, -1, INDEX["new_by_push"]].sum()
    hours, talks = (run.booked[:, -1, BOOKING[name]].sum() for name in ("hours", "talks"))
    assert hours == talks * 0.5 * 2 + 10
    assert 0 < pushed <= talks
    push = 1 - np.exp(-0.3)  # a talk with somebody without an account converts with this chance
    assert hours / pushed == pytest.approx(1 / push, rel=0.25)
