"""The ambassador programme: who joins, rises and leaves, what that does inside, and what is seen outside."""

import numpy as np
import pytest
from pydantic import ValidationError

from simulation.engines.budget import weekly_costs
from simulation.engines.run import simulate
from simulation.interventions.kinds.ambassador_programme.plan import AmbassadorProgramme
from simulation.interventions.kinds.ambassador_programme.roster import ACTIVE, CORE, INTERESTED
from simulation.model.record import BOOKING
from simulation.world import build
from tests.interventions.conftest import contributions, scenario, surely_positive, total
from tests.interventions.stage import Stage, several, touched

WEEK = 3
LARGE = {"kind": "ambassador_programme", "target": {}, "search_weeks": 2, "interest": 1}
"""Nearly everybody who is reached joins, as far as there is room."""


def staged(**settings):
    """A programme that has received 40 newcomers in its first week; propensities and beliefs are spread."""
    stage = Stage(LARGE | {"lead_hours_newcomer": 0.25, "leave_rate": 0} | settings)
    rng = np.random.default_rng(1)
    stage.people.propensity[:] = rng.normal(0, 1.8, 1200)
    stage.active = stage.plan.activate(stage.world, stage.view(0))
    stage.week(0)
    return stage, stage.active.roster


def tiers(run):
    return np.stack([run.booked[:, :, BOOKING[f"ambassadors_{name}"]] for name in ("interested", "active", "core")])


def test_newcomers_come_as_far_as_the_lead_has_hours():
    stage, roster = staged()
    assert stage.plan.newcomer_places == 40
    assert roster.count(INTERESTED) == roster.members.size == 40
    effects = stage.week(1)
    joined = sorted(stage.active.people[stage.active.joined])
    assert touched(effects, "register_now") == touched(effects, "training") == joined
    assert len(joined) == 40
    assert effects["motivation"][joined] == pytest.approx(0.1)


def test_the_search_reaches_everybody_in_turn():
    stage, roster = staged(search_weeks=4, lead_hours_newcomer=0, interest=10)
    assert roster.members.size == 300
    for age in (1, 2, 3):
        stage.week(age)
    assert roster.members.size == 1200


def test_interest_follows_propensity_motivation_and_belief():
    """Joined against not joined, with the log-odds that are stated: means of what decides must differ."""
    for trait, high, settings in (
        ("propensity", 1.8, {"interest_propensity": 2}),
        ("motivation", 1.0, {"interest_propensity": 0}),
        ("belief", 0.2, {"interest_propensity": 0, "conviction_belief": 10}),
    ):
        stage = Stage(LARGE | {"search_weeks": 1, "lead_hours_newcomer": 0, "interest": 0} | settings)
        column = getattr(stage.people, trait)
        column[:] = np.where(np.arange(1200) % 2, 0.5 + high, 0.5 - high)
        stage.active = stage.plan.activate(stage.world, stage.view(0))
        stage.week(0)
        came = np.isin(np.arange(1200), stage.active.people[stage.active.joined])
        odd = np.arange(1200) % 2 == 1
        mean = 0.5 if trait == "motivation" else 0.0
        spread = np.sqrt(0.5**2 + high**2) if trait == "propensity" else 1.0
        weight = {"propensity": 2 / spread, "motivation": 1, "belief": 10}[trait]
        level = 0.5 / spread * 2 if trait == "propensity" else mean
        for who, sign in ((odd, 1), (~odd, -1)):
            expected = 1 / (1 + np.exp(-(level + sign * high * weight)))
            assert came[who].mean() == pytest.approx(expected, abs=4 * np.sqrt(0.25 / 600)), trait


def test_those_without_conviction_leave():
    """Hazard r exp(-motivation): share that is gone after one week, for two levels of motivation."""
    stage, roster = staged(lead_hours_newcomer=0, search_weeks=1, interest=10, leave_rate=0.1, interest_propensity=0)
    stage.people.motivation[::2] = 1.0
    stage.people.motivation[1::2] = -1.0
    before = roster.members.copy()
    roster.leave(stage.view(1))
    gone = ~np.isin(before, roster.members)
    assert before.size == 1200
    for level, who in ((1.0, before % 2 == 0), (-1.0, before % 2 == 1)):
        expected = 1 - np.exp(-0.1 * np.exp(-level))
        assert gone[who].mean() == pytest.approx(expected, abs=4 * np.sqrt(expected / 600))


def test_whoever_leaves_the_company_leaves_the_programme():
    stage, roster = staged()
    seat = stage.active.people[roster.members[7]]
    followers = stage.active.reach.followers[roster.members[7]]
    stage.people.hired_week[seat] = 0
    roster.leave(stage.view(1))
    assert roster.members.size == 39
    assert roster.tier[seat] == 0
    stage.active.reach.welcome(np.array([seat]), stage.view(1))
    assert stage.active.reach.followers[seat] != followers, "the hire is somebody else"


