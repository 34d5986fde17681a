"""Role modelling: who is led, what they feel, and how it fades."""

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.interventions.kinds.role_modelling import RoleModelling, below
from simulation.model.draws import replicate_seed
from simulation.world import build
from tests.interventions.conftest import scenario, surely_positive, total
from tests.interventions.stage import Stage, between, several, touched

LIVED = {"kind": "role_modelling", "target": {"role": "middle_manager", "count": 2}}


def test_below_are_all_levels():
    organisation = build(scenario()).organisation
    everybody = below(np.array([0]), organisation)
    assert everybody.tolist() == list(range(1, 1200))
    head = int(np.flatnonzero(organisation.level == 2)[0])
    led = set(below(np.array([head]), organisation).tolist())
    for person in range(1200):
        chain, above = [], int(organisation.manager[person])
        while above < 1200:
            chain.append(above)
            above = int(organisation.manager[above])
        assert (head in chain) == (person in led)
    staff = int(np.flatnonzero(organisation.level == 0)[-1])
    assert below(np.array([staff]), organisation).size == 0
    assert below(np.empty(0, np.int64), organisation).size == 0


def test_leaders_show_and_those_below_notice():
    stage = Stage(LIVED | {"visible": 0.8, "own_use": 0.5, "example": 0.2, "safety": 0.1, "safety_weeks": 4})
    effects = stage.week(0)
    for channel, value in (("visible_use", 0.8), ("read_drive", 0.5), ("contribute_drive", 0.5)):
        assert touched(effects, channel) == stage.active.people.tolist()
        assert effects[channel].max() == np.float32(value)
    for channel, value in (("example", 0.2), ("safety", 0.025)):
        assert touched(effects, channel) == stage.active.led.tolist()
        assert effects[channel].max() == np.float32(value)


def test_it_fades_after_its_time():
    plan = RoleModelling(start=0, lasting_weeks=10, fade_half_life=4)
    assert [plan.level(age) for age in (0, 9, 10, 13, 17)] == pytest.approx([1, 1, 2**-0.25, 0.5, 0.25])
    assert RoleModelling(start=0).level(1000) == 1


def test_safety_is_gained_once_and_partly_stays():
    stage = Stage(LIVED | {"safety": 0.2, "safety_weeks": 2, "safety_kept": 0.25, "lasting_weeks": 3})
    got = np.zeros(1200)
    levels = []
    for age in range(30):
        got += stage.week(age).get("safety", 0)
        levels.append(got[stage.active.led].max())
    assert levels[:3] == pytest.approx([0.1, 0.2, 0.2])
    assert levels == sorted(levels[:3]) + sorted(levels[3:], reverse=True)
    got += stage.end(30)["safety"]
    assert got[stage.active.led] == pytest.approx(0.2 * 0.25)
    assert np.count_nonzero(got) == stage.active.led.size


def test_nothing_is_taken_from_those_who_came_later():
    stage = Stage(LIVED | {"safety": 0.2, "safety_weeks": 1})
    stage.week(0)
    hired = stage.active.led[:5]
    stage.people.hired_week[hired] = 3
    taken = stage.end(8)["safety"]
    assert taken[hired].tolist() == [0] * 5
    assert taken[stage.active.led[5:]] == pytest.approx(-0.1)


def test_safety_at_the_end_of_a_run():
    """Nothing else moves safety: what is left after the end is the part that stays."""
    plan = dict(LIVED, start=5, weeks=20, safety=0.1, safety_weeks=5, safety_kept=0.5)
    quiet = {"turnover_rate": 0, "safety_spread": 0, "safety_mean": 0.5}
    world = build(scenario(interventions=[plan], parameters=quiet))
    end = simulate(world, 0).people["safety"]
    led = Stage(plan, replicate_seed(world.scenario.run.seed, 0)).active.led
    assert end[led] == pytest.approx(0.55, abs=1e-6)
    assert (np.delete(end, led) == 0.5).all()


def test_costs_by_hand():
    stage = Stage(LIVED | {"hours_per_week": 2, "coaching_hours": 4, "coaching_eur": 300, "lasting_weeks": 2})
    costs = [stage.active.cost(age) for age in (0, 1) if stage.week(age)]
    assert [cost.hours for cost in costs] == [2 * 2 + 2 * 2 * 4, 4]
    assert [cost.eur for cost in costs] == [600, 0]
    assert stage.active.cost(9).hours == pytest.approx(4 * 0.5)
    assert stage.active.asks(9)[1] == pytest.approx(1)


def test_a_successor_is_coached_anew_or_does_not_live_it():
    for replace, acting in ((True, 2), (False, 1)):
        stage = Stage(LIVED | {"hours_per_week": 2, "coaching_hours": 4, "replace": replace})
        stage.week(0)
        stage.people.hired_week[stage.active.people[0]] = 0
        assert len(touched(stage.week(1), "visible_use")) == acting
        assert stage.active.cost(1).hours == 2 * acting + (2 * 4 if replace else 0)


STRONG = {"kind": "role_modelling", "start": 5, "target": {"role": "manager"}, "own_use": 2, "example": 0.3}


def test_example_lifts_the_norm_and_contributions(paired):
    difference = paired([STRONG], several(total("norm_sum", 30), total("contributors_7", 10)))
    assert [surely_positive(each) for each in difference.T] == [True] * 2


def test_fading_leaders_are_followed_less():
    """The perceived norm after the leaders stop, against leaders who go on."""
    fading = STRONG | {"lasting_weeks": 10, "fade_half_life": 2}
    assert surely_positive(between(STRONG, fading, total("norm_sum", 50)))
