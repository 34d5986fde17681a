"""The Mesa model: a company week by week, with Mesa's own data collection."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from simulation.engines.initial import BEFORE, initial_state, tides_of
from simulation.engines.mesa.arrays import WeekEffects, groups_of, people_of, set_states
from simulation.engines.mesa.bound import Luck
from simulation.engines.mesa.community import CommunityAgent
from simulation.engines.mesa.employee import Employee
from simulation.engines.mesa.ledger import Ledger
from simulation.engines.mesa.person import Place
from simulation.engines.mesa.replica import Replica, prepare
from simulation.engines.schedule import Schedule
from simulation.engines.weights import access_shares, layer_base, layer_weights
from simulation.model.coefficients import Coefficients
from simulation.model.effects import Effects
from simulation.model.record import COUNTERS, INDEX, WEEKS_PER_YEAR
from simulation.model.state import Packed, named, named_groups
from simulation.model.view import View
from simulation.model.week import WEEK
from simulation.organisation.organisation import roles_of
from simulation.scenario.schema import Scenario


def settle(model: WandelModel, people: Packed, groups: NDArray[np.void]) -> tuple[list[Employee], list[CommunityAgent]]:
    """Make the agents of a world in their initial state, employees by seat and communities by number."""
    world = model.world
    access = access_shares(world, model.replica.c).tolist()
    silos, roles = world.organisation.silo.tolist(), roles_of(world.organisation).tolist()
    employees = [Employee(model, i, silos[i], roles[i], access[i]) for i in range(world.organisation.n_people)]
    fixed = zip(*(groups[name].tolist() for name in ("kind", "home_silo", "relevance")), strict=True)
    communities = [CommunityAgent(model, k, *of_one) for k, of_one in enumerate(fixed)]
    set_states(employees, named(people))
    set_states(communities, named_groups(groups))
    _tie(model, employees, communities)
    for employee in employees:
        employee.be_seen(employee.visible)
    for community in communities:
        community.look()
    return employees, communities


def _tie(model: WandelModel, employees: list[Employee], communities: list[CommunityAgent]) -> None:
    """Give everybody a manager, colleagues by layer, and places."""
    world = model.world
    layers = [(indptr.tolist(), indices.tolist()) for indptr, indices in world.layers]
    managers, slots = world.organisation.manager.tolist(), world.slots.tolist()
    for i, employee in enumerate(employees):
        employee.manager = employees[managers[i]] if managers[i] < len(employees) else None
        employee.ties = [[employees[j] for j in ties[start[i] : start[i + 1]]] for start, ties in layers]
        employee.places = [
            Place(communities[slot // 2], slot % 2 == 0) if slot // 2 < len(communities) else None for slot in slots[i]
        ]


EMPLOYEE_REPORTERS = {
    "silo": "silo",
    "has_account": "registered",
    "read": "attended",
    "spoke": "spoke",
    "belief": "belief",
    "norm": "norm",
    "skill": "skill",
    "contributions": "contributions",
}
"""Name and attribute; no name is a counter's, for `mesa.batch_run` writes both into one row."""
COMMUNITY_REPORTERS = {name: name for name in ("kind", "stage", "is_open", "members", "pull")}


def total(model: WandelModel, counter: str) -> int:
    """Return a counter of the last week, of the whole organisation."""
    return int(model.counts[-1, INDEX[counter]])


def state_of(agent: mesa.Agent, attribute: str) -> object:
    """Return a variable of an agent's state; None where its kind has none of that name."""
    return getattr(agent, attribute, None)


def data_collector() -> mesa.DataCollector:
    """Model reporters are the counters; agent reporters are None for the other kind of agent."""
    return mesa.DataCollector(
        model_reporters={name: partial(total, counter=name) for name in COUNTERS},
        agent_reporters={name: partial(state_of, attribute=held) for name, held in EMPLOYEE_REPORTERS.items()},
        agenttype_reporters={CommunityAgent: COMMUNITY_REPORTERS},
    )


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
