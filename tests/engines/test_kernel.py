"""Invariants of the engines: blocks of weeks, threads, hash seeds, strength 0, causality, separate people."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import weakref
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from simulation.engines.composing import Composer, nothing
from simulation.engines.mesa.engine import MesaEngine
from simulation.engines.run import simulate
from simulation.model import state as p
from simulation.model.effects import EffectBuilder, Effects
from simulation.model.record import INDEX
from simulation.world import World
from tests.engines.cases import small, world_of
from tests.engines.lockstep import counters, kernel_of, same_columns, same_trajectories, same_views
from tests.interventions.plans import plan

WEEKS = 16


def sizes_of(world: World) -> tuple[int, int, int]:
    """People, communities, layers of ties."""
    return world.organisation.n_people, world.communities.n_communities, len(world.layers)


def in_blocks(world: World, edges: Sequence[int], effects: Effects, kind: Any = None) -> tuple[Any, Any]:
    """Run an engine in some blocks of weeks; return its end state and counters."""
    engine = kernel_of(world, 1, kind) if kind else kernel_of(world, 1)
    counts, roles = counters(world, edges[-1])
    for first, last in pairwise(edges):
        engine.run(first, last, effects, counts[first:last], roles[first:last])
    return engine.view(edges[-1]), counts


@pytest.mark.parametrize("edges", [range(WEEKS + 1), (0, 1, 16), (0, 7, 8, 15, 16)])
def test_blocks_of_weeks_change_nothing(edges: Sequence[int]):
    world = world_of(small(weeks=WEEKS))
    sizes, builder = sizes_of(world), EffectBuilder()
    builder.add("official_content", 0, 5)
    builder.add("read_drive", slice(0, 30), 1)
    effects = Composer(*sizes).compose(builder.added)
    view, counts = in_blocks(world, (0, WEEKS), effects)
    other, others = in_blocks(world, edges, effects)
    same_views(view, other, "end")
    assert counts.tobytes() == others.tobytes()
    assert counts[-1, -1, INDEX["contributions_ever"]] > 0
    same_views(view, in_blocks(world, edges, effects, MesaEngine)[0], "end in Mesa")


def test_recording_events_changes_nothing():
    recorded = simulate(world_of(small()), 0)
    plain = simulate(world_of(small(run={"events": False})), 0)
    assert plain.events is None
    same_trajectories(replace(recorded, events=None), plain)


def alone(world: World, person: int) -> World:
    """The same world with one person whom nobody knows, who leads nobody and has no community."""
    layers = []
    for indptr, indices in world.layers:
        rows = np.repeat(np.arange(indptr.size - 1), np.diff(indptr))
        keep = (rows != person) & (indices != person)
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows[keep], minlength=indptr.size - 1))]).astype(np.int64)
        layers.append((starts, indices[keep]))
    organisation, communities = world.organisation, world.communities
    manager = np.where(organisation.manager == person, 0, organisation.manager).astype(np.uint32)
    manager[person] = organisation.n_people
    slots = world.slots.copy()
    slots[person] = 2 * communities.n_communities
    return replace(
        world,
        organisation=replace(organisation, manager=manager),
        communities=replace(communities, slots=slots),
        layers=tuple(layers),
    )


@pytest.mark.parametrize("kind", [None, MesaEngine])
def test_somebody_without_ties_touches_nobody(kind: Any):
    """One isolated person's other luck (other traits, an account at once) changes that person alone."""
    person = 50
    world = alone(world_of(small(weeks=WEEKS)), person)
    sizes, builder = sizes_of(world), EffectBuilder()
    none = nothing(*sizes)
    builder.add("register_now", person, 1)
    builder.add("contribute_drive", person, 10)
    builder.add("training", person, 0.5)
    view, _ = in_blocks(world, range(WEEKS + 1), none, kind)
    other, _ = in_blocks(world, range(WEEKS + 1), Composer(*sizes).compose(builder.added), kind)
    rest = np.arange(world.organisation.n_people) != person
    assert view.people.skill[person] != other.people.skill[person]
    same_columns(
        {name: column[rest] for name, column in view.people._asdict().items()},
        {name: column[rest] for name, column in other.people._asdict().items()},
        "the others",
    )
    same_columns(view.groups._asdict(), other.groups._asdict(), "communities")


def test_the_dice_of_one_person_change_nobody_else():
    """Traits of an isolated person as drawn by other dice."""
    person = 50
    world = alone(world_of(small(weeks=WEEKS)), person)
    none = nothing(*sizes_of(world))
    kernel, other = kernel_of(world), kernel_of(world)
    other.people.traits[[p.PROPENSITY, p.THRESHOLD, p.BELIEF, p.ANCHOR], person] += np.float32(0.25)
    kernel.run(0, WEEKS, none, *counters(world, WEEKS))
    other.run(0, WEEKS, none, *counters(world, WEEKS))
    differing = (kernel.people.traits != other.people.traits).any(axis=0)
    assert np.flatnonzero(differing).tolist() == [person]


@pytest.mark.parametrize("engine", ["kernel", "mesa"])
def test_threads_change_nothing(engine: Any):
    world = world_of(small(interventions=[plan("kick_off"), plan("ambassador_tasks")]))
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda r: simulate(world, r, engine=engine), range(2)))
    for replicate, trajectory in enumerate(together):
        same_trajectories(simulate(world, replicate), trajectory)


def test_a_finished_mesa_model_is_let_go():
    engine = kernel_of(world_of(small(weeks=1)), 0, MesaEngine)
    model = weakref.ref(engine.model)
    del engine
    gc.collect()
    assert model() is None


PROGRAM = """
import hashlib, json, sys
from simulation.engines.run import simulate
from tests.engines.cases import small, world_of
found = {}
for engine in ("kernel", "mesa"):
    if engine == "mesa":
        found["mesa before it is asked for"] = "mesa" in sys.modules
    digest = hashlib.sha256()
    result = simulate(world_of(small(weeks=10)), 0, engine=engine)
    for array in (result.counts, *result.people.values(), *result.communities.values(), *result.events.values()):
        digest.update(array.tobytes())
    found[engine] = digest.hexdigest()
print(json.dumps(found))
"""


def test_hash_seeds_change_nothing_and_the_kernel_needs_no_mesa():
    for engine in ("kernel", "mesa"):  # compiled before, so that two processes do not do it at the same time
        simulate(world_of(small(weeks=1)), 0, engine=engine)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    found = [json.loads(process.communicate(timeout=900)[0]) for process in running]
    assert found[0] == found[1]
    assert found[0]["kernel"] == found[0]["mesa"]
    assert not found[0]["mesa before it is asked for"]
