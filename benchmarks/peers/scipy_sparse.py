"""W in NumPy and scipy.sparse: whole arrays in double precision, one sparse product a week. The checks' reference."""

from __future__ import annotations

from time import thread_time_ns

import numpy as np
from scipy import sparse

from benchmarks import timing
from benchmarks import workload as w


def simulate(n: int, weeks: int, seed: int) -> w.Outcome:
    """Run the reference workload on arrays."""
    net, start = w.network(n), w.initial_state(n, seed)
    ties = sparse.csr_array((np.ones(net.indices.size), net.indices, net.indptr), shape=(n, n))
    alone = net.degrees == 0
    inverse = 1.0 / np.maximum(net.degrees, 1)
    active, habit, culture = start.active.astype(float), start.habit, start.culture
    base = w.INTERCEPT + w.MOTIVATION * start.motivation
    rng = np.random.default_rng(seed)
    totals = np.zeros((weeks, 4))
    began = thread_time_ns()
    for week in range(weeks):
        sums = ties @ np.column_stack((active, culture))
        share = sums[:, 0] * inverse
        climate = np.where(alone, culture, sums[:, 1] * inverse)
        p = 1.0 / (1.0 + np.exp(-(base + w.PEERS * share + w.HABIT * habit)))
        active = (rng.random(n) < p).astype(float)
        habit += w.HABIT_RATE * (active - habit)
        culture += w.CULTURE_RATE * (climate - culture)
        posts = rng.poisson(w.POST_RATE * active)
        totals[week] = active.sum(), posts.sum(), habit.sum(), culture.sum()
    return w.Outcome(totals, habit, culture, thread_time_ns() - began)


def time_scipy_sparse(n: int, weeks: int) -> dict[str, float]:
    """Row of the benchmark table."""
    return timing.time_engine(simulate, n, weeks)
