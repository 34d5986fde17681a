"""What the user asked to look at, checked before anything runs: measure, silo, person, week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.results.errors import InputError
from simulation.results.tables import TOTAL
from simulation.scenario.organisation_names import silo_names
from simulation.settings import composed
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

STATE_MEASURES: Final = {"registered": "registered", "read": "readers_28", "contributed": "contributors_28"}
"""The measure that counts the people in each state (`simulation.results.persons.STATES`)."""
WORDS: Final = {"registered": "registered", "read": "active", "contributed": "contributing"}
"""A state in one word; active means: read within the last 4 weeks."""


def check_measure(name: str) -> str:
    """Return a measure's name; `InputError` with the nearest ones where there is no such measure."""
    if name not in MEASURES:
        raise InputError(unknown("measure", name, MEASURES))
    return name


def check_state(measure: str | None) -> str:
    """Return the state that a measure counts people in; active where none is given.

    Raises:
        InputError: the measure is not about single people.
    """
    if measure is None:
        return "read"
    for state, counted in STATE_MEASURES.items():
        if check_measure(measure) == counted:
            return state
    raise InputError(f"{measure!r} is not true or false of one person; choose {', '.join(STATE_MEASURES.values())}")


def check_silo(scenario: Scenario, name: str | None) -> int:
    """Return the row of a silo in values [silos + 1, ...]; the last one, the whole organisation, where none is given.

    Raises:
        InputError: there is no such silo; the message has the nearest names.
    """
    names, name = silo_names(scenario.organisation), composed(name)
    if name is None or name == TOTAL:
        return len(names)
    if name not in names:
        raise InputError(unknown("silo", name, names))
    if name not in _told(scenario):
        raise InputError(f"{name!r} has too few people to be told apart; the organisation is private")
    return names.index(name)


def _told(scenario: Scenario) -> tuple[str, ...]:
    """Return the silos that may be asked for."""
    outline = scenario.organisation.outline
    return silo_names(scenario.organisation) if outline is None or not outline.private else outline.told


def check_person(scenario: Scenario, person: int) -> int:
    """Return a person's number; `InputError` with the range where there is nobody of that number."""
    n = scenario.simulated.people
    if not 0 <= person < n:
        raise InputError(f"there is no person {person}; the {n:,} people have the numbers 0 to {n - 1}")
    return person


def check_replicates(replicates: int | None, scenario: Scenario) -> int:
    """Return how many replicates to run: those of the scenario where none are given."""
    chosen = scenario.run.replicates if replicates is None else replicates
    if chosen < 1:
        raise InputError(f"--replicates must be at least 1, not {chosen}")
    return chosen
