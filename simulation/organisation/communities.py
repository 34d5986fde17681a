"""Potential communities and who could belong to them.

Communities come in three blocks, one for each membership slot, so that nobody can hold one
twice: areas (neighbouring departments of a silo), functions (with a home silo where the
founders would sit), and interests. Attraction is lognormal, which skews sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.organisation.chance import Whole, all_bits, below, entries, key_of, normal_table, uniform, weights
from simulation.organisation.informal import person_at
from simulation.organisation.organisation import Organisation
from simulation.organisation.settings import CommunitySettings, CommunityType
from simulation.organisation.sizes import largest_remainder
from simulation.organisation.ties import group_starts
from simulation.organisation.units import Ints

COMMUNITY_TYPES: Final[tuple[str, ...]] = get_args(CommunityType)
N_SLOTS: Final = 3
AREA, FUNCTION, INTEREST = range(N_SLOTS)


@dataclass(frozen=True, slots=True, eq=False)
class Communities:
    """Potential communities, one array entry each, and three membership slots per person.

    ``kind`` indexes `COMMUNITY_TYPES`, ``home_silo`` a silo, ``purpose`` is the clarity of
    purpose (0-1). ``slots`` [n, N_SLOTS] holds 2 c + outsider, where c is a community and
    outsider is 1 if its home silo is not the person's; an empty slot holds 2 C.
    """

    kind: NDArray[np.uint8]
    is_open: NDArray[np.bool_]
    home_silo: NDArray[np.uint16]
    purpose: NDArray[np.float32]
    slots: NDArray[np.uint32]

    @property
    def n_communities(self) -> int:
        """Number of potential communities, C."""
        return self.kind.size


class _Offer(NamedTuple):
    """What people choose from: area per person, function blocks, running total of attraction [C + 1]."""

    area: Ints
    function_start: Ints
    function_silo_start: Ints
    interest_start: int
    attraction: Ints
    home_silo: NDArray[np.uint16]


def generate_communities(organisation: Organisation, settings: CommunitySettings, seed: int) -> Communities:
    """Draw the potential communities of an organisation; equal arguments give equal bytes.

    There are n / people_per_community of them, but at least one area per silo, one for each
    function that occurs and one interest. Types and openness have exactly their shares.
    """
    n_areas, n_functions, n_interests = _block_sizes(organisation, settings)
    count = sum(n_areas) + sum(n_functions) + n_interests
    home_silo, function_silo_start = _homes(organisation, n_areas, n_functions, n_interests, seed)
    offer = _Offer(
        area=_areas(organisation, np.array(n_areas)),
        function_start=sum(n_areas) + np.concatenate(([0], np.cumsum(n_functions))),
        function_silo_start=sum(n_areas) + function_silo_start,
        interest_start=count - n_interests,
        attraction=np.concatenate(([0], np.cumsum(weights(key_of(seed, 101), count, settings.size_spread)))),
        home_silo=home_silo,
    )
    joins = np.array([settings.area_membership, settings.function_membership, settings.interest_membership])
    slots = np.empty((organisation.n_people, N_SLOTS), np.uint32)
    key = key_of(seed, 102)
    _fill_slots(key, organisation.silo, organisation.function, offer, joins, settings.own_silo_preference, slots)
    types = [settings.types.get(kind, 0.0) for kind in get_args(CommunityType)]
    by_lot = _places(all_bits(key_of(seed, 103), count))
    kind = np.repeat(np.arange(len(types), dtype=np.uint8), largest_remainder(count, types))[by_lot]
    is_open = _places(all_bits(key_of(seed, 104), count)) < round(settings.open_share * count)
    clarity = settings.purpose_mean + settings.purpose_spread * normal_table()[entries(key_of(seed, 105), count)]
    return Communities(kind, is_open, home_silo, np.clip(clarity, 0.0, 1.0).astype(np.float32), slots)


def _places(lots: NDArray[np.uint64]) -> Ints:
    """Return at which place each lot stands in rising order."""
    return np.argsort(np.argsort(lots, kind="stable"), kind="stable")


def _block_sizes(organisation: Organisation, settings: CommunitySettings) -> tuple[list[int], list[int], int]:
    """Return the number of area communities per silo, of function communities per function, of interests."""
    people = np.bincount(organisation.silo, minlength=organisation.n_silos).tolist()
    skilled = np.bincount(organisation.function, minlength=len(organisation.function_names)).tolist()
    wanted = round(organisation.n_people / settings.people_per_community)
    areas = round(wanted * settings.area_share)
    functions = round((wanted - areas) * settings.function_share)
    present = [people for people in skilled if people]
    per_present = iter(largest_remainder(max(functions, len(present)), present, 1))
    per_function = [next(per_present) if people else 0 for people in skilled]
    return largest_remainder(max(areas, len(people)), people, 1), per_function, max(1, wanted - areas - functions)


def _homes(
    organisation: Organisation, n_areas: list[int], n_functions: list[int], n_interests: int, seed: int
) -> tuple[NDArray[np.uint16], Ints]:
    """Return every community's home silo, and where the function communities of (function, silo) start.

    Function and interest communities are at home where a random colleague of that function,
    or any colleague, sits; those of a function are in order of their silo.
    """
    n_silos = organisation.n_silos
    homes = [np.repeat(np.arange(n_silos), n_areas)]
    lots = all_bits(key_of(seed, 106), sum(n_functions) + n_interests)
    at = 0
    cells = []
    for function, number in enumerate(n_functions):
        colleagues = np.flatnonzero(organisation.function == function) if number else np.zeros(1, np.int64)
        drawn = colleagues[lots[at : at + number] % np.uint64(colleagues.size)]
        homes.append(np.sort(organisation.silo[drawn]).astype(np.int64))
        cells.append(function * n_silos + homes[-1])
        at += number
    homes.append(organisation.silo[lots[at:] % np.uint64(organisation.n_people)].astype(np.int64))
    starts = np.searchsorted(np.concatenate(cells), np.arange(len(n_functions) * n_silos + 1))
    return np.concatenate(homes).astype(np.uint16), starts


def _areas(organisation: Organisation, n_areas: Ints) -> Ints:
    """Return everybody's area community: equal numbers of a silo's departments, in their order.

    A silo with more areas than departments is cut into equal runs of people instead.
    """
    silo = organisation.silo
    silo_start = group_starts(silo)
    first_department = organisation.department[silo_start[:-1]].astype(np.int64)
    n_departments = np.diff(np.append(first_department, int(organisation.department[-1]) + 1))
    part = (organisation.department - first_department[silo]) * n_areas[silo] // n_departments[silo]
    people = np.arange(silo.size)
    finer = n_areas[silo] > n_departments[silo]
    part[finer] = ((people - silo_start[silo]) * n_areas[silo] // np.diff(silo_start)[silo])[finer]
    areas: Ints = (np.cumsum(n_areas) - n_areas)[silo] + part
    return areas


@loop
def _fill_slots(
    key: np.uint64,
    silo: NDArray[np.uint16],
    function: NDArray[np.uint8],
    offer: _Offer,
    joins: NDArray[np.float64],
    own_silo: float,
    slots: NDArray[np.uint32],
) -> None:
    """Let everybody choose: the own area, a community of the function, an interest, or leave a slot empty."""
    n_silos = (offer.function_silo_start.size - 1) // (offer.function_start.size - 1)
    count = offer.home_silo.size
    for person in range(silo.size):
        draw = 6 * person
        f = np.int64(function[person])
        low, high = offer.function_start[f], offer.function_start[f + 1]
        cell = f * n_silos + silo[person]
        own_low, own_high = offer.function_silo_start[cell], offer.function_silo_start[cell + 1]
        if own_high > own_low and uniform(key, draw + 3) < own_silo:
            low, high = own_low, own_high
        for slot in range(N_SLOTS):
            slots[person, slot] = 2 * count
            if uniform(key, draw + slot) >= joins[slot]:
                continue
            if slot == AREA:
                community = offer.area[person]
            elif slot == FUNCTION:
                community = _by_attraction(key, draw + 4, offer.attraction, low, high)
            else:
                community = _by_attraction(key, draw + 5, offer.attraction, offer.interest_start, count)
            slots[person, slot] = 2 * community + (offer.home_silo[community] != silo[person])


@loop
def _by_attraction(key: np.uint64, draw: int, attraction: Ints, low: int, high: int) -> Whole:
    weight = attraction[low] + below(key, draw, attraction[high] - attraction[low])
    return person_at(attraction, weight, low, high)
