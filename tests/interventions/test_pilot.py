"""Pilots: who takes part, dense or thin, what they get, where content goes."""

import numpy as np
import pytest

from simulation.engines.budget import weekly_costs
from simulation.engines.run import simulate
from simulation.interventions.kinds.pilot_community.clusters import clustered
from simulation.interventions.kinds.pilot_community.plan import densest
from simulation.interventions.select import fitting, select
from simulation.interventions.target import Target
from simulation.model.draws import replicate_seed
from simulation.model.record import INDEX
from simulation.world import build
from tests.interventions.conftest import nobody, scenario, surely_positive, total

PILOT = {"kind": "pilot_community", "start": 5, "target": {"count": 120}}
STILL = {"innovation_rate": 0, "imitation_rate": 0, "turnover_rate": 0}


@pytest.fixture(scope="module")
def world():
    return build(scenario())


@pytest.mark.parametrize("unit", ["team", "department"])
def test_dense_ones_fill_unit_by_unit(world, unit):
    organisation = world.organisation
    column = organisation.team if unit == "team" else organisation.department
    who = clustered(Target(count=120), organisation, "x", None, unit, 1.0)
    sizes = np.bincount(column)
    inside = np.bincount(column[who], minlength=sizes.size)
    assert who.size == np.unique(who).size == 120
    assert ((inside > 0) & (inside < sizes)).sum() <= 1
    assert (np.diff(column[who].astype(int)) != 0).sum() == (inside > 0).sum() - 1


def test_thin_ones_are_the_target_as_it_is(world):
    target = Target(role="staff", rank="degree", count=60)
    thin = clustered(target, world.organisation, "x", None, "team", 0.0)
    assert np.sort(thin).tolist() == select(target, world.organisation, "x").tolist()


def test_units_with_most_who_fit_come_first(world):
    organisation = world.organisation
    target = Target(functions=("Engineering",), share=0.2)
    who = clustered(target, organisation, "x", None, "department", 1.0)
    assert fitting(target, organisation)[who].all()
    share = np.bincount(organisation.department[fitting(target, organisation)]) / np.bincount(organisation.department)
    chosen = np.unique(organisation.department[who])
    assert share[chosen].min() >= np.sort(share)[-chosen.size]


def test_density_is_the_share_of_a_unit(world):
    column = world.organisation.department
    who = clustered(Target(count=100), world.organisation, "x", None, "department", 0.4)
    assert who.size == np.unique(who).size == 100
    chosen = np.unique(column[who])
    inside, sizes = np.bincount(column[who])[chosen], np.bincount(column)[chosen]
    short = inside < np.maximum(np.floor(0.4 * sizes + 0.5), 1)
    assert (inside <= np.maximum(np.floor(0.4 * sizes + 0.5), 1)).all()
    assert short.sum() <= 1
    dense = clustered(Target(count=50), world.organisation, "x", None, "department", 0.4)
    assert who[:50].tolist() == dense.tolist()


def test_more_than_the_units_give_come_from_everywhere(world):
    who = clustered(Target(), world.organisation, "x", None, "team", 0.3)
    assert np.sort(who).tolist() == list(range(1200))
    assistants = clustered(Target(role="assistant"), world.organisation, "x", None, "department", 0.1)
    assert np.sort(assistants).tolist() == np.flatnonzero(world.organisation.assistant).tolist()


def test_pilot_registers_trains_and_guides():
    """Habits by hand: two guided weeks, and the first visit in the first of them."""
    parameters = STILL | {"read_intercept": -12, "read_propensity": 0, "habit_loss": 0, "learning_by_doing": 0}
    parameters |= {"skill_spread": 0, "skill_mean": 0.3, "training_lasting": 1, "read_content": 0,
                   "read_novelty": 0}  # fmt: skip
    plan = PILOT | {"skill": 0.25, "habit": 0.2, "guided_weeks": 2}
    found = simulate(build(scenario(interventions=[plan], parameters=parameters, run={"weeks": 9})), 0)
    registered = found.counts[:, -1, INDEX["registered"]]
    assert registered[4:7].tolist() == [0, 120, 120]
    assert found.counts[5, -1, INDEX["new_by_push"]] == 120
    joined = found.people["registered"] == 1
    assert found.people["skill"][joined] == pytest.approx(0.55)
    assert found.people["skill"][~joined] == pytest.approx(0.3)
    missing = 0.8 * 0.8 * (1 - found.people["habit_gain"][joined])
    assert found.people["read_habit"][joined] == pytest.approx(1 - missing)
    assert found.people["read_habit"][~joined].max() == 0


