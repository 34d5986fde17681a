"""Interventions act on people who are there: who is asked, signs in, leaves, lapses, is replaced; what that costs."""

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.interventions import all_kinds
from simulation.model.record import PARTICIPATION, STAGES
from simulation.world import build
from tests.interventions.conftest import scenario
from tests.interventions.stage import Stage, touched

GAME = {"kind": "ambassador_tasks", "target": {"count": 40}, "accept_share": 1}
MENTORING = {"kind": "reverse_mentoring", "target": {"role": "manager", "count": 20}, "accept_share": 1}


def rows(trajectory, name=None):
    """Columns of participation, of the intervention with a number or all."""
    columns = trajectory.participation
    mine = columns["intervention"] == (name or 0)
    return {key: values[mine] for key, values in columns.items()}


def test_mentors_and_mentees_sign_in_at_sessions():
    stage = Stage(MENTORING | {"weeks_between": 2})
    first, second, third = (stage.week(age) for age in range(3))
    assert touched(first, "register_now") == stage.active.people.tolist()
    assert "register_now" not in second
    assert touched(third, "register_now") == stage.active.people.tolist()


def test_a_pair_ends_with_one_of_its_people_unless_a_successor_comes():
    for replace, pairs in ((False, 19), (True, 20)):
        stage = Stage(MENTORING | {"weeks_between": 1, "replace": replace})
        stage.week(0)
        assert stage.active.cost(0).hours == pytest.approx(20 * 2 * 1.5 + 4)
        stage.people.hired_week[stage.active.people[0]] = 0
        stage.week(1)
        assert stage.active.cost(1).hours == pytest.approx(pairs * 2 * 1.5 + 4)
        assert stage.active.planned(1).hours == pytest.approx(20 * 2 * 1.5 + 4)


def test_who_declines_is_followed_by_the_next_in_line():
    plan = {"kind": "multipliers", "target": {"rank": "degree", "count": 30}, "accept_share": 0.5}
    with_others, without = Stage(plan), Stage(plan | {"replace": False})
    for stage in (with_others, without):
        stage.week(0)
    assert with_others.active.helping.size == 30
    assert 5 <= without.active.helping.size <= 25
    best = set(with_others.active.people.tolist())
    assert set(without.active.helping.tolist()) < best
    assert not set(with_others.active.helping.tolist()) <= best


def test_an_ambassador_who_lapses_or_leaves_is_replaced_in_time_and_paid_anew():
    stage = Stage(GAME | {"lapse_weeks": 3, "replace_per_week": 2, "eur_per_ambassador": 50})
    stage.week(0)
    members = stage.active.members.seats.tolist()
    assert (len(members), stage.active.cost(0).eur) == (40, 40 * 50)
    stage.people.last_read[members] = 0
    stage.people.hired_week[members[:3]] = 0
    assert touched(stage.week(1), "register_now") == stage.active.joined.tolist()
    assert not set(stage.active.joined.tolist()) & set(members)
    assert (stage.active.joined.size, stage.active.cost(1).eur) == (2, 2 * 50)
    stage.week(2)
    assert stage.active.joined.size == 1
    stage.people.last_read[members[10:]] = 2
    stage.week(4)
    gone = set(members) - set(stage.active.members.seats.tolist())
    assert gone == set(members[:10]), "who read in week 2 stays, who has not read for three weeks goes"


def test_who_may_take_over_is_reserved_at_the_start_and_no_more_come():
    stage = Stage(GAME | {"replace_share": 0.1, "replace_per_week": 3, "eur_per_ambassador": 10, "lapse_weeks": None})
    assert [stage.active.planned(age).eur for age in (0, 1)] == [440, 0]
    stage.week(0)
    stage.people.hired_week[stage.active.members.seats[:8]] = 0
    came = [stage.active.joined.size for age in (1, 2, 3) if stage.week(age) is not None]
    assert came == [3, 1, 0]


def test_nobody_is_replaced_where_that_is_not_wanted():
    stage = Stage(GAME | {"lapse_weeks": 2, "replace": False})
    stage.week(0)
    stage.week(5)
    assert stage.active.members.seats.size == 0
    assert stage.active.cost(5).eur == 0


def test_only_tasks_that_were_done_are_paid():
    stage = Stage(GAME | {"tasks_per_week": 2, "hours_per_task": 0.5, "lead_hours": 7})
    stage.week(0)
    members = stage.active.members.seats
    assert stage.active.cost(0).hours == 7
    assert stage.active.planned(0).hours == 40 * 2 * 0.5 + 7
    stage.people.last_read[members[:10]] = 0
    stage.people.last_contribution[members[:4]] = 0
    stage.week(1)
    assert stage.active.cost(1).hours == pytest.approx(7 + (10 * 0.5 + 4 * 0.5) * 2 * 0.5)
    assert stage.active.turnout(1).took_part.tolist() == members[:10].tolist()


def test_the_end_of_the_game_takes_motivation_only_from_those_who_had_something_of_it():
    """A reward that somebody never had cannot be withdrawn."""
    stage = Stage(GAME)
    stage.week(0)
    members = stage.active.members.seats
    stage.people.last_read[members[:6]] = 0
    stage.week(1)
    stage.people.hired_week[members[0]] = 2
    assert touched(stage.end(3), "withdrawal") == members[1:6].tolist()
    assert "withdrawal" not in Stage(GAME).end(1)


