"""Combining a week's effects in compiled code, where what every intervention adds is known beforehand.

Only community managers act by state there: where, follows from who leaves and which communities run. The rules are
those of `simulation.engines.composing` and `simulation.engines.attention`, and so is what comes out.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from simulation.compiled import loop, part
from simulation.engines.kernel import acting
from simulation.engines.kernel.arrays import B1, F4, F8, I2, I4, I8, Records
from simulation.model import posts, rules
from simulation.model.arithmetic import ONE, ZERO
from simulation.model.effects import COMMUNITY_CHANNELS, PERSON_CHANNELS, Effects

PERSON: Final = len(PERSON_CHANNELS)
OFFICIAL: Final = PERSON + len(COMMUNITY_CHANNELS)
"""Channels are numbered: those on people, those on communities, the official content."""
ADD, MULTIPLY, MAX = range(3)
ALWAYS, WHERE_MANAGED, WHO_MANAGES, WHERE_NOTHING_RUNS = range(4)
"""At which of its places something is added."""
FIRST, COUNT, IS_RUN, VALUE, VALUES, MANY, CHANNEL, MODE = range(8)
"""Columns of what is added: where its places begin, how many, whether they are neighbours (then ``FIRST`` is the first
of them), where its values begin, how many, how many places count where few are told from many, channel, and mode."""
FEW: Final = 8
HOURS, EUR, BEGIN_HOURS, BEGIN_EUR = range(4)


class Turns(NamedTuple):
    """What every variant of every intervention does, week by week.

    ``of`` [variants + 1] says which rows of ``weeks`` [turns, 2] (from, to) are whose, ``adds`` and ``asks``
    [turns, 2] which of ``added`` and ``asked`` [.., 8] they hold, by `FIRST` to `MODE`, in ``places``, ``values`` and
    ``hours``. ``layers`` [m, 2] are (variant, layer), ``weights`` [m, weeks] what the layer's ties weigh; ``ends``
    [variants] the week after the last; ``costs`` [variants, weeks, 2] hours and money.
    """

    of: I8
    weeks: I8
    adds: I8
    asks: I8
    added: I8
    asked: I8
    places: I8
    values: F4
    hours: F4
    layers: I8
    weights: F4
    ends: I8
    costs: F8


class Care(NamedTuple):
    """Variants that are community managers: their posts, and what a week of one costs.

    ``of`` [variants] is the place among them or -1, ``posts`` and ``seats`` [m + 1] where its own begin.
    ``communities`` [posts], ``owners`` [posts] (the seat's place in ``seat``), ``seat`` [seats] in rising order.
    ``begins``, ``left`` (successors in all) and ``replaces`` [m]; ``room`` [m, weeks] for successors; ``hours``
    [m, weeks] of a manager for one community, ``costs`` [m, weeks, 4] by `HOURS` to `BEGIN_EUR`.
    """

    of: I8
    posts: I8
    seats: I8
    communities: I8
    owners: I8
    seat: I8
    begins: I8
    left: I8
    replaces: I8
    room: I8
    hours: F8
    costs: F8


class Channels(NamedTuple):
    """The declared channels, by number: how they combine, whether they are pulses or are dulled, neutral and bounds."""

    combine: I8
    pulse: I8
    dulls: I8
    neutral: F4
    low: F4
    high: F4


class WeekSpace(NamedTuple):
    """Space: a week's effects, the turns of the week, shares of attention, and who holds a post."""

    person: F4
    row: I4
    listed: I8
    span: I8
    community: F4
    official: F4
    layer: F4
    seen: B1
    touched: I8
    active: I8
    total: F4
    largest: F4
    share: F4
    there: B1
    waits: B1
    gone: B1
    lapsed: B1
    runs: B1
    managed: B1
    since: I8
    left: I8
    times: I8


@part
def effects_of(work: WeekSpace, listed: int) -> Effects:
    """Return the effects that stand in a space, with so many people listed."""
    return Effects(work.person, work.row, work.listed[:listed], work.span, work.community, work.layer, work.official[0])


@loop
def combine(
    week: int, hired: I2, groups: Records, chosen: I8, turns: Turns, care: Care, channels: Channels, budget: F4,
    work: WeekSpace, costs: F8,
) -> int:  # fmt: skip
    """Combine a week's effects of the chosen variants, and add up what the week costs (hours, money).

    Returns how many people are listed.
    """
    n = _find_turns(week, chosen, turns, work)
    for variant in chosen:
        costs[0] += turns.costs[variant, week, 0]
        costs[1] += turns.costs[variant, week, 1]
        if care.of[variant] >= 0 and care.begins[care.of[variant]] <= week < turns.ends[variant]:
            _manage(week, care.of[variant], hired, groups, care, work, costs)
    _share(week, n, turns, care, budget[0], work)
    clear(work)
    for k in range(n):
        turn = work.active[k, 1]
        for row in range(turns.adds[turn, 0], turns.adds[turn, 1]):
            _add(turns.added[row], care.of[work.active[k, 0]], groups, turns, care, channels, work)
    for k in range(n):
        turn = work.active[k, 1]
        for row in range(turns.adds[turn, 0], turns.adds[turn, 1]):
            _clip(turns.added[row], turns, channels, work)
    return _list(n, groups, turns, care, channels, work)


@loop
def _find_turns(week: int, chosen: I8, turns: Turns, work: WeekSpace) -> int:
    """List (variant, turn) of this week, those whose variant has ended last; return how many."""
    n = 0
    for has_ended in range(2):
        for variant in chosen:
            if (week >= turns.ends[variant]) != (has_ended == 1):
                continue
            for turn in range(turns.of[variant], turns.of[variant + 1]):
                if turns.weeks[turn, 0] <= week < turns.weeks[turn, 1]:
                    work.active[n, 0], work.active[n, 1] = variant, turn
                    n += 1
    return n


@loop
def _manage(week: int, m: int, hired: I2, groups: Records, care: Care, work: WeekSpace, costs: F8) -> None:
    """Let managers go and come, and find out which of their communities run."""
    first, last, age = care.posts[m], care.posts[m + 1], week - care.begins[m]
    there, since = work.there[first:last], work.since[first:last]
    for k in range(first, last):
        owner = care.seat[care.owners[k]]
        work.gone[k] = week > 0 and hired[owner] == week - 1
        work.runs[k] = rules.running(groups[care.communities[k]].stage) != 0
    if age == 0:
        there[:], since[:] = True, week
        begun, work.left[m] = last - first, care.left[m]
    else:
        room = min(care.room[m, week], work.left[m])
        begun = posts.move_posts(
            week, work.gone[first:last], work.lapsed[first:last], care.replaces[m] != 0, room, there,
            work.waits[first:last], since,
        )  # fmt: skip
        work.left[m] -= begun
    managed = posts.find_managed(age, work.runs[first:last], there, work.managed[first:last])
    for k in range(care.seats[m], care.seats[m + 1]):
        work.times[k] = 0
    for k in range(first, last):
        work.times[care.owners[k]] += work.managed[k]
    costs[0] += managed * care.costs[m, week, HOURS] + begun * care.costs[m, week, BEGIN_HOURS]
    costs[1] += managed * care.costs[m, week, EUR] + begun * care.costs[m, week, BEGIN_EUR]


@loop
def _share(week: int, n: int, turns: Turns, care: Care, budget: float, work: WeekSpace) -> None:
    """Find the share of each initiative that gets through to a person, min(1, max(B, max a) / sum a)."""
    work.total[:] = ZERO
    work.largest[:] = budget
    work.share[:] = ONE
    for k in range(n):
        variant, turn = work.active[k, 0], work.active[k, 1]
        if week >= turns.ends[variant]:
            continue
        m = care.of[variant]
        for row in range(turns.asks[turn, 0], turns.asks[turn, 1]):
            ask = turns.asked[row]
            for j in range(ask[COUNT]):
                i = _place(ask, j, turns)
                hours = turns.hours[ask[VALUE] + (j if ask[VALUES] > 1 else 0)]
                if ask[MODE] == WHO_MANAGES:
                    hours = np.float32(np.float64(work.times[care.seats[m] + j]) * care.hours[m, week])
                work.total[i] += hours
                work.largest[i] = max(work.largest[i], hours)
    for i in range(work.share.size):
        if work.total[i] > work.largest[i]:
            work.share[i] = work.largest[i] / work.total[i]


@loop
def clear(work: WeekSpace) -> None:
    """Let nothing act."""
    work.touched[:] = 0
    work.row[:] = -1
    work.span[:] = 0
    work.official[:] = ZERO
    work.community[:] = ZERO


@loop
def _place(row: I8, j: int, turns: Turns) -> int:
    """Return where something acts for the j-th time."""
    return row[FIRST] + j if row[IS_RUN] else turns.places[row[FIRST] + j]


@loop
def _acts(row: I8, j: int, place: int, m: int, groups: Records, care: Care, work: WeekSpace) -> bool:
    """Whether something acts at its j-th place this week."""
    if row[MODE] == WHERE_MANAGED:
        return work.managed[care.posts[m] + j]
    if row[MODE] == WHO_MANAGES:
        return work.times[care.seats[m] + j] > 0
    if row[MODE] == WHERE_NOTHING_RUNS:
        return rules.running(groups[place].stage) == 0
    return True


@loop
def _add(row: I8, m: int, groups: Records, turns: Turns, care: Care, channels: Channels, work: WeekSpace) -> None:
    """Let something act on its channel."""
    channel, neutral = row[CHANNEL], channels.neutral[row[CHANNEL]]
    values = _values(channel, work)
    for j in range(row[COUNT]):
        place = _place(row, j, turns)
        if not _acts(row, j, place, m, groups, care, work):
            continue
        if row[MODE] != ALWAYS:
            _touch(channel, 1, neutral, work)
        elif j == 0:
            _touch(channel, row[MANY], neutral, work)
        given = turns.values[row[VALUE] + (j if row[VALUES] > 1 else 0)]
        if channels.dulls[channel] != 0:
            given = neutral + (given - neutral) * work.share[place]
        if channels.combine[channel] == ADD:
            values[place] += given
        elif channels.combine[channel] == MULTIPLY:
            values[place] *= given
        else:
            values[place] = max(values[place], given)


@part
def _values(channel: int, work: WeekSpace) -> F4:
    """Return the values of a channel."""
    if channel < PERSON:
        return work.person[channel]
    return work.community[channel - PERSON] if channel < OFFICIAL else work.official


@loop
def _touch(channel: int, many: int, neutral: float, work: WeekSpace) -> None:
    """Note that something acts on a channel, at so many places more."""
    if work.touched[channel] == 0 and channel < PERSON:
        values = work.person[channel]
        values[:] = neutral
        work.row[channel] = channel
    work.touched[channel] += many


@loop
def _clip(row: I8, turns: Turns, channels: Channels, work: WeekSpace) -> None:
    """Keep what acts within its channel's bounds."""
    low, high, values = channels.low[row[CHANNEL]], channels.high[row[CHANNEL]], _values(row[CHANNEL], work)
    if work.touched[row[CHANNEL]] > 0:
        for j in range(row[COUNT]):
            place = _place(row, j, turns)
            values[place] = min(max(values[place], low), high)


@loop
def _list(n: int, groups: Records, turns: Turns, care: Care, channels: Channels, work: WeekSpace) -> int:
    """List whom each pulse reaches that reaches few, everybody once; return how many are listed."""
    end = 0
    for channel in range(PERSON):
        if channels.pulse[channel] == 0 or not 0 < FEW * work.touched[channel] <= work.seen.size:
            continue
        work.span[channel, 0] = end
        for k in range(n):
            turn, m = work.active[k, 1], care.of[work.active[k, 0]]
            for at in range(turns.adds[turn, 0], turns.adds[turn, 1]):
                row = turns.added[at]
                for j in range(row[COUNT] if row[CHANNEL] == channel else 0):
                    place = _place(row, j, turns)
                    if _acts(row, j, place, m, groups, care, work):
                        work.listed[end] = place
                        end += 1
        work.span[channel, 1] = end
    acting.list_once(work.listed[:end], work.span, work.seen)
    return end
