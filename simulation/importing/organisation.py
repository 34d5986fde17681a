"""From a staff to the organisation that is stored: numbers in a new order, and names of units."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.importing.findings import Findings
from simulation.importing.mapping import PeopleTable, Privacy
from simulation.importing.staff import Names, Staff
from simulation.importing.standing import Positions, stand
from simulation.organisation.disclosure import told_silos
from simulation.organisation.settings import RESERVED
from simulation.organisation.stored import MOST_CODES, Outline, Stored
from simulation.words.naming import alike, naming_problem

NO_COUNTRY = "one country"
UNKNOWN = "unknown"


def stored_organisation(
    staff: Staff, settings: PeopleTable, privacy: Privacy, secret: bytes, findings: Findings
) -> tuple[Stored, Positions]:
    """Return what is stored of a staff, and where everybody stands."""
    standing = stand(staff, settings, secret, findings)
    _check_names(standing, staff, findings)
    country, country_names = _codes(staff, standing, "country", NO_COUNTRY, findings)
    function, function_names = _codes(staff, standing, "function", UNKNOWN, findings)
    fte, desk = staff.fte[standing.order], staff.desk[standing.order]
    columns: dict[str, NDArray[np.generic]] = {
        "unit": standing.silo,
        "country": country,
        "department": standing.department,
        "team": standing.team,
        "level": standing.level,
        "manager": standing.manager,
        "fte": np.where(np.isnan(fte), 1, fte),
    }
    has = ["fte"]
    if "function" in staff.names:
        columns["function"] = function
        has.append("function")
    if not np.isnan(desk).all():
        columns["desk"] = desk != 0  # who is not said to be without one has one
        has.append("desk")
    outline = Outline(
        people=staff.n,
        silo_names=standing.silo_names,
        country_names=country_names,
        function_names=function_names,
        department_names=standing.department_names,
        country_of_silos=_country_of_silos(standing, country),
        has=tuple(has),
        told=tuple(
            name
            for name in told_silos(standing.silo.astype(np.uint16), standing.silo_names, privacy.minimum_group)[0]
            if name in standing.silo_names
        ),
        minimum_group=privacy.minimum_group,
    )
    return Stored(outline, columns, {}), standing


def _codes(
    staff: Staff, standing: Positions, role: str, blank: str, findings: Findings
) -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """Return a column of names as codes in the new order, with a name for empty cells."""
    column = staff.names.get(role, Names(np.full(staff.n, -1), []))
    present = np.unique(column.code)
    names = tuple(column.names[code] if code >= 0 else blank for code in present.tolist())
    if len(names) > MOST_CODES:
        message = f"has {len(names):,} names, at most {MOST_CODES} are possible; drop the column or take a coarser one"
        findings.refuse(staff.files[0], [], role, message)
        return np.zeros(staff.n, np.uint8), names[:1]
    return np.searchsorted(present, column.code[standing.order]).astype(np.uint8), names


def _country_of_silos(standing: Positions, country: NDArray[np.uint8]) -> tuple[int, ...]:
    """Return each silo's country; nothing where some silo is in several."""
    first = np.searchsorted(standing.silo, np.arange(len(standing.silo_names)))
    of = country[first]
    return tuple(of.tolist()) if (of[standing.silo] == country).all() else ()


def _check_names(standing: Positions, staff: Staff, findings: Findings) -> None:
    """Refuse names of silos that tables of results cannot tell apart."""
    if any(alike(name) == RESERVED for name in standing.silo_names):
        message = f"a unit is called '{RESERVED}', which stands for the whole organisation in tables; rename it"
        findings.refuse(staff.files[0], [], "unit", message)
    elif problem := naming_problem(standing.silo_names):
        findings.refuse(staff.files[0], [], "unit", f"units: {problem}")
