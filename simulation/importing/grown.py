"""A tree for tables without managers: heads, team leads and teams inside the true units."""

from __future__ import annotations

from typing import Final

import numpy as np

from simulation.importing.findings import Findings
from simulation.importing.staff import NOBODY, Staff

SPAN: Final = 8
"""People that a generated head leads, about: the default of `OrganisationSettings.span_of_control`."""
WIDEST: Final = 1.5
"""Spans that a head leads at most before another level of heads comes between."""


def grow_tree(staff: Staff, findings: Findings) -> None:
    """Let people whose table knows no managers report to somebody of their own unit, with spans of about `SPAN`.

    Nobody knows who leads: the first of each unit does. Units do not report to each other.
    """
    unit = staff.names["unit"].code
    for one in range(int(unit.max()) + 1):
        members = np.flatnonzero((unit == one) & (staff.manager == NOBODY))
        if members.size > 1:
            _grow(staff, members.tolist())
    file = staff.files[0]
    findings.note(
        file, [], f"no column of managers: a tree with about {SPAN} reports to a head is made inside each unit"
    )


def _grow(staff: Staff, members: list[int]) -> None:
    """Cut people into equal teams, let the first of each lead it, and do the same with those who lead."""
    while len(members) > 1:
        narrow = len(members) - 1 <= WIDEST * SPAN
        teams = 1 if narrow else max(2, round(len(members) / (SPAN + 1)))
        heads = []
        for team in np.array_split(np.array(members), teams):
            staff.manager[team[1:]] = team[0]
            heads.append(int(team[0]))
        members = heads
