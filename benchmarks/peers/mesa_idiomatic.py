"""W in Mesa as its documentation teaches: agents on the cells of a ``Network``, two phases, a ``DataCollector``."""

from __future__ import annotations

import math
from time import thread_time_ns

import networkx as nx
import numpy as np
from mesa import Model
from mesa.datacollection import DataCollector
from mesa.discrete_space import Cell, FixedAgent, Network

from benchmarks import timing
from benchmarks import workload as w


class Employee(FixedAgent):
    """One person: first everyone senses and decides, then everyone acts."""

    def __init__(
        self, model: Company, cell: Cell, active: bool, habit: float, culture: float, motivation: float
    ) -> None:
        super().__init__(model)
        self.cell = cell
        self.active = active
        self.habit = habit
        self.culture = culture
        self.motivation = motivation
        self.posts = 0
        self.next_active = active
        self.climate = culture

    def sense(self) -> None:
        """Look at the neighbours and decide."""
        n_neighbours, n_active, culture = 0, 0, 0.0
        for neighbour in self.cell.neighborhood.agents:
            n_neighbours += 1
            n_active += neighbour.active
            culture += neighbour.culture
        share = n_active / n_neighbours if n_neighbours else 0.0
        self.climate = culture / n_neighbours if n_neighbours else self.culture
        logit = w.INTERCEPT + w.PEERS * share + w.HABIT * self.habit + w.MOTIVATION * self.motivation
        self.next_active = self.random.random() < 1.0 / (1.0 + math.exp(-logit))

    def act(self) -> None:
        """Take on the new state and post."""
        self.active = self.next_active
        self.habit += w.HABIT_RATE * (self.active - self.habit)
        self.culture += w.CULTURE_RATE * (self.climate - self.culture)
        self.posts = int(self.rng.poisson(w.POST_RATE)) if self.active else 0


class Company(Model):
    """The people, their network and the record."""

    def __init__(self, n: int, seed: int) -> None:
        super().__init__(rng=seed)
        graph = nx.Graph()
        graph.add_nodes_from(range(n))
        graph.add_edges_from(zip(*(ends.tolist() for ends in w.network(n).pairs()), strict=True))
        self.space = Network(graph, capacity=1, random=self.random)
        start = w.initial_state(n, seed)
        columns = (start.active, start.habit, start.culture, start.motivation)
        for i, person in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
            Employee(self, self.space[i], *person)
        self.record = DataCollector(
            model_reporters={
                "active": lambda m: sum(a.active for a in m.agents),
                "posts": lambda m: sum(a.posts for a in m.agents),
                "habit": lambda m: sum(a.habit for a in m.agents),
                "culture": lambda m: sum(a.culture for a in m.agents),
            }
        )

    def step(self) -> None:
        """One week."""
        self.agents.do("sense")
        self.agents.do("act")
        self.record.collect(self)


def simulate(n: int, weeks: int, seed: int) -> w.Outcome:
    """Run the reference workload on Mesa."""
    company = Company(n, seed)
    began = thread_time_ns()
    for _ in range(weeks):
        company.step()
    cpu_ns = thread_time_ns() - began
    totals = company.record.get_model_vars_dataframe().to_numpy(float)
    habit, culture = (np.array(company.agents.get(name)) for name in ("habit", "culture"))
    company.remove_all_agents()
    return w.Outcome(totals, habit, culture, cpu_ns)


def time_mesa_idiomatic(n: int, weeks: int) -> dict[str, float]:
    """Row of the benchmark table."""
    return timing.time_engine(simulate, n, weeks)
