"""The names that an organisation will have, known from its settings before it is generated."""

from __future__ import annotations

from simulation.organisation.settings import OrganisationSettings


def present(shares: dict[str, float]) -> tuple[str, ...]:
    """Return the names with a share above 0: the others do not come to exist."""
    return tuple(name for name, share in shares.items() if share > 0)


def silo_names(organisation: OrganisationSettings) -> tuple[str, ...]:
    """Return the names of the silos, as the generator makes them.

    A country at the level of countries; else ``Country / Division``, or the division alone
    where there is one country.
    """
    countries, divisions = present(organisation.countries), present(organisation.divisions)
    if organisation.silo_level == "country":
        return countries
    return tuple(f"{c} / {d}" if len(countries) > 1 else d for c in countries for d in divisions)


def n_silos(organisation: OrganisationSettings) -> int:
    """Return the number of silos."""
    countries, divisions = len(present(organisation.countries)), len(present(organisation.divisions))
    return countries if organisation.silo_level == "country" else countries * divisions
