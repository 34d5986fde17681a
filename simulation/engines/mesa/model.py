"""The Mesa model: a company week by week, with Mesa's own data collection."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from simulation.engines.initial import BEFORE, initial_state, tides_of
from simulation.engines.mesa.collecting import data_collector
from simulation.engines.mesa.community import CommunityAgent
from simulation.engines.mesa.effects import WeekEffects
from simulation.engines.mesa.employee import Employee
from simulation.engines.mesa.ledger import Ledger
from simulation.engines.mesa.luck import Luck
from simulation.engines.mesa.replica import Replica, prepare
from simulation.engines.mesa.settling import settle
from simulation.engines.mesa.states import groups_of, people_of
from simulation.engines.schedule import Schedule
from simulation.engines.weights import layer_base, layer_weights
from simulation.model.coefficients import Coefficients
from simulation.model.effects import Effects
from simulation.model.record import WEEKS_PER_YEAR
from simulation.model.view import View
from simulation.model.week import WEEK
from simulation.scenario.schema import Scenario

ACTORS: dict[str, type[mesa.Agent]] = {
    phase.name: Employee if hasattr(Employee, phase.name) else CommunityAgent for phase in WEEK
}
"""Whose method each phase is."""


class WandelModel(mesa.Model):
    """One replicate of a scenario.

    ``changes`` are further keyword arguments with the names of the scenario: short ones
    (``weeks=52``, ``imitation_rate=0.03``, ``people=300``, ``seed=7``) or dotted ones
    (``**{"interventions[0].strength": 0}``). Mesa's own random numbers are not used,
    nor is ``rng``, which `mesa.batch_run` hands over since Mesa 3.5.

    Mesa's convention for rows holds: row 0 is the start and row k what the k-th week left.
    A step after the scenario's last week only says that the model does not run any longer.
    """

    def __init__(
        self, scenario: str | Path | Scenario | Replica, replicate: int = 0, *, rng: Any = None, **changes: Any
    ) -> None:
        """Draw everybody's traits, register the pilots, open what runs at the launch."""
        replica = scenario if isinstance(scenario, Replica) else prepare(scenario, replicate, changes)
        super().__init__(rng=replica.seed)
        self.replica, self.world = replica, replica.world
        self.c: Any = Coefficients._make(map(float, replica.c))
        self.week = BEFORE
        self._tide: list[list[float]] = tides_of(self.world, replica.values, replica.seed).tolist()
        self.present, self.stir = 1.0, 0.0
        self._layer_base = layer_base(self.world, self.replica.values)
        self.layer_weights: list[float] = []
        self.registrations: list[tuple[int, int, int]] = []
        self.crowd: list[list[int]] = []
        years = -(-self.world.scenario.run.weeks // WEEKS_PER_YEAR)
        self.ledger = Ledger(self.world.organisation.n_silos, years)
        self.employees, self.community_agents = settle(self, *initial_state(self.world, replica.c, replica.seed))
        self.week = 0
        self._given: Effects | None = None
        self._until = 0
        self.counts = self._count_start()
        self.datacollector = data_collector()
        self.datacollector.collect(self)

    def _count_start(self) -> NDArray[np.int64]:
        for employee in self.employees:
            self.ledger.count_person(employee, -1)
        for community in self.community_agents:
            self.ledger.count_community(community)
        return self.ledger.close()

    def step(self) -> None:
        """Run one week."""
        if self.week >= self.world.scenario.run.weeks:
            self.running = False
            return
        if self._given is None or self.week >= self._until:
            effects, self._until = self._schedule.effects(self.week, self.view())
        else:
            effects = self._given
        self.run_week(effects)
        self.datacollector.collect(self)

    @cached_property
    def _schedule(self) -> Schedule:
        return Schedule(self.world, self.replica.values)

    def run_week(self, effects: Effects) -> None:
        """Let everybody go through the phases of a week under the given effects."""
        self._begin_week(effects)
        for phase in WEEK:
            if phase.name == "sense" and self.c.mixing > 0:
                self.crowd = self._crowd()
            self.agents_by_type[ACTORS[phase.name]].do(phase.name)
        for employee in self.employees:
            self.ledger.count_person(employee, self.week)
        self.counts = self.ledger.close()
        self.week += 1

    def _crowd(self) -> list[list[int]]:
        """What a well-mixed population shows: people, active, registered, belief levels by silo, and of all."""
        totals = [[0, 0, 0, 0] for _ in range(self.world.organisation.n_silos + 1)]
        for employee in self.employees:
            shows = (1, employee.looks_active, employee.looks_registered, employee.looks_open)
            for row in (totals[employee.silo], totals[-1]):
                for k, value in enumerate(shows):
                    row[k] += value
        return totals

    def _begin_week(self, effects: Effects) -> None:
        self.luck = Luck(self.replica.seed, self.week)
        self.present, self.stir = self._tide[self.week]
        self.registrations = []
        self.ledger.clear()
        if effects is not self._given:
            self._given = effects
            self.effects = WeekEffects(effects, len(self.employees))
            weights = layer_weights(self._layer_base, effects).tolist()
            if weights != self.layer_weights:
                self.layer_weights = weights
                self.agents_by_type[Employee].do("weigh_ties")

    def view(self) -> View:
        """State at the start of the week, as interventions see it."""
        return View(self.week, self.replica.seed, people_of(self.employees), groups_of(self.community_agents))
