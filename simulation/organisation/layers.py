"""The four layers of a company's ties."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from math import prod

import numpy as np
from numpy.typing import NDArray

from simulation.organisation.assistants import tie_assistants
from simulation.organisation.chance import key_of, weights
from simulation.organisation.company import Company
from simulation.organisation.given import NONE, with_given
from simulation.organisation.informal import Drawn, Network, Scope, add_ties, draw_interfaces, nothing_drawn
from simulation.organisation.organisation import LEVELS, Ties
from simulation.organisation.people import Places
from simulation.organisation.periphery import ACROSS, DEPARTMENT, SILO, TEAM, pass_on, tie_periphery
from simulation.organisation.ties import Mates, group_starts, reporting_ties, team_ties, ties_from_pairs
from simulation.organisation.units import Ints

_HUNDREDTHS = 100
"""Boosts are rounded to hundredths, so that sociability stays a whole number."""


def formal_layers(company: Company) -> tuple[Ties, Ties]:
    """Return the reporting lines and the ties within teams."""
    places, settings = company.places, company.settings
    mates = Mates(
        places.team,
        group_starts(places.team),
        places.manager,
        company.periphery,
        company.further[TEAM],
        settings.team_density,
        key_of(settings.seed, 8),
    )
    return reporting_ties(places.manager), with_given(team_ties(mates), company)


def _reaches(company: Company, spread: float) -> tuple[Ints, Ints]:
    """Return running totals of everybody's sociability x boosts, in whole numbers: near and, with brokers, far."""
    settings, places = company.settings, company.places
    boost = np.array([prod([settings.manager_boost] * level) for level in range(len(LEVELS))])[places.level]
    boost[places.assistant] *= settings.assistant_boost
    boost[company.periphery] = 0
    weight = weights(key_of(settings.seed, 9), settings.people, spread)
    near = weight * np.rint(_HUNDREDTHS * boost).astype(np.int64)
    boost[company.broker] *= settings.broker_boost
    far = weight * np.rint(_HUNDREDTHS * boost).astype(np.int64)
    return _running(near), _running(far)


def _running(reach: Ints) -> Ints:
    """Return the running total, starting with 0."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(reach)))


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


def draw_informal(company: Company, formal: tuple[Ties, Ties], spread: float) -> tuple[Drawn, Drawn]:
    """Draw the department layer (own department, then other departments of the silo) and the cross-silo layer.

    ``spread`` is the log-sd of sociability. The two layers do not read each other's ties, so
    each is drawn in a thread of its own.
    """
    settings, places, silo = company.settings, company.places, company.silo
    n, size = settings.people, settings.interface_size
    within = round(n * settings.department_degree / 2)
    beyond = round(n * settings.cross_silo_degree / 2)
    inward = beyond if silo[-1] == 0 else round(beyond * settings.silo_barrier)
    in_department, in_silo, across = _scopes(places, silo)
    starts = group_starts(places.team)
    near_reach, far_reach = _reaches(company, spread)
    near = Network(places.team, starts, places.manager, company.periphery, near_reach)
    far = near._replace(reach=far_reach)
    key = [key_of(settings.seed, purpose) for purpose in (10, 11, 12, 15, 16, 17)]
    further = company.further.copy()
    pass_on(further, TEAM, np.diff(formal[1].indptr))

    def known(layer: str, budget: int) -> Drawn:
        pairs = company.given.get(layer, NONE)
        drawn = nothing_drawn(n, max(budget, len(pairs)))
        add_ties(near, drawn, pairs)
        return drawn

    def department() -> Drawn:
        drawn = known("department", within + inward)
        tie_assistants(near, drawn, formal[0], places.assistant, silo, within)
        tie_periphery(near, in_department, drawn, further[DEPARTMENT], key[3], within)
        pass_on(further, DEPARTMENT, drawn.degree)
        draw_interfaces(near, in_department, drawn, key[0], within, size)
        budget = int(drawn.total[0]) + inward
        tie_periphery(far, in_silo, drawn, further[SILO], key[4], budget)
        draw_interfaces(far, in_silo, drawn, key[1], budget, size)
        return drawn

    def cross_silo() -> Drawn:
        drawn = known("cross_silo", beyond - inward)
        tie_periphery(far, across, drawn, further[ACROSS], key[5], beyond - inward)
        draw_interfaces(far, across, drawn, key[2], beyond - inward, size)
        return drawn

    with ThreadPoolExecutor(1) as thread:
        other = thread.submit(cross_silo)
        return department(), other.result()


def layer_of(name: str, drawn: Drawn) -> Ties:
    """Return the layer of the ties drawn."""
    count = int(drawn.total[0])
    return ties_from_pairs(name, drawn.degree.size, drawn.first[:count], drawn.second[:count])