def test_ramp_lets_them_join_unit_by_unit():
    plan = PILOT | {"ramp_weeks": 3}
    world = build(scenario(interventions=[plan], parameters=STILL))
    found = simulate(world, 0)
    assert found.counts[4:10, -1, INDEX["registered"]].tolist() == [0, 30, 60, 90, 120, 120]
    seed = replicate_seed(world.scenario.run.seed, 0)
    order = clustered(Target(count=120), world.organisation, "pilot_community", None, "department", 0.4, seed=seed)
    assert found.people["registered_week"][order].tolist() == [5] * 30 + [6] * 30 + [7] * 30 + [8] * 30


def test_content_goes_where_they_are_densest(world):
    people = np.arange(60)
    chosen = densest(people, world)
    slots = world.slots[people]
    n = world.communities.n_communities
    score = np.zeros(n)
    for c in range(n):
        inside = (slots == 2 * c).any(axis=1) | ((slots == 2 * c + 1).any(axis=1) & world.communities.is_open[c])
        score[c] = inside.sum() ** 2 / max((world.slots // 2 == c).any(axis=1).sum(), 1)
    assert score[chosen].tolist() == sorted(score[score > 0], reverse=True)


def test_content_and_clarity_reach_their_communities():
    quiet = {"parameters": STILL | {"half_life_document": 520, "contribute_intercept": -15}}
    quiet["platform"] = {"started_share": 0, "communities": {"people_per_community": 30, "purpose_mean": 0.4}}
    plan = PILOT | {"communities": 3, "content": 12, "clarity": 0.5}
    found = build(scenario(interventions=[plan], run={"weeks": 6}, **quiet))
    people = simulate(found, 0)
    started = np.flatnonzero(people.communities["stage"])
    found = found.replicate(replicate_seed(found.scenario.run.seed, 0))
    assert sorted(densest(found.interventions[0].activate(found, nobody(found)).people, found)[:3]) == started.tolist()
    assert people.communities["content"][started, 0].tolist() == [12.0] * 3
    before = found.communities.purpose
    assert people.communities["purpose"][started] == pytest.approx(before[started] + 0.5 * (1 - before[started]))
    assert np.delete(people.communities["purpose"], started) == pytest.approx(np.delete(before, started))


def test_pilot_costs_by_hand():
    plan = PILOT | {"ramp_weeks": 1, "guided_weeks": 2, "joining_hours": 4, "guided_hours": 0.5, "lead_hours": 10}
    costs = weekly_costs(build(scenario(interventions=[plan])))["pilot_community"]
    assert [cost.hours for cost in costs[:4]] == [60 * 4 + 30 + 10, 60 * 4 + 60 + 10, 30 + 10, 0]
    assert sum(cost.hours for cost in costs[4:]) == 0


def test_pilots_have_access_before_their_country():
    places = {"organisation": {"countries": {"A": 0.5, "B": 0.5}}, "platform": {"launch_countries": ["A"]}}
    plan = PILOT | {"target": {"countries": ["B"], "count": 100}, "weeks": 20, "habit": 0.5}
    found = build(scenario(interventions=[plan], **places))
    trajectory = simulate(found, 0)
    beyond = [k for k, name in enumerate(found.organisation.silo_names) if name.startswith("B")]
    readers = trajectory.counts[:, beyond, INDEX["readers_7"]].sum(axis=1)
    assert readers[6:25].min() > 0
    assert readers[25:].sum() == 0
    assert trajectory.counts[-1, beyond, INDEX["registered"]].sum() <= 100


def test_pilots_make_readers(paired):
    assert surely_positive(paired([PILOT], total("readers_28", 10)))


def test_dense_seeds_beat_thin_ones():
    """Start small, but start (KT13): where people wait for a part of their colleagues, a cluster carries on.

    People wait for about 35%. Sixty who make up 30% of some departments win many more than sixty
    spread over everybody (5%), and more than whole departments, which have nobody left to win.
    """
    parameters = {"innovation_rate": 0, "imitation_rate": 0.3, "threshold_mean": 0.35, "threshold_spread": 0.03}
    parameters |= {"threshold_steepness": 100, "usefulness_weight": 0, "turnover_rate": 0}
    ends = {}
    for density in (0.0, 0.3, 1.0):
        plan = PILOT | {"target": {"count": 60}, "density": density, "communities": 0}
        world = build(scenario(interventions=[plan], parameters=parameters, model={"contagion": "complex"}))
        ends[density] = np.array([simulate(world, r).counts[-1, -1, INDEX["registered"]] for r in range(40)])
    assert surely_positive(ends[0.3] - ends[0.0])
    assert surely_positive(ends[0.3] - ends[1.0])
    assert (ends[0.3].mean() - 60) > 5 * (ends[0.0].mean() - 60)
