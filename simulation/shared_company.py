"""Who works where, and the communities that they could form: shared by the worlds of a company, or their own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from simulation.organisation.cache import load_or_generate
from simulation.organisation.communities import COMMUNITY_TYPES, Communities, generate_communities
from simulation.organisation.organisation import Organisation
from simulation.organisation.sealing import seal
from simulation.organisation.stored import StoredError
from simulation.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


@dataclass(frozen=True, eq=False)
class CompanyBase:
    """Who works where, and the communities that they could form: all worlds of equal settings share them."""

    organisation: Organisation
    communities: Communities


_IN_USE: WeakValueDictionary[str, CompanyBase] = WeakValueDictionary()
"""The companies that a world still holds, by their settings."""


def organisation_of(scenario: Scenario) -> Organisation:
    """Return a scenario's organisation, from the cache where it was made before.

    Raises:
        ScenarioError: the table that it comes from is missing or was altered.
    """
    try:
        return load_or_generate(scenario.organisation)
    except StoredError as error:
        raise ScenarioError([Problem(scenario.name, 0, 0, "organisation.from", str(error))]) from None


def company_of(scenario: Scenario) -> CompanyBase:
    """Return a scenario's company: that of a world that is still in use, where their settings are equal.

    Raises:
        ScenarioError: as `organisation_of`.
    """
    settings = scenario.platform.communities
    key = scenario.organisation.model_dump_json() + settings.model_dump_json()
    company = _IN_USE.get(key)
    if company is None:
        organisation = organisation_of(scenario)
        company = CompanyBase(organisation, generate_communities(organisation, settings, scenario.organisation.seed))
        _IN_USE[key] = company
    return company


def own(communities: Communities) -> Communities:
    """Return a copy that is a world's own: whatever a plugin does to it, no other world sees."""
    return seal(Communities(**{each.name: getattr(communities, each.name).copy() for each in fields(communities)}))


def with_pilots(
    communities: Communities, organisation: Organisation, pilots: tuple[NDArray[np.int64], ...]
) -> Communities:
    """Give every pilot a closed community of practice of its own, in its people's last slot."""
    if not pilots:
        return communities
    old, new = communities.n_communities, communities.n_communities + len(pilots)
    slots = communities.slots.copy()
    slots[slots == 2 * old] = 2 * new
    homes = []
    for k, people in enumerate(pilots):
        slots[people, -1] = 2 * (old + k)
        homes.append(np.bincount(organisation.silo[people], minlength=1).argmax())
    practice = COMMUNITY_TYPES.index("practice")
    return Communities(
        kind=np.append(communities.kind, np.full(len(pilots), practice, np.uint8)),
        is_open=np.append(communities.is_open, np.zeros(len(pilots), np.bool_)),
        home_silo=np.append(communities.home_silo, np.array(homes, np.uint16)),
        purpose=np.append(communities.purpose, np.ones(len(pilots), np.float32)),
        slots=slots,
    )
