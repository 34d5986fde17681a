"""People in the tree: numbering, team, level, manager, and what they are (function, desk, broker)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.organisation.chance import Whole, all_bits, key_of, uniform, uniforms, weights
from simulation.organisation.organisation import EXECUTIVE, MIDDLE_MANAGER, STAFF, TEAM_LEAD
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.sizes import split
from simulation.organisation.units import Departments, Ints

Bools = NDArray[np.bool_]


class Places(NamedTuple):
    """Where each person stands: department, team, level, manager, assistant or not."""

    department: NDArray[np.uint32]
    team: NDArray[np.uint32]
    level: NDArray[np.uint8]
    manager: NDArray[np.uint32]
    assistant: Bools


def place_people(plan: Departments, settings: OrganisationSettings) -> Places:
    """Fill the departments: heads and assistants in the office, everybody else in teams."""
    n = settings.people
    places = Places(
        np.empty(n, np.uint32),
        np.empty(n, np.uint32),
        np.empty(n, np.uint8),
        np.empty(n, np.uint32),
        np.zeros(n, np.bool_),
    )
    n_teams = int(plan.first_team[-1] + plan.teams[-1] + 1)
    team_weights = weights(key_of(settings.seed, 3), n_teams, settings.unit_size_spread)
    _fill_offices(plan, round(settings.span_of_control), places)
    floors = np.full(plan.teams.max(), 2)  # a team lead and somebody to lead
    _fill_teams(plan, team_weights, floors, np.empty_like(floors), places)
    places.manager[0] = n
    return places


@loop
def _chief(plan: Departments, department: Whole, level: Whole) -> Whole:
    """Return the head at a level above a department's own head (0) who sits in its office."""
    last: Whole = plan.first_person[department] + plan.heads[department] - 1
    return last - level


@loop
def _superior(plan: Departments, department: Whole, level: Whole, span: int) -> Whole:
    """Return whom the head at a level in a department's office reports to."""
    top = plan.top[department]
    home = plan.first_of_unit[department]
    if level == top:  # a division head: to the country's head, who is a division head too, or to the group's
        country_home = plan.first_of_country[department]
        return 0 if country_home in (-1, home) else _chief(plan, country_home, plan.top[country_home])
    if level == top - 1:
        return _chief(plan, home, top)
    block = span ** (level + 1)
    return _chief(plan, home + plan.place[department] // block * block, level + 1)


@loop
def _fill_offices(plan: Departments, span: int, places: Places) -> None:
    for d in range(plan.size.size):
        start = plan.first_person[d]
        for i in range(plan.size[d]):
            places.department[start + i] = d
        for i in range(plan.heads[d]):
            level = plan.heads[d] - 1 - i
            executive = level >= plan.top[d]
            places.level[start + i] = EXECUTIVE if executive else MIDDLE_MANAGER
            places.team[start + i] = plan.first_team[d]
            places.manager[start + i] = _superior(plan, d, level, span) if level <= plan.top[d] else 0
        for i in range(plan.assistants[d]):
            person = start + plan.heads[d] + i
            places.level[person] = STAFF
            places.team[person] = plan.first_team[d]
            places.manager[person] = start + i
            places.assistant[person] = True


@loop
def _fill_teams(plan: Departments, team_weights: Ints, floors: Ints, sizes: Ints, places: Places) -> None:
    """Cut the rest of each department into teams; a single team is led by the department's head."""
    for d in range(plan.size.size):
        office = plan.heads[d] + plan.assistants[d]
        n_teams = plan.teams[d]
        first = plan.first_team[d] + 1
        split(plan.size[d] - office, team_weights[first : first + n_teams], floors[:n_teams], sizes[:n_teams])
        person = plan.first_person[d] + office
        head = plan.first_person[d] + plan.heads[d] - 1
        for t in range(n_teams):
            led = n_teams > 1
            lead = person
            for i in range(sizes[t]):
                leads = led and i == 0
                places.team[person] = first + t
                places.level[person] = TEAM_LEAD if leads else STAFF
                places.manager[person] = lead if led and not leads else head
                person += 1


def assign_functions(
    department: NDArray[np.uint32], settings: OrganisationSettings
) -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """Give every department a main function and every person that one or another; return names too."""
    shares = {name: share for name, share in settings.functions.items() if share > 0}
    cumulative = np.cumsum(list(shares.values()))
    cumulative /= cumulative[-1]
    function = np.empty(department.size, np.uint8)
    n_departments = int(department[-1]) + 1
    main = np.searchsorted(cumulative, uniforms(key_of(settings.seed, 4), n_departments), side="right")
    _draw_functions(
        key_of(settings.seed, 5), department, main.astype(np.uint8), cumulative, settings.function_focus, function
    )
    return function, tuple(shares)


@loop
def _draw_functions(
    key: np.uint64,
    department: NDArray[np.uint32],
    main: NDArray[np.uint8],
    cumulative: NDArray[np.float64],
    focus: float,
    function: NDArray[np.uint8],
) -> None:
    for person in range(department.size):
        if uniform(key, 2 * person) < focus:
            function[person] = main[department[person]]
            continue
        u = uniform(key, 2 * person + 1)
        drawn = 0
        while u >= cumulative[drawn]:
            drawn += 1
        function[person] = drawn


def assign_desks(places: Places, settings: OrganisationSettings) -> Bools:
    """Say who has a computer workplace: whole teams share their kind of work, heads and assistants have one."""
    n_teams = int(places.team[-1]) + 1
    at_desk = uniforms(key_of(settings.seed, 6), n_teams) < settings.desk_share
    desk: Bools = at_desk[places.team] | (places.level > TEAM_LEAD) | places.assistant
    return desk


def choose_brokers(places: Places, settings: OrganisationSettings) -> Bools:
    """Choose the people who bridge silos among staff and team leads: the smallest of their random numbers."""
    broker = np.zeros(places.team.size, np.bool_)
    eligible = np.flatnonzero((places.level <= TEAM_LEAD) & ~places.assistant)
    wanted = min(round(settings.brokers * broker.size), eligible.size)
    if settings.brokers > 0:
        wanted = max(wanted, 1)
    if wanted:
        lots = all_bits(key_of(settings.seed, 7), broker.size)[eligible]
        broker[eligible[np.argsort(lots, kind="stable")[:wanted]]] = True
    return broker
