"""Luck is keyed by replicate, seed and an intervention's luck, never by what somebody calls it."""

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.draws import replicate_seed
from simulation.scenario.schema import Scenario
from simulation.world import build

PLANS = [
    {"kind": "kick_off", "start": 4, "target": {"count": 40}},
    {"kind": "reverse_mentoring", "start": 3, "target": {"role": "manager", "count": 10}},
    {"kind": "face_to_face", "start": 2, "target": {"count": 60}},
    {"kind": "open_groups", "start": 2, "count": 4, "order": "random"},
    {"kind": "working_out_loud", "start": 1, "target": {"count": 30}, "circles": 3, "rounds": 2},
]
PLATFORM = {
    "legacy": [{"name": "wiki", "users_share": 0.3, "attention": 0.5}],
    "pilots": [{"name": "first", "target": {"count": 20}, "registered_share": 0.5}],
}


def scenario(*plans, seed=1, platform=PLATFORM, **sections):
    organisation = {"people": 300, "countries": {"A": 1}, "divisions": {"D": 0.5, "E": 0.5}}
    data = {"name": "luck", "organisation": organisation, "platform": platform, "interventions": list(plans)}
    return Scenario.model_validate(data | {"run": {"weeks": 30, "seed": seed, "uncertainty": "chance"}} | sections)


def chosen(world):
    """Whom chance chooses before the run and in it."""
    names = {plan.kind: plan for plan in world.interventions}
    return {
        "guests": names["kick_off"].attendees(world),
        "pairs": names["reverse_mentoring"].pairs(world).ravel(),
        "circles": np.concatenate(names["working_out_loud"].takers(world)),
        "groups": names["open_groups"].chosen(world),
        "talks": world.choose(names["face_to_face"].target, "face_to_face"),
        "island": world.island_users("wiki"),
    }


def replicate(one, number):
    return build(one).replicate(replicate_seed(one.run.seed, number))


@pytest.mark.parametrize("what", ["guests", "pairs", "circles", "groups", "talks", "island"])
def test_who_is_chosen_differs_between_replicates_and_seeds_and_stays_in_each(what):
    first, again = (chosen(replicate(scenario(*PLANS), 0))[what].tolist() for _ in range(2))
    assert first == again
    assert first != chosen(replicate(scenario(*PLANS), 1))[what].tolist()
    assert first != chosen(replicate(scenario(*PLANS, seed=2), 0))[what].tolist()


def test_pilots_belong_to_the_world_and_differ_between_seeds():
    one, two = build(scenario()), build(scenario(seed=2))
    assert one.replicate(5).pilots[0].tolist() == one.pilots[0].tolist()
    assert one.pilots[0].tolist() != two.pilots[0].tolist()


def test_labels_change_nothing():
    """Another language for interventions, islands and pilots: the same run, to the bit."""
    german = [plan | {"name": f"Maßnahme {9 - k}"} for k, plan in enumerate(PLANS)]
    other = {
        "legacy": [PLATFORM["legacy"][0] | {"name": "das Wiki"}],
        "pilots": [PLATFORM["pilots"][0] | {"name": "Vorreiter"}],
    }
    one, two = simulate(build(scenario(*PLANS)), 0), simulate(build(scenario(*german, platform=other)), 0)
    assert one.counts.tobytes() == two.counts.tobytes()
    assert one.booked.tobytes() == two.booked.tobytes()
    for name, column in one.people.items():
        assert np.asarray(column).tobytes() == np.asarray(two.people[name]).tobytes(), name


def test_two_of_a_kind_choose_different_people_and_one_more_leaves_the_others_alone():
    event = PLANS[0]
    alone = build(scenario(event | {"name": "one"}))
    both = build(scenario(event | {"name": "one"}, event | {"name": "two", "start": 9}, PLANS[2]))
    of = {plan.name: plan.attendees(both).tolist() for plan in both.interventions[:2]}
    assert of["one"] == alone.interventions[0].attendees(alone).tolist()
    assert len(set(of["one"]) & set(of["two"])) < 20
    assert [plan.luck for plan in both.interventions] == ["kick_off", "kick_off 2", "face_to_face"]


def test_the_order_in_which_they_begin_counts_not_that_in_the_file():
    event = PLANS[0]
    later, earlier = event | {"name": "later", "start": 9}, event | {"name": "earlier"}
    for plans in ((later, earlier), (earlier, later)):
        lucks = {plan.name: plan.luck for plan in scenario(*plans).interventions}
        assert lucks == {"earlier": "kick_off", "later": "kick_off 2"}


def test_the_same_luck_chooses_the_same_people():
    event = PLANS[0]
    plans = [event | {"name": name, "luck": "shared"} for name in ("one", "two")]
    world = build(scenario(*plans))
    one, two = (plan.attendees(world).tolist() for plan in world.interventions)
    assert one == two


def test_ties_of_a_replicate_are_those_of_its_pairs():
    world = replicate(scenario(*PLANS), 3)
    pairs = {plan.kind: plan for plan in world.interventions}["reverse_mentoring"].pairs(world)
    indptr, indices = world.layers[world.made["reverse_mentoring"]]
    for one, other in pairs:
        assert other in indices[indptr[one] : indptr[one + 1]]
    assert indices.size == 2 * len(pairs)
