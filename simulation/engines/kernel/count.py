"""What is recorded of a week: whole-number counters by silo."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.engines.kernel import arrays as a
from simulation.engines.kernel.arrays import F4, I4, I8, U1, U4, Record, Records, Scratch
from simulation.model import effects as e
from simulation.model import record, rules
from simulation.model import state as p
from simulation.model.arithmetic import HALF, ONE, ZERO
from simulation.model.effects import Effects
from simulation.model.record import LAPSE_WEEKS, ROLE_COUNTERS, SETTLED_WEEKS, TENURES
from simulation.model.state import NEVER, Packed
from simulation.organisation.organisation import STAFF

_I4 = np.int32
_K = record.INDEX
_FIRST_SEGMENT: Final = _K["segment_low"]
_BELIEF, _ANCHOR, _NORM = _K["belief_sum"], _K["anchor_sum"], _K["norm_sum"]
_EXPRESSED, _SKILL, _HABIT = _K["expressed_sum"], _K["skill_sum"], _K["habit_sum"]
_PEOPLE, _REGISTERED, _VISIBLE = _K["people"], _K["registered"], _K["visible"]
_READ, _SPOKE = _K["readers_7"], _K["contributors_7"]
_ACCOUNTS, _FEW, _MANY = _K["accounts"], _K["month_few"], _K["month_many"]
_TENURE, _TENURE_READERS = _K[f"tenure_{TENURES[0]}"], _K[f"tenure_readers_{TENURES[0]}"]
_EVER, _ITEMS, _TOP, _GINI = (
    _K["contributors_ever"],
    _K["contributions_ever"],
    _K["top_1_contributions"],
    _K["gini_area"],
)
_LAPSED, _RETURNED, _SETTLED, _SETTLED_READERS = (
    _K["lapsed"],
    _K["returned"],
    _K["settled"],
    _K["settled_readers"],
)
_COMMUNITIES, _OPEN, _STAGE, _LIVE = (
    _K["communities"],
    _K["communities_open"],
    _K["stage_inception"],
    _K["live_communities"],
)
_FOUNDED: Final = _K["founded"]
_BY_ROLE: Final = tuple(_K[name] for name in ROLE_COUNTERS)
_ANY, _ONE = _I4(0), _I4(1)
(
    _R_PEOPLE, _R_REGISTERED, _R_READ_7, _R_READ_28, _R_SPOKE_7, _R_SPOKE_28, _R_VISIBLE, _R_BELIEF, _R_ANCHOR, _R_NORM,
    _R_SKILL,
) = range(len(ROLE_COUNTERS))  # fmt: skip


@loop
def total(flags: U1) -> int:
    """Count the flags that are 1."""
    found = _I4(0)
    for t in range(flags.size):
        found = _I4(found + _I4(flags[t]))
    return found


@loop
def _fixed(values: F4) -> int:
    total = _I4(0)
    for t in range(values.size):
        total = _I4(total + rules.fixed_point(values[t]))
    return total


@loop
def _since(last: NDArray[np.int16], registered: U1, week: int) -> int:
    """Count the registered who did something in ``week`` or later: who closed the account is none of them."""
    first = _I4(week)
    total = _I4(0)
    for t in range(last.size):
        total = _I4(total + (_I4(_I4(last[t]) >= first) & _I4(registered[t])))
    return total


@loop
def _at(last: NDArray[np.int16], registered: U1, week: int) -> int:
    wanted = _I4(week)
    total = _I4(0)
    for t in range(last.size):
        total = _I4(total + (_I4(_I4(last[t]) == wanted) & _I4(registered[t])))
    return total


@loop
def _both_at(first: NDArray[np.int16], week: int, second: NDArray[np.int16], now: int) -> int:
    wanted, at = _I4(week), _I4(now)
    total = _I4(0)
    for t in range(first.size):
        total = _I4(total + (_I4(_I4(first[t]) == wanted) & _I4(_I4(second[t]) == at)))
    return total


@loop
def _months(weeks: NDArray[np.int16], registered: U1) -> tuple[int, int]:
    """Count who, with an account, contributed once or twice in four weeks, and who more often."""
    few, many = _I4(0), _I4(0)
    for t in range(weeks.size):
        items = rules.items_of_month(_I4(weeks[t]))
        some, more = _I4(items > _I4(0)) & _I4(registered[t]), _I4(items > _I4(2)) & _I4(registered[t])
        few = _I4(few + some - more)
        many = _I4(many + more)
    return few, many


@loop
def _with_access(barred: F4) -> int:
    total = _I4(0)
    for t in range(barred.size):
        total = _I4(total + _I4(barred[t] < ONE))
    return total


@loop
def _returned(bits: NDArray[np.int16], joined: NDArray[np.int16], registered: U1, week: int) -> int:
    latest = _I4(week - LAPSE_WEEKS)
    total = _I4(0)
    for t in range(bits.size):
        again = _I4(_I4(bits[t]) == _I4(1)) & _I4(_I4(joined[t]) <= latest)
        total = _I4(total + (again & _I4(registered[t])))
    return total


@loop
def _settled(bits: NDArray[np.int16], registered: NDArray[np.int16], week: int, least: int) -> int:
    """Count those registered for long whose weeks of reading, as bits, are at least ``least``."""
    latest, enough = _I4(week - SETTLED_WEEKS), _I4(least)
    total = _I4(0)
    for t in range(bits.size):
        since = _I4(registered[t])
        long_ago = _I4(since <= latest) & _I4(since > _I4(NEVER))
        total = _I4(total + (long_ago & _I4(_I4(bits[t]) >= enough)))
    return total


@loop
def _seen(shown: F4) -> int:
    total = _I4(0)
    for t in range(shown.size):
        total = _I4(total + _I4(shown[t] >= HALF))
    return total


@loop
def _segments(week: int, weeks: NDArray[np.int16], last: NDArray[np.int16], registered: U1, out: I4) -> None:
    recent = _I4(week - 3)
    for t in range(weeks.size):
        out[t] = _I4(rules.segment(_I4(weeks[t]), _I4(_I4(last[t]) >= recent)) * _I4(registered[t]))


@loop
def _equal(values: I4, wanted: int) -> int:
    total = _I4(0)
    for t in range(values.size):
        total = _I4(total + _I4(values[t] == _I4(wanted)))
    return total


@loop
def count_people(week: int, start: int, end: int, people: Packed, s: Scratch, row: I8) -> None:
    """Add a chunk's people to their silo's counters."""
    n, x, weeks = end - start, people.traits, people.weeks
    row[_PEOPLE] += n
    registered = people.flags[p.REGISTERED, start:end]
    row[_REGISTERED] += total(registered)
    last_read = weeks[p.LAST_READ, start:end]
    for k, span in enumerate((1, 4, 52)):
        row[_READ + k] += _since(last_read, registered, week - span + 1)
    bits, joined = weeks[p.READ_WEEKS, start:end], weeks[p.REGISTERED_WEEK, start:end]
    row[_LAPSED] += _at(last_read, registered, week - LAPSE_WEEKS)
    row[_RETURNED] += _returned(bits, joined, registered, week)
    row[_SETTLED] += _settled(bits, joined, week, _ANY)
    row[_SETTLED_READERS] += _settled(bits, joined, week, _ONE)
    for k, age in enumerate(TENURES):
        row[_TENURE + k] += _at(joined, registered, week - age)
        row[_TENURE_READERS + k] += _both_at(joined, week - age, last_read, week)
    row[_BELIEF] += _fixed(x[p.BELIEF, start:end])
    row[_ANCHOR] += _fixed(x[p.ANCHOR, start:end])
    row[_NORM] += _fixed(x[p.NORM, start:end])
    row[_EXPRESSED] += _fixed(s.floats[a.EXPRESSED, :n])
    row[_SKILL] += _fixed(x[p.SKILL, start:end])
    row[_HABIT] += _fixed(x[p.READ_HABIT, start:end])


@loop
def count_use(
    week: int, start: int, end: int, people: Packed, shown: F4, effects: Effects, c: Record, s: Scratch, row: I8
) -> None:
    """Add who contributed, once everybody has replied, and who has an account to a chunk's counters."""
    row[_VISIBLE] += _seen(shown[start:end])
    n, weeks = end - start, people.weeks
    last_spoke, months = weeks[p.LAST_CONTRIBUTION, start:end], weeks[p.ITEM_WEEKS, start:end]
    registered = people.flags[p.REGISTERED, start:end]
    for k, span in enumerate((1, 4, 52)):
        row[_SPOKE + k] += _since(last_spoke, registered, week - span + 1)
    segment = s.ints[a.SEGMENT, :n]
    _segments(week, weeks[p.READ_WEEKS, start:end], last_spoke, registered, segment)
    for k in range(4):
        row[_FIRST_SEGMENT + k] += _equal(segment, k + 1)
    few, many = _months(months, registered)
    row[_FEW] += few
    row[_MANY] += many
    if c.accounts_given == ZERO:
        row[_ACCOUNTS] += total(registered)
    elif effects.row[e.BARRED] < 0:
        row[_ACCOUNTS] += n
    else:
        row[_ACCOUNTS] += _with_access(effects.person[effects.row[e.BARRED], start:end])


