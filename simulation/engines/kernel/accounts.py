"""Accounts: who decided to register gets one, by order others do, and some close theirs."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop, part
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.acting import effect_on, listed, push, reaches
from simulation.engines.kernel.arrays import I4, I8, Record, Records, Scratch
from simulation.engines.kernel.decide import GONE, gather_marks
from simulation.model import draws, rules
from simulation.model import effects as e
from simulation.model import state as p
from simulation.model.arithmetic import ONE, ZERO
from simulation.model.effects import Effects
from simulation.model.record import CAUSES, INDEX
from simulation.model.state import NEVER, Packed

_I4 = np.int32
_U8 = np.uint64
PUSH = _I4(CAUSES.index("push"))
FIRST_CAUSE = INDEX["new_registered"]
"""Counters of registrations: all of them, then by cause."""


@part
def _cause(u: float, exposure: float, factor: float, push: float, c: Record) -> int:
    """Cause of a registration, drawn by the parts of the hazard: 1 by oneself, 2 peers, 3 push."""
    own = rules.registration_hazard(c.innovation_rate, ZERO, exposure, factor, ZERO)
    with_peers = rules.registration_hazard(c.innovation_rate, c.imitation_rate, exposure, factor, ZERO)
    return rules.cause(u, own, with_peers, rules.add(with_peers, push))


@loop
def register(
    week: int, start: int, n: int, key: int, people: Packed, groups: Records, slots: a.U4, effects: Effects,
    c: Record, s: Scratch, events: I4, n_events: int, causes: I8,
) -> int:  # fmt: skip
    """Give accounts to the chunk's new members with their cause; return the number of events so far."""
    chosen = s.ints[a.CHOSEN]
    for k in range(gather_marks(s.ints[a.JOINED, :n], chosen)):
        t = chosen[k]
        i = start + t
        u = draws.low_uniform(draws.hash64(key, _U8(i)))
        cause = _cause(u, s.floats[a.EXPOSURE, t], s.floats[a.FACTOR, t], push(i, effects, c), c)
        n_events = enrol(week, i, cause, people, groups, slots, events, n_events, causes)
    return n_events


@part
def enrol(
    week: int, i: int, cause: int, people: Packed, groups: Records, slots: a.U4, events: I4, n_events: int, causes: I8
) -> int:
    """Open an account and note it."""
    people.flags[p.REGISTERED, i] = 1
    people.flags[p.CAUSE, i] = cause
    people.weeks[p.REGISTERED_WEEK, i] = week
    people.traits[p.NOVELTY, i] = ONE
    for slot in range(3):
        community = slots[i, slot] >> np.uint32(1)
        if community < groups.size:
            groups[community].members += 1
    events[n_events, 0] = week
    events[n_events, 1] = i
    events[n_events, 2] = cause
    causes[0] += 1
    causes[cause] += 1
    return n_events + 1


@part
def order(
    week: int, start: int, end: int, people: Packed, groups: Records, slots: a.U4, effects: Effects,
    events: I4, n_events: int, causes: I8,
) -> int:  # fmt: skip
    """Register people of a chunk by an order that many have."""
    if reaches(e.REGISTER_NOW, start, end, effects):
        for i in range(start, end):
            n_events = _obey(week, i, people, groups, slots, effects, events, n_events, causes)
    return n_events


@loop
def order_few(
    week: int, people: Packed, groups: Records, layout: a.PeopleLayout, effects: Effects, events: I4, n_events: int,
    counts: I8,
) -> int:  # fmt: skip
    """Register people by an order that few have."""
    few = listed(e.REGISTER_NOW, effects)
    for k in range(few.size):
        causes = counts[layout.silo[few[k]], FIRST_CAUSE:]
        n_events = _obey(week, few[k], people, groups, layout.slots, effects, events, n_events, causes)
    return n_events


@part
def _obey(
    week: int, i: int, people: Packed, groups: Records, slots: a.U4, effects: Effects, events: I4, n_events: int,
    causes: I8,
) -> int:  # fmt: skip
    """Register who is ordered to and has the platform, but for those who left it for good."""
    ordered = effects.person[effects.row[e.REGISTER_NOW], i] > ZERO and effect_on(e.BARRED, i, effects) < ONE
    if ordered and people.flags[p.REGISTERED, i] == 0 and people.flags[p.CAUSE, i] != GONE:
        return enrol(week, i, PUSH, people, groups, slots, events, n_events, causes)
    return n_events


@loop
def quit_accounts(
    week: int, start: int, end: int, key: int, people: Packed, groups: Records, slots: a.U4, c: Record
) -> int:
    """Close accounts by chance, none in the week of the registration; return how many."""
    count = 0
    for i in range(start, end):
        if people.flags[p.REGISTERED, i] == 0 or people.weeks[p.REGISTERED_WEEK, i] == week:
            continue
        if draws.high_uniform(draws.hash64(key, _U8(i))) < c.quitting:
            people.flags[p.REGISTERED, i] = 0
            people.flags[p.CAUSE, i] = GONE if c.stays_away > ZERO else 0
            people.weeks[p.REGISTERED_WEEK, i] = NEVER
            for slot in range(3):
                community = slots[i, slot] >> np.uint32(1)
                if community < groups.size:
                    groups[community].members -= 1
            count += 1
    return count