def test_members_rise_and_fall_by_activity():
    stage, roster = staged(activity_half_life=1, network_share=0, interested_posts=0)
    busy = roster.members[:5]
    risen = {}
    for week in range(1, 9):
        if week < 5:
            stage.people.last_contribution[stage.active.people[busy]] = week - 1
        stage.active.joined = stage.active.joined[:0]
        roster.leave(stage.view(week))
        roster.note_activity(np.zeros(1200, np.bool_), stage.view(week))
        risen[week] = sorted(roster.move(stage.view(week)))
        levels = set(roster.tier[busy].tolist())
        # activity: 1/2, 3/4, 7/8, 15/16, then 15/32, 15/64, 15/128; levels 0.4 and 0.8, kept down to half of them
        assert levels == [{ACTIVE}, {ACTIVE}, {CORE}, {CORE}, {CORE}, {ACTIVE}, {INTERESTED}, {INTERESTED}][week - 1]
    assert risen[1] == risen[3] == sorted(busy)
    assert not any(risen[week] for week in (2, 4, 5, 6, 7, 8))


def test_the_most_active_rise_where_there_is_little_room():
    stage, roster = staged(lead_hours=40, active_share=0.1, lead_hours_active=2)
    assert stage.plan.active_places == 2
    roster.activity[roster.members] = np.linspace(0.5, 0.9, 40)
    assert sorted(roster.move(stage.view(1))) == sorted(roster.members[-2:])
    assert roster.count(ACTIVE) == 2


def test_without_activity_nobody_rises():
    plan = dict(LARGE, start=5, network_share=0)
    parameters = {"contribute_intercept": -15, "propensity_spread": 0}
    found = tiers(simulate(build(scenario(interventions=[plan], parameters=parameters)), 0))
    assert found[0, -1, -1] > 300
    assert found[1:].sum() == 0


@pytest.fixture(scope="module")
def large():
    """A year of a programme with a lead for a tenth of her time."""
    plan = dict(LARGE, start=5, lead_hours=8, demand_rate=1, support_weeks=3)
    return simulate(build(scenario(interventions=[plan])), 0), AmbassadorProgramme(**plan)


def test_tiers_stay_within_the_hours_of_the_lead(large):
    run, plan = large
    interested, active, core = tiers(run)[:, :, -1]
    assert (plan.newcomer_places, plan.active_places, plan.core_places) == (4, 32, 3)
    assert np.diff(interested + active + core).max() == 4
    assert core.max() == 3
    assert 5 < active.max() <= 32 + 3
    assert interested[:5].sum() == 0


def test_silos_add_up(large):
    run, _ = large
    names = ("ambassadors_interested", "ambassadors_active", "external_posts", "external_impressions")
    for name in names:
        book = run.booked[:, :, BOOKING[name]]
        assert book[:, -1].max() > 0
        assert (book[:, :-1] > 0).any(axis=0).all(), "both silos have some"
        assert book[:, :-1].sum(axis=1) == pytest.approx(book[:, -1])


def test_impressions_of_people_are_those_booked(large):
    run, _ = large
    assert run.people["external_impressions"].sum() == run.booked[:, -1, BOOKING["external_impressions"]].sum()


def test_costs_by_hand():
    stage, roster = staged(eur_per_week=100, eur_per_newcomer=30, newcomer_hours=3, training_weeks=4, support_hours=2)
    cost = stage.active.cost(0)
    assert (cost.hours, cost.eur) == (40 + 40 * 3, 100 + 40 * 30)
    roster.tier[roster.members[:10]] = ACTIVE
    roster.tier[roster.members[:2]] = CORE
    stage.active.joined = np.empty(0, np.int64)
    stage.active.support.until = {4: 9}
    assert stage.active.cost(3).hours == 40 + 8 * 1 + 2 * 4 + 2
    assert stage.active.cost(4).hours == 40 + 8 * 1 + 2 * 4 + 2 + 10 * 2


def test_planned_is_what_full_tiers_cost(large):
    run, plan = large
    world = build(scenario(interventions=[plan.model_dump(exclude_defaults=True) | {"kind": plan.kind}]))
    planned = weekly_costs(world)["ambassador_programme"]
    assert planned[0].hours == 8 + 4 * 3
    assert planned[50].hours == 8 + 4 * 3 + 32 * 1 + 3 * 4
    assert planned[52].hours == planned[50].hours + (32 + 3) * 2, "a training"
    booked = run.booked[5:, -1, BOOKING["hours"]]
    assert (booked <= [cost.hours for cost in planned]).all()
    assert booked.max() > 0.8 * planned[50].hours


