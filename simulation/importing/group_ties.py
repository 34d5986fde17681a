"""Ties between units: how much of the work together goes across them, as the generator's silo barrier."""

from __future__ import annotations

from pathlib import Path

from simulation.importing.cells import numbers
from simulation.importing.findings import Findings
from simulation.importing.mapping import TieTable
from simulation.importing.table import read_table
from simulation.organisation.settings import OrganisationSettings
from simulation.scenario.memory import ties_per_person
from simulation.words.naming import alike


def read_barrier(settings: TieTable, folder: Path, findings: Findings) -> float | None:
    """Return the silo barrier under which as large a share of ties goes across units as in a table of groups.

    With share e, ties t of a person and would-be cross-silo ties c, it is 1 - e t / c, within 0 and 1.
    """
    roles = settings.columns
    if "weight" not in roles:
        findings.refuse(settings.file, [], "weight", "is needed: how much the two units work together")
        return None
    table = read_table(folder / settings.file, settings.file, settings.format, roles.values(), findings)
    if table is None or set(roles.values()) - table.columns.keys():
        return None
    weight = numbers(table, roles["weight"], settings.format, findings)
    wrong = [line for line, value in zip(table.line, weight.tolist(), strict=True) if not value >= 0]
    if wrong:
        findings.refuse(table.file, wrong, roles["weight"], "the weight is negative or missing")
        return None
    within, across = {alike(name) for name in settings.within}, 0.0
    without, total = {alike(name) for name in settings.without}, 0.0
    for one, other, value in zip(
        table.columns[roles["from"]], table.columns[roles["to"]], weight.tolist(), strict=True
    ):
        if without & {alike(one), alike(other)}:
            continue
        total += value
        across += value if alike(one) != alike(other) and alike(other) not in within else 0
    if total <= 0:
        findings.refuse(table.file, [], roles["weight"], "no unit works with any other")
        return None
    defaults = OrganisationSettings()
    share = across / total
    barrier = 1 - share * ties_per_person(defaults) / defaults.cross_silo_degree
    kept = round(min(1.0, max(0.0, barrier)), 3)
    said = f"{share:.0%} of the work together goes across units (E-I index {2 * share - 1:.2f})"
    findings.note(table.file, [], f"{said}: silo_barrier {kept:g}")
    return kept
