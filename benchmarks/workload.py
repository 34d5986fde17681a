"""The reference workload W: a small model of adoption that every engine can express.

``n`` people work in silos of 100. Ties form a block network of mean degree 20, 14 of them within the silo. Each week,
at once for everyone (all read the state of last week):

    share    = active neighbours / neighbours           (0 without neighbours)
    climate  = mean culture of the neighbours           (own culture without neighbours)
    logit    = INTERCEPT + PEERS * share + HABIT * habit + MOTIVATION * motivation
    active   = one draw with probability 1 / (1 + exp(-logit))
    habit   += HABIT_RATE * (active - habit)
    culture += CULTURE_RATE * (climate - culture)
    posts    = Poisson(POST_RATE) if active else 0

The four totals (active, posts, habit, culture) are recorded every week. W is no model of a company: it has the shape of
one, so that engines can be compared by their cost per employee-week.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

INTERCEPT, PEERS, HABIT, MOTIVATION = -2.5, 2.0, 1.0, 2.0
HABIT_RATE, CULTURE_RATE, POST_RATE = 0.1, 0.05, 0.5
START_SHARE = 0.05
SILO_SIZE, TIES_WITHIN, TIES_ACROSS = 100, 14.0, 6.0
WEEKS = 104
EARLY_WEEK = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Network:
    """Ties in compressed rows: the neighbours of ``i`` are ``indices[indptr[i]:indptr[i + 1]]``, sorted."""

    indptr: NDArray[np.int32]
    indices: NDArray[np.int32]

    @property
    def n(self) -> int:
        """Number of people."""
        return self.indptr.size - 1

    @property
    def degrees(self) -> NDArray[np.int32]:
        """Number of neighbours of each person."""
        return np.diff(self.indptr)

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Each tie once, as two arrays of ends, the smaller number first."""
        first = np.repeat(np.arange(self.n), self.degrees)
        once = first < self.indices
        return first[once], self.indices[once].astype(np.int64)


@dataclass
class State:
    """The people at week 0; each array has length ``n``."""

    active: NDArray[np.bool_]
    habit: Floats
    culture: Floats
    motivation: Floats


@dataclass(frozen=True)
class Outcome:
    """What an engine returns: the recorded totals, the last state, and the cost of the weeks alone."""

    totals: Floats  # [weeks, 4]: active, posts, habit, culture
    habit: Floats
    culture: Floats
    cpu_ns: int  # time of the measuring thread on its core, without building the model


Engine = Callable[[int, int, int], Outcome]  # (n, weeks, seed)


@lru_cache(maxsize=2)
def network(n: int, seed: int = 1) -> Network:
    """The block network of ``n`` people (a multiple of the silo size), the same for every engine."""
    if n < 2 * SILO_SIZE or n % SILO_SIZE:
        raise ValueError(f"n must be a multiple of {SILO_SIZE}, at least {2 * SILO_SIZE}; got {n}")
    rng = np.random.default_rng(seed)
    within, across = _pairs_within(n, rng), _pairs_across(n, rng)
    u, v = np.concatenate([within, across], axis=1)
    ties = sparse.coo_array((np.ones(2 * u.size, np.int8), (np.r_[u, v], np.r_[v, u])), shape=(n, n)).tocsr()
    ties.sum_duplicates()
    return Network(ties.indptr.astype(np.int32), ties.indices.astype(np.int32))


def _pairs_within(n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Ties inside silos: every pair with the same probability, found by skipping over the pairs that are not tied."""
    larger, smaller = np.tril_indices(SILO_SIZE, -1)
    per_silo, p = larger.size, TIES_WITHIN / (SILO_SIZE - 1)
    n_pairs = n // SILO_SIZE * per_silo
    enough = int(n_pairs * p + 8 * np.sqrt(n_pairs * p) + 10)
    hits = np.cumsum(rng.geometric(p, enough)) - 1
    silo, pair = np.divmod(hits[hits < n_pairs], per_silo)
    return np.stack([silo * SILO_SIZE + smaller[pair], silo * SILO_SIZE + larger[pair]])


def _pairs_across(n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Ties between silos: a binomial number of uniform pairs (the few drawn twice count once)."""
    others = n - SILO_SIZE
    m = rng.binomial(n * others // 2, TIES_ACROSS / others)
    u, v = rng.integers(0, n, m), rng.integers(0, others, m)
    return np.stack([u, np.where(v < u // SILO_SIZE * SILO_SIZE, v, v + SILO_SIZE)])


def initial_state(n: int, seed: int) -> State:
    """The people of replicate ``seed``, the same for every engine."""
    rng = np.random.default_rng([seed, n])
    motivation, culture, first = rng.random(n), rng.random(n), rng.random(n)
    return State(first < START_SHARE, np.zeros(n), culture, motivation)


def statistics(outcome: Outcome) -> dict[str, float]:
    """The seven statistics on which all engines must agree."""
    n, weeks = outcome.habit.size, len(outcome.totals)
    active = outcome.totals[:, 0] / n
    return {
        "active share, early": float(active[min(EARLY_WEEK, weeks) - 1]),
        "active share, second half": float(active[weeks // 2 :].mean()),
        "posts per employee-week": float(outcome.totals[:, 1].mean() / n),
        "habit, mean": float(outcome.habit.mean()),
        "habit, standard deviation": float(outcome.habit.std()),
        "culture, mean": float(outcome.culture.mean()),
        "culture, standard deviation": float(outcome.culture.std()),
    }
