"""The gamified task set: novelty, tasks, points, levels, badges, by hand where exact."""

import numpy as np
import pytest
from pydantic import ValidationError

from simulation.engines.run import simulate
from simulation.interventions.kinds.ambassador_tasks import AmbassadorTasks
from simulation.model.record import BOOKING
from simulation.world import build
from tests.interventions.conftest import contributions, scenario, surely_positive
from tests.interventions.stage import Stage, touched

GAME = {"kind": "ambassador_tasks", "target": {"count": 4}, "tasks_per_week": 4, "reading_tasks": 0.25,
        "accept_share": 1}  # fmt: skip
READER, AUTHOR, IDLE, HIRE = range(4)


def tasks_of(stage, age, who):
    """Tasks that were booked of some people."""
    people, tasks = stage.active.books(age)["tasks_done"]
    return [float(tasks[people == each].sum()) for each in who]


@pytest.fixture
def game():
    """Four ambassadors after a week: one has read, one has written, one neither, one was just hired."""

    def played(**settings):
        stage = Stage(GAME | settings)
        stage.week(0)
        who = stage.active.people
        stage.people.last_read[who[[READER, AUTHOR]]] = 0
        stage.people.last_contribution[who[AUTHOR]] = 0
        return stage, who

    return played


def test_novelty_halves_dips_and_partly_recovers():
    plan = AmbassadorTasks(start=0, novelty_half_life=8, dip_after=4, dip_weeks=3, dip=0.4, recovery=0.5)
    without = [2 ** (-age / 8) for age in range(12)]
    expected = [1] * 4 + [0.6] * 3 + [0.8] * 5
    assert [plan.novelty(age) for age in range(12)] == pytest.approx(np.multiply(without, expected))
    plain = AmbassadorTasks(start=0, dip=0, novelty_half_life=2)
    assert [plain.novelty(age) for age in (0, 2, 4)] == [1, 0.5, 0.25]


def test_reward_follows_novelty():
    stage = Stage(GAME | {"reward": 2, "dip": 0, "novelty_half_life": 3})
    for age in (0, 3, 6):
        extrinsic = stage.week(age, 0.5)["extrinsic"]
        assert extrinsic[stage.active.people] == pytest.approx(2 * 0.5 * 2 ** (-age / 3))
        assert np.count_nonzero(extrinsic) == 4


def test_tasks_depend_on_what_people_did(game):
    stage, who = game(points_per_task=10, levels=(10, 40))
    stage.people.hired_week[who[HIRE]] = 0
    stage.week(1)
    assert tasks_of(stage, 1, who) == [1, 4, 0, 0]
    assert stage.active.points[who].tolist() == [10, 40, 0, 0]
    assert stage.active.level(who).tolist() == [1, 2, 0, 0]
    stage.people.last_read[who[IDLE]] = 0  # a week ago, not last week
    stage.week(2)
    assert tasks_of(stage, 2, who) == [0, 0, 0, 0]
    assert stage.active.points[who].tolist() == [10, 40, 0, 0]


def test_tasks_are_capped(game):
    """Whoever writes twenty times in a week has done the week's tasks, no more."""
    stage, who = game()
    stage.people.contributions[who[AUTHOR]] = 20
    stage.week(1)
    assert stage.active.tasks.max() == 4


def test_a_hire_is_no_ambassador_and_somebody_else_begins_from_zero(game):
    stage, who = game(levels=(40,))
    stage.week(1)
    assert stage.active.points[who[AUTHOR]] == 40
    stage.people.hired_week[who[AUTHOR]] = 1
    stage.week(2)
    assert who[AUTHOR] not in stage.active.members.seats
    (new,) = stage.active.joined
    assert (stage.active.points[new], stage.active.level(stage.active.joined)[0]) == (0, 0)


@pytest.mark.parametrize(("floor", "gain"), [(0.0, 0.3), (0.5, 0.0), (0.25, 0.3 * (0.5 - 0.25) / 0.75)])
def test_a_badge_is_worth_as_much_as_one_is_active(game, floor, gain):
    """The author writes in one of two weeks and reaches the level in the second; readers' badges mean nothing."""
    stage, who = game(badge=0.3, badge_activity=floor, levels=(45,), task_value=1)
    first = stage.week(1)
    assert touched(first, "motivation") == []
    stage.people.last_read[who[AUTHOR]] = 1
    second = stage.week(2, 2.0)
    assert stage.active.level(who)[AUTHOR] == 1
    expected = 2 * (gain if floor else 0.3 * 0.5)
    got = second.get("motivation", np.zeros(1200))
    assert got[who[AUTHOR]] == pytest.approx(expected, abs=1e-7)
    assert touched(second, "motivation") == ([who[AUTHOR]] if expected else [])


def test_several_levels_at_once_are_several_badges(game):
    stage, who = game(badge=0.3, badge_activity=0, levels=(5, 6, 7, 1000))
    assert stage.week(1)["motivation"][who[AUTHOR]] == pytest.approx(3 * 0.3)


def test_points_are_what_was_booked():
    plan = dict(GAME, start=10, target={"rank": "propensity", "count": 100}, points_per_task=7, replace=False)
    end = simulate(build(scenario(interventions=[plan], parameters={"turnover_rate": 0})), 0)
    done = end.booked[:, -1, BOOKING["tasks_done"]]
    assert done[:11].sum() == 0
    assert 0 < done.sum() <= 49 * 400
    assert end.people["ambassador_points"].sum() == pytest.approx(7 * done.sum())
    assert np.count_nonzero(end.people["ambassador_points"]) <= 100
    assert end.people["ambassador_level"].max() == 3


def test_badges_lift_those_who_are_active_already(paired):
    """No reward and no cheap posts: what is left are badges."""
    plan = [dict(GAME, start=10, target={"rank": "propensity", "count": 200}, reward=0, task_value=1, badge=1)]
    assert surely_positive(paired(plan, contributions(15)))


@pytest.mark.parametrize("levels", [(50, 50), (0, 50), (-3,), (5, float("nan")), (5, float("inf"))])
def test_levels_must_rise(levels):
    with pytest.raises(
        ValidationError,
        match=r"levels must rise, from above 0 to at most 1000000 points|levels: must be a finite number",
    ):
        AmbassadorTasks(start=0, levels=levels)


def test_there_may_be_no_levels():
    stage = Stage(GAME | {"levels": ()})
    for age in range(3):
        stage.week(age)
    assert stage.active.level(stage.active.people).tolist() == [0] * 4


def test_tasks_ask_for_attention():
    stage = Stage(GAME | {"hours_per_task": 0.5})
    stage.week(0)
    people, hours = stage.active.asks(0)
    assert (people.tolist(), hours) == (stage.active.people.tolist(), 2)
