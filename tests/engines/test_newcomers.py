"""Who takes the seat of a leaver begins afresh; who is not in a closed community neither sees it nor speaks in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simulation.engines.composing import Composer, nothing
from simulation.engines.mesa.engine import MesaEngine
from simulation.model.effects import EffectBuilder
from simulation.model.state import NEVER
from simulation.world import World
from tests.engines.cases import small, world_of
from tests.engines.lockstep import counters, kernel_of

KINDS = pytest.mark.parametrize("kind", [None, MesaEngine], ids=["kernel", "mesa"])
NOTHING_DONE = (
    "registered", "cause", "read_habit", "contribute_habit", "motivation", "extrinsic", "replies", "visible",
    "read_weeks", "contributions",
)  # fmt: skip
SOONER_OR_LATER = ("read_habit", "contribute_habit", "motivation", "extrinsic", "replies", "visible", "norm", "skill")


def sizes_of(world: World) -> tuple[int, int, int]:
    """People, communities, layers of ties."""
    return world.organisation.n_people, world.communities.n_communities, len(world.layers)


def engine_of(world: World, kind: Any) -> Any:
    return kernel_of(world, 0, kind) if kind else kernel_of(world)


def go(engine: Any, world: World, first: int, last: int, **channels: tuple[Any, float]) -> None:
    """Run some weeks with values on channels."""
    builder = EffectBuilder()
    for name, (where, value) in channels.items():
        builder.add(name, where, value)
    effects = Composer(*sizes_of(world)).compose(builder.added) if channels else nothing(*sizes_of(world))
    engine.run(first, last, effects, *counters(world, last - first))


@KINDS
def test_a_newcomer_brings_nothing_along(kind: Any):
    """Nobody registers by themselves, so that in their first week newcomers can do nothing at all."""
    nobody_joins = {"innovation_rate": 0, "imitation_rate": 0, "turnover_rate": 0.9}
    world = world_of(small(weeks=14, people=300, parameters=nobody_joins))
    engine, everybody = engine_of(world, kind), slice(0, 300)
    go(engine, world, 0, 12, register_now=(everybody, 1), training=(everybody, 0.1), extrinsic=(everybody, 1))
    before = {name: np.array(values) for name, values in engine.view(12).people._asdict().items()}
    go(engine, world, 12, 13)
    after = engine.view(13).people._asdict()
    new = after["hired_week"] == 12
    assert new.sum() > 5
    for name in SOONER_OR_LATER:
        assert before[name][new].any(), f"those who left had some {name}"
    for name in NOTHING_DONE:
        assert not after[name][new].any(), name
    for name in ("registered_week", "last_read", "last_contribution"):
        assert (after[name][new] == NEVER).all(), name
    assert (after["skill"][new] == after["skill_floor"][new]).all()
    for name in ("propensity", "threshold", "anchor", "safety"):
        assert (after[name][new] != before[name][new]).mean() > 0.9, f"{name} is another person's"
    old = ~new
    assert after["registered"][old].all()
    assert (after["contributions"][old] >= before["contributions"][old]).all()


@KINDS
def test_leavers_leave_their_communities_and_what_they_founded(kind: Any):
    world = world_of(small(weeks=30, people=300, parameters={"turnover_rate": 0.9}))
    engine = engine_of(world, kind)
    for week in range(30):
        go(engine, world, week, week + 1)
        view = engine.view(week + 1)
        places = np.asarray(world.slots // 2)[view.people.registered == 1].ravel()
        members = np.bincount(places[places < world.communities.n_communities], minlength=view.groups.members.size)
        assert view.groups.members.tolist() == members.tolist(), f"members in week {week}"
        founders = view.groups.founder[view.groups.founder < 300]
        new = (view.people.hired_week[founders] == week) & (view.people.last_contribution[founders] != week)
        assert not new.any(), "who has left is no founder any more; a newcomer may be one in her first week"


def outside(world: World, person: int, community: int) -> World:
    """A world in which a person is an outsider of one community and has no other."""
    n = world.communities.n_communities
    slots = world.slots.copy()
    slots[person] = [2 * community + 1, 2 * n, 2 * n]
    return replace(world, communities=replace(world.communities, slots=slots))


@KINDS
@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_a_closed_community_is_none_to_outsiders(is_open: bool, kind: Any):
    """Content is all that makes people read here: outsiders read, and then speak, only once it is open."""
    nothing_else = dict.fromkeys(("read_propensity", "read_norm", "read_manager", "read_belief", "innovation_rate"), 0)
    values = nothing_else | {"read_intercept": -12, "read_content": 6, "contribute_intercept": 4}
    closed = {"started_share": 1, "started_content": 500, "official_content": 0}
    communities = {"people_per_community": 12, "open_share": float(is_open)}
    world = world_of(small(weeks=20, platform=closed | {"communities": communities}, parameters=values))
    person, community = 50, int(world.slots[50, 0] // 2)
    world = outside(world, person, community)
    engine = engine_of(world, kind)
    read: list[bool] = []
    go(engine, world, 0, 1, register_now=(slice(0, 120), 1))
    for week in range(1, 20):
        go(engine, world, week, week + 1, read_drive=(slice(0, 120), 4))
        read.append(int(engine.view(week + 1).people.last_read[person]) == week)
    people = engine.view(20).people
    assert people.contributions.sum() > 0
    assert bool(people.contributions[person]) is is_open
    assert any(read) is is_open
