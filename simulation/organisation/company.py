"""People in their places, before anybody is tied: what all layers of ties are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulation.organisation.people import Bools, Places, assign_desks, assign_functions, choose_brokers, place_people
from simulation.organisation.periphery import choose_periphery, further_ties
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.units import build_tree, plan_departments


@dataclass(frozen=True, slots=True)
class Company:
    """Who stands where in an organisation and does what, and who has a part of their own in drawing ties.

    ``further`` holds the ties of the people in the periphery beyond their reporting line, by
    `simulation.organisation.periphery.KINDS` [kinds, n]; ``given`` pairs of people [ties, 2] by layer that are
    known from outside, all there are if ``all_given``.
    """

    settings: OrganisationSettings
    places: Places
    silo: NDArray[np.uint16]
    country: NDArray[np.uint8]
    function: NDArray[np.uint8]
    desk: Bools
    silo_names: tuple[str, ...]
    country_names: tuple[str, ...]
    function_names: tuple[str, ...]
    broker: Bools
    periphery: Bools
    further: NDArray[np.uint8]
    given: Mapping[str, NDArray[np.uint32]] = field(default_factory=dict)
    all_given: bool = False


def fill_company(settings: OrganisationSettings) -> Company:
    """Put everybody in their place, as the settings say."""
    tree = build_tree(settings)
    plan = plan_departments(tree, settings)
    places = place_people(plan, settings)
    unit = plan.unit[places.department]
    broker = choose_brokers(places, settings)
    periphery = choose_periphery(places, broker, settings)
    function, function_names = assign_functions(places.department, settings)
    return Company(
        settings=settings,
        places=places,
        silo=tree.silo[unit].astype(np.uint16),
        country=tree.country[unit].astype(np.uint8),
        function=function,
        desk=assign_desks(places, settings),
        silo_names=tree.silo_names,
        country_names=tree.country_names,
        function_names=function_names,
        broker=broker,
        periphery=periphery,
        further=further_ties(periphery, settings),
    )
