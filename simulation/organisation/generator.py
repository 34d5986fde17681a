"""From settings to an organisation."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from simulation.organisation.assistants import tie_assistants
from simulation.organisation.chance import key_of, weights
from simulation.organisation.informal import Drawn, Network, Scope, draw_interfaces, nothing_drawn
from simulation.organisation.organisation import LEVELS, Organisation, Ties
from simulation.organisation.people import (
    Bools,
    Places,
    assign_desks,
    assign_functions,
    choose_brokers,
    place_people,
)
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.ties import group_starts, reporting_ties, team_ties, ties_from_pairs
from simulation.organisation.units import Ints, build_tree, plan_departments

_HUNDREDTHS = 100
"""Boosts are rounded to hundredths, so that sociability stays a whole number."""


def generate(settings: OrganisationSettings) -> Organisation:
    """Build the organisation that the settings describe; equal settings give equal bytes."""
    tree = build_tree(settings)
    plan = plan_departments(tree, settings)
    places = place_people(plan, settings)
    unit = plan.unit[places.department]
    silo = tree.silo[unit].astype(np.uint16)
    broker = choose_brokers(places, settings)
    function, function_names = assign_functions(places.department, settings)
    layers = _layers(settings, places, silo, broker)
    return Organisation(
        silo=silo,
        country=tree.country[unit].astype(np.uint8),
        department=places.department,
        team=places.team,
        level=places.level,
        function=function,
        manager=places.manager,
        assistant=places.assistant,
        broker=broker,
        desk=assign_desks(places, settings),
        silo_names=tree.silo_names,
        country_names=tree.country_names,
        function_names=function_names,
        layers=layers,
    )


def _layers(
    settings: OrganisationSettings, places: Places, silo: NDArray[np.uint16], broker: Bools
) -> tuple[Ties, ...]:
    if settings.structure != "company":
        from simulation.organisation.structures import structured_layers  # brings networkx along

        return structured_layers(settings)
    reporting = reporting_ties(places.manager)
    team = team_ties(places.team, places.manager, settings.team_density, key_of(settings.seed, 8))
    return (reporting, team, *_informal_layers(settings, places, silo, broker, reporting))


def _reach(settings: OrganisationSettings, places: Places, broker: Bools | None) -> Ints:
    """Return the running total of everybody's sociability x boosts, in whole numbers, starting with 0."""
    boost = np.array([settings.manager_boost**level for level in range(len(LEVELS))])[places.level]
    boost[places.assistant] *= settings.assistant_boost
    if broker is not None:
        boost[broker] *= settings.broker_boost
    reach = np.zeros(settings.people + 1, np.int64)
    weight = weights(key_of(settings.seed, 9), settings.people, settings.degree_spread)
    np.cumsum(weight * np.rint(_HUNDREDTHS * boost).astype(np.int64), out=reach[1:])
    return reach


def _scopes(places: Places, silo: NDArray[np.uint16]) -> tuple[Scope, Scope, Scope]:
    """Return for every team where partners come from: own department, own silo, other silos."""
    team_start = group_starts(places.team)
    first = team_start[:-1]
    department_start, silo_start = group_starts(places.department), group_starts(silo)
    department, silo_of = places.department[first].astype(np.int64), silo[first].astype(np.int64)
    team_end = team_start[1:]
    d_start, d_end = department_start[department], department_start[department + 1]
    s_start, s_end = silo_start[silo_of], silo_start[silo_of + 1]
    only = (d_start == s_start) & (d_end == s_end)  # a silo of one department turns inward to its other teams
    nothing, everybody = np.zeros_like(first), np.full_like(first, silo.size)
    return (
        Scope(d_start, d_end, first, team_end),
        Scope(s_start, s_end, np.where(only, first, d_start), np.where(only, team_end, d_end)),
        Scope(nothing, everybody, s_start, s_end),
    )


def _informal_layers(
    settings: OrganisationSettings, places: Places, silo: NDArray[np.uint16], broker: Bools, reporting: Ties
) -> tuple[Ties, Ties]:
    """Draw the department layer (own department, then other departments of the silo) and the cross-silo layer.

    The two do not read each other's ties, so each is drawn in a thread of its own.
    """
    n, size = settings.people, settings.interface_size
    within = round(n * settings.department_degree / 2)
    beyond = round(n * settings.cross_silo_degree / 2)
    inward = beyond if silo[-1] == 0 else round(beyond * settings.silo_barrier)
    in_department, in_silo, across = _scopes(places, silo)
    near = Network(places.team, group_starts(places.team), places.manager, _reach(settings, places, None))
    far = near._replace(reach=_reach(settings, places, broker))

    def department() -> Ties:
        drawn = nothing_drawn(n, within + inward)
        tie_assistants(near, drawn, reporting, places.assistant, silo, within)
        draw_interfaces(near, in_department, drawn, key_of(settings.seed, 10), within, size)
        draw_interfaces(far, in_silo, drawn, key_of(settings.seed, 11), int(drawn.total[0]) + inward, size)
        return _layer("department", n, drawn)

    def cross_silo() -> Ties:
        drawn = nothing_drawn(n, beyond - inward)
        draw_interfaces(far, across, drawn, key_of(settings.seed, 12), beyond - inward, size)
        return _layer("cross_silo", n, drawn)

    with ThreadPoolExecutor(1) as thread:
        other = thread.submit(cross_silo)
        return department(), other.result()


def _layer(name: str, n_people: int, drawn: Drawn) -> Ties:
    count = int(drawn.total[0])
    return ties_from_pairs(name, n_people, drawn.first[:count], drawn.second[:count])
