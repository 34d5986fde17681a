"""The names that an organisation will have, known from its settings before it is generated."""

from __future__ import annotations

from simulation.organisation.settings import OrganisationSettings, silo_names_of


def present(shares: dict[str, float]) -> tuple[str, ...]:
    """Return the names with a share above 0: the others do not come to exist."""
    return tuple(name for name, share in shares.items() if share > 0)


def silo_names(organisation: OrganisationSettings) -> tuple[str, ...]:
    """Return the names of the silos, as the generator makes them."""
    return silo_names_of(present(organisation.countries), present(organisation.divisions), organisation.silo_level)


def country_of_silos(organisation: OrganisationSettings) -> dict[str, str]:
    """Return the country of each silo by name; names are not taken apart, for they may hold what joins them."""
    countries = present(organisation.countries)
    each = 1 if organisation.silo_level == "country" else len(present(organisation.divisions))
    return dict(zip(silo_names(organisation), (c for c in countries for _ in range(each)), strict=True))


def n_silos(organisation: OrganisationSettings) -> int:
    """Return the number of silos."""
    countries, divisions = len(present(organisation.countries)), len(present(organisation.divisions))
    return countries if organisation.silo_level == "country" else countries * divisions
