"""Settling the company: one agent for every seat and community, tied as the organisation says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.engines.mesa.community import CommunityAgent
from simulation.engines.mesa.employee import Employee
from simulation.engines.mesa.person import Place
from simulation.engines.mesa.states import set_states
from simulation.engines.weights import access_shares
from simulation.model.state import Packed, named, named_groups
from simulation.organisation.organisation import roles_of

if TYPE_CHECKING:
    from simulation.engines.mesa.model import WandelModel


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
