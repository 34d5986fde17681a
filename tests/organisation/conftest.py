"""Organisations that several tests look at, generated once."""

import pytest

from simulation.organisation import Organisation, OrganisationSettings
from simulation.organisation.generator import generate


@pytest.fixture(scope="session")
def medium() -> Organisation:
    """The default organisation of 10,000 people."""
    return generate(OrganisationSettings())


@pytest.fixture(scope="session")
def small() -> Organisation:
    """300 people in two silos of one country."""
    return generate(OrganisationSettings(people=300, countries={"Germany": 1}, divisions={"Sales": 0.6, "IT": 0.4}))
