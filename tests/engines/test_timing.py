"""What happens when: news travels one tie a week in any order of people, interventions act in their own weeks."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import INDEX
from simulation.world import World
from tests.science.running import Effect, first_people, plain, with_effect, world_of

PEOPLE = 120
SILOS = {"countries": {"A": 1, "B": 1}, "divisions": {"X": 1, "Y": 1, "Z": 1}}
SURE = {"contagion": "threshold", "thresholds": [0.01] * PEOPLE}


def line(order: list[int]) -> World:
    """People of six silos in a row, who register as soon as they see one neighbour registered; the first one has."""
    ties = [tuple(sorted(pair)) for pair in pairwise(order)]
    company = SILOS | {"edges": ties}
    scenario = plain("line", PEOPLE, PEOPLE + 5, organisation=company, model=SURE, platform=first_people(1))
    return world_of(scenario)


def orders() -> dict[str, list[int]]:
    """Rows of people that begin with person 0: by number, from the last one back, and at random."""
    others = np.arange(1, PEOPLE)
    mixed = np.random.default_rng(1).permutation(others)
    return {"rising": others.tolist(), "falling": others[::-1].tolist(), "mixed": mixed.tolist()}


@pytest.mark.parametrize("engine", ["kernel", "mesa"])
@pytest.mark.parametrize("name", ["rising", "falling", "mixed"])
def test_news_travels_one_tie_a_week(name: str, engine: Any):
    order = [0, *orders()[name]]
    world = line(order)
    assert world.organisation.n_silos == 6
    week = simulate(world, 0, engine=engine).people["registered_week"]
    assert week[order].tolist() == list(range(-1, PEOPLE - 1))


@pytest.mark.parametrize("engine", ["kernel", "mesa"])
@pytest.mark.parametrize(("start", "weeks"), [(0, 1), (5, 1), (5, 3)])
def test_an_intervention_acts_from_its_first_week_to_its_last(start: int, weeks: int, engine: Any):
    """Where everybody is registered by order, newcomers get an account in just those weeks; each week has some."""
    people = 1000
    order = Effect(start=start, weeks=weeks, channels={"register_now": 1.0})
    world = world_of(with_effect(plain("order", people, 10, parameters={"turnover_rate": 0.9}), order))
    counts = simulate(world, 0, engine=engine).counts[:, -1]
    acts = np.isin(np.arange(10), range(start, start + weeks))
    hires, registered, new = (counts[:, INDEX[name]] for name in ("hires", "registered", "new_by_push"))
    assert (hires > 0).all()
    assert (new > 0).tolist() == acts.tolist()
    assert (registered == people).tolist() == acts.tolist()
