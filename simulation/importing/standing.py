"""Where everybody stands: silo, department, team, level; and the order in which people are numbered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.importing.findings import Findings
from simulation.importing.mapping import PeopleTable
from simulation.importing.staff import Ints, Names, Staff
from simulation.importing.tree import depths, leads, levels
from simulation.organisation.organisation import LEVELS

TEAM_RULE = "a team is a manager with those of the direct reports who lead nobody"
DEPARTMENT_RULE = (
    "a department is what hangs below somebody who leads people who lead others, down to the next such person"
)


@dataclass(slots=True)
class Positions:
    """Everybody's place, in the order of new numbers; ``order`` [n] holds the staff's number of each."""

    order: Ints
    silo: Ints
    department: Ints
    team: Ints
    level: NDArray[np.uint8]
    manager: Ints
    silo_names: tuple[str, ...]
    department_names: tuple[str, ...]


def stand(staff: Staff, settings: PeopleTable, secret: bytes, findings: Findings) -> Positions:
    """Number people so that silos, departments and teams are runs of neighbours; within a team a secret decides."""
    unit = _silos(staff, settings)
    if len(unit.names) > np.iinfo(np.uint16).max:
        findings.refuse(staff.files[0], [], "unit", f"has {len(unit.names):,} units; at most 65,535 are possible")
    department, team = _departments(staff), _teams(staff, settings)
    rank = _level(staff, settings, findings)
    lots = np.frombuffer(hashlib.shake_256(secret).digest(8 * staff.n), np.uint64)
    first = np.where(team == np.arange(staff.n), 0, 1)
    order = np.lexsort((lots, first, team, department, unit.code))
    silo, of_department, of_team = _runs(unit.code[order], department[order], team[order])
    number = np.empty(staff.n, np.int64)
    number[order] = np.arange(staff.n)
    manager = np.where(staff.manager >= 0, number[np.maximum(staff.manager, 0)], staff.n)
    present = np.unique(unit.code)
    return Positions(
        order=order,
        silo=silo,
        department=of_department,
        team=of_team,
        level=rank[order],
        manager=manager[order],
        silo_names=tuple(unit.names[code] for code in present.tolist()),
        department_names=_department_names(staff, order, of_department),
    )


def _silos(staff: Staff, settings: PeopleTable) -> Names:
    """Return what counts as everybody's silo: the unit, or the part of the tree that they hang in."""
    if "unit" in staff.names and settings.silo.subtree_depth is None and getattr(settings.silo, "from") == "unit":
        return staff.names["unit"]
    wanted = settings.silo.subtree_depth or 1
    depth = depths(staff.manager)
    top = np.arange(staff.n)
    while (below := depth[top] > wanted).any():
        top[below] = staff.manager[top[below]]
    top[depth < wanted] = -1  # who stands above the parts
    heads = np.unique(top)
    code = np.searchsorted(heads, top)
    return Names(code, ["Top" if head < 0 else f"Part {number}" for number, head in enumerate(heads.tolist(), 1)])


def _departments(staff: Staff) -> Ints:
    """Return everybody's department: the table's, else a person who stands for it, by `DEPARTMENT_RULE`."""
    everybody = np.arange(staff.n)
    _, leaders = leads(staff.manager)
    above = np.where(staff.manager >= 0, staff.manager, everybody)
    by_tree = np.where(leaders, everybody, np.where(leaders[above], above, above[above]))
    if "department" not in staff.names or staff.names["department"] is staff.names.get("unit"):
        return by_tree
    code = staff.names["department"].code
    return np.where(code >= 0, code, len(staff.names["department"].names) + by_tree)


def _teams(staff: Staff, settings: PeopleTable) -> Ints:
    """Return a person who stands for everybody's team, by `TEAM_RULE`; large teams are cut into work groups."""
    everybody = np.arange(staff.n)
    anybody, _ = leads(staff.manager)
    team = np.where(anybody | (staff.manager < 0), everybody, staff.manager)
    size = np.bincount(team, minlength=staff.n)
    for head in np.flatnonzero(size > settings.span_above + 1).tolist():
        members = np.flatnonzero(team == head)
        members = members[members != head]
        for group in np.array_split(members, -(-members.size // settings.work_group))[1:]:
            team[group] = group[0]
    return team


def _level(staff: Staff, settings: PeopleTable, findings: Findings) -> NDArray[np.uint8]:
    """Return everybody's level: by the rule of the tree, or what the column's values mean."""
    if not settings.levels.by_column:
        return levels(staff.manager)
    column = staff.names.get("level")
    if column is None:
        findings.refuse(staff.files[0], [], "people.levels.from", "needs columns.level")
        return levels(staff.manager)
    meant = {name: name for name in LEVELS} | dict(settings.levels.names)
    lacking = [name for name in column.names if name not in meant]
    if lacking or (column.code < 0).any():
        message = (
            f"{len(lacking)} value(s) mean no level: set people.levels.names for {', '.join(map(repr, lacking[:20]))}"
        )
        findings.refuse(staff.files[0], [], settings.columns.get("level", "level"), message)
        return levels(staff.manager)
    place = np.array([LEVELS.index(meant[name]) for name in column.names], np.uint8)
    found: NDArray[np.uint8] = place[column.code]
    return found


def _runs(*columns: Ints) -> tuple[Ints, ...]:
    """Return running numbers of the first column, of the first two, and so on."""
    change = np.zeros(columns[0].size, np.bool_)
    found: list[Ints] = []
    for column in columns:
        change = change | np.concatenate(([False], column[1:] != column[:-1]))
        found.append(np.cumsum(change).astype(np.int64))
    return tuple(found)


def _department_names(staff: Staff, order: Ints, department: Ints) -> tuple[str, ...]:
    """Return the departments' names; empty where they come from the tree."""
    if "department" not in staff.names:
        return ()
    column = staff.names["department"]
    first = np.searchsorted(department, np.arange(int(department[-1]) + 1))
    codes = column.code[order[first]].tolist()
    return tuple(column.names[code] if code >= 0 else "" for code in codes)
