"""Tables of posts: rows that count people become people who report to the post's manager."""

from __future__ import annotations

from collections import defaultdict
from math import floor, fsum
from typing import Final

import numpy as np

from simulation.importing.findings import Findings
from simulation.importing.rows import Rows
from simulation.importing.staff import MISSING, NOBODY, Ints, Names, Staff, coded
from simulation.organisation.sizes import largest_remainder

MOST: Final = 2_000_000
Cell = tuple[int, tuple[str, ...]]


def with_posts(staff: Staff, tables: list[Rows], findings: Findings) -> Staff:
    """Return the staff with the people of tables of posts behind it.

    Rows with the same manager and names are added up; their sum, to the nearest whole number and at
    least 1, is how many people there are, and each has an equal part of it as FTE.
    """
    for rows in tables:
        staff = _with(staff, rows, findings)
    return staff


def _with(staff: Staff, rows: Rows, findings: Findings) -> Staff:
    managers = _managers(staff, rows)
    roles: list[str] = list(rows.names)
    posts: dict[Cell, float] = defaultdict(float)
    first: dict[Cell, int] = {}
    for i, manager in enumerate(managers):
        if rows.count[i] > 0:
            cell = (manager, tuple(rows.names[role][i] for role in rows.names))
            posts[cell] += float(rows.count[i])
            first.setdefault(cell, rows.table.line[i])
    cells = list(posts)
    people = _whole(posts, roles.index("unit") if "unit" in roles else -1)
    if people.sum() + staff.n > MOST:
        findings.refuse(
            rows.table.file, [], "count", f"adds up to {int(people.sum()):,} people; at most {MOST:,} are possible"
        )
        return staff
    posts_text = (
        f"{len(rows.table):,} rows with {fsum(rows.count.tolist()):,.2f} posts become {int(people.sum()):,} people"
    )
    findings.note(rows.table.file, [], f"{posts_text}: the posts of each manager and unit, to whole people")
    of = np.repeat(np.arange(len(cells)), people)
    each = np.array([min(1.0, posts[cell] / max(n, 1)) for cell, n in zip(cells, people.tolist(), strict=True)])
    return Staff(
        files=(*staff.files, rows.table.file),
        file=np.concatenate([staff.file, np.full(of.size, len(staff.files))]),
        line=np.concatenate([staff.line, np.array([first[cell] for cell in cells], np.int64)[of]]),
        manager=np.concatenate([staff.manager, np.array([cell[0] for cell in cells], np.int64)[of]]),
        names=_names(staff, roles, cells, of),
        fte=np.concatenate([staff.fte, each[of]]),
        desk=np.concatenate([staff.desk, np.full(of.size, np.nan)]),
        key=staff.key,
        email=staff.email,
        repairs=staff.repairs,
        dotted=staff.dotted,
    )


def _whole(posts: dict[Cell, float], unit: int) -> Ints:
    """Return how many people each cell has: whole numbers that add up for each manager and unit."""
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, (manager, names) in enumerate(posts):
        groups[manager, names[unit] if unit >= 0 else ""].append(place)
    sizes = list(posts.values())
    people = np.zeros(len(sizes), np.int64)
    for places in groups.values():
        shares = [sizes[place] for place in places]
        people[places] = largest_remainder(max(1, floor(fsum(shares) + 0.5)), shares)
    return people


def _managers(staff: Staff, rows: Rows) -> list[int]:
    """Return the manager of each row."""
    if "manager" not in rows.keys:
        return [NOBODY] * len(rows.table)
    return [staff.key.get(key, NOBODY if rows.settings.is_root(key) else MISSING) for key in rows.keys["manager"]]


def _names(staff: Staff, roles: list[str], cells: list[Cell], of: np.ndarray) -> dict[str, Names]:
    """Return the columns of names of old and new people."""
    found = {}
    for role in {**staff.names, **dict.fromkeys(roles)}:
        before = staff.names.get(role, Names(np.full(staff.n, -1), []))
        texts = [before.names[code] if code >= 0 else "" for code in before.code.tolist()]
        place = roles.index(role) if role in roles else -1
        new = [cell[1][place] if place >= 0 else "" for cell in cells]
        found[role] = coded(texts + [new[i] for i in of.tolist()])
    return found