def test_active_and_core_members_are_trained():
    stage, roster = staged(training_weeks=4)
    roster.tier[roster.members[:3]] = ACTIVE
    roster.activity[roster.members[:3]] = 1
    for age in (3, 4, 5):
        effects = stage.week(age)
        trained = set(stage.active.people[roster.leaders()] if age == 4 else [])
        assert len(trained) == (3 if age == 4 else 0)
        assert set(touched(effects, "training")) == trained | set(stage.active.people[stage.active.joined])


def test_departments_with_active_members_ask_for_support():
    stage, _ = staged(demand_rate=10, support_weeks=3, support_hours=3)
    support, department = stage.active.support, stage.world.organisation.department
    assert stage.plan.support_places == 2
    active = np.array([person for person in range(1200) if department[person] in (1, 3, 5)])
    support.answer(4, active, stage.view(4))
    assert len(support.until) == 2
    assert set(support.until) < {1, 3, 5}
    assert set(support.until.values()) == {7}
    for one in support.people():
        assert len(set(department[one])) == 1
        assert np.count_nonzero(department == department[one.start]) == one.stop - one.start
    effects = stage.week(5)
    supported = [i for i in range(1200) if department[i] in support.until]
    assert touched(effects, "usefulness") == supported
    support.answer(7, active[:0], stage.view(7))
    assert support.until == {}


def test_talks_are_with_colleagues():
    stage, roster = staged(core_talks=2, active_talks=0, persuasion=0.1)
    roster.tier[roster.members[0]] = CORE
    roster.activity[roster.members[0]] = 1
    effects = stage.week(1)
    leader = stage.active.people[roster.leaders()]
    assert leader.size == 1
    met = touched(effects, "persuasion")
    assert 1 <= len(met) <= 2
    assert set(met) <= set(stage.world.contacts(int(leader[0])).tolist())
    assert effects["persuasion"][met].sum() == pytest.approx(0.2 if len(met) == 2 else 0.19)


def test_the_programme_acts_inside(paired):
    plan = [dict(LARGE, start=5, active_talks=2, core_talks=4, persuasion=0.1, lead_hours_newcomer=0.1)]
    numbers = several(contributions(20), total("anchor_sum", 39), total("visible", 20), total("skill_sum", 39))
    difference = paired(plan, numbers, run={"weeks": 40})
    assert [surely_positive(each) for each in difference.T] == [True] * 4


def test_reach_changes_nothing_inside():
    """Followers alone: same people, same posts, same company; only how often posts are seen differs."""
    few, many = (simulate(build(scenario(interventions=[dict(LARGE, start=5, followers=f)])), 0) for f in (10, 10_000))
    assert np.array_equal(few.counts, many.counts)
    posts, seen = BOOKING["external_posts"], BOOKING["external_impressions"]
    assert np.array_equal(few.booked[:, :, posts], many.booked[:, :, posts])
    assert few.booked[:, -1, seen].sum() < many.booked[:, -1, seen].sum() / 100


@pytest.mark.parametrize("recognition", [0, 0.3])
def test_recognition_feeds_back_only_if_asked_for(recognition):
    settings = {"recognition": recognition, "recognition_half": 500, "interested_posts": 2, "lead_hours_newcomer": 0}
    stage, _ = staged(search_weeks=1, interest=10, **settings)
    effects, reach = stage.week(1), stage.active.reach
    assert np.count_nonzero(reach.impressions) > 100
    expected = recognition * reach.impressions / (reach.impressions + 500)
    assert effects.get("motivation", np.zeros(1200)) == pytest.approx(expected, abs=1e-6)


def test_impressions_have_a_heavy_tail():
    """Top 30 of about 500 posters; with equal followers their share is that of their posts."""
    shares = []
    for spread in (0.0, 1.5):
        settings = {"followers_spread": spread, "view_share": 1, "lead_hours_newcomer": 0.1, "network_share": 1}
        run = simulate(build(scenario(interventions=[dict(LARGE, start=0, **settings)])), 0)
        seen = np.sort(run.people["external_impressions"])[::-1]
        shares.append(seen[:30].sum() / seen.sum())
    assert seen[0] > 20 * np.median(seen[seen > 0])
    assert shares[1] > 1.3 * shares[0]
    top = np.log(seen[:50])
    assert np.mean(top[:-1] - top[-1]) > 1 / 2.5, "Hill: tail index below 2.5, the variance hardly exists"


def test_it_ends_with_its_weeks():
    plan = dict(LARGE, start=5, weeks=10)
    run = simulate(build(scenario(interventions=[plan])), 0)
    assert tiers(run)[:, :15].sum() > 0
    assert run.booked[15:].sum() == 0


def test_settings_that_contradict_each_other():
    with pytest.raises(ValidationError, match=r"at most 1 together, not 1\.2"):
        AmbassadorProgramme(start=0, onboarding_share=0.5, active_share=0.5, core_share=0.2)
    with pytest.raises(ValidationError, match="core_level must be at least active_level"):
        AmbassadorProgramme(start=0, active_level=0.9)
