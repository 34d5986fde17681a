"""Phase respond: contributions get their type and perhaps a reply; authors feel it."""

from __future__ import annotations

import numpy as np

from simulation.compiled import loop, part
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.arrays import I8, U2, U4, Keys, Lists, Reach, Record, Records, Tables
from simulation.engines.kernel.prefetch import AHEAD, prefetch
from simulation.model import chances, draws, record, rules, tasks
from simulation.model import effects as e
from simulation.model import state as p
from simulation.model.arithmetic import ONE, ZERO, F
from simulation.model.effects import Effects
from simulation.model.state import Packed

_I4 = np.int32
_U8 = np.uint64
_ITEMS = _U8(chances.MAX_ITEMS)
_DOCUMENTS, _REPLIED = record.INDEX["documents"], record.INDEX["replied"]
_BY_PEOPLE, _CROSS = record.INDEX["replied_by_people"], record.INDEX["replied_cross_silo"]
_REPLIES = record.INDEX["replies"]


@loop
def weigh(groups: Records, weekly: Records, reach: Reach, effects: Effects, tables: Tables, c: Record) -> None:
    """Management effort of every community by lever, and the chance of a reply in it."""
    for k in range(groups.size):
        g, w, care = groups[k], weekly[k], tables.care[groups[k].kind, groups[k].stage]
        members, helping = F(g.members), effects.community[e.MULTIPLIER_HOURS, k]
        hours = rules.skilled_hours(
            effects.community[e.MANAGER_HOURS, k], effects.community[e.MANAGER_SKILL, k], g.manager_trained
        )
        load = c.management_load
        w.answering = rules.management_effort(hours, care[tasks.ANSWERING], helping, members, load)
        w.seeding = w.inviting = w.clarifying = ZERO
        if hours > ZERO:
            effort = rules.management_effort(hours, care[tasks.SEEDING], ZERO, members, load)
            w.seeding = rules.seeded_items(effort, g.member_items, c.critical_items)
            w.inviting = rules.management_effort(hours, care[tasks.INVITING], ZERO, members, load)
            w.clarifying = rules.management_effort(hours, care[tasks.CLARIFYING], ZERO, members, load)
        w.reply = rules.reply_probability(
            F(reach.readers[k]), c.reply_per_reader, w.answering, c.reply_by_management, F(w.threads)
        )


@loop
def list_readers(n_readers: int, slots: U4, groups: Records, weekly: Records, reach: Reach, lists: Lists) -> None:
    """List the week's readers by community, for running ones in which something was said."""
    at = 0
    for k in range(groups.size):
        weekly[k].first_reader = at
        weekly[k].last_reader = at
        reach.live[k] = weekly[k].threads > 0 and rules.running(_I4(groups[k].stage)) != 0
        if reach.live[k] != 0:
            at += reach.readers[k]
    for r in range(n_readers):
        if r + AHEAD < n_readers:
            prefetch(slots, (np.int64(lists.people[a.READERS, r + AHEAD]), 0))
        i = lists.people[a.READERS, r]
        for slot in range(3):
            entry = slots[i, slot]
            k = entry >> np.uint32(1)
            if k < groups.size and reach.open[entry] != 0 and reach.live[k] != 0:
                lists.by_place[weekly[k].last_reader] = i
                weekly[k].last_reader += 1


@part
def _replier(i: int, bits: int, more: int, place: Record, again: int, people: Packed, lists: Lists, silos: U2,
             barrier: float) -> int:  # fmt: skip
    """Draw who replies among the readers of the place other than the author; n people if it was the management.

    Of two readers drawn the keener one replies. Who comes from another silo gives way to a second draw by the
    chance ``barrier``.
    """
    who = _keener_reader(i, bits, place, people, lists, silos.size)
    if who != silos.size and silos[who] != silos[i] and draws.low_uniform(more) < barrier:
        return _keener_reader(i, draws.hash64(again, more), place, people, lists, silos.size)
    return who


@part
def _keener_reader(i: int, bits: int, place: Record, people: Packed, lists: Lists, nobody: int) -> int:
    first = _other_reader(draws.high_uniform(bits), i, place, lists.by_place, nobody)
    if first == nobody:
        return nobody
    second = _other_reader(draws.low_uniform(bits), i, place, lists.by_place, nobody)
    z = people.traits[p.PROPENSITY]
    return first if rules.first_is_keener(z[first], z[second]) != 0 else second


@part
def _other_reader(u: float, i: int, place: Record, by_place: U4, nobody: int) -> int:
    n = _I4(place.last_reader - place.first_reader)
    if n == 0:
        return nobody
    k = rules.pick(u, n)
    who = np.int64(by_place[place.first_reader + k])
    if who == i:
        who = np.int64(by_place[place.first_reader + (k + 1) % n])
    return nobody if who == i else who


@loop
def respond(
    week: int, n_authors: int, keys: Keys, people: Packed, groups: Records, weekly: Records, next_words: U4,
    next_shown: a.F4, silos: U2, lists: Lists, tables: Tables, effects: Effects, c: Record, counts: I8,
) -> None:  # fmt: skip
    """Type every contribution, let readers or the management reply, let both sides feel it."""
    row = effects.row[e.CONTENT_VALUE]
    for k in range(n_authors):
        i, place = np.int64(lists.people[a.AUTHORS, k]), np.int64(lists.people[a.PLACES, k])
        amount = _I4(lists.people[a.AMOUNTS, k])
        value = effects.person[row, i] if row >= 0 else ONE
        _items(
            week, i, amount, place, value, keys, people, groups, weekly, next_words, next_shown, silos, lists,
            tables.mix, c, counts,
        )  # fmt: skip
        _contributed(i, amount, place, silos[i], people, groups, weekly, lists)


