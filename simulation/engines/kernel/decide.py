"""Phase decide, first half: registering and reading, for a whole chunk of people."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.acting import copy, effect_on, load, push
from simulation.engines.kernel.arrays import F4, I2, I4, U1, PeopleLayout, Record, Scratch
from simulation.engines.kernel.count import total
from simulation.model import draws, rules
from simulation.model import effects as e
from simulation.model import state as p
from simulation.model.arithmetic import ONE, ZERO
from simulation.model.effects import Effects
from simulation.model.record import CAUSES
from simulation.model.state import Packed
from simulation.model.tide import PRESENT, STIR

_I4 = np.int32
_U8 = np.uint64
FEW = 32
"""What concerns fewer than one in so many of a chunk is worked out for each of them, else for all side by side: about
where both cost the same."""
WITHOUT, WITH = _I4(0), _I4(1)
"""An account; plain 0 and 1 are types of their own to numba, which would compile twice what takes them."""
GONE = _I4(CAUSES.index("gone"))


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
def _at_work(access: F4, present: float) -> None:
    for t in range(access.size):
        access[t] = rules.present_access(access[t], present)


@loop
def _push(hazard: F4, launch: F4, barred: F4, c: Record) -> None:
    for t in range(hazard.size):
        hazard[t] = rules.access_left(rules.announced(hazard[t], c.launch_hazard, launch[t]), barred[t])


@loop
def _useful(out: F4, pull: F4, skill: F4, manager: F4, belief: F4, effect: F4, c: Record) -> None:
    w1, w2, w3, w4 = c.usefulness_content, c.usefulness_ease, c.usefulness_manager, c.usefulness_belief
    mean = c.belief_rest
    for t in range(out.size):
        out[t] = rules.usefulness(w1, pull[t], w2, skill[t], w3, manager[t], w4, belief[t], mean, effect[t])


@loop
def _factor(useful: F4, access: F4, weight: float, propensity_weight: float, propensity: F4, stir: float) -> None:
    for t in range(useful.size):
        useful[t] = rules.usefulness_factor(useful[t], weight, access[t], propensity_weight, propensity[t], stir)


@loop
def _exposure(out: F4, share: F4, inverse: F4, threshold: F4, steepness: float, contagion: float) -> None:
    if contagion == ZERO:  # the usual case, told apart here so that its loop stays free of branches
        copy(share, out)
        return
    for t in range(out.size):
        out[t] = rules.exposure(share[t], inverse[t], threshold[t], steepness, contagion)


@loop
def _hazard(out: F4, exposure: F4, factor: F4, push: F4, innovation: float, imitation: float) -> None:
    for t in range(out.size):
        out[t] = rules.registration_hazard(innovation, imitation, exposure[t], factor[t], push[t])


@loop
def _join(out: I4, u: F4, hazard: F4, registered: U1, cause: U1, reluctant: U1) -> int:
    total = _I4(0)
    for t in range(out.size):
        may = (_I4(1) - _I4(registered[t])) & (_I4(1) - _I4(reluctant[t])) & _I4(cause[t] != GONE)
        joined = _I4(u[t] < rules.hazard_probability(hazard[t])) & may
        out[t] = joined
        total = _I4(total + joined)
    return total


@loop
def _reading(
    out: F4, propensity: F4, pull: F4, habit: F4, norm: F4, manager: F4, belief: F4, novelty: F4, replies: F4,
    effect: F4, stir: float, c: Record,
) -> None:  # fmt: skip
    start, w0, w1, w2 = rules.add(c.read_intercept, stir), c.read_propensity, c.read_content, c.read_habit
    w3, w4, w5, mean = c.read_norm, c.read_manager, c.read_belief, c.belief_rest
    w6, w7 = c.read_novelty, c.read_reply
    for t in range(out.size):
        out[t] = rules.read_logit(
            start, w0, propensity[t], w1, pull[t], w2, habit[t], w3, norm[t], w4, manager[t], w5, belief[t], mean,
            w6, novelty[t], w7, rules.reply_pull(replies[t]), effect[t],
        )  # fmt: skip


@loop
def _reads(out: I4, u: F4, logit: F4, distraction: F4, access: F4, registered: U1, since: I2, week: int) -> None:
    now = _I4(week)
    for t in range(out.size):
        by_chance = _I4(u[t] < rules.attended_probability(logit[t], distraction[t], access[t]))
        out[t] = rules.visits(_I4(registered[t]), by_chance, _I4(since[t]), now)


@loop
def _first_visits(start: int, n: int, effects: Effects, s: Scratch) -> None:
    """Who registers reads, with as much attention as is free."""
    reads, joined = s.ints[a.READ], s.ints[a.JOINED]
    for t in range(n):
        if joined[t] != 0:
            reads[t] = 1
            s.floats[a.DISTRACTION, t] = effect_on(e.DISTRACTION, start + t, effects)


@loop
def gather_marks(marks: I4, chosen: I4) -> int:
    """List the places of non-zero marks; return how many."""
    count = 0
    for t in range(marks.size):
        chosen[count] = t
        count += marks[t] != 0
    return count


@loop
def _gather(flags: U1, wanted: int, chosen: I4) -> int:
    """List the places of flags that are as wanted, 0 or 1; return how many."""
    count = 0
    for t in range(flags.size):
        chosen[count] = t
        count += _I4(flags[t]) == wanted
    return count


@loop
def presence(
    week: int, start: int, n: int, key: int, tide: F4, people: Packed, layout: PeopleLayout, effects: Effects,
    c: Record, s: Scratch,
) -> int:  # fmt: skip
    """Decide who registers (buffer JOINED) and who reads (READ); return the number of new accounts.

    Only people without an account register and only people with one read, so each half is worked out for everybody
    of the chunk, which is fast, or for the few whom it concerns.
    """
    end = start + n
    access, effect = s.floats[a.ACCESS, :n], s.floats[a.EFFECT, :n]
    draw(key, start, s.floats[a.HIGH, :n], s.floats[a.LOW, :n])
    load(effect, e.BARRED, start, effects)
    _access(access, layout.access[start:end], effect)
    stir = tide[STIR]
    if tide[PRESENT] < ONE:
        _at_work(access, tide[PRESENT])
    registered = total(people.flags[p.REGISTERED, start:end])
    if (n - registered) * FEW < n:
        joined = _few_join(start, n, stir, people, layout, effects, c, s)
    else:
        joined = _all_join(start, n, stir, people, layout, effects, c, s)
    if registered * FEW < n:
        _few_read(week, start, n, stir, people, effects, c, s)
    else:
        _all_read(week, start, n, stir, people, effects, c, s)
    if joined > 0:
        _first_visits(start, n, effects, s)
    return joined


@loop
def _all_join(
    start: int, n: int, stir: float, people: Packed, layout: PeopleLayout, effects: Effects, c: Record, s: Scratch
) -> int:
    end, x = start + n, people.traits
    effect, factor, exposure = s.floats[a.EFFECT, :n], s.floats[a.FACTOR, :n], s.floats[a.EXPOSURE, :n]
    hazard, pull, manager = s.floats[a.HAZARD, :n], s.floats[a.PULL, :n], s.floats[a.MANAGER, :n]
    load(effect, e.USEFULNESS, start, effects)
    _useful(factor, pull, x[p.SKILL, start:end], manager, x[p.BELIEF, start:end], effect, c)
    ease = rules.add(stir, c.register_ease)
    _factor(
        factor, s.floats[a.ACCESS, :n], c.usefulness_weight, c.register_propensity, x[p.PROPENSITY, start:end], ease
    )
    _exposure(
        exposure, s.floats[a.REGISTERED_SHARE, :n], layout.inverse[start:end], x[p.THRESHOLD, start:end],
        c.threshold_steepness, c.contagion,
    )  # fmt: skip
    load(effect, e.REGISTER_HAZARD, start, effects)
    if effects.row[e.REGISTER_HAZARD] >= 0 or effects.row[e.LAUNCH] >= 0:
        launch, barred = s.floats[a.LAUNCH, :n], s.floats[a.BARRED, :n]
        load(launch, e.LAUNCH, start, effects)
        load(barred, e.BARRED, start, effects)
        _push(effect, launch, barred, c)
    _hazard(hazard, exposure, factor, effect, c.innovation_rate, c.imitation_rate)
    registered, cause = people.flags[p.REGISTERED, start:end], people.flags[p.CAUSE, start:end]
    reluctant = people.flags[p.RELUCTANT, start:end]
    return _join(s.ints[a.JOINED, :n], s.floats[a.HIGH, :n], hazard, registered, cause, reluctant)


@loop
def _few_join(
    start: int, n: int, stir: float, people: Packed, layout: PeopleLayout, effects: Effects, c: Record, s: Scratch
) -> int:
    x, floats, joins, chosen = people.traits, s.floats, s.ints[a.JOINED], s.ints[a.CHOSEN]
    joins[:n] = 0
    joined = _I4(0)
    for k in range(_gather(people.flags[p.REGISTERED, start : start + n], WITHOUT, chosen)):
        t = chosen[k]
        i = start + t
        if people.flags[p.CAUSE, i] == GONE or people.flags[p.RELUCTANT, i] != 0:
            continue
        useful = rules.usefulness(
            c.usefulness_content, floats[a.PULL, t], c.usefulness_ease, x[p.SKILL, i], c.usefulness_manager,
            floats[a.MANAGER, t], c.usefulness_belief, x[p.BELIEF, i], c.belief_rest,
            effect_on(e.USEFULNESS, i, effects),
        )  # fmt: skip
        floats[a.FACTOR, t] = rules.usefulness_factor(
            useful, c.usefulness_weight, floats[a.ACCESS, t], c.register_propensity, x[p.PROPENSITY, i],
            rules.add(stir, c.register_ease),
        )  # fmt: skip
        floats[a.EXPOSURE, t] = rules.exposure(
            floats[a.REGISTERED_SHARE, t], layout.inverse[i], x[p.THRESHOLD, i], c.threshold_steepness, c.contagion
        )
        hazard = rules.registration_hazard(
            c.innovation_rate, c.imitation_rate, floats[a.EXPOSURE, t], floats[a.FACTOR, t], push(i, effects, c)
        )
        joins[t] = _I4(floats[a.HIGH, t] < rules.hazard_probability(hazard))
        joined = _I4(joined + joins[t])
    return joined


@loop
def _all_read(
    week: int, start: int, n: int, stir: float, people: Packed, effects: Effects, c: Record, s: Scratch
) -> None:
    end, x = start + n, people.traits
    effect, reading, distraction = s.floats[a.EFFECT, :n], s.floats[a.READING, :n], s.floats[a.DISTRACTION, :n]
    load(effect, e.READ_DRIVE, start, effects)
    _reading(
        reading, x[p.PROPENSITY, start:end], s.floats[a.PULL, :n], x[p.READ_HABIT, start:end], x[p.NORM, start:end],
        s.floats[a.MANAGER, :n], x[p.BELIEF, start:end], x[p.NOVELTY, start:end], x[p.REPLIES, start:end], effect,
        stir, c,
    )  # fmt: skip
    load(distraction, e.DISTRACTION, start, effects)
    registered = people.flags[p.REGISTERED, start:end]
    _reads(
        s.ints[a.READ, :n], s.floats[a.LOW, :n], reading, distraction, s.floats[a.ACCESS, :n], registered,
        people.weeks[p.REGISTERED_WEEK, start:end], week,
    )  # fmt: skip


@loop
def _few_read(
    week: int, start: int, n: int, stir: float, people: Packed, effects: Effects, c: Record, s: Scratch
) -> None:
    x, floats, reads, chosen = people.traits, s.floats, s.ints[a.READ], s.ints[a.CHOSEN]
    reads[:n] = 0
    intercept = rules.add(c.read_intercept, stir)
    for k in range(_gather(people.flags[p.REGISTERED, start : start + n], WITH, chosen)):
        t = chosen[k]
        i = start + t
        logit = rules.read_logit(
            intercept, c.read_propensity, x[p.PROPENSITY, i], c.read_content, floats[a.PULL, t], c.read_habit,
            x[p.READ_HABIT, i], c.read_norm, x[p.NORM, i], c.read_manager, floats[a.MANAGER, t], c.read_belief,
            x[p.BELIEF, i], c.belief_rest, c.read_novelty, x[p.NOVELTY, i], c.read_reply,
            rules.reply_pull(x[p.REPLIES, i]), effect_on(e.READ_DRIVE, i, effects),
        )  # fmt: skip
        distraction = floats[a.DISTRACTION, t] = effect_on(e.DISTRACTION, i, effects)
        by_chance = _I4(floats[a.LOW, t] < rules.attended_probability(logit, distraction, floats[a.ACCESS, t]))
        reads[t] = rules.visits(WITH, by_chance, _I4(people.weeks[p.REGISTERED_WEEK, i]), _I4(week))


@loop
def attend(start: int, n: int, people: Packed, effects: Effects, s: Scratch) -> None:
    """Note who reads at all (buffer ATTENDED): of their own accord, or led in a session."""
    reads, attended = s.ints[a.READ], s.ints[a.ATTENDED]
    row = effects.row[e.VISIT]
    for t in range(n):
        attended[t] = reads[t]
    if row >= 0:
        for t in range(n):
            registered = _I4(people.flags[p.REGISTERED, start + t])
            attended[t] = rules.attends(reads[t], registered, effects.person[row, start + t])
