"""People in their places, before anybody is tied: what all layers of ties are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.organisation.people import Bools, Places, choose_brokers, place_people
from simulation.organisation.periphery import choose_periphery, further_ties
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.units import Ints, Tree, build_tree, plan_departments


@dataclass(frozen=True, slots=True)
class Company:
    """The units of an organisation, who stands where in them, and who has a part of their own in drawing ties.

    ``unit`` is everybody's division [n]; ``further`` the ties of the people in the periphery
    beyond their reporting line, by `simulation.organisation.periphery.KINDS` [kinds, n].
    """

    settings: OrganisationSettings
    tree: Tree
    places: Places
    unit: Ints
    silo: NDArray[np.uint16]
    broker: Bools
    periphery: Bools
    further: NDArray[np.uint8]


def fill_company(settings: OrganisationSettings) -> Company:
    """Put everybody in their place, as the settings say."""
    tree = build_tree(settings)
    plan = plan_departments(tree, settings)
    places = place_people(plan, settings)
    unit = plan.unit[places.department]
    broker = choose_brokers(places, settings)
    periphery = choose_periphery(places, broker, settings)
    return Company(
        settings=settings,
        tree=tree,
        places=places,
        unit=unit,
        silo=tree.silo[unit].astype(np.uint16),
        broker=broker,
        periphery=periphery,
        further=further_ties(periphery, settings),
    )
