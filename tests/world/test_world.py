"""The world of a scenario: pilots, made layers, and how the platform starts and changes."""

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import CAUSES, INDEX, STAGES
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.world import build


def world(**changes):
    data = {"name": "test", "organisation": {"people": 600}, "run": {"weeks": 30, "uncertainty": "chance"}}
    return build(Scenario.model_validate(data | changes))


def test_pilots_start_registered_in_a_community_of_their_own():
    pilot = {"name": "assistants", "target": {"role": "assistant"}, "registered_share": 0.5, "content": 7}
    one = world(platform={"pilots": [pilot], "started_share": 0})
    people = one.pilots[0]
    last = one.communities.n_communities - 1
    assert people.size
    assert (one.slots[people, -1] == 2 * last).all()
    end = simulate(one, 0)
    assert (end.people["cause"] == CAUSES.index("pilot")).sum() == pytest.approx(people.size / 2, abs=2)
    assert end.counts[0, -1, INDEX["communities"]] >= 1


def test_worlds_of_one_company_share_it_as_long_as_one_is_in_use():
    one, other = world(), world(interventions=[{"kind": "kick_off", "start": 3}])
    assert other.organisation is one.organisation
    assert other.communities is not one.communities, "what a plugin does to one must not reach the other"
    assert not np.shares_memory(other.communities.slots, one.communities.slots)
    assert not other.communities.slots.flags.writeable
    bigger = world(organisation={"people": 601})
    assert bigger.organisation is not one.organisation
    assert bigger.communities is not one.communities


def test_no_pilot_leaves_communities_alone():
    plain, pilots = world(), world(platform={"pilots": [{"name": "p", "target": {"count": 5}}]})
    n = plain.communities.n_communities
    assert pilots.communities.n_communities == n + 1
    assert np.array_equal(pilots.communities.kind[:n], plain.communities.kind)
    untouched = np.setdiff1d(np.arange(600), pilots.pilots[0])
    full = plain.slots[untouched] < 2 * n
    assert np.array_equal(pilots.slots[untouched][full], plain.slots[untouched][full])
    assert (pilots.slots[untouched][~full] == 2 * (n + 1)).all()


def test_more_layers_than_a_byte_counts_are_refused(monkeypatch):
    plans = [{"kind": "kick_off", "name": f"event {k}", "start": 1, "target": {"count": 20}} for k in range(3)]
    monkeypatch.setattr("simulation.world.MOST_LAYERS", 7)
    assert len(world(interventions=plans).layers) == 7
    monkeypatch.setattr("simulation.world.MOST_LAYERS", 6)
    with pytest.raises(ScenarioError, match=r"interventions.*they make 3 layers of ties, at most 2 are possible"):
        world(interventions=plans)


def test_made_layers_are_symmetric_and_have_no_self_ties():
    plan = [
        {"kind": "kick_off", "start": 0, "target": {"count": 40}, "acquaintances": 6},
        {"kind": "reverse_mentoring", "start": 0, "target": {"role": "manager", "count": 10}},
    ]
    for indptr, indices in world(interventions=plan).layers[4:]:
        rows = np.repeat(np.arange(600), np.diff(indptr))
        ties = set(zip(rows.tolist(), indices.tolist(), strict=True))
        assert ties
        assert all((j, i) in ties and i != j for i, j in ties)
    assert np.diff(world(interventions=plan).layers[4][0]).max() == 6


def test_mentors_come_from_the_managers_silo():
    one = world(interventions=[{"kind": "reverse_mentoring", "start": 0, "target": {"role": "manager", "count": 20}}])
    pairs = one.interventions[0].pairs(one)
    silo, level = one.organisation.silo, one.organisation.level
    assert (silo[pairs[:, 0]] == silo[pairs[:, 1]]).all()
    assert (level[pairs[:, 0]] > 0).all()
    assert (level[pairs[:, 1]] == 0).all()


def test_retired_island_gives_attention_back():
    """Until week 15 the island takes half of everybody's attention, so fewer read; the weeks before are the same."""
    island = {"name": "wiki", "users_share": 1.0, "attention": 0.5}
    parameters = {"innovation_rate": 0.3, "read_intercept": 0.0}
    kept = simulate(world(platform={"legacy": [island]}, parameters=parameters), 0).counts[:, -1]
    plan = [{"kind": "legacy_retirement", "start": 15, "island": "wiki", "irritation": 0}]
    retired = simulate(world(platform={"legacy": [island]}, interventions=plan, parameters=parameters), 0)
    retired = retired.counts[:, -1]
    assert np.array_equal(kept[:15], retired[:15])
    assert retired[20, INDEX["readers_7"]] > 1.5 * kept[20, INDEX["readers_7"]]


def test_communities_that_run_at_the_launch():
    every = simulate(world(platform={"started_share": 1.0}), 0)
    none = simulate(world(platform={"started_share": 0.0}, parameters={"innovation_rate": 0, "launch_hazard": 0}), 0)
    assert every.counts[0, -1, INDEX["communities"]] == world().communities.n_communities
    assert none.counts[-1, -1, INDEX["communities"]] == 0
    assert set(np.unique(none.communities["stage"])) == {STAGES.index("latent")}


def test_counts_add_up():
    counts = simulate(world(parameters={"innovation_rate": 0.05, "contribute_intercept": 0}), 0).counts
    adding = [k for name, k in INDEX.items() if not name.startswith(("top_", "gini"))]
    assert np.array_equal(counts[:, :-1, adding].sum(axis=1), counts[:, -1, adding])
    total = counts[:, -1]
    causes = sum(total[:, INDEX[name]] for name in ("new_by_self", "new_by_peers", "new_by_push"))
    assert np.array_equal(causes, total[:, INDEX["new_registered"]])
    kinds = total[:, INDEX["documents"] : INDEX["others"] + 1].sum()
    assert kinds == total[-1, INDEX["contributions_ever"]]
    assert (total[:, INDEX["readers_7"]] <= total[:, INDEX["readers_28"]]).all()
    assert (total[:, INDEX["contributors_7"]] <= total[:, INDEX["readers_7"]]).all()
