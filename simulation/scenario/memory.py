"""How much memory a run takes, and how much there is, so that too large a run is refused before it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.model.record import BOOKED, COUNTERS, WEEKS_PER_YEAR
from simulation.organisation.settings import OrganisationSettings
from simulation.scenario.organisation_names import n_silos
from simulation.system.memory import available_bytes

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

NUMBER = 8
TIE_END = 9
"""Bytes of an end of a tie: its layer, and the kernel's copy with the layer's number; shared by all replicates."""
PERSON_SHARED = 130
"""Columns of the organisation, memberships, starts of the rows of ties."""
PERSON = 420
"""State, what people see of each other, lists of the week, effects, and the columns of the table of people."""
COMMUNITY = 500
EVENT = 40
"""A registration as it is recorded, and in its table."""
REPLY_CELL = 70
"""A year and pair of silos: the counter, the cell's place in the table, and its columns."""
ITEM_ROW = 130
"""A line of the value account, or an item of a survey, in one silo."""
N_MEASURES = 131
"""Measures of the weekly table; declared in `simulation.measures`, a part above (a test holds both equal)."""
N_ITEMS = 14
"""Lines of the value account, as above."""
ROWS_AT_ONCE = 1 << 16
"""Rows of a table that are gathered before they are written, at least; all of a replicate's if that is more."""
COPIES = 2.5
"""Copies of gathered rows that are held at once while a table is written."""
NOT_GIVEN_BACK = 0.5
"""Share of the smaller stage's memory that is still held in the larger one."""


def ties_per_person(organisation: OrganisationSettings) -> float:
    """Return about how many ties a person has in all layers: team, department, beyond, line."""
    team = organisation.span_of_control * organisation.team_density
    return team + organisation.department_degree + organisation.cross_silo_degree + 2


def needed_bytes(
    organisation: OrganisationSettings, weeks: int, workers: int = 1, scenario: Scenario | None = None
) -> int:
    """Return about how many bytes a run takes beside the program itself, with so many replicates at a time.

    The larger of two stages, and a part of the smaller one: replicates at work with their tables, then the tables of
    all replicates written one after the other. ``scenario`` says how many communities, surveys and events there are.
    """
    people, groups = organisation.people, n_silos(organisation) + 1
    years = -(-weeks // WEEKS_PER_YEAR)
    recorded = weeks * groups * NUMBER * (len(COUNTERS) + len(BOOKED))
    weekly_row = NUMBER * (N_MEASURES + 3)
    replies = years * (groups - 1) * (groups - 1) * REPLY_CELL
    accounts = (years + 1) * groups * N_ITEMS * ITEM_ROW
    own = people * PERSON + _communities(organisation, scenario) * COMMUNITY
    own += _asked(scenario, weeks, groups) * ITEM_ROW + _events(scenario, people) * EVENT
    shared = people * (TIE_END * ties_per_person(organisation) + PERSON_SHARED)
    at_work = shared + workers * (own + recorded + weeks * groups * weekly_row + replies + accounts)
    replicates = workers if scenario is None else scenario.run.replicates
    rows = min(weeks * groups * replicates, max(ROWS_AT_ONCE + weeks * groups, weeks * groups))
    written = shared + COPIES * rows * weekly_row
    return int(max(at_work, written) + NOT_GIVEN_BACK * (min(at_work, written) - shared))


def _communities(organisation: OrganisationSettings, scenario: Scenario | None) -> float:
    """Return about how many communities there can be: at least one for each silo."""
    size = None if scenario is None else scenario.platform.communities.people_per_community
    return max(n_silos(organisation), organisation.people / size if size else 0)


def _asked(scenario: Scenario | None, weeks: int, groups: int) -> float:
    """Return the rows of the table of surveys."""
    survey = None if scenario is None else scenario.survey
    return 0 if survey is None else -(-weeks // survey.every_weeks) * groups * len(survey.items)


def _events(scenario: Scenario | None, people: int) -> int:
    """Return about how many registrations are recorded."""
    return people if scenario is not None and scenario.run.events else 0


def memory_problem(
    organisation: OrganisationSettings, weeks: int, workers: int = 1, scenario: Scenario | None = None
) -> str:
    """Return why a run of that size cannot start on this machine; empty if it can."""
    available = available_bytes()
    needed = needed_bytes(organisation, weeks, workers, scenario)
    if available is None or needed <= available:
        return ""
    return (
        f"{organisation.people} people in {n_silos(organisation)} silos over {weeks} weeks need about "
        f"{needed / 2**30:.1f} GiB with {workers} replicate(s) at a time, available are {available / 2**30:.1f} GiB; "
        "take fewer people, silos, weeks or workers"
    )
