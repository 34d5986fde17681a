"""The weekly steps of an ambassador programme in compiled code; what they mean stands with the programme itself.

Places are those in the programme's pool ``people`` [pool], in rising order; ``members`` lists those of its members.
``keys`` are the key of all interventions' draws of the week, and the names of single draws
(`simulation.interventions.chance.keys_of`).
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop, part
from simulation.model.arithmetic import exp64, quantile64
from simulation.model.draws import hash64, poisson_count, uniform64

B1 = NDArray[np.bool_]
F4 = NDArray[np.float32]
F8 = NDArray[np.float64]
I1 = NDArray[np.int8]
I2 = NDArray[np.int16]
I8 = NDArray[np.int64]
U4 = NDArray[np.uint32]
Keys = NDArray[np.uint64]
OUTSIDE, INTERESTED, ACTIVE, CORE = range(4)
FAR: Final = 30.0
"""Log-odds and log-hazards beyond which nothing changes any more."""
_FAR: Any = np.float32(FAR)
_U8: Any = np.uint64
HIGHEST_PULL: Final = 20.0
HIGHEST_SPREAD: Final = 80.0
MOST_POSTS: Final = 35
"""Posts of one person in a week, at most: five a day."""
MOST_FOLLOWERS: Final = 1e8
_PERSON = np.int64(1) << np.int64(32)


@part
def _conviction(motivation: float, belief: float, mean: float, weight: float) -> float:
    """c = m + w (b - mean b)."""
    return motivation + weight * (belief - mean)


@loop
def leave(
    week: int, keys: Keys, people: I8, motivation: F4, belief: F4, conviction: F4, hired_week: I2, rate: float,
    members: I8, tier: I1, activity: F8,
) -> int:  # fmt: skip
    """Let members go, by the hazard r exp(-c) or because somebody else has their seat; return how many stay."""
    stay, key = 0, hash64(keys[0], keys[1])
    for k in range(members.size):
        place = members[k]
        seat = people[place]
        c = _conviction(motivation[seat], belief[seat], conviction[0], conviction[1])
        hazard = rate * exp64(np.float64(min(max(-c, -_FAR), _FAR)))
        if uniform64(key, _U8(seat)) < 1.0 - exp64(-hazard) or hired_week[seat] == week - 1:
            tier[place], activity[place] = OUTSIDE, 0.0
        else:
            members[stay] = place
            stay += 1
    return stay


@loop
def note_activity(
    week: int, people: I8, members: I8, posted: B1, last_contribution: I2, kept: float, activity: F8
) -> None:
    """Average who posted outside or contributed inside last week."""
    for k in range(members.size):
        place = members[k]
        is_active = posted[place] or last_contribution[people[place]] == week - 1
        activity[place] = kept * activity[place] + (1.0 - kept) * (1.0 if is_active else 0.0)


@loop
def fall(members: I8, levels: F8, keep_share: float, tier: I1, activity: F8, candidates: I8, counts: I8) -> None:
    """Let members fall whose activity is too low, and list who may rise.

    ``candidates`` [2, members] for the core and the active tier, ``counts`` [4]: how many those are, and how many
    there are in either tier now.
    """
    counts[:] = 0
    for k in range(members.size):
        place = members[k]
        now = tier[place]
        falls = activity[place] < levels[now] * keep_share
        if now == ACTIVE and not falls and activity[place] >= levels[CORE]:
            candidates[0, counts[0]] = place
            counts[0] += 1
        elif now == INTERESTED and activity[place] >= levels[ACTIVE]:
            candidates[1, counts[1]] = place
            counts[1] += 1
        if falls:
            now -= 1
            tier[place] = now
        counts[2] += now == CORE
        counts[3] += now == ACTIVE


@loop
def wish(
    keys: Keys, people: I8, reached: I8, bonus: F8, propensity: F4, motivation: F4, belief: F4, conviction: F4,
    interest: F8, tier: I1, outside: I8, ratio: F8, joins: B1,
) -> int:  # fmt: skip
    """Find out who of those outside who are reached would join: a draw below her chance; return how many are outside.

    ``interest`` holds the log-odds of somebody average, the weight of propensity, and its spread; ``ratio`` is the
    draw against the chance, by which those come first who want it most.
    """
    n, key = 0, hash64(keys[0], keys[1])
    for k in range(reached.size):
        place = reached[k]
        if tier[place] != OUTSIDE:
            continue
        seat = people[place]
        logit = interest[0] + interest[1] * (np.float64(propensity[seat]) / interest[2]) + bonus[k]
        c = np.float64(_conviction(motivation[seat], belief[seat], conviction[0], conviction[1]))
        chance = 1.0 / (1.0 + exp64(-min(max(logit + c, -FAR), FAR)))
        u = uniform64(key, _U8(seat))
        outside[n], ratio[n], joins[n] = place, u / chance, u < chance
        n += 1
    return n


@loop
def welcome(
    keys: Keys, people: I8, places: I8, hired_week: I2, network_share: float, median: float, spread: float,
    on_network: B1, followers: F8,
) -> None:  # fmt: skip
    """Find out who of the newcomers is on a network, and how many follow them: median x exp(spread N(0, 1)).

    ``keys``: of the two draws, which belong to the person and not to the seat.
    """
    for k in range(places.size):
        seat = people[places[k]]
        person = _U8(seat + (np.int64(hired_week[seat]) + 1) * _PERSON)
        on_network[places[k]] = uniform64(hash64(keys[0], keys[1]), person) < network_share
        z = quantile64(uniform64(hash64(keys[0], keys[2]), person))
        found = median * exp64(min(spread * z, HIGHEST_SPREAD))
        followers[places[k]] = np.floor(min(found, MOST_FOLLOWERS) + 0.5)


@loop
def post(
    keys: Keys, people: I8, members: I8, tier: I1, propensity: F4, motivation: F4, on_network: B1, followers: F8,
    rates: F8, pull: F8, posts: F8, impressions: F8, total: F8, seen: I8,
) -> int:  # fmt: skip
    """Let members on a network post, and list whose posts are seen; return how many.

    ``rates`` [tiers]: posts of somebody of mean propensity; ``pull`` the weight and the spread of propensity, and
    the share of followers who see a post.
    """
    n, key = 0, hash64(keys[0], keys[1])
    for k in range(members.size):
        place = members[k]
        if not on_network[place]:
            continue
        seat = people[place]
        drive = pull[0] * (np.float64(propensity[seat]) / pull[1]) + np.float64(motivation[seat])
        mean = rates[tier[place]] * exp64(min(drive, HIGHEST_PULL))
        made = poisson_count(uniform64(key, _U8(seat)), mean, MOST_POSTS)
        if made > 0:
            posts[place] = made
            impressions[place] = np.floor(made * followers[place] * pull[2] + 0.5)
            total[place] += impressions[place]
            seen[n] = place
            n += 1
    return n


@loop
def ask_for_support(keys: Keys, department: I8, active: I8, rate: float, asking: I8, draws: F8) -> int:
    """List departments that ask, with hazard rate x their active members; return how many. ``active`` is sorted."""
    n, key, k = 0, hash64(keys[0], keys[1]), 0
    while k < active.size:
        here, first = department[active[k]], k
        while k < active.size and department[active[k]] == here:
            k += 1
        u = uniform64(key, _U8(here))
        if u < 1.0 - exp64(-rate * np.float64(k - first)):
            asking[n], draws[n] = here, u
            n += 1
    return n


@loop
def talk(
    keys: Keys, seats: I8, is_core: B1, rates: F8, starts: tuple[I8, ...], colleagues: tuple[U4, ...], times: I8,
    met: I8,
) -> int:  # fmt: skip
    """Let members talk to colleagues, each of whom chance chooses among those tied to them; return how many were met.

    ``keys[1]`` is that of how many talks each of ``seats`` has, by ``rates`` (active, core), the following ones of
    with whom; ties of each layer are ``colleagues`` from ``starts`` on. ``times`` [n] counts the talks of each, who
    stands in the list ``met`` then.
    """
    n, key = 0, hash64(keys[0], keys[1])
    for j in range(seats.size):
        seat = seats[j]
        talks = np.int64(np.floor(rates[1 if is_core[j] else 0] + uniform64(key, _U8(seat))))
        ties = np.int64(0)
        for layer in range(len(starts)):
            ties += starts[layer][seat + 1] - starts[layer][seat]
        for k in range(talks if ties > 0 else 0):
            left = np.int64(np.floor(uniform64(hash64(keys[0], keys[2 + k]), _U8(seat)) * np.float64(ties)))
            layer = 0
            while left >= starts[layer][seat + 1] - starts[layer][seat]:
                left -= starts[layer][seat + 1] - starts[layer][seat]
                layer += 1
            other = np.int64(colleagues[layer][starts[layer][seat] + left])
            if times[other] == 0:
                met[n] = other
                n += 1
            times[other] += 1
    return n


@loop
def merge(some: I8, others: I8, out: I8) -> int:
    """List the numbers of two sorted lists, each once; return how many."""
    n, i, j = 0, 0, 0
    while i < some.size or j < others.size:
        if j >= others.size or (i < some.size and some[i] <= others[j]):
            if j < others.size and some[i] == others[j]:
                j += 1
            out[n] = some[i]
            i += 1
        else:
            out[n] = others[j]
            j += 1
        n += 1
    return n