@part
def _contributed(
    i: int, amount: int, place: int, silo: int, people: Packed, groups: Records, weekly: Records, lists: Lists
) -> None:
    """Note what somebody said in a place."""
    if groups[place].founder == i or weekly[place].founder == i:
        weekly[place].seeded_new += amount
    else:
        weekly[place].member_new += amount
    months = people.weeks[p.ITEM_WEEKS]
    months[i] = rules.items_more(_I4(months[i]), _I4(amount))
    _count(i, silo, amount, people.contributions, lists)


@part
def _items(
    week: int, i: int, amount: int, place: int, value: float, keys: Keys, people: Packed, groups: Records,
    weekly: Records, next_words: U4, next_shown: a.F4, silos: U2, lists: Lists, shares: a.F4, c: Record, counts: I8,
) -> None:  # fmt: skip
    """The items of one author in a week."""
    g, w = groups[place], weekly[place]
    row, mix = counts[silos[i]], shares[g.kind]
    has_document = _I4(g.content[0] > ZERO)
    for item in range(amount):
        index = _U8(i) * _ITEMS + _U8(item)
        bits = draws.hash64(keys[chances.ITEM], index)
        kind = rules.item_type(draws.high_uniform(bits), mix[0], mix[1], mix[2], has_document)
        row[_DOCUMENTS + kind] += 1
        w.added[kind] += rules.worth_units(value, ONE)
        if draws.low_uniform(bits) < rules.reply_chance(w.reply, c.reply_documents, _I4(kind)):
            row[_REPLIED] += 1
            w.added[kind] += rules.worth_units(value, c.replied_bonus)
            first = draws.hash64(keys[chances.REPLIER], index)
            _replies(
                week, i, kind, place, first, keys, people, groups, weekly, next_words, next_shown, silos, lists, c,
                counts,
            )  # fmt: skip


@loop
def _replies(
    week: int, i: int, kind: int, place: int, bits: int, keys: Keys, people: Packed, groups: Records, weekly: Records,
    next_words: U4, next_shown: a.F4, silos: U2, lists: Lists, c: Record, counts: I8,
) -> None:  # fmt: skip
    """The replies to one contribution, at least one: the author feels each; a colleague's is her own contribution."""
    x, row, nobody = people.traits, counts[silos[i]], silos.size
    for k in range(chances.MAX_REPLIES):
        more = draws.hash64(keys[chances.FOLLOW], bits)
        who = _replier(i, bits, more, weekly[place], keys[chances.REPLIER], people, lists, silos, c.reply_barrier)
        x[p.REPLIES, i] = rules.add(x[p.REPLIES, i], ONE)
        x[p.MOTIVATION, i] = rules.encouraged(x[p.MOTIVATION, i], c.reply_motivation, c.motivation_limit)
        if who == nobody:
            return
        if k == 0:
            row[_BY_PEOPLE] += 1
            row[_CROSS] += silos[who] != silos[i]
        lists.replies[week // record.WEEKS_PER_YEAR, silos[who], silos[i]] += 1
        if people.weeks[p.LAST_CONTRIBUTION, who] != week:
            _begin_to_speak(week, who, people, next_words, next_shown, c)
        _answer(who, kind, place, people, groups, weekly, silos, lists, counts)
        if draws.high_uniform(more) >= c.reply_follows:
            return
        bits = draws.hash64(keys[chances.FOLLOW], more)


@part
def _begin_to_speak(week: int, who: int, people: Packed, next_words: U4, next_shown: a.F4, c: Record) -> None:
    """The first contribution of somebody in a week, if it is a reply: it is seen and strengthens the habit."""
    x = people.traits
    people.weeks[p.LAST_CONTRIBUTION, who] = week
    x[p.VISIBLE, who] = next_shown[who] = ONE
    next_words[who] = rules.active_word(next_words[who])
    x[p.CONTRIBUTE_HABIT, who] = rules.habit_next(
        x[p.CONTRIBUTE_HABIT, who], _I4(1), x[p.HABIT_GAIN, who], c.habit_kept
    )


@part
def _answer(
    who: int, kind: int, place: int, people: Packed, groups: Records, weekly: Records, silos: U2, lists: Lists,
    counts: I8,
) -> None:  # fmt: skip
    """A reply as a contribution of who gives it."""
    answer, row = rules.reply_kind(_I4(kind)), counts[silos[who]]
    row[_DOCUMENTS + answer] += 1
    row[_REPLIES] += 1
    weekly[place].added[answer] += rules.worth_units(ONE, ONE)
    _contributed(who, _I4(1), place, silos[who], people, groups, weekly, lists)


@part
def _count(i: int, silo: int, amount: int, contributions: a.I4, lists: Lists) -> None:
    """Move a person in the histograms of contributions (own silo and whole organisation)."""
    top = lists.histogram.shape[1] - 1
    before = min(contributions[i], top)
    contributions[i] += amount
    after = min(contributions[i], top)
    for row in (np.int64(silo), np.int64(lists.histogram.shape[0] - 1)):
        if before > 0:
            lists.histogram[row, before] -= 1
        lists.histogram[row, after] += 1
        lists.most[row] = max(lists.most[row], after)
