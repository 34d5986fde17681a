"""The names that an organisation will have, known from its settings before it is generated."""

from __future__ import annotations

from simulation.organisation.settings import OrganisationSettings, silo_names_of


def present(shares: dict[str, float]) -> tuple[str, ...]:
    """Return the names with a share above 0: the others do not come to exist."""
    return tuple(name for name, share in shares.items() if share > 0)


def silo_names(organisation: OrganisationSettings) -> tuple[str, ...]:
    """Return the names of the silos, as the generator makes them or the table has them."""
    if organisation.outline is not None:
        return organisation.outline.silo_names
    return silo_names_of(present(organisation.countries), present(organisation.divisions), organisation.silo_level)


def country_names(organisation: OrganisationSettings) -> tuple[str, ...]:
    """Return the names of the countries."""
    return present(organisation.countries) if organisation.outline is None else organisation.outline.country_names


def function_names(organisation: OrganisationSettings) -> tuple[str, ...]:
    """Return the names of the functions: those of the table, where it says who has which."""
    outline = organisation.outline
    return outline.function_names if outline and "function" in outline.has else present(organisation.functions)


def country_of_silos(organisation: OrganisationSettings) -> dict[str, str]:
    """Return the country of each silo by name; names are not taken apart, for they may hold what joins them.

    Empty where a silo of a table is in several countries.
    """
    countries = country_names(organisation)
    if organisation.outline is not None:
        of = organisation.outline.country_of_silos
        return {silo: countries[code] for silo, code in zip(organisation.outline.silo_names, of, strict=False)}
    each = 1 if organisation.silo_level == "country" else len(present(organisation.divisions))
    return dict(zip(silo_names(organisation), (c for c in countries for _ in range(each)), strict=True))


def n_silos(organisation: OrganisationSettings) -> int:
    """Return the number of silos."""
    if organisation.outline is not None:
        return len(organisation.outline.silo_names)
    countries, divisions = len(present(organisation.countries)), len(present(organisation.divisions))
    return countries if organisation.silo_level == "country" else countries * divisions


def has_role(organisation: OrganisationSettings, role: str) -> bool:
    """Whether there can be assistants, brokers or people with a desk at all (``assistant``, ``broker``, ``desk``)."""
    share = {"assistant": organisation.assistants, "broker": organisation.brokers, "desk": organisation.desk_share}
    outline = organisation.outline
    if outline is None or role == "broker" or (role == "desk" and "desk" not in outline.has):
        return share[role] > 0
    return role in outline.has
