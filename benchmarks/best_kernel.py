"""The fastest kernel known for the reference workload on one core: the practical floor for the full model.

What makes it fast:

- ties in the SELL-8 layout with unsigned indices, the state a neighbour sees packed into one ``uint32`` (the flag on
  top, culture in 20 bits) and summed as integers: both in one addition, with the same bits in any order;
- people in chunks of 1024, so that what a chunk needs between its stages stays in the nearest cache;
- each chunk in short flat loops over 32-bit values, which the compiler turns into vector instructions;
- the logistic test without division, ``u * (1 + exp(-logit)) < 1``, with an own single-precision ``exp``;
- random numbers by hashing (seed, week, person) with splitmix64: one hash gives both draws of a week;
- the loop over weeks inside the compiled function, which does not hold Python's lock.
"""

from __future__ import annotations

import math
from functools import lru_cache
from time import thread_time_ns
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from benchmarks import timing, workload
from benchmarks.gather import CHUNK, LANES, Sell8, sell8
from benchmarks.workload import Outcome

F32, I32, U32, U64 = np.float32, np.int32, np.uint32, np.uint64
Floats32 = NDArray[np.float32]
Ints32 = NDArray[np.int32]
Words = NDArray[np.uint32]

ZERO, HALF, ONE = F32(0), F32(0.5), F32(1)
PEERS, HABIT = F32(workload.PEERS), F32(workload.HABIT)
HABIT_RATE, CULTURE_RATE = F32(workload.HABIT_RATE), F32(workload.CULTURE_RATE)

CULTURE_SCALE = F32(2**20 - 1)  # culture 0..1 in the packed word
CULTURE_UNIT = F32(1 / (2**20 - 1))
FLAG_SHIFT = U64(31)
CULTURE_MASK = U64(2**31 - 1)  # room for 2047 neighbours
TOTAL_SCALE = F32(2**16)  # totals of habit and culture are summed as integers of 2**-16

# exp in single precision (Cephes): exp(x) = 2**k * exp(r), |r| <= ln(2) / 2, k found by adding 1.5 * 2**23
LOG2_E, ROUNDER = F32(1.44269504088896), F32(12582912.0)
LN2_HIGH, LN2_LOW = F32(0.693359375), F32(-2.12194440e-4)
E0, E1, E2 = F32(5.0000001201e-1), F32(1.6666665459e-1), F32(4.1665795894e-2)
E3, E4, E5 = F32(8.3334519073e-3), F32(1.3981999507e-3), F32(1.9875691500e-4)
EXP_LIMIT = F32(80)
EXPONENT_SHIFT, EXPONENT_BASE = I32(23), I32(0x4B400000 - 127)

# splitmix64
GOLDEN, MIX_1, MIX_2 = U64(0x9E3779B97F4A7C15), U64(0xBF58476D1CE4E5B9), U64(0x94D049BB133111EB)
SHIFT_8, SHIFT_27, SHIFT_30, SHIFT_31, SHIFT_40 = U64(8), U64(27), U64(30), U64(31), U64(40)
LOW_32 = U64(0xFFFFFFFF)
UNIT_24 = F32(2.0**-24)


def _poisson_steps(rate: float, steps: int = 8) -> tuple[np.float32, ...]:
    """Cumulated Poisson probabilities: the count is how many of them a uniform draw exceeds."""
    terms = [math.exp(-rate) * rate**k / math.factorial(k) for k in range(steps)]
    return tuple(F32(p) for p in np.cumsum(terms))


P0, P1, P2, P3, P4, P5, P6, P7 = _poisson_steps(workload.POST_RATE)


class People(NamedTuple):
    """The state of the kernel; arrays of length ``n``, the two packed ones one longer."""

    inverse: Floats32  # 1 / degree, 0 without neighbours
    base: Floats32  # the part of the logit that does not change
    habit: Floats32
    culture: Floats32
    posts: NDArray[np.int8]
    seen: Words  # what neighbours see, this week and next
    next_seen: Words


@njit(inline="always")
def _exp(x: np.float32) -> np.float32:
    x = min(max(x, -EXP_LIMIT), EXP_LIMIT)
    rounded = x * LOG2_E + ROUNDER
    k = F32(rounded).view(I32)
    whole = rounded - ROUNDER
    r = x - whole * LN2_HIGH - whole * LN2_LOW
    p = ((((E5 * r + E4) * r + E3) * r + E2) * r + E1) * r + E0
    return (p * r * r + r + ONE) * I32((k - EXPONENT_BASE) << EXPONENT_SHIFT).view(F32)


