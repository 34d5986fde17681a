"""Phase turnover: leavers' seats are taken by new people, drawn afresh."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop, part
from simulation.engines.kernel.acting import effect_on
from simulation.engines.kernel.arrays import F4, F8, U4, Keys, Record, Records, TieLayout
from simulation.engines.kernel.sense import hear
from simulation.model import chances, draws, rules
from simulation.model import effects as e
from simulation.model import state as p
from simulation.model.arithmetic import ONE, ZERO, F, normal_quantile
from simulation.model.effects import Effects
from simulation.model.state import NEVER, Packed

_U8 = np.uint64
_LOWEST, _HIGHEST = F(-20), F(20)
STRETCH = 256
_FACTOR = F(7.4)
"""More than exp(2), the largest factor of the channel on leaving."""


@part
def _normal(key: int, i: int) -> float:
    return normal_quantile(draws.high_uniform(draws.hash64(key, _U8(i))))


@part
def draw_traits(i: int, keys: Keys, people: Packed, c: Record) -> None:
    """Give person i lasting traits and the culture that a newcomer brings along."""
    x = people.traits
    z = _normal(keys[chances.TRAIT_PROPENSITY], i)
    x[p.PROPENSITY, i] = rules.trait(z, ZERO, c.propensity_spread, _LOWEST, _HIGHEST)
    z = _normal(keys[chances.TRAIT_THRESHOLD], i)
    x[p.THRESHOLD, i] = rules.trait(z, c.threshold_mean, c.threshold_spread, ZERO, ONE)
    z = _normal(keys[chances.TRAIT_SKILL], i)
    x[p.SKILL, i] = rules.trait(z, c.skill_mean, c.skill_spread, ZERO, ONE)
    x[p.SKILL_FLOOR, i] = x[p.SKILL, i]
    z = _normal(keys[chances.TRAIT_BELIEF], i)
    x[p.ANCHOR, i] = rules.trait(z, c.belief_mean, c.belief_spread, ZERO, ONE)
    x[p.BELIEF, i] = rules.resting_belief(x[p.ANCHOR, i], c.susceptibility, c.belief_heard)
    z = _normal(keys[chances.TRAIT_SAFETY], i)
    x[p.SAFETY, i] = rules.trait(z, c.safety_mean, c.safety_spread, ZERO, ONE)
    x[p.HABIT_GAIN, i] = rules.habit_gain(_normal(keys[chances.TRAIT_HABIT], i), c.habit_rate, c.habit_spread)
    z = _normal(keys[chances.TRAIT_NEED], i)
    reluctant = rules.reluctant(z, x[p.PROPENSITY, i], c.never_together, c.never_apart, c.never_cut)
    people.flags[p.RELUCTANT, i] = reluctant
    x[p.NORM, i] = c.norm_start


@loop
def draw_all_traits(keys: Keys, people: Packed, c: Record) -> None:
    """Give everybody traits before the first week: what `draw_traits` does for one, trait by trait, which is faster."""
    x, n = people.traits, people.contributions.size
    _fill(keys[chances.TRAIT_PROPENSITY], ZERO, c.propensity_spread, _LOWEST, _HIGHEST, x[p.PROPENSITY])
    _fill(keys[chances.TRAIT_THRESHOLD], c.threshold_mean, c.threshold_spread, ZERO, ONE, x[p.THRESHOLD])
    _fill(keys[chances.TRAIT_SKILL], c.skill_mean, c.skill_spread, ZERO, ONE, x[p.SKILL])
    _fill(keys[chances.TRAIT_BELIEF], c.belief_mean, c.belief_spread, ZERO, ONE, x[p.ANCHOR])
    _fill(keys[chances.TRAIT_SAFETY], c.safety_mean, c.safety_spread, ZERO, ONE, x[p.SAFETY])
    for i in range(n):
        x[p.SKILL_FLOOR, i] = x[p.SKILL, i]
        x[p.BELIEF, i] = rules.resting_belief(x[p.ANCHOR, i], c.susceptibility, c.belief_heard)
        x[p.NORM, i] = c.norm_start
    for i in range(n):
        x[p.HABIT_GAIN, i] = rules.habit_gain(_normal(keys[chances.TRAIT_HABIT], i), c.habit_rate, c.habit_spread)
    for i in range(n):
        z = _normal(keys[chances.TRAIT_NEED], i)
        reluctant = rules.reluctant(z, x[p.PROPENSITY, i], c.never_together, c.never_apart, c.never_cut)
        people.flags[p.RELUCTANT, i] = reluctant


@loop
def _fill(key: int, mean: float, spread: float, low: float, high: float, out: F4) -> None:
    """Fill in a trait."""
    for i in range(out.size):
        out[i] = rules.trait(_normal(key, i), mean, spread, low, high)


@loop
def space_evenly(thresholds: F4, c: Record) -> None:
    """Give person i the quantile (i + 1/2) / n of the thresholds' distribution."""
    n = thresholds.size
    for i in range(n):
        z = normal_quantile(F((i + 0.5) / n))
        thresholds[i] = rules.trait(z, c.threshold_mean, c.threshold_spread, ZERO, ONE)


