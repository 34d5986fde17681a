"""Phase decide, first half: registering and reading, for a whole chunk of people."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.arrays import F4, I4, I8, U1, PeopleLayout, Record, Records, Scratch
from simulation.model import draws, rules
from simulation.model import effects as e
from simulation.model import state as p
from simulation.model.arithmetic import ONE, ZERO
from simulation.model.effects import Effects
from simulation.model.record import CAUSES
from simulation.model.state import NEVER, Packed

_I4 = np.int32
_U8 = np.uint64
PUSH, GONE = _I4(CAUSES.index("push")), _I4(CAUSES.index("gone"))


@loop
def load(out: F4, channel: int, start: int, neutral: float, effects: Effects) -> None:
    """Copy a chunk's part of an effect, or its neutral value where the channel is untouched."""
    row = effects.row[channel]
    if row < 0:
        out[:] = neutral
    else:
        out[:] = effects.person[row, start : start + out.size]


@loop
def draw(key: int, start: int, high: F4, low: F4) -> None:
    """Two uniforms per person from one hash."""
    for t in range(high.size):
        bits = draws.hash64(key, _U8(start) + _U8(t))
        high[t] = draws.high_uniform(bits)
        low[t] = draws.low_uniform(bits)


@loop
def _access(out: F4, access: F4, barred: F4) -> None:
    for t in range(out.size):
        out[t] = rules.access_left(access[t], barred[t])


@loop
def _useful(out: F4, pull: F4, skill: F4, manager: F4, belief: F4, effect: F4, c: Record) -> None:
    w1, w2, w3, w4 = c.usefulness_content, c.usefulness_ease, c.usefulness_manager, c.usefulness_belief
    mean = c.belief_rest
    for t in range(out.size):
        out[t] = rules.usefulness(w1, pull[t], w2, skill[t], w3, manager[t], w4, belief[t], mean, effect[t])


@loop
def _factor(useful: F4, access: F4, weight: float) -> None:
    for t in range(useful.size):
        useful[t] = rules.usefulness_factor(useful[t], weight, access[t])


@loop
def _exposure(out: F4, share: F4, inverse: F4, threshold: F4, steepness: float, contagion: float) -> None:
    if contagion == ZERO:  # the usual case, told apart here so that its loop stays free of branches
        out[:] = share
        return
    for t in range(out.size):
        out[t] = rules.exposure(share[t], inverse[t], threshold[t], steepness, contagion)


@loop
def _hazard(out: F4, exposure: F4, factor: F4, push: F4, innovation: float, imitation: float) -> None:
    for t in range(out.size):
        out[t] = rules.registration_hazard(innovation, imitation, exposure[t], factor[t], push[t])


@loop
def _join(out: I4, u: F4, hazard: F4, registered: U1, cause: U1) -> int:
    total = _I4(0)
    for t in range(out.size):
        may = (_I4(1) - _I4(registered[t])) & _I4(cause[t] != GONE)
        joined = _I4(u[t] < rules.hazard_probability(hazard[t])) & may
        out[t] = joined
        total = _I4(total + joined)
    return total


@loop
def _reading(
    out: F4, propensity: F4, pull: F4, habit: F4, norm: F4, manager: F4, belief: F4, effect: F4, c: Record
) -> None:
    start, w0, w1, w2 = c.read_intercept, c.read_propensity, c.read_content, c.read_habit
    w3, w4, w5, mean = c.read_norm, c.read_manager, c.read_belief, c.belief_rest
    for t in range(out.size):
        out[t] = rules.read_logit(
            start, w0, propensity[t], w1, pull[t], w2, habit[t], w3, norm[t], w4, manager[t], w5, belief[t], mean,
            effect[t],
        )  # fmt: skip


@loop
def _reads(out: I4, u: F4, logit: F4, distraction: F4, access: F4, registered: U1) -> None:
    for t in range(out.size):
        chance = rules.attended_probability(logit[t], distraction[t], access[t])
        out[t] = _I4(u[t] < chance) & _I4(registered[t])


@loop
def gather_marks(marks: I4, chosen: I4) -> int:
    """List the places of non-zero marks; return how many."""
    count = 0
    for t in range(marks.size):
        chosen[count] = t
        count += marks[t] != 0
    return count


