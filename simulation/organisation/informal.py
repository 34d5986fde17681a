"""Informal ties: where two teams work together, some people of one know some of the other.

An *interface* ties a people of one team to b people of another, all a x b pairs. Its first
person on each side is drawn with probability proportional to sociability, and so are the
others, among the teammates. Since teammates know each other, shared contacts close
triangles, as shared occasions do among people (the focus theory of ties, Feld 1981).
Interfaces are drawn for three scopes until each has its number of ties:

- department: another team of the own department, n x department_degree / 2 ties;
- inward: another department of the own silo, barrier x n x cross_silo_degree / 2 ties;
- outward: another silo, (1 - barrier) x n x cross_silo_degree / 2 ties.

So the barrier moves ties inward one for one. Where there is no room left (a tiny silo), a
scope ends up with fewer ties.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.organisation.chance import Whole, below, bits
from simulation.organisation.organisation import MAX_LAYER_DEGREE
from simulation.organisation.settings import LARGEST_INTERFACE
from simulation.organisation.ties import People
from simulation.organisation.units import Ints

PICKS_PER_INTERFACE = 8
"""Attempts, in multiples of the interfaces needed, before a scope counts as full."""
_SCATTER = 64
_DRAWS = np.uint64(8)


class Scope(NamedTuple):
    """Where partners come from: per team, people from ``outer`` up to its end without those of ``inner``."""

    outer_start: Ints
    outer_end: Ints
    inner_start: Ints
    inner_end: Ints


class Network(NamedTuple):
    """What the drawing of ties reads: teams, managers, the periphery, running total of sociability [n + 1]."""

    team: People
    team_start: Ints
    manager: People
    periphery: NDArray[np.bool_]
    reach: Ints


class Drawn(NamedTuple):
    """Ties of one layer so far: pairs, a hash set of them, how many there are, and each person's number.

    ``sides`` is room for the people on both sides of an interface.
    """

    first: People
    second: People
    seen: NDArray[np.uint64]
    total: Ints
    degree: NDArray[np.uint16]
    sides: Ints


def nothing_drawn(n_people: int, most: int) -> Drawn:
    """Return room for up to ``most`` ties."""
    slots = 1 << max(4, (2 * most + n_people).bit_length())
    return Drawn(
        np.empty(most, np.uint32),
        np.empty(most, np.uint32),
        np.zeros(slots, np.uint64),
        np.zeros(1, np.int64),
        np.zeros(n_people, np.uint16),
        np.zeros((2, 2 * LARGEST_INTERFACE), np.int64),
    )


@loop
def _is_new(seen: NDArray[np.uint64], n_people: int, a: Whole, b: Whole) -> bool:
    """Put the pair a < b into the hash set; say whether it was new.

    A pair is kept near the place of one of the two, so that drawing ties for neighbouring
    people reads neighbouring memory; which of the two depends on the pair, so that places
    fill evenly.
    """
    pair = np.uint64((a << 32) | b)  # never 0, which marks a free slot, since b > a >= 0
    home = a if (a + b) & 1 else b
    slot = home * (seen.size // n_people) + np.int64(bits(pair, 0) & np.uint64(_SCATTER - 1))
    mask = seen.size - 1
    while seen[slot & mask] != 0:
        if seen[slot & mask] == pair:
            return False
        slot += 1
    seen[slot & mask] = pair
    return True


@loop
def add_tie(network: Network, drawn: Drawn, a: Whole, b: Whole) -> bool:
    """Add a tie unless it exists, is a reporting line, or one of the two has ties enough; say if added."""
    if network.manager[a] == b or network.manager[b] == a:
        return False
    if drawn.degree[a] >= MAX_LAYER_DEGREE or drawn.degree[b] >= MAX_LAYER_DEGREE:
        return False
    if not _is_new(drawn.seen, network.team.size, min(a, b), max(a, b)):
        return False
    at = drawn.total[0]
    drawn.first[at] = a
    drawn.second[at] = b
    drawn.total[0] = at + 1
    drawn.degree[a] += 1
    drawn.degree[b] += 1
    return True


@loop
def add_ties(network: Network, drawn: Drawn, pairs: NDArray[np.uint32]) -> None:
    """Add the ties of pairs of people [ties, 2], as `add_tie` does."""
    for i in range(pairs.shape[0]):
        add_tie(network, drawn, np.int64(pairs[i, 0]), np.int64(pairs[i, 1]))


@loop
def person_at(reach: Ints, weight: Whole, low: Whole, high: Whole) -> Whole:
    """Return the person in [low, high) whose stretch of the running total holds ``weight``."""
    while high - low > 1:
        middle = (low + high) // 2
        if reach[middle] <= weight:
            low = middle
        else:
            high = middle
    return low


@loop
def draw_partner(network: Network, scope: Scope, person: Whole, key: np.uint64, draw: Whole) -> Whole:
    """Draw a partner by sociability from the person's scope; -1 if that is empty."""
    team = network.team[person]
    left, right = scope.outer_start[team], scope.outer_end[team]
    gap_start, gap_end = scope.inner_start[team], scope.inner_end[team]
    reach = network.reach
    before = reach[gap_start] - reach[left]
    total = before + reach[right] - reach[gap_end]
    if total == 0:
        return -1
    weight = below(key, draw, total)
    if weight < before:
        return person_at(reach, reach[left] + weight, left, gap_start)
    return person_at(reach, reach[gap_end] + weight - before, gap_end, right)


