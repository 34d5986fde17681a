"""From settings to an organisation."""

from __future__ import annotations

import numpy as np

from simulation.organisation.company import Company, fill_company
from simulation.organisation.layers import formal_layers, layer_of
from simulation.organisation.organisation import Organisation, Ties
from simulation.organisation.people import assign_desks, assign_functions
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.spread import draw_with_cv


def generate(settings: OrganisationSettings) -> Organisation:
    """Build the organisation that the settings describe; equal settings give equal bytes."""
    company = fill_company(settings)
    tree, places = company.tree, company.places
    function, function_names = assign_functions(places.department, settings)
    return Organisation(
        silo=company.silo,
        country=tree.country[company.unit].astype(np.uint8),
        department=places.department,
        team=places.team,
        level=places.level,
        function=function,
        manager=places.manager,
        assistant=places.assistant,
        broker=company.broker,
        desk=assign_desks(places, settings),
        silo_names=tree.silo_names,
        country_names=tree.country_names,
        function_names=function_names,
        layers=_layers(company),
    )


def _layers(company: Company) -> tuple[Ties, ...]:
    if company.settings.structure != "company":
        from simulation.organisation.structures import structured_layers  # brings networkx along

        return structured_layers(company.settings)
    formal = formal_layers(company)
    department, cross_silo = draw_with_cv(company, formal)
    return (*formal, layer_of("department", department), layer_of("cross_silo", cross_silo))
