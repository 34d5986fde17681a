"""A whole replicate in compiled code: its effects are combined and its weeks run without Python, as in a web page.

What comes out equals `simulation.engines.run.simulate` bit for bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulation.compiled import loop
from simulation.engines.kernel import combining, communities, layout, learn, sense, weeks
from simulation.engines.kernel.arrays import (
    F4,
    F8,
    I8,
    U4,
    Keys,
    Lists,
    PeopleLayout,
    Reach,
    Record,
    Records,
    Scratch,
    Shared,
    Tables,
    TieLayout,
)  # fmt: skip
from simulation.engines.kernel.combining import Care, Channels, Turns, WeekSpace
from simulation.engines.kernel.turnover import draw_all_traits
from simulation.model import draws
from simulation.model import state as p
from simulation.model.arithmetic import ZERO
from simulation.model.state import Packed

_U8 = np.uint64
_TRAITS, _FLAGS, _WEEKS = range(3)


class Layers(NamedTuple):
    """Ties layer by layer: row k of ``start`` [layers, n + 1] points into ``neighbours`` from ``first`` [k] on.

    ``base`` [layers] is what a tie weighs where no intervention acts, ``wanted`` what it is to weigh this week,
    ``weights`` what it weighs; ``total`` [n] sums them over a person's ties, ``at`` [n] is space.
    """

    start: I8
    first: I8
    neighbours: U4
    base: F4
    wanted: F4
    weights: F4
    total: F8
    at: I8


class Patches(NamedTuple):
    """Where people differ from a fresh draw before the first week: (matrix, row, person) [m, 3], and the value."""

    where: I8
    value: F8


@loop
def run_course(
    inner: Keys, keys: Keys, tide: F4, people: Packed, groups: Records, weekly: Records, shared: Shared,
    lay: PeopleLayout, ties: TieLayout, reach: Reach, lists: Lists, s: Scratch, tables: Tables, c: Record,
    counts: I8, roles: I8, patches: Patches, layers: Layers, chosen: I8, turns: Turns, care: Care, channels: Channels,
    budget: F4, work: WeekSpace, costs: F8,
) -> int:  # fmt: skip
    """Run all weeks of a replicate with the variants of ``chosen``, in the order in which effects are added up.

    ``inner`` [decisions] keys the replicate, and ``keys`` [weeks + 1, decisions] is filled from it. ``groups`` stand
    as before the first week, all else that changes is 0. ``budget`` [1] are the hours of attention a week. Fills
    ``counts``, ``roles`` and ``costs`` [weeks, 2] (hours, money); returns the number of weeks.
    """
    _fill_keys(inner, keys)
    _lay_ties(layers, ties)
    _draw(keys[0], people, patches, c)
    combining.clear(work)
    nothing = combining.effects_of(work, 0)
    communities.lay_out(groups, weekly, people.contributions.size, reach, c)
    learn.show_all(-1, lay.chunk_start, people, nothing, shared.words[0], shared.shown[0], c, s)
    for week in range(counts.shape[0]):
        listed = combining.combine(
            week, people.weeks[p.HIRED_WEEK], groups, chosen, turns, care, channels, budget, work, costs[week]
        )
        _weigh(week, chosen, turns, shared, layers, lay, c.mixing == ZERO)
        weeks.run_weeks(
            week, keys[week + 1 : week + 2], tide[week : week + 1], people, groups, weekly, shared, lay, ties,
            layers.weights, reach, lists, s, tables, combining.effects_of(work, listed), c, counts[week : week + 1],
            roles[week : week + 1],
        )  # fmt: skip
    return counts.shape[0]


@loop
def _fill_keys(inner: Keys, keys: Keys) -> None:
    """Fill in the key of each decision in each week, from the one before the first on."""
    for row in range(keys.shape[0]):
        for d in range(inner.size):
            keys[row, d] = draws.key_in_week(inner[d], _U8(row + 1))


@loop
def _draw(keys: Keys, people: Packed, patches: Patches, c: Record) -> None:
    """Draw everybody before the first week, and put right what of them is not left to chance."""
    people.weeks[:] = p.NEVER
    people.weeks[p.HIRED_WEEK] = -1
    people.weeks[p.READ_WEEKS] = 0
    people.weeks[p.ITEM_WEEKS] = 0
    draw_all_traits(keys, people, c)
    for k in range(patches.value.size):
        row, i, value = patches.where[k, 1], patches.where[k, 2], patches.value[k]
        if patches.where[k, 0] == _TRAITS:
            people.traits[row, i] = value
        elif patches.where[k, 0] == _FLAGS:
            people.flags[row, i] = np.uint8(value)
        else:
            people.weeks[row, i] = np.int16(value)


@loop
def _lay_ties(layers: Layers, ties: TieLayout) -> None:
    """Lay the ties of all layers out, a person's side by side."""
    for k in range(layers.base.size):
        for i in range(layers.start.shape[1]):
            ties.start[i] += layers.start[k, i]
    for i in range(layers.at.size):
        layers.at[i] = ties.start[i]
    for k in range(layers.base.size):
        own = layers.neighbours[layers.first[k] : layers.first[k + 1]]
        layout.place(k, layers.start[k], own, layers.at, ties.neighbours, ties.layer)


@loop
def _weigh(
    week: int, chosen: I8, turns: Turns, shared: Shared, layers: Layers, lay: PeopleLayout, has_ties: bool
) -> None:
    """Let ties weigh what the chosen variants make of them from this week on."""
    for k in range(layers.base.size):
        layers.wanted[k] = layers.base[k]
    for variant in chosen:
        for row in range(turns.layers.shape[0]):
            if turns.layers[row, 0] == variant:
                layers.wanted[turns.layers[row, 1]] = turns.weights[row, week]
    changes = False
    for k in range(layers.base.size):
        before, after = layers.weights[k], layers.wanted[k]
        if before != after:
            changes = True
            own = layers.neighbours[layers.first[k] : layers.first[k + 1]]
            layout.reweigh_degree(before, after, layers.start[k], layers.total)
            if has_ties:
                sense.reweigh(before, after, layers.start[k], own, shared.words[week % 2], shared.sums)
            layers.weights[k] = after
    if changes:
        layout.inverse(layers.total, lay.inverse)
