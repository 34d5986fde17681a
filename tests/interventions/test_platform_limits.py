"""Limits of the interventions on the platform: nobody, everybody, the end, the second engine."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import BOOKING
from simulation.scenario.problems import ScenarioError
from tests.engines.cases import world_of
from tests.engines.lockstep import same_trajectories
from tests.interventions.plans import NEEDS, START, company, plan

KINDS = (
    "manager_training", "manager_network", "open_groups", "pilot_community", "content_migration", "campaign", "mandate",
    "country_roll_out",
)  # fmt: skip
HOURS = BOOKING["hours"]


def needs(kind, **organisation):
    """What a kind needs, in a company in which nobody works in G."""
    sections = dict(NEEDS.get(kind, {}))
    sections["organisation"] = {**sections.get("organisation", {}), "functions": {"F": 1, "G": 1e-9}, **organisation}
    return sections


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_that_selects_nobody_is_refused(kind):
    sections = needs(kind)
    with pytest.raises(ScenarioError, match=r"selects nobody: .* people; functions G: 0"):
        world_of(company(plan(kind, target={"functions": ["G"]}), **sections))


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_be_reached(kind):
    sections = needs(kind)
    without = simulate(world_of(company(**sections)), 0)
    everybody = simulate(world_of(company(plan(kind, target={}), **sections)), 0)
    assert everybody.counts[START:].tobytes() != without.counts[START:].tobytes()
    assert everybody.booked[:, -1, HOURS].sum() > without.booked[:, -1, HOURS].sum()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_booked_after_the_end(kind):
    sections = needs(kind)
    without = simulate(world_of(company(**sections)), 0).booked
    booked = simulate(world_of(company(plan(kind, target={}, weeks=5), **sections)), 0).booked - without
    assert booked[START : START + 5].any()
    assert np.abs(booked[START + 5 :]).max() < 1e-9


@pytest.mark.parametrize("kind", KINDS)
def test_lasting_effects_end_with_it(kind):
    """In the last week of a run, or far beyond its end, nothing acts any more: its channels are neutral."""
    from simulation.engines.kernel.engine import Kernel
    from simulation.engines.schedule import Schedule
    from simulation.engines.values import parameter_values
    from simulation.model.coefficients import coefficients

    sections = needs(kind)
    worlds = [world_of(company(**sections)), world_of(company(plan(kind, weeks=4), **sections))]
    found = []
    for world in worlds:
        values = parameter_values(world.scenario, 0)
        engine, schedule = Kernel(world, values, coefficients(values), 1), Schedule(world)
        for week in range(START + 6):
            effects, _ = schedule.effects(week, engine.view(week))
        person = {k: effects.person[row].copy() for k, row in enumerate(effects.row) if row >= 0}
        found.append((person, effects.community.copy(), float(effects.official)))
    (person, community, official), (others, communities, content) = found
    assert person.keys() == others.keys()
    assert all(np.array_equal(person[k], others[k]) for k in person)
    assert np.array_equal(community, communities)
    assert official == content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("replicate", [1, 2])
def test_both_engines_book_and_list_the_same(kind, replicate):
    world = world_of(company(plan(kind, ramp_weeks=2), **needs(kind)))
    same_trajectories(simulate(world, replicate), simulate(world, replicate, engine="mesa"))
