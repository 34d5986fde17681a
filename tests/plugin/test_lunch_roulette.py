"""The shipped example of a plugin: lunches across silos."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulation.engines.budget import weekly_costs
from simulation.engines.run import simulate
from simulation.model.record import INDEX
from simulation.plugin import load
from simulation.world import build
from tests.interventions.conftest import scenario, surely_positive

FILE = Path(__file__).resolve().parents[2] / "experiments" / "plugins" / "lunch_roulette.py"
LUNCH = {"kind": "lunch_roulette", "start": 5, "target": {"count": 300}, "rounds": 3, "weeks_between": 2}


@pytest.fixture(autouse=True)
def plugin(clean):
    load(FILE)


def test_pairs_meet_across_silos_with_somebody_new():
    world = build(scenario(interventions=[LUNCH]))
    plan = world.interventions[0]
    pairs = plan.pairs(world)
    silo = world.organisation.silo
    assert (silo[pairs[:, 0]] != silo[pairs[:, 1]]).all()
    assert np.unique(pairs).size <= 300
    assert np.bincount(pairs.ravel()).max() <= 3
    assert len(pairs) > 0.8 * 3 * 150
    assert len({tuple(sorted(pair)) for pair in pairs.tolist()}) > 0.95 * len(pairs)
    kind, ties = plan.new_ties(world)
    assert kind == "event"
    assert world.layer_kinds[world.made["lunch_roulette"]] == "event"
    assert np.array_equal(ties, pairs)


def test_costs_by_hand():
    plan = LUNCH | {"hours": 0.5, "eur_per_lunch": 12, "lead_hours": 2}
    world = build(scenario(interventions=[plan]))
    n = np.unique(world.interventions[0].pairs(world)).size
    costs = weekly_costs(world)["lunch_roulette"]
    assert [(cost.hours, cost.eur) for cost in costs[:6]] == [
        (n / 2 + 2, 12 * n), (0, 0), (n / 2 + 2, 12 * n), (0, 0), (n / 2 + 2, 12 * n), (0, 0)
    ]  # fmt: skip
    assert sum(cost.hours for cost in costs[5:]) == 0


def test_those_who_had_lunch_hear_of_it_from_the_other_silo():
    """Only Sales knows the platform; in Technology it spreads faster with lunches across."""
    parameters = {"innovation_rate": 0, "imitation_rate": 0.1, "turnover_rate": 0}
    start = {"kind": "pilot_community", "start": 1, "target": {"silos": ["Sales"], "share": 0.5}, "communities": 0}
    apart = {"silo_barrier": 0.95}
    ends = []
    for plans in ([start], [start, LUNCH | {"rounds": 10, "target": {"share": 0.8}}]):
        world = build(scenario(interventions=plans, parameters=parameters, organisation=apart, run={"weeks": 25}))
        technology = world.organisation.silo_names.index("Technology")
        runs = [simulate(world, r).counts[-1, technology, INDEX["registered"]] for r in range(40)]
        ends.append(np.array(runs))
    assert surely_positive(ends[1] - ends[0])


def test_orders_that_only_a_run_knows_are_refused():
    with pytest.raises(ValueError, match="known before the run"):
        scenario(interventions=[LUNCH | {"target": {"rank": "propensity", "count": 9}}])