@loop
def count_roles(week: int, marked: U4, role: U1, people: Packed, shown: F4, rows: I8) -> None:
    """Add the people who are not plain staff to their role's counters [roles, counters]."""
    x, last_read, last_spoke = people.traits, people.weeks[p.LAST_READ], people.weeks[p.LAST_CONTRIBUTION]
    for k in range(marked.size):
        i = marked[k]
        row = rows[role[i]]
        row[_R_PEOPLE] += 1
        registered = people.flags[p.REGISTERED, i]
        row[_R_REGISTERED] += registered
        row[_R_READ_7] += registered & (last_read[i] >= week)
        row[_R_READ_28] += registered & (last_read[i] >= week - 3)
        row[_R_SPOKE_7] += registered & (last_spoke[i] >= week)
        row[_R_SPOKE_28] += registered & (last_spoke[i] >= week - 3)
        row[_R_VISIBLE] += shown[i] >= HALF
        row[_R_BELIEF] += rules.fixed_point(x[p.BELIEF, i])
        row[_R_ANCHOR] += rules.fixed_point(x[p.ANCHOR, i])
        row[_R_NORM] += rules.fixed_point(x[p.NORM, i])
        row[_R_SKILL] += rules.fixed_point(x[p.SKILL, i])


@loop
def fill_staff(everybody: I8, rows: I8) -> None:
    """Plain staff is everybody whom no other role has."""
    for k in range(rows.shape[1]):
        rows[STAFF, k] = everybody[_BY_ROLE[k]]
        for role in range(STAFF + 1, rows.shape[0]):
            rows[STAFF, k] -= rows[role, k]


