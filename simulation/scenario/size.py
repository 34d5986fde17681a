"""How large the company is that is simulated for a scenario (``run.scale``)."""

from __future__ import annotations

from math import floor

from pydantic import ValidationError

from simulation.organisation.settings import OrganisationSettings


def simulated_people(people: int, scale: float) -> int:
    """Return how many people are simulated for ``people``: people x scale to the nearest whole number."""
    return floor(people * scale + 0.5)


def small_organisation(organisation: OrganisationSettings, scale: float) -> OrganisationSettings:
    """Return the organisation at the size that is simulated.

    Raises:
        ValueError: it would be too small, or its people are listed one by one; says why.
    """
    if scale == 1:
        return organisation
    if organisation.structure == "listed":
        raise ValueError("a network whose ties are listed cannot be made smaller")
    if organisation.source is not None:
        raise ValueError("an organisation that comes from a table cannot be made smaller")
    people = simulated_people(organisation.people, scale)
    try:
        return OrganisationSettings.model_validate(organisation.model_dump() | {"people": people})
    except ValidationError as error:
        first = error.errors()[0]
        least = f" ({first['msg']})" if first["loc"] else f": {first['ctx']['error']!s}"
        message = f"makes {people} people of {organisation.people:,}, which are too few{least}"
        raise ValueError(message) from None