@loop
def _teammate(network: Network, person: Whole, key: np.uint64, draw: Whole) -> Whole:
    """Draw a teammate by sociability; -1 if there is none who knows anybody."""
    reach = network.reach
    start = network.team_start[network.team[person]]
    end = network.team_start[network.team[person] + 1]
    before = reach[person] - reach[start]
    total = before + reach[end] - reach[person + 1]
    if total == 0:
        return -1
    weight = below(key, draw, total)
    if weight < before:
        return person_at(reach, reach[start] + weight, start, person)
    return person_at(reach, reach[person + 1] + weight - before, person + 1, end)


@loop
def _side(network: Network, side: Ints, person: Whole, size: Whole, key: np.uint64) -> int:
    """Put the person and up to size - 1 teammates into ``side``; return how many they are, each counted once."""
    side[0] = person
    count = 1
    for draw in range(1, size):
        mate = _teammate(network, person, key, draw)
        known = mate < 0
        for i in range(1, count):
            known = known or side[i] == mate
        if not known:
            side[count] = mate
            count += 1
    return count


@loop
def _join(network: Network, drawn: Drawn, pair: tuple[Whole, Whole], shape: np.uint64, size: int, budget: int) -> None:
    """Tie both sides of an interface completely, up to the budget; ``shape`` says how large they are, and who they are.

    Each is 1 to 2 size - 1 people, fewer where teammates are drawn twice.
    """
    n_a = 1 + np.int64((shape & np.uint64(0xFFFF)) % np.uint64(2 * size - 1))
    n_b = 1 + np.int64(((shape >> np.uint64(16)) & np.uint64(0xFFFF)) % np.uint64(2 * size - 1))
    first = _side(network, drawn.sides[0], pair[0], n_a, shape)
    second = _side(network, drawn.sides[1], pair[1], n_b, ~shape)
    for i in range(first):
        for j in range(second):
            if drawn.total[0] < budget:
                add_tie(network, drawn, drawn.sides[0, i], drawn.sides[1, j])


@loop
def draw_interfaces(network: Network, scope: Scope, drawn: Drawn, key: np.uint64, budget: int, size: int) -> None:
    """Draw interfaces until ``drawn`` holds ``budget`` ties or the scope is full.

    Sides are 1 to 2 size - 1 people, so that an interface has size^2 ties on average, somewhat
    fewer since teammates can be drawn twice. First persons are taken at even steps along the
    running total of sociability with a random offset in each step, in several passes over the
    people.
    """
    total = network.reach[-1]
    allowed = PICKS_PER_INTERFACE * (budget - drawn.total[0]) // (size * size) + 1000
    draw = 0
    while drawn.total[0] < budget and draw < allowed:
        picks = max(1, (budget - drawn.total[0]) // (size * size))
        step = total // picks
        person = 0
        for pick in range(picks):
            at = np.uint64(draw) * _DRAWS
            draw += 1
            weight = step * pick + below(key, at, step)
            while network.reach[person + 1] <= weight:
                person += 1
            partner = draw_partner(network, scope, person, key, at + np.uint64(1))
            if partner < 0:
                continue
            shape = bits(key, at + np.uint64(2))
            _join(network, drawn, (person, partner), shape, size, budget)
            if drawn.total[0] >= budget:
                return
