"""Phases receive, learn, culture and show for one chunk of people."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop, part
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.acting import listed, load, reaches
from simulation.engines.kernel.arrays import F4, I4, I8, U1, U4, Record, Scratch
from simulation.model import effects as e
from simulation.model import rules
from simulation.model import state as p
from simulation.model.arithmetic import ONE, ZERO
from simulation.model.effects import Effects
from simulation.model.state import Packed

_I4 = np.int32
Short = NDArray[np.int16]


ADD, SHARE_OF_REST, WITHIN_BOUNDS = range(3)
"""Ways in which a pulse moves a trait: it is added; it is a share of what is missing to 1; added within 0 and 1."""
MOVES: Final = (
    (e.HABIT, p.READ_HABIT, SHARE_OF_REST),
    (e.EXTRINSIC, p.EXTRINSIC, ADD),
    (e.MOTIVATION, p.MOTIVATION, ADD),
    (e.PERSUASION, p.ANCHOR, SHARE_OF_REST),
    (e.BELIEF, p.BELIEF, WITHIN_BOUNDS),
    (e.SAFETY, p.SAFETY, WITHIN_BOUNDS),
)
"""Pulses that move one trait: channel, trait, way."""


@part
def _moved(way: int, value: float, pulse: float) -> float:
    if way == ADD:
        return rules.add(value, pulse)
    if way == SHARE_OF_REST:
        return rules.toward_one(value, pulse)
    return rules.clip(rules.add(value, pulse), ZERO, ONE)


@loop
def _move(way: int, value: F4, pulse: F4) -> None:
    for t in range(value.size):
        value[t] = _moved(way, value[t], pulse[t])


@loop
def _move_few(way: int, few: I8, value: F4, pulse: F4) -> None:
    for k in range(few.size):
        value[few[k]] = _moved(way, value[few[k]], pulse[few[k]])


@loop
def _train(skill: F4, floor: F4, gain: F4, lasting: float) -> None:
    for t in range(skill.size):
        skill[t] = rules.training_skill(skill[t], gain[t])
        floor[t] = rules.training_floor(floor[t], gain[t], lasting)


@loop
def _train_few(few: I8, skill: F4, floor: F4, gain: F4, lasting: float) -> None:
    for k in range(few.size):
        i = few[k]
        skill[i] = rules.training_skill(skill[i], gain[i])
        floor[i] = rules.training_floor(floor[i], gain[i], lasting)


@loop
def _crowd_out(motivation: F4, withdrawal: F4, crowding_out: float) -> None:
    for t in range(motivation.size):
        motivation[t] = rules.crowded_out(motivation[t], withdrawal[t], crowding_out)


@loop
def receive_few(people: Packed, effects: Effects, c: Record) -> None:
    """Let this week's pulses that reach few people act on each of them."""
    x, row, pulse = people.traits, effects.row, effects.person
    few = listed(e.TRAINING, effects)
    if few.size > 0:
        _train_few(few, x[p.SKILL], x[p.SKILL_FLOOR], pulse[row[e.TRAINING]], c.training_lasting)
    for channel, trait, way in MOVES:
        few = listed(channel, effects)
        if few.size > 0:
            _move_few(way, few, x[trait], pulse[row[channel]])


@part
def receive(start: int, end: int, people: Packed, effects: Effects, c: Record) -> None:
    """Let this week's pulses that reach many people act on those of a chunk.

    A withdrawal always acts here, after all that changes motivation.
    """
    x, row, pulse = people.traits, effects.row, effects.person
    if reaches(e.TRAINING, start, end, effects):
        gain = pulse[row[e.TRAINING], start:end]
        _train(x[p.SKILL, start:end], x[p.SKILL_FLOOR, start:end], gain, c.training_lasting)
    for channel, trait, way in MOVES:
        if reaches(channel, start, end, effects):
            _move(way, x[trait, start:end], pulse[row[channel], start:end])
    if row[e.WITHDRAWAL] >= 0:
        _crowd_out(x[p.MOTIVATION, start:end], pulse[row[e.WITHDRAWAL], start:end], c.crowding_out)


@loop
def _habit(habit: F4, used: I4, gain: F4, kept: float) -> None:
    for t in range(habit.size):
        habit[t] = rules.habit_next(habit[t], used[t], gain[t], kept)


@loop
def _skill(skill: F4, floor: F4, used: I4, kept: float, learning: float) -> None:
    for t in range(skill.size):
        skill[t] = rules.skill_next(skill[t], floor[t], kept, used[t], learning)


@loop
def _floor(floor: F4, used: I4, learning: float) -> None:
    for t in range(floor.size):
        floor[t] = rules.floor_next(floor[t], used[t], learning)


@loop
def _fade(value: F4, kept: float) -> None:
    for t in range(value.size):
        value[t] = rules.faded(value[t], kept)


@loop
def _visible(visible: F4, spoke: I4, kept: float) -> None:
    for t in range(visible.size):
        visible[t] = rules.visible_next(visible[t], spoke[t], kept)


@loop
def _history(weeks: Short, used: I4) -> None:
    for t in range(weeks.size):
        weeks[t] = rules.history_next(_I4(weeks[t]), used[t])


@loop
def _new_week(items: Short) -> None:
    for t in range(items.size):
        items[t] = rules.items_next(_I4(items[t]))


@loop
def _last(last: Short, used: I4, week: int) -> None:
    now = np.int16(week)
    for t in range(last.size):
        last[t] = now if used[t] != 0 else last[t]


