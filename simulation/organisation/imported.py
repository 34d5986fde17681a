"""From a stored organisation to a company: its true units and lines, the generator's informal ties on top."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from simulation.organisation.company import Company
from simulation.organisation.people import Places, assign_desks, assign_functions, choose_brokers
from simulation.organisation.periphery import choose_periphery, further_ties
from simulation.organisation.settings import OrganisationSettings
from simulation.organisation.stored import read_stored


def fill_imported(settings: OrganisationSettings) -> Company:
    """Put everybody where the tables have them; what they do not say is drawn as the settings say."""
    if settings.source is None:
        raise AssertionError("generated organisations are filled by `fill_company`")
    stored = read_stored(Path(settings.source), settings.sha256)
    columns, outline = stored.columns, stored.outline
    nobody = np.zeros(outline.people, np.bool_)
    places = Places(
        columns["department"], columns["team"], columns["level"], columns["manager"], columns.get("assistant", nobody)
    )
    broker = columns["broker"] if "broker" in columns else choose_brokers(places, settings)
    periphery = choose_periphery(places, broker, settings)
    function, function_names = columns.get("function"), outline.function_names
    if function is None:
        function, function_names = assign_functions(places.department, settings)
    return Company(
        settings=settings,
        places=places,
        silo=columns["unit"],
        country=columns["country"],
        function=function,
        desk=columns["desk"] if "desk" in columns else assign_desks(places, settings),
        silo_names=outline.silo_names,
        country_names=outline.country_names,
        function_names=function_names,
        broker=broker,
        periphery=periphery,
        further=further_ties(periphery, settings),
        given=stored.pairs,
        all_given=outline.ties is not None and outline.ties[2],
    )