@njit(inline="always")
def _mix(z: np.uint64) -> np.uint64:
    z = (z ^ (z >> SHIFT_30)) * MIX_1
    z = (z ^ (z >> SHIFT_27)) * MIX_2
    return z ^ (z >> SHIFT_31)


@njit(error_model="numpy")
def _sum_neighbours(ties: Sell8, chunk: int, words: Words, active: Floats32, culture: Floats32) -> None:
    """Stage 1: of everyone in the chunk, the active neighbours and the summed culture of all neighbours."""
    starts, neighbours, slots = ties
    first = chunk * (CHUNK // LANES)
    for s in range(first, min(first + CHUNK // LANES, starts.size - 1)):
        a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = U64(0)
        for k in range(starts[s], starts[s + 1], LANES):
            tie = neighbours[k : k + LANES]
            a0 += U64(words[tie[0]])
            a1 += U64(words[tie[1]])
            a2 += U64(words[tie[2]])
            a3 += U64(words[tie[3]])
            a4 += U64(words[tie[4]])
            a5 += U64(words[tie[5]])
            a6 += U64(words[tie[6]])
            a7 += U64(words[tie[7]])
        slot = slots[LANES * s : LANES * s + LANES]
        for lane, a in enumerate((a0, a1, a2, a3, a4, a5, a6, a7)):
            active[slot[lane]] = F32(I32(a >> FLAG_SHIFT))
            culture[slot[lane]] = F32(I32(a & CULTURE_MASK))


@njit(error_model="numpy")
def _average(
    active: Floats32, climate: Floats32, inverse: Floats32, base: Floats32, habit: Floats32, culture: Floats32
) -> None:
    """Stage 2: the sums become, in place, minus the logit and the mean culture of the neighbours."""
    for t in range(active.size):
        active[t] = -(base[t] + PEERS * (active[t] * inverse[t]) + HABIT * habit[t])
    for t in range(active.size):
        scale = inverse[t] * CULTURE_UNIT
        mean = climate[t] * scale
        climate[t] = mean if scale > ZERO else culture[t]


@njit(error_model="numpy")
def _exponentiate(x: Floats32) -> None:
    """Stage 3."""
    for t in range(x.size):
        x[t] = _exp(x[t])


@njit(error_model="numpy")
def _draw(key: np.uint64, first: int, u: Floats32, v: Floats32) -> None:
    """Stage 4: two uniform draws of 24 bits for everyone from one hash of the key and the person."""
    start = key + U64(first) * GOLDEN
    for t in range(u.size):
        h = _mix(start + U64(t) * GOLDEN)
        u[t] = F32(I32(h >> SHIFT_40)) * UNIT_24
        v[t] = F32(I32((h & LOW_32) >> SHIFT_8)) * UNIT_24


@njit(error_model="numpy")
def _decide(exponential: Floats32, u: Floats32, active: Ints32) -> np.int32:
    """Stage 5: who is active this week; returns how many."""
    total = I32(0)
    for t in range(u.size):
        x = I32(u[t] * (ONE + exponential[t]) < ONE)
        active[t] = x
        total = I32(total + x)
    return total


@njit(error_model="numpy")
def _post(v: Floats32, active: Ints32, posts: NDArray[np.int8]) -> np.int32:
    """Stage 6: the posts of the active by inverting the distribution; returns their number."""
    total = I32(0)
    for t in range(posts.size):
        x = v[t]
        low = I32(I32(I32(x > P0) + I32(x > P1)) + I32(I32(x > P2) + I32(x > P3)))
        high = I32(I32(I32(x > P4) + I32(x > P5)) + I32(I32(x > P6) + I32(x > P7)))
        count = I32(I32(low + high) * active[t])
        posts[t] = count
        total = I32(total + count)
    return total


@njit(error_model="numpy")
def _form_habit(active: Ints32, habit: Floats32) -> np.int32:
    """Stage 7; returns the sum of habits as an integer."""
    total = I32(0)
    for t in range(habit.size):
        h = habit[t] + HABIT_RATE * (F32(active[t]) - habit[t])
        habit[t] = h
        total = I32(total + I32(h * TOTAL_SCALE))
    return total


@njit(error_model="numpy")
def _shift_culture(active: Ints32, climate: Floats32, culture: Floats32, words: Words) -> np.int32:
    """Stage 8: culture moves, and the words that others see next week are packed; returns the sum as an integer."""
    total = I32(0)
    for t in range(culture.size):
        c = culture[t] + CULTURE_RATE * (climate[t] - culture[t])
        culture[t] = c
        total = I32(total + I32(c * TOTAL_SCALE))
        words[t] = U32(I32(c * CULTURE_SCALE + HALF)) | U32(U32(active[t]) << U32(31))
    return total


@njit(error_model="numpy", nogil=True)
def _run(ties: Sell8, people: People, keys: NDArray[np.uint64], totals: NDArray[np.int64]) -> None:
    """All weeks of one replicate; ``totals`` is [weeks, 4]."""
    inverse, base, habit, culture, posts, seen, next_seen = people
    n = habit.size
    sums, climates = np.zeros(CHUNK + 1, F32), np.zeros(CHUNK + 1, F32)  # the last place takes the rows of nobody
    us, vs, actives = np.empty(CHUNK, F32), np.empty(CHUNK, F32), np.empty(CHUNK, I32)
    for week in range(keys.size):
        for chunk in range((n + CHUNK - 1) // CHUNK):
            first = chunk * CHUNK
            last = min(first + CHUNK, n)
            size = last - first
            x, climate, u, v, active = sums[:size], climates[:size], us[:size], vs[:size], actives[:size]
            _sum_neighbours(ties, chunk, seen, sums, climates)
            _average(x, climate, inverse[first:last], base[first:last], habit[first:last], culture[first:last])
            _exponentiate(x)
            _draw(keys[week], first, u, v)
            totals[week, 0] += _decide(x, u, active)
            totals[week, 1] += _post(v, active, posts[first:last])
            totals[week, 2] += _form_habit(active, habit[first:last])
            totals[week, 3] += _shift_culture(active, climate, culture[first:last], next_seen[first:last])
        seen, next_seen = next_seen, seen


def simulate(n: int, weeks: int, seed: int) -> Outcome:
    """Run the reference workload on the kernel."""
    return simulate_on(_layout_of_w(n), weeks, seed)


def simulate_on(layout: tuple[Sell8, Floats32], weeks: int, seed: int) -> Outcome:
    """Run the rules of the reference workload over other ties, laid out by `lay_out`."""
    ties, inverse = layout
    n = inverse.size
    start = workload.initial_state(n, seed)
    seen = np.zeros(n + 1, U32)  # the last word is that of the person who fills up short rows
    seen[:n] = (start.culture * CULTURE_SCALE + HALF).astype(U32) | (start.active.astype(U32) << U32(31))
    people = People(
        inverse=inverse,
        base=(workload.INTERCEPT + workload.MOTIVATION * start.motivation).astype(F32),
        habit=start.habit.astype(F32),
        culture=start.culture.astype(F32),
        posts=np.zeros(n, np.int8),
        seen=seen,
        next_seen=seen.copy(),
    )
    keys = np.random.default_rng(seed).integers(0, 2**64, weeks, dtype=np.uint64)
    totals = np.zeros((weeks, 4), np.int64)
    began = thread_time_ns()
    _run(ties, people, keys, totals)
    cpu_ns = thread_time_ns() - began
    shares = totals / np.array([1, 1, TOTAL_SCALE, TOTAL_SCALE], np.float64)
    return Outcome(shares, people.habit.astype(np.float64), people.culture.astype(np.float64), cpu_ns)


def time_best_kernel(n: int, weeks: int) -> dict[str, float]:
    """Row of the benchmark table: cost per employee-week of the kernel."""
    return timing.time_engine(simulate, n, weeks)


@lru_cache(maxsize=2)
def _layout_of_w(n: int) -> tuple[Sell8, Floats32]:
    net = workload.network(n)
    return lay_out(net.indptr, net.indices)


def lay_out(indptr: NDArray[np.integer], indices: NDArray[np.integer]) -> tuple[Sell8, Floats32]:
    """Prepare compressed rows for the kernel: SELL-8, and 1 / degree."""
    degrees = np.diff(indptr)
    inverse = np.where(degrees > 0, 1 / np.maximum(degrees, 1), 0).astype(F32)
    return sell8(indptr, indices), inverse