@loop
def presence(
    start: int, n: int, key: int, people: Packed, layout: PeopleLayout, effects: Effects, c: Record, s: Scratch
) -> int:
    """Decide who registers (buffer JOINED) and who reads (READ); return the number of new accounts."""
    end = start + n
    access, registered = s.floats[a.ACCESS, :n], people.flags[p.REGISTERED, start:end]
    high, low, effect = s.floats[a.HIGH, :n], s.floats[a.LOW, :n], s.floats[a.EFFECT, :n]
    pull, manager = s.floats[a.PULL, :n], s.floats[a.MANAGER, :n]
    factor, exposure, hazard = s.floats[a.FACTOR, :n], s.floats[a.EXPOSURE, :n], s.floats[a.HAZARD, :n]
    draw(key, start, high, low)
    load(effect, e.BARRED, start, ZERO, effects)
    _access(access, layout.access[start:end], effect)
    load(effect, e.USEFULNESS, start, ZERO, effects)
    _useful(factor, pull, people.traits[p.SKILL, start:end], manager, people.traits[p.BELIEF, start:end], effect, c)
    _factor(factor, access, c.usefulness_weight)
    _exposure(
        exposure, s.floats[a.REGISTERED_SHARE, :n], layout.inverse[start:end], people.traits[p.THRESHOLD, start:end],
        c.threshold_steepness, c.contagion,
    )  # fmt: skip
    load(effect, e.REGISTER_HAZARD, start, ZERO, effects)
    if effects.row[e.REGISTER_HAZARD] >= 0 and effects.row[e.BARRED] >= 0:
        _access(effect, effect, effects.person[effects.row[e.BARRED], start:end])
    _hazard(hazard, exposure, factor, effect, c.innovation_rate, c.imitation_rate)
    joined = _join(s.ints[a.JOINED, :n], high, hazard, registered, people.flags[p.CAUSE, start:end])
    load(effect, e.READ_DRIVE, start, ZERO, effects)
    reading, distraction = s.floats[a.READING, :n], s.floats[a.DISTRACTION, :n]
    habit, norm = people.traits[p.READ_HABIT, start:end], people.traits[p.NORM, start:end]
    belief = people.traits[p.BELIEF, start:end]
    _reading(reading, people.traits[p.PROPENSITY, start:end], pull, habit, norm, manager, belief, effect, c)
    load(distraction, e.DISTRACTION, start, ZERO, effects)
    _reads(s.ints[a.READ, :n], low, reading, distraction, access, registered)
    return joined


@loop
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
    row, barring = effects.row[e.REGISTER_HAZARD], effects.row[e.BARRED]
    for k in range(gather_marks(s.ints[a.JOINED, :n], chosen)):
        t = chosen[k]
        i = start + t
        u = draws.low_uniform(draws.hash64(key, _U8(i)))
        push = effects.person[row, i] if row >= 0 else ZERO
        if barring >= 0:
            push = rules.access_left(push, effects.person[barring, i])
        cause = _cause(u, s.floats[a.EXPOSURE, t], s.floats[a.FACTOR, t], push, c)
        n_events = enrol(week, i, cause, people, groups, slots, events, n_events, causes)
    return n_events


@loop
def enrol(
    week: int, i: int, cause: int, people: Packed, groups: Records, slots: a.U4, events: I4, n_events: int, causes: I8
) -> int:
    """Open an account and note it."""
    people.flags[p.REGISTERED, i] = 1
    people.flags[p.CAUSE, i] = cause
    people.weeks[p.REGISTERED_WEEK, i] = week
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


@loop
def order(
    week: int, start: int, end: int, people: Packed, groups: Records, slots: a.U4, effects: Effects,
    events: I4, n_events: int, causes: I8,
) -> int:  # fmt: skip
    """Register people by order, where the platform is."""
    row, barring = effects.row[e.REGISTER_NOW], effects.row[e.BARRED]
    if row < 0:
        return n_events
    for i in range(start, end):
        if barring >= 0 and effects.person[barring, i] >= ONE:
            continue
        if effects.person[row, i] > ZERO and people.flags[p.REGISTERED, i] == 0 and people.flags[p.CAUSE, i] != GONE:
            n_events = enrol(week, i, PUSH, people, groups, slots, events, n_events, causes)
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