@loop
def count_communities(groups: Records, weekly: Records, nobody: int, counts: I8) -> None:
    """Add communities to their home silo's counters."""
    for k in range(groups.size):
        g, row = groups[k], counts[groups[k].home_silo]
        row[_LIVE] += weekly[k].threads > 0
        row[_FOUNDED] += weekly[k].founder != nobody
        if g.stage != rules.LATENT:
            row[_STAGE - 1 + g.stage] += 1
        if rules.running(_I4(g.stage)) != 0:
            row[_COMMUNITIES] += 1
            row[_OPEN] += g.is_open


@loop
def add_up(row: I8, total: I8) -> None:
    """Add a silo's counters to the organisation's."""
    for k in range(row.size):
        total[k] += row[k]


@loop
def concentration(histogram: I8, most: int, row: I8) -> None:
    """Fill participation counters from a histogram: contributors by number of contributions.

    The most active 1, 5, 10% of contributors are counted in whole people, rounded up.
    Gini = 2 sum(rank x) / (n sum(x)) - (n + 1) / n over contributors, in 1/65536.
    """
    people = items = ranked = 0
    for b in range(1, most + 1):
        h = histogram[b]
        ranked += b * (h * people + h * (h + 1) // 2)
        people += h
        items += b * h
    row[_EVER], row[_ITEMS] = people, items
    for k, percent in enumerate((1, 5, 10)):
        left = (people * percent + 99) // 100
        total = 0
        b = most
        while left > 0:
            taken = min(left, histogram[b])
            total += taken * b
            left -= taken
            b -= 1
        row[_TOP + k] = total
    row[_GINI] = 0
    if people > 0:
        row[_GINI] = np.int64((2.0 * ranked / (np.float64(people) * items) - (people + 1.0) / people) * 65536.0)
