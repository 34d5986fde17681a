"""W in Starsim: a custom module over an edge list, vectorised, with Starsim's own states and random numbers."""

from __future__ import annotations

import os
from time import thread_time_ns
from typing import Any

import numpy as np

os.environ.setdefault("STARSIM_INSTALL_FONTS", "0")  # read on import; the benchmark draws nothing
import starsim as ss

from benchmarks import timing
from benchmarks import workload as w


class Ties(ss.Network):
    """A network that stays as it is."""

    def step(self) -> None:
        """Nothing changes."""


class Adoption(ss.Module):
    """States, draws and the weekly step of W."""

    def __init__(self, start: w.State, degrees: np.ndarray, **options: Any) -> None:
        super().__init__(**options)
        self.define_states(
            ss.BoolState("active"),
            ss.FloatArr("habit", default=0.0),
            ss.FloatArr("culture", default=0.0),
            ss.FloatArr("motivation", default=0.0),
        )
        self.draw = ss.random(name="draw")
        self.post = ss.poisson(lam=w.POST_RATE, name="post")
        self.start = start
        self.inverse = 1.0 / np.maximum(degrees, 1)
        self.alone = degrees == 0
        self.totals: list[tuple[float, ...]] = []

    def init_post(self) -> None:
        """Set the people to week 0."""
        super().init_post()
        self.active[:] = self.start.active
        self.habit[:] = self.start.habit
        self.culture[:] = self.start.culture
        self.motivation[:] = self.start.motivation

    def step(self) -> None:
        """One week."""
        edges = self.sim.networks[0].edges
        active, habit, culture = self.active.values.astype(float), self.habit.values, self.culture.values
        share = self.sum_of_neighbours(edges, active) * self.inverse
        climate = np.where(self.alone, culture, self.sum_of_neighbours(edges, culture) * self.inverse)
        logit = w.INTERCEPT + w.PEERS * share + w.HABIT * habit + w.MOTIVATION * self.motivation.values
        people = self.sim.people.auids
        now = self.draw.rvs(people) < 1.0 / (1.0 + np.exp(-logit))
        self.active[:] = now
        self.habit[:] = habit = habit + w.HABIT_RATE * (now - habit)
        self.culture[:] = culture = culture + w.CULTURE_RATE * (climate - culture)
        posts = self.post.rvs(people[now]).sum() if now.any() else 0
        self.totals.append((now.sum(), posts, habit.sum(), culture.sum()))

    def sum_of_neighbours(self, edges: Any, x: np.ndarray) -> np.ndarray:
        """For everyone the sum of ``x`` over both ends of the ties."""
        return np.bincount(edges.p1, x[edges.p2], x.size) + np.bincount(edges.p2, x[edges.p1], x.size)


def simulate(n: int, weeks: int, seed: int) -> w.Outcome:
    """Run the reference workload on Starsim."""
    net = w.network(n)
    p1, p2 = net.pairs()
    sim = ss.Sim(
        n_agents=n,
        start=ss.date("2020-01-01"),
        dt=ss.days(7),
        dur=ss.days(7 * (weeks - 1)),
        rand_seed=seed,
        verbose=0,
        networks=Ties(p1=p1, p2=p2, beta=np.ones(p1.size), name="ties"),
        modules=Adoption(w.initial_state(n, seed), net.degrees, name="adoption"),
    )
    sim.init()
    began = thread_time_ns()
    sim.run()
    cpu_ns = thread_time_ns() - began
    (module,) = (m for m in sim.modules if isinstance(m, Adoption))
    if len(module.totals) != weeks:
        raise RuntimeError(f"Starsim took {len(module.totals)} steps, not {weeks}")
    return w.Outcome(np.array(module.totals, float), module.habit.values, module.culture.values, cpu_ns)


def time_starsim_module(n: int, weeks: int) -> dict[str, float]:
    """Row of the benchmark table."""
    return timing.time_engine(simulate, n, weeks)
