"""Everything that `run_course` is given for one replicate: the people, their ties, and all variants of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.engines.initial import initial_state, tides_of
from simulation.engines.kernel import layout as layouts
from simulation.engines.kernel.arrays import (
    WEEKLY,
    PeopleLayout,
    Shared,
    Tables,
    TieLayout,
    empty_lists,
    empty_reach,
    empty_scratch,
)  # fmt: skip
from simulation.engines.kernel.combining import OFFICIAL, PERSON, Turns, WeekSpace
from simulation.engines.kernel.engine import BINS
from simulation.engines.kernel.standalone import Layers, Patches
from simulation.engines.kernel.turnover import draw_all_traits
from simulation.engines.weights import access_shares, layer_base, layer_weights
from simulation.model.chances import WEEKLY as DECISIONS
from simulation.model.chances import week_keys
from simulation.model.coefficients import as_record, coefficients
from simulation.model.draws import inner_keys
from simulation.model.effects import Effects
from simulation.model.items import cumulated_shares
from simulation.model.record import COUNTERS, ROLE_COUNTERS, ROLES, WEEKS_PER_YEAR
from simulation.model.state import Packed, empty_people
from simulation.model.tasks import care_table
from simulation.organisation.organisation import LAYERS
from simulation.wasm.tables import care, channels, turns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulation.wasm.recording import RecordedVariant
    from simulation.world import World

Adjacency = tuple[NDArray[np.int64], NDArray[np.uint32]]


class Start(NamedTuple):
    """The arguments of `simulation.engines.kernel.standalone.run_course`, in its order."""

    inner: Any
    keys: Any
    tide: Any
    people: Packed
    groups: Any
    weekly: Any
    shared: Shared
    lay: PeopleLayout
    ties: TieLayout
    reach: Any
    lists: Any
    scratch: Any
    tables: Tables
    c: Any
    counts: Any
    roles: Any
    patches: Patches
    layers: Layers
    chosen: Any
    turns: Turns
    care: Any
    channels: Any
    budget: Any
    work: WeekSpace
    costs: Any


def start(
    world: World, values: Mapping[str, float], variants: Sequence[RecordedVariant], chosen: Sequence[int]
) -> Start:
    """Return what a replicate begins with; ``world`` is the replicate's, ``chosen`` the places of what takes place."""
    scenario, n, seed = world.scenario, world.organisation.n_people, world.seed
    weeks, n_silos = scenario.run.weeks, world.organisation.n_silos
    record = coefficients(dict(values), scenario.model.variant)
    c = as_record(record)
    people, groups = initial_state(world, record, seed)
    inner = inner_keys(seed, DECISIONS)
    begins = sorted(range(len(variants)), key=lambda place: (variants[place].first, variants[place].luck))
    made = [(place, *layer) for place in begins for layer in variants[place].layers]
    layers = _layers(world, values, [each for _, each, _ in made])
    known = turns(
        variants, [(place, len(LAYERS) + k) for k, (place, *_) in enumerate(made)], [each for *_, each in made], n
    )
    posts = care(variants, weeks)
    hours = scenario.economics.attention_hours
    chunk_start, chunk_silo, role, marked = layouts.fixed(world.organisation)
    n_ties = layers.neighbours.size
    return Start(
        inner, np.zeros((weeks + 1, inner.size), np.uint64), tides_of(world, values, seed), _empty(people), groups,
        np.zeros(groups.size, WEEKLY),
        Shared(np.zeros((2, n), np.uint32), np.zeros((2, n + 1), np.float32), np.zeros((3, n))),
        PeopleLayout(
            chunk_start, chunk_silo, world.organisation.manager.copy(), world.slots.copy(),
            world.organisation.silo.copy(), access_shares(world, record), np.zeros(n, np.float32), role.copy(), marked,
        ),
        TieLayout(np.zeros(n + 1, np.int64), np.zeros(n_ties, np.uint32), np.zeros(n_ties, np.uint8)),
        empty_reach(groups.size), empty_lists(n, n_silos, BINS, -(-weeks // WEEKS_PER_YEAR)), empty_scratch(),
        Tables(cumulated_shares().copy(), care_table().copy()), c,
        np.zeros((weeks, n_silos + 1, len(COUNTERS)), np.int64),
        np.zeros((weeks, len(ROLES), len(ROLE_COUNTERS)), np.int64),
        _patches(people, seed, c), layers, np.array(chosen, np.int64), known, posts, channels(),
        np.array([np.inf if hours is None else hours], np.float32),
        _work(n, groups.size, known, posts.owners.size, posts.seat.size, len(posts.begins)), np.zeros((weeks, 2)),
    )  # fmt: skip


def _empty(people: Packed) -> Packed:
    rows: Any = (np.zeros_like(each) for each in people)
    return Packed(*rows)


def _patches(people: Packed, seed: int, c: Any) -> Patches:
    """Return where people differ from a fresh draw."""
    fresh = empty_people(people.contributions.size)
    draw_all_traits(week_keys(seed, -1, 0)[0], fresh, c)
    where, value = [np.zeros((0, 3), np.int64)], [np.zeros(0)]
    pairs: Any = zip(fresh[:3], people[:3], strict=True)
    for matrix, (drawn, given) in enumerate(pairs):
        rows, places = np.nonzero(drawn != given)
        where.append(np.column_stack([np.full(rows.size, matrix), rows, places]))
        value.append(given[rows, places].astype(float))
    return Patches(np.concatenate(where).astype(np.int64), np.concatenate(value))


def _layers(world: World, values: Mapping[str, float], made: Sequence[Adjacency]) -> Layers:
    """Return the organisation's ties and those that variants make, which weigh nothing by themselves."""
    n, ties = world.organisation.n_people, [*world.layers[: len(LAYERS)], *made]
    base, own = (each[: len(LAYERS)] for each in layer_base(world, dict(values)))
    nothing, none = np.zeros(len(LAYERS), np.float32), np.zeros(0, np.int64)
    effects = Effects(nothing, none.astype(np.int32), none, none, nothing, nothing, np.float32(0))
    weights = np.zeros(len(ties), np.float32)
    weights[: len(LAYERS)] = layer_weights((base, own), effects)
    return Layers(
        np.array([indptr for indptr, _ in ties]),
        np.array([0, *np.cumsum([indices.size for _, indices in ties])], np.int64),
        np.concatenate([indices for _, indices in ties]),
        weights, np.zeros_like(weights), np.zeros_like(weights), np.zeros(n), np.zeros(n, np.int64),
    )  # fmt: skip


def _work(n: int, n_groups: int, known: Turns, n_posts: int, n_seats: int, n_care: int) -> WeekSpace:
    """Return the space in which a week's effects are combined."""
    n_variants = known.ends.size
    counts = np.concatenate([known.added[:, 1], np.zeros(1, np.int64)])
    in_turn = [int(counts[first:last].sum()) for first, last in known.adds]
    listed = sum(max(in_turn[known.of[v] : known.of[v + 1]], default=0) for v in range(n_variants))
    there, waits, gone, lapsed, runs, managed = (np.zeros(n_posts, np.bool_) for _ in range(6))
    return WeekSpace(
        np.zeros((PERSON, n), np.float32), np.zeros(PERSON, np.int32), np.zeros(2 * listed, np.int64),
        np.zeros((PERSON, 2), np.int64), np.zeros((OFFICIAL - PERSON, n_groups), np.float32), np.zeros(1, np.float32),
        np.zeros(1, np.float32), np.zeros(n, np.bool_), np.zeros(OFFICIAL + 1, np.int64),
        np.zeros((2 * n_variants, 2), np.int64), np.zeros(n, np.float32), np.zeros(n, np.float32),
        np.zeros(n, np.float32), there, waits, gone, lapsed, runs, managed,
        np.zeros(n_posts, np.int64), np.zeros(n_care, np.int64),
        np.zeros(n_seats, np.int64),
    )  # fmt: skip
