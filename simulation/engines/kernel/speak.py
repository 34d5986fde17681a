"""Phase decide, second half: a chunk's readers choose a place and contribute or not; use cases succeed."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop, part
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.acting import effect_on
from simulation.engines.kernel.arrays import U4, Keys, Reach, Record, Records, Scratch
from simulation.engines.kernel.decide import gather_marks
from simulation.model import chances, draws, rules
from simulation.model import effects as e
from simulation.model import state as p
from simulation.model.arithmetic import ONE, ZERO
from simulation.model.effects import Effects
from simulation.model.state import Packed

_I4 = np.int32
_U8 = np.uint64


@part
def _place_weight(entry: int, propensity: float, reach: Reach, c: Record) -> float:
    """Weight of one slot; a reader's visit to a running community is counted."""
    community = entry >> np.uint32(1)
    if community >= reach.stage.size:
        return ZERO
    stage, reachable = _I4(reach.stage[community]), _I4(reach.open[entry])
    if reachable != 0 and rules.running(stage) != 0:
        reach.readers[community] += 1
    return rules.place_weight(stage, reachable, reach.pull[entry], propensity, c.founding_propensity, c.founding_weight)


@part
def _chance(i: int, t: int, is_open: int, people: Packed, effects: Effects, c: Record, s: Scratch) -> float:
    """Chance that reader i contributes in the chosen place."""
    x = people.traits
    drive = rules.contribute_drive(
        c.contribute_intercept, x[p.PROPENSITY, i], x[p.MOTIVATION, i], x[p.EXTRINSIC, i],
        c.contribute_habit, x[p.CONTRIBUTE_HABIT, i], c.contribute_reply, x[p.REPLIES, i],
        c.contribute_belief, x[p.BELIEF, i], c.belief_rest, c.contribute_novelty, x[p.NOVELTY, i],
    )  # fmt: skip
    setting = rules.contribute_setting(
        c.contribute_norm, x[p.NORM, i], x[p.THRESHOLD, i], c.contribute_manager, s.floats[a.MANAGER, t],
        c.contribute_skill, x[p.SKILL, i], c.skill_reference, c.contribute_safety, x[p.SAFETY, i],
        effect_on(e.CONTRIBUTE_DRIVE, i, effects),
    )  # fmt: skip
    reluctance = c.cost_open if is_open != 0 else c.cost_closed
    logit = rules.contribute_logit(drive, setting, reluctance)
    return rules.attended_probability(logit, s.floats[a.DISTRACTION, t], ONE)


@loop
def speak(
    start: int, n: int, keys: Keys, people: Packed, weekly: Records, slots: U4, reach: Reach,
    lists: U4, effects: Effects, c: Record, s: Scratch, n_readers: int, n_authors: int,
) -> tuple[int, int]:  # fmt: skip
    """Let the chunk's readers choose a place and contribute or not; return list lengths so far."""
    chosen, spoke = s.ints[a.CHOSEN], s.ints[a.SPOKE]
    spoke[:n] = 0
    for k in range(gather_marks(s.ints[a.READ, :n], chosen)):
        t = chosen[k]
        i = start + t
        lists[a.READERS, n_readers] = i
        n_readers += 1
        propensity = people.traits[p.PROPENSITY, i]
        w0 = _place_weight(slots[i, 0], propensity, reach, c)
        w1 = _place_weight(slots[i, 1], propensity, reach, c)
        w2 = _place_weight(slots[i, 2], propensity, reach, c)
        bits = draws.hash64(keys[chances.SPEAK], _U8(i))
        slot = rules.choose_place(draws.low_uniform(bits), w0, w1, w2)
        if slot == rules.NOWHERE:
            continue
        community = slots[i, slot] >> np.uint32(1)
        if draws.high_uniform(bits) < _chance(i, t, _I4(reach.open[2 * community + 1]), people, effects, c, s):
            u = draws.high_uniform(draws.hash64(keys[chances.AMOUNT], _U8(i)))
            mean = rules.further_mean(c.extra_posts, c.posts_propensity, propensity)
            amount = 1 + rules.further_posts(u, mean, c.posts_burst)
            lists[a.AUTHORS, n_authors] = i
            lists[a.PLACES, n_authors] = community
            lists[a.AMOUNTS, n_authors] = amount
            n_authors += 1
            spoke[t] = 1
            weekly[community].threads += amount
            if rules.running(_I4(reach.stage[community])) == 0 and weekly[community].founder == slots.shape[0]:
                weekly[community].founder = i
    return n_readers, n_authors


@loop
def succeed(start: int, n: int, key: int, people: Packed, effects: Effects, c: Record, s: Scratch) -> None:
    """The own success with a use case moves the anchor of those who read."""
    row, chosen = effects.row[e.USE_CASE], s.ints[a.CHOSEN]
    if row < 0:
        return
    for k in range(gather_marks(s.ints[a.ATTENDED, :n], chosen)):
        i = start + np.int64(chosen[k])
        if draws.high_uniform(draws.hash64(key, _U8(i))) < effects.person[row, i]:
            people.traits[p.ANCHOR, i] = rules.toward_one(people.traits[p.ANCHOR, i], c.use_case_gain)
