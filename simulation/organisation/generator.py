"""From settings to an organisation."""

from __future__ import annotations

from simulation.organisation.company import Company, fill_company
from simulation.organisation.given import given_layers
from simulation.organisation.layers import formal_layers, layer_of
from simulation.organisation.organisation import Organisation, Ties
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.spread import draw_with_cv


def generate(settings: OrganisationSettings) -> Organisation:
    """Build the organisation that the settings describe; equal settings give equal bytes.

    Raises:
        StoredError: the tables that it comes from cannot be read.
    """
    company = _filled(settings)
    return Organisation(
        silo=company.silo,
        country=company.country,
        department=company.places.department,
        team=company.places.team,
        level=company.places.level,
        function=company.function,
        manager=company.places.manager,
        assistant=company.places.assistant,
        broker=company.broker,
        desk=company.desk,
        silo_names=company.silo_names,
        country_names=company.country_names,
        function_names=company.function_names,
        layers=_layers(company),
    )


def _filled(settings: OrganisationSettings) -> Company:
    """Return everybody in their places: generated ones, or those of tables."""
    if settings.source is None:
        return fill_company(settings)
    from simulation.organisation.imported import fill_imported  # brings pyarrow along

    return fill_imported(settings)


def _layers(company: Company) -> tuple[Ties, ...]:
    if company.settings.structure != "company":
        from simulation.organisation.structures import structured_layers  # brings networkx along

        return structured_layers(company.settings)
    if company.all_given:
        return given_layers(company)
    formal = formal_layers(company)
    department, cross_silo = draw_with_cv(company, formal)
    return (*formal, layer_of("department", department), layer_of("cross_silo", cross_silo))
