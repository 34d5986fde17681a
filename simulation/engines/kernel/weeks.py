"""The weeks themselves: one compiled loop over weeks, chunks and communities, in the order of `model.week`."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop
from simulation.engines.kernel import accounts, communities, count, decide, learn, respond, sense, speak, turnover
from simulation.engines.kernel import arrays as a
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
from simulation.model import chances, record
from simulation.model import state as p
from simulation.model.arithmetic import ZERO
from simulation.model.effects import Effects
from simulation.model.state import Packed

_HIRES, _QUITS = record.INDEX["hires"], record.INDEX["quits"]
_NONE = np.int64(0)
"""A count to start from; a plain 0 is a type of its own to numba, which then compiles everything below twice."""


@loop
def run_weeks(
    first: int, keys: Keys, tide: F4, people: Packed, groups: Records, weekly: Records, shared: Shared,
    layout: PeopleLayout, ties: TieLayout, weights: F4, reach: Reach, lists: Lists, s: Scratch, tables: Tables,
    effects: Effects, c: Record, counts: I8, roles: I8,
) -> int:  # fmt: skip
    """Run the weeks ``first``, ``first`` + 1, ... one per row of ``keys`` and of ``tide``, under unchanging effects.

    ``counts`` [weeks, silos + 1, counters] and ``roles`` [weeks, roles, counters] (all but plain
    staff) are filled; returns the number of registrations
    listed in ``lists.events`` (of the last week only).
    """
    n_events = _NONE
    for w in range(keys.shape[0]):
        now, later = (first + w) % 2, (first + w + 1) % 2
        row = counts[w]
        n_events = n_readers = n_authors = _NONE
        leavers = turnover.turn_over(
            first + w, keys[w], people, groups, layout.slots, lists.people[a.LEAVERS], shared.words[now],
            shared.shown[now], shared.sums, ties, weights, effects, c,
        )  # fmt: skip
        for k in range(leavers):
            row[layout.silo[lists.people[a.LEAVERS, k]], _HIRES] += 1
        n_events = accounts.order_few(first + w, people, groups, layout, effects, lists.events, n_events, row)
        learn.receive_few(people, effects, c)
        if c.mixing > ZERO:
            sense.crowd(shared.words[now], layout.silo, lists.crowd)
        for g in range(layout.chunk_silo.size):
            n_events, n_readers, n_authors = _chunk(
                first + w, g, keys[w], tide[w], people, groups, weekly, shared.words[later], shared.shown[now],
                shared.shown[later], shared.sums, layout, reach, lists, s, effects, c, row[layout.chunk_silo[g]],
                n_events, n_readers, n_authors,
            )  # fmt: skip
        _close(
            first + w, n_readers, n_authors, keys[w], people, groups, weekly, shared.words[later], shared.shown[later],
            layout, reach, lists, s, tables, effects, c, row,
        )  # fmt: skip
        if c.mixing == ZERO:
            changed = lists.people[a.CHANGED]
            n_changed = learn.list_changed(shared.words[now], shared.words[later], changed)
            sense.hear_all(changed[:n_changed], shared.words[now], shared.words[later], ties, weights, shared.sums)
        count.count_roles(first + w, layout.marked, layout.role, people, shared.shown[later], roles[w])
        count.fill_staff(row[row.shape[0] - 1], roles[w])
    return n_events


@loop
def _chunk(
    week: int, g: int, keys: Keys, tide: F4, people: Packed, groups: Records, weekly: Records, next_words: U4,
    shown: F4,
    next_shown: F4, sums: F8, layout: PeopleLayout, reach: Reach, lists: Lists, s: Scratch, effects: Effects, c: Record,
    row: I8, n_events: int, n_readers: int, n_authors: int,
) -> tuple[int, int, int]:  # fmt: skip
    """Everything that one chunk's people do in a week, up to what they show."""
    start, end = layout.chunk_start[g], layout.chunk_start[g + 1]
    n = end - start
    slots, causes = layout.slots, row[accounts.FIRST_CAUSE :]
    n_events = accounts.order(week, start, end, people, groups, slots, effects, lists.events, n_events, causes)
    learn.receive(start, end, people, effects, c)
    if c.mixing > ZERO:
        sense.sense_crowd(layout.chunk_silo[g], lists.crowd, c.within_share, c.opinion_levels, n, s)
    else:
        sense.sense_ties(start, end, sums, layout.inverse, people.traits[p.BELIEF], c.opinion_levels, s)
    sense.sense_manager(layout.manager[start:end], shown, s.floats[a.MANAGER, :n])
    sense.sense_content(slots[start:end], reach.pull, effects.official, c.content_half, s.floats[a.PULL, :n])
    joined = decide.presence(week, start, n, keys[chances.PRESENCE], tide, people, layout, effects, c, s)
    if joined > 0:
        n_events = accounts.register(
            week, start, n, keys[chances.AMOUNT], people, groups, slots, effects, c, s, lists.events, n_events, causes
        )
    n_readers, n_authors = speak.speak(
        start, n, keys, people, weekly, slots, reach, lists.people, effects, c, s, n_readers, n_authors
    )
    decide.attend(start, n, people, effects, s)
    speak.succeed(start, n, keys[chances.USE_CASE], people, effects, c, s)
    if c.quitting > ZERO:
        row[_QUITS] += accounts.quit_accounts(week, start, end, keys[chances.QUIT], people, groups, slots, c)
    learn.learn(week, start, end, people, c, s)
    learn.culture(start, end, people, effects, c, s)
    learn.show(week, start, end, people, effects, next_words, next_shown, c, s)
    count.count_people(week, start, end, people, s, row)
    return n_events, n_readers, n_authors


@loop
def _close(
    week: int, n_readers: int, n_authors: int, keys: Keys, people: Packed, groups: Records, weekly: Records,
    next_words: U4, next_shown: F4, layout: PeopleLayout, reach: Reach, lists: Lists, s: Scratch, tables: Tables,
    effects: Effects, c: Record,
    counts: I8,
) -> None:  # fmt: skip
    """Replies, communities, and what is counted after them."""
    nobody = layout.manager.size
    respond.weigh(groups, weekly, reach, effects, tables, c)
    respond.list_readers(n_readers, layout.slots, groups, weekly, reach, lists)
    respond.respond(
        week, n_authors, keys, people, groups, weekly, next_words, next_shown, layout.silo, lists, tables, effects, c,
        counts,
    )  # fmt: skip
    for g in range(layout.chunk_silo.size):
        start, end = layout.chunk_start[g], layout.chunk_start[g + 1]
        count.count_use(week, start, end, people, next_shown, effects, c, s, counts[layout.chunk_silo[g]])
    communities.live_on(groups, weekly, nobody, effects, c)
    count.count_communities(groups, weekly, nobody, counts)
    communities.lay_out(groups, weekly, nobody, reach, c)
    last = counts.shape[0] - 1
    for silo in range(last):
        count.concentration(lists.histogram[silo], lists.most[silo], counts[silo])
        count.add_up(counts[silo], counts[last])
    count.concentration(lists.histogram[last], lists.most[last], counts[last])