@loop
def learn(week: int, start: int, end: int, people: Packed, c: Record, s: Scratch) -> None:
    """Move habits, skill, rewards, motivation, memory, visibility and history on by one week."""
    x, weeks = people.traits, people.weeks
    own, spoke = s.ints[a.READ, : end - start], s.ints[a.SPOKE, : end - start]
    read = s.ints[a.ATTENDED, : end - start]
    _habit(x[p.READ_HABIT, start:end], own, x[p.HABIT_GAIN, start:end], c.habit_kept)
    _habit(x[p.CONTRIBUTE_HABIT, start:end], spoke, x[p.HABIT_GAIN, start:end], c.habit_kept)
    _skill(x[p.SKILL, start:end], x[p.SKILL_FLOOR, start:end], read, c.skill_kept, c.learning_by_doing)
    _floor(x[p.SKILL_FLOOR, start:end], read, c.learning_by_doing)
    _fade(x[p.EXTRINSIC, start:end], c.extrinsic_kept)
    _fade(x[p.MOTIVATION, start:end], c.motivation_kept)
    _fade(x[p.REPLIES, start:end], c.replies_kept)
    _fade(x[p.NOVELTY, start:end], c.novelty_kept)
    _visible(x[p.VISIBLE, start:end], spoke, c.visible_kept)
    _history(weeks[p.READ_WEEKS, start:end], read)
    _new_week(weeks[p.ITEM_WEEKS, start:end])
    _last(weeks[p.LAST_READ, start:end], read, week)
    _last(weeks[p.LAST_CONTRIBUTION, start:end], spoke, week)


@loop
def _belief(belief: F4, anchor: F4, opinion: F4, rate: float, susceptibility: float) -> None:
    for t in range(belief.size):
        belief[t] = rules.belief_next(belief[t], anchor[t], opinion[t], rate, susceptibility)


@loop
def _anchor(anchor: F4, belief: F4, drift: float) -> None:
    for t in range(anchor.size):
        anchor[t] = rules.anchor_next(anchor[t], belief[t], drift)


@loop
def _norm(norm: F4, active: F4, manager: F4, example: F4, rate: float, injunctive: float) -> None:
    for t in range(norm.size):
        weight = rules.example_weight(injunctive, example[t])
        norm[t] = rules.norm_next(norm[t], active[t], manager[t], rate, weight)


@loop
def culture(start: int, end: int, people: Packed, effects: Effects, c: Record, s: Scratch) -> None:
    """Move belief and perceived norm on by one week."""
    n, x = end - start, people.traits
    opinion, active, manager = s.floats[a.OPINION, :n], s.floats[a.ACTIVE_SHARE, :n], s.floats[a.MANAGER, :n]
    _belief(x[p.BELIEF, start:end], x[p.ANCHOR, start:end], opinion, c.belief_rate, c.susceptibility)
    if c.anchor_drift > ZERO:
        _anchor(x[p.ANCHOR, start:end], x[p.BELIEF, start:end], c.anchor_drift)
    example = s.floats[a.EFFECT, :n]
    load(example, e.EXAMPLE, start, effects)
    _norm(x[p.NORM, start:end], active, manager, example, c.norm_rate, c.injunctive_weight)


@loop
def _expressed(out: F4, belief: F4, norm: F4, safety: F4) -> None:
    for t in range(out.size):
        out[t] = rules.expressed_belief(belief[t], norm[t], safety[t])


@loop
def _shown(out: F4, visible: F4, floor: F4) -> None:
    for t in range(out.size):
        out[t] = rules.larger(visible[t], floor[t])


@loop
def _words(
    start: int, out: U4, expressed: F4, registered: U1, since: Short, shown: F4, week: int, contagion: float,
    levels: float,
) -> None:  # fmt: skip
    now, first = _I4(week), np.uint32(start)
    for t in range(out.size):
        seen = rules.contagious(_I4(registered[t]), _I4(now - _I4(since[t])), contagion)
        rounding = rules.own_rounding(np.uint32(first + np.uint32(t)))
        out[t] = rules.shared_word(expressed[t], seen, shown[t], levels, rounding)


@loop
def show(
    week: int, start: int, end: int, people: Packed, effects: Effects, words: U4, shown: F4, c: Record, s: Scratch
) -> None:
    """Pack what colleagues will see next week."""
    n, x = end - start, people.traits
    expressed, least = s.floats[a.EXPRESSED, :n], s.floats[a.EFFECT, :n]
    _expressed(expressed, x[p.BELIEF, start:end], x[p.NORM, start:end], x[p.SAFETY, start:end])
    load(least, e.VISIBLE_USE, start, effects)
    _shown(shown[start:end], x[p.VISIBLE, start:end], least)
    registered, since = people.flags[p.REGISTERED, start:end], people.weeks[p.REGISTERED_WEEK, start:end]
    _words(start, words[start:end], expressed, registered, since, shown[start:end], week, c.contagion, c.opinion_levels)


@loop
def show_all(
    week: int, starts: I8, people: Packed, effects: Effects, words: U4, shown: F4, c: Record, s: Scratch
) -> None:
    """Pack what colleagues will see of everybody."""
    for g in range(starts.size - 1):
        show(week, starts[g], starts[g + 1], people, effects, words, shown, c, s)


@loop
def list_changed(before: U4, after: U4, changed: U4) -> int:
    """List whose word is another one than last week; return how many there are."""
    n_changed = 0
    for i in range(before.size):
        if before[i] != after[i]:
            changed[n_changed] = i
            n_changed += 1
    return n_changed
