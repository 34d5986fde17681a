"""The tree of units: group > country > division > department, with the places of their heads.

Each department starts with an office: the heads of all units that begin there, highest
first, its own head last, then their assistants. In a division of many departments area
heads stand between the division head and the department heads, so that nobody has to lead
hundreds; the level-l area head of department k sits in department k - k mod s^l, where s is
the span of control.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.organisation.chance import key_of, uniforms, weights
from simulation.organisation.settings import SMALLEST_UNIT, OrganisationSettings, silo_names_of
from simulation.organisation.sizes import largest_remainder, split

Ints = NDArray[np.int64]

MIN_WITHOUT_OFFICE = 2
"""People that a department has at least beside its heads."""
PEOPLE_PER_ASSISTANT = 5
"""A department has at most one assistant for so many people, which small ones do not reach."""
MOST_UNITS_UNDER_GROUP_HEAD = 20
"""With more divisions than this, each country's first division head leads the others."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Divisions of countries ("units") in numbering order, with the names of what they belong to."""

    country: Ints
    silo: Ints
    size: Ints
    country_names: tuple[str, ...]
    silo_names: tuple[str, ...]


class Departments(NamedTuple):
    """Departments in numbering order: where they stand in their unit and how they are filled.

    ``unit``: division; ``place``: position k within it; ``top``: level of the division head
    above a department head (0 if the division is one department); ``heads``: heads in its
    office; ``first_of_unit`` and ``first_of_country``: departments that hold the division's
    and the country's head (-1 where divisions report to the head of the group).
    """

    unit: Ints
    place: Ints
    top: Ints
    heads: Ints
    assistants: Ints
    teams: Ints
    size: Ints
    first_person: Ints
    first_team: Ints
    first_of_unit: Ints
    first_of_country: Ints


def _positive(shares: dict[str, float]) -> dict[str, float]:
    return {name: share for name, share in shares.items() if share > 0}


def build_tree(settings: OrganisationSettings) -> Tree:
    """Share people out over countries, then divisions, by largest remainder with a floor per division."""
    countries, divisions = _positive(settings.countries), _positive(settings.divisions)
    per_country = largest_remainder(settings.people, list(countries.values()), SMALLEST_UNIT * len(divisions))
    sizes = [
        size for people in per_country for size in largest_remainder(people, list(divisions.values()), SMALLEST_UNIT)
    ]
    country = np.repeat(np.arange(len(countries)), len(divisions))
    silo = country if settings.silo_level == "country" else np.arange(country.size)
    silo_names = silo_names_of(tuple(countries), tuple(divisions), settings.silo_level)
    return Tree(country, silo, np.array(sizes, np.int64), tuple(countries), silo_names)


def _area_levels(n_departments: Ints, span: int) -> Ints:
    """Levels of area heads that each division needs: as many as leave its head at most 1.5 spans."""
    levels = np.zeros_like(n_departments)
    left = n_departments.copy()
    while np.any(crowded := 2 * left > 3 * span):
        levels[crowded] += 1
        left[crowded] = -(-left[crowded] // span)
    return levels


@loop
def _split_units(size: Ints, n_departments: Ints, weight: Ints, floors: Ints, sizes: Ints) -> None:
    start = 0
    for unit in range(size.size):
        end = start + n_departments[unit]
        split(size[unit], weight[start:end], floors[start:end], sizes[start:end])
        start = end


def _starts(counts: Ints) -> Ints:
    """Return the running totals before each entry."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)[:-1]))


def plan_departments(tree: Tree, settings: OrganisationSettings) -> Departments:
    """Cut every division into departments and say how many heads, assistants and teams each has."""
    n_departments = np.maximum(1, (2 * tree.size + settings.department_size) // (2 * settings.department_size))
    first = _starts(n_departments)
    unit = np.repeat(np.arange(tree.size.size), n_departments)
    place = np.arange(unit.size) - first[unit]
    heads, top = _heads(n_departments, unit, place, round(settings.span_of_control))
    size = np.empty(unit.size, np.int64)
    weight = weights(key_of(settings.seed, 1), unit.size, settings.unit_size_spread)
    _split_units(tree.size, n_departments, weight, heads + MIN_WITHOUT_OFFICE, size)
    wanted = np.floor(heads * settings.assistants + uniforms(key_of(settings.seed, 2), unit.size)).astype(np.int64)
    assistants = np.minimum(wanted, (size - heads) // PEOPLE_PER_ASSISTANT)
    staff = size - heads - assistants
    teams = np.maximum(1, np.floor(staff / (settings.span_of_control + 1) + 0.5).astype(np.int64))
    return Departments(
        unit=unit,
        place=place,
        top=top,
        heads=heads,
        assistants=assistants,
        teams=teams,
        size=size,
        first_person=_starts(size),
        first_team=_starts(teams + 1),
        first_of_unit=first[unit],
        first_of_country=_country_homes(tree, first)[unit],
    )


def _country_homes(tree: Tree, first: Ints) -> Ints:
    """Return the department of each division's country head, or -1 where divisions report to the group head."""
    if len(tree.country_names) == 1 or tree.size.size <= MOST_UNITS_UNDER_GROUP_HEAD:
        return np.full(tree.size.size, -1)
    return first[np.searchsorted(tree.country, tree.country)]


def _heads(n_departments: Ints, unit: Ints, place: Ints, span: int) -> tuple[Ints, Ints]:
    """Return how many heads sit in each department's office, and the level of its division head."""
    levels = _area_levels(n_departments, span)[unit]
    several = n_departments[unit] > 1
    heads = several.astype(np.int64) + (place == 0)
    for level in range(1, int(levels.max()) + 1):
        heads += (level <= levels) & (place % span**level == 0)
    heads[0] += 1  # the head of the group
    return heads, np.where(several, levels + 1, 0)
