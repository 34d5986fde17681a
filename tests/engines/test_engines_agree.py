"""Compiled kernel and Mesa model agree bit for bit: every person, community, counter and event of every week."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import INDEX
from simulation.organisation.ties import symmetric_rows
from simulation.world import World
from tests.engines.cases import random_scenario, small, with_anything, world_of
from tests.engines.lockstep import compare_engines, same_trajectories

FAST, ALL = 40, 400
IN_ALL = (
    "new_by_self", "new_by_peers", "new_by_push", "hires", "replied", "replied_cross_silo", "founded", "comments",
    "readers_7", "segment_power", "stage_maturity", "stage_decline", "communities_open",
)  # fmt: skip
"""What must happen in some of the random cases, lest they agree on nothing."""


def tied(world: World, layer: int, ties: np.ndarray) -> World:
    """A world with other ties in one layer."""
    layers = list(world.layers)
    layers[layer] = symmetric_rows(world.organisation.n_people, ties.astype(np.int64))
    return replace(world, layers=tuple(layers))


@pytest.mark.parametrize("number", range(FAST))
def test_engines_agree(number: int):
    compare_engines(world_of(random_scenario(number)))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(FAST, ALL))
def test_engines_agree_in_more_cases(number: int):
    compare_engines(world_of(random_scenario(number)))


def test_random_cases_hold_all_kinds_of_events():
    happened = dict.fromkeys(IN_ALL, 0)
    for number in range(FAST):
        total = simulate(world_of(random_scenario(number)), 0).counts[:, -1].sum(axis=0)
        for name in IN_ALL:
            happened[name] += int(total[INDEX[name]] > 0)
    assert {name: n for name, n in happened.items() if n < FAST // 10} == {}


def test_engines_agree_over_years():
    """Long enough for all windows: 12 weeks of history, readers within 52 weeks."""
    total = compare_engines(world_of(small(weeks=70, people=60)), replicate=3)
    assert total["readers_365"] > total["readers_28"]


def test_engines_agree_on_silos_of_several_chunks():
    scenario = small(weeks=3, people=2600)
    total = compare_engines(world_of(with_anything(scenario, share=0.5)))
    assert total["new_by_push"] > 0
    assert total["new_by_self"] > 0


def test_engines_agree_on_hubs():
    """What one changes reaches everybody, and sums over 399 ties of one layer are exact."""
    world = world_of(small(weeks=8, people=400))
    others = np.setdiff1d(np.arange(400), [7])
    star = np.column_stack([np.full(399, 7), others])
    assert np.diff(tied(world, 1, star).layers[1][0]).max() == 399
    compare_engines(tied(world, 1, star))


def test_engines_agree_where_everybody_knows_everybody():
    world = world_of(small(weeks=4, people=300))
    compare_engines(tied(world, 3, np.argwhere(np.triu(np.ones((300, 300)), 1))))


def test_engines_agree_without_ties():
    world = world_of(small(weeks=6))
    for layer in range(len(world.layers)):
        world = tied(world, layer, np.empty((0, 2)))
    compare_engines(world)


@pytest.mark.parametrize("replicate", [0, 5])
def test_both_give_the_same_trajectory(replicate: int):
    scenario = small(
        interventions=[
            {"kind": "ambassador_tasks", "start": 2, "weeks": 6, "target": {"rank": "contributions", "count": 20}},
            {"kind": "multipliers", "start": 5, "ramp_weeks": 3, "target": {"rank": "propensity", "share": 0.1}},
        ]
    )
    world = world_of(scenario)
    kernel = simulate(world, replicate)
    same_trajectories(kernel, simulate(world, replicate, engine="mesa"))
    assert kernel.events is not None
    assert kernel.events["week"].size > 20