@part
def clear(i: int, week: int, people: Packed) -> None:
    """Empty a seat: no account, no habit, nothing done."""
    people.traits[:, i] = ZERO
    people.flags[:, i] = 0
    people.weeks[:, i] = NEVER
    people.weeks[p.HIRED_WEEK, i] = week
    people.weeks[p.READ_WEEKS, i] = 0
    people.weeks[p.ITEM_WEEKS, i] = 0
    people.contributions[i] = 0


@loop
def _n_leavers(key: int, first: int, last: int, leaving: float) -> int:
    total = np.int32(0)
    for t in range(last - first):
        u = draws.high_uniform(draws.hash64(key, _U8(first) + _U8(t)))
        total = np.int32(total + np.int32(u < leaving))
    return total


@loop
def _leavers(key: int, habits: F4, effects: Effects, c: Record, out: U4) -> int:
    """List this week's leavers; return how many.

    Stretches in which nobody would leave even by the highest chance are only counted, which is fast.
    """
    count = 0
    most = c.leaving_most if effects.row[e.LEAVING] < 0 else c.leaving_most * _FACTOR
    for first in range(0, out.size, STRETCH):
        last = min(first + STRETCH, out.size)
        if _n_leavers(key, first, last, most) == 0:
            continue
        for i in range(first, last):
            effect = effect_on(e.LEAVING, i, effects)
            chance = rules.leaving_chance(c.leaving, c.leaving_use, habits[i], effect)
            if draws.high_uniform(draws.hash64(key, _U8(i))) < chance:
                out[count] = i
                count += 1
    return count


@loop
def turn_over(
    week: int, keys: Keys, people: Packed, groups: Records, slots: U4, leavers: U4, words: U4, shown: F4, sums: F8,
    ties: TieLayout, weights: F4, effects: Effects, c: Record,
) -> int:  # fmt: skip
    """Replace this week's leavers; return how many stand in the list ``leavers``."""
    count = _leavers(keys[chances.TURNOVER], people.traits[p.READ_HABIT], effects, c, leavers)
    for k in range(count):
        i = np.int64(leavers[k])
        for slot in range(3):
            community = slots[i, slot] >> np.uint32(1)
            if community >= groups.size:
                continue
            groups[community].members -= people.flags[p.REGISTERED, i]
            if groups[community].founder == i:
                groups[community].founder = slots.shape[0]
        clear(i, week, people)
        draw_traits(i, keys, people, c)
        x = people.traits
        expressed = rules.expressed_belief(x[p.BELIEF, i], x[p.NORM, i], x[p.SAFETY, i])
        shown[i] = ZERO
        word = rules.shared_word(expressed, np.int32(0), ZERO, c.opinion_levels, rules.own_rounding(np.uint32(i)))
        if c.mixing == ZERO:
            hear(i, words[i], word, ties, weights, sums)
        words[i] = word
    return count
