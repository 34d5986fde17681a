"""Everybody's unit, where a table leaves it out."""

from __future__ import annotations

import numpy as np

from simulation.importing.findings import Findings
from simulation.importing.staff import Names, Staff

NO_UNIT = "no unit"


def fill_units(staff: Staff, how: str, findings: Findings) -> None:
    """Give everybody a unit, as the repair says; where no table names units, departments are the units."""
    if "unit" not in staff.names:
        if "department" not in staff.names:
            return
        staff.names["unit"] = staff.names["department"]
        findings.note(staff.files[0] if staff.files else "", [], "no column of units: departments are the silos")
    unit = staff.names["unit"]
    lacking = np.flatnonzero(unit.code < 0)
    if not lacking.size:
        return
    if how == "manager":
        _from_managers(staff, unit)
    still = np.flatnonzero(unit.code < 0)
    for file, lines in staff.lines(lacking if how == "refuse" else still):
        if how == "refuse":
            findings.refuse(file, lines, "unit", "has no unit; repair.missing_unit may be above, manager or own")
        else:
            findings.note(file, lines, f"have no unit and belong to one called '{NO_UNIT}'")
    if how == "manager":
        given = np.setdiff1d(lacking, still)
        for file, lines in staff.lines(given):
            findings.note(file, lines, f"{len(lines)} without a unit belong to their manager's (repair.missing_unit)")
    if still.size and how != "refuse":
        code = np.where(unit.code < 0, len(unit.names), unit.code)
        staff.names["unit"] = Names(code, [*unit.names, NO_UNIT])


def _from_managers(staff: Staff, unit: Names) -> None:
    """Pass units down the lines until nothing changes."""
    above = np.maximum(staff.manager, 0)
    while True:
        found = (unit.code < 0) & (staff.manager >= 0) & (unit.code[above] >= 0)
        if not found.any():
            return
        unit.code[found] = unit.code[above[found]]