def test_a_managed_community_that_does_not_run_is_opened_and_others_get_nothing():
    stage = Stage({"kind": "community_manager", "communities": 6, "opening_items": 3})
    stage.groups.stage[stage.active.chosen[:4]] = STAGES.index("inception")
    stage.week(0)
    opened = stage.community["started"]
    assert np.flatnonzero(opened).tolist() == sorted(stage.active.chosen[4:].tolist())
    assert set(opened[opened > 0].tolist()) == {3.0}


def test_managers_of_communities_that_were_given_up_are_not_paid():
    stage = Stage({"kind": "community_manager", "communities": 6, "hours_per_week": 4, "training_hours": 0})
    stage.groups.stage[:] = STAGES.index("inception")
    stage.week(0)
    stage.groups.stage[stage.active.chosen[0]] = STAGES.index("dead")
    stage.week(1)
    assert (stage.active.cost(1).hours, stage.active.planned(1).hours) == (5 * 4, 6 * 4)


def test_a_new_manager_is_trained_anew():
    stage = Stage({"kind": "community_manager", "communities": 6, "training_hours": 16, "training_eur": 100})
    stage.groups.stage[:] = STAGES.index("inception")
    stage.week(0)
    assert stage.active.cost(0).eur == 600
    stage.people.hired_week[stage.active.posts.seats[0]] = 0
    stage.week(1)
    assert stage.active.cost(1).eur == 100


def test_a_kick_off_takes_hours_of_those_who_come():
    stage = Stage({"kind": "kick_off", "target": {"count": 100}, "attend_share": 0.6, "hours": 8})
    effects = stage.week(0)
    come = touched(effects, "register_now")
    assert 40 < len(come) < 80
    assert stage.active.cost(0).hours == 8 * len(come)
    assert stage.active.planned(0).hours == 800
    assert stage.active.turnout(0).took_part.tolist() == come


def test_use_cases_are_tried_by_those_who_have_an_account():
    stage = Stage({"kind": "use_cases", "cases": 1, "fits_share": 0.5, "hours_per_user": 2, "care_hours": 0})
    assert stage.active.cost(0).hours == 24
    stage.people.registered[::3] = 1
    again = stage.plan.activate(stage.world, stage.view(0))
    fits = again.people
    assert again.cost(0).hours == 24 + 2 * np.count_nonzero(fits % 3 == 0)
    assert again.planned(0).hours == 24 + 2 * fits.size


def test_who_leaves_during_a_round_leaves_a_gap():
    stage = Stage({"kind": "working_out_loud", "target": {"count": 20}, "circles": 4, "rounds": 1})
    stage.week(0)
    assert stage.active.cost(0).hours == 20 + 4
    stage.people.hired_week[stage.active.people[:2]] = 0
    stage.week(1)
    assert stage.active.cost(1).hours == 18 + 4


@pytest.mark.parametrize("kind", all_kinds())
def test_every_kind_says_what_becomes_of_the_people_it_pays(kind):
    """An account by signing in, or a reason why none is needed: one of the two, so that no plan pays people who are
    not there without a word."""
    source = all_kinds()[kind]
    module = __import__(source.__module__, fromlist=["x"])
    helpers = [getattr(module, name, None) for name in ("sign_in", "Programme")]
    orders = kind == "mandate"  # which is an order to register
    assert bool(source.off_platform) != bool(any(helpers) or orders), kind


def test_what_is_taken_down_adds_up():
    plan = [{"kind": "workshops", "name": "courses", "start": 3, "target": {"count": 50}, "groups_per_week": 2}]
    found = rows(simulate(build(scenario(interventions=plan, run={"weeks": 12})), 0))
    assert found["week"].tolist() == list(range(3, 12))
    assert found["took_part"].tolist() == [18, 18, 14, 0, 0, 0, 0, 0, 0]
    assert found["took_part_first"].sum() == found["reached_first"].sum() == found["meant"][0] == 50
    assert found["paid_before"].tolist() == [0, 18, 18, 14, 0, 0, 0, 0, 0]
    assert found["paid_before_with_account"].tolist() == found["paid_before"].tolist(), "they signed in there"
    assert found["hours_used"].tolist() == found["hours_reserved"].tolist()
    assert set(PARTICIPATION) <= set(found)


def test_both_engines_take_down_the_same_and_a_stop_changes_nothing():
    from simulation.engines.run import state_at

    plan = [dict(GAME, start=2), dict(MENTORING, start=3), {"kind": "kick_off", "start": 4, "target": {"share": 0.2}}]
    world = build(scenario(organisation={"people": 200}, interventions=plan, run={"weeks": 14}))
    whole = simulate(world, 1)
    others = [simulate(world, 1, engine="mesa"), simulate(world, 1, start=state_at(world, 1, 9))]
    for other in others:
        for name, values in whole.participation.items():
            assert np.array_equal(values, other.participation[name]), name


def test_hours_are_charged_where_people_took_part():
    """Reserved in both silos, used in one: costs follow what happened, also by silo."""
    plan = [dict(GAME, start=0, lead_hours=0, target={"count": 40}, tasks_per_week=4)]
    world = build(scenario(interventions=plan, run={"weeks": 30}))
    trajectory = simulate(world, 0)
    found = rows(trajectory)
    booked = trajectory.booked[:, :, 0]
    assert booked[:, -1] == pytest.approx(found["hours_used"])
    assert booked[:, :-1].sum(axis=1) == pytest.approx(booked[:, -1])
    assert found["hours_used"].sum() < found["hours_reserved"].sum()
