"""From tables of people to a staff whose managers are known: keys, doubled rows, roots, rings, missing managers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulation.importing.findings import Findings, lines_text
from simulation.importing.heads import unit_heads
from simulation.importing.keys import no_zeros
from simulation.importing.mapping import Mapping, PeopleRole, PeopleTable
from simulation.importing.posts import with_posts
from simulation.importing.rows import KEYS, NAMED, Rows, read_rows
from simulation.importing.staff import MISSING, NOBODY, Ints, Staff, coded
from simulation.importing.tree import rings
from simulation.importing.units import fill_units
from simulation.organisation.stored import FEWEST, MOST_PEOPLE
from simulation.scenario.problems import Problem


@dataclass(slots=True)
class Listed:
    """The rows of all tables of people, one after the other, by role; ``table`` says which one each is from."""

    tables: list[Rows]
    table: Ints
    line: Ints
    keys: dict[str, list[str]]
    names: dict[str, list[str]]

    def settings(self, row: int) -> PeopleTable:
        """Return the settings of the table that a row is from."""
        return self.tables[int(self.table[row])].settings


@dataclass(slots=True)
class ImportedCompany:
    """What was read: everybody, and how each file was written."""

    staff: Staff
    used: dict[str, dict[str, str]]
    settings: PeopleTable
    has_managers: bool


def read_company(mapping: Mapping, folder: Path, findings: Findings) -> ImportedCompany:
    """Return everybody in the tables of people.

    Raises:
        ScenarioError: the tables cannot be used; with everything that was found.
    """
    tables = [rows for each in mapping.people if (rows := read_rows(each, folder, findings)) is not None]
    findings.check()
    listed = _listed([rows for rows in tables if "person" in rows.keys])
    at = _one_row_each(listed, findings)
    staff = _staff(listed, at)
    _find_managers(staff, listed, at, findings)
    posts = [rows for rows in tables if "count" in rows.settings.columns]
    staff = with_posts(staff, posts, findings)
    has_managers = any("manager" in rows.keys for rows in tables)
    fill_units(staff, mapping.people[0].repair.missing_unit, findings)
    if not FEWEST <= staff.n <= MOST_PEOPLE:
        message = f"{staff.n:,} people are left; {FEWEST} to {MOST_PEOPLE:,} are possible"
        findings.refuse(mapping.people[0].file, [], "", message)
    findings.check()
    _place_missing(staff, [*listed.tables, *posts], _hints(listed), findings)
    findings.check()
    return ImportedCompany(
        staff, {rows.table.file: rows.table.used for rows in tables}, mapping.people[0], has_managers
    )


def _listed(tables: list[Rows]) -> Listed:
    def column(roles: Sequence[dict[PeopleRole, list[str]]], role: PeopleRole) -> list[str]:
        return [text for each, rows in zip(roles, tables, strict=True)
                for text in each.get(role) or [""] * len(rows.table)]  # fmt: skip

    sizes = [len(rows.table) for rows in tables]
    return Listed(
        tables,
        np.repeat(np.arange(len(tables)), sizes),
        np.array([line for rows in tables for line in rows.table.line], np.int64),
        {role: column([rows.keys for rows in tables], role) for role in KEYS},
        {role: column([rows.names for rows in tables], role) for role in NAMED if any(role in r.names for r in tables)},
    )


def _one_row_each(listed: Listed, findings: Findings) -> Ints:
    """Return the row of each person that counts; rows without a key, and doubled ones, as the repair says."""
    first: dict[str, int] = {}
    where: dict[str, list[int]] = {}
    for row, key in enumerate(listed.keys["person"]):
        if first.setdefault(key, row) != row:
            where.setdefault(key, [first[key]]).append(row)
    blank = where.pop("", [first[""]] if "" in first else [])
    for table, lines in _by_table(listed, blank):
        findings.refuse(table.table.file, lines, table.settings.columns["person"], "has no key of a person")
    kept = [row for key, row in first.items() if key and key not in where]
    refused: list[int] = []
    left_out: list[int] = []
    for rows in where.values():
        how = listed.settings(rows[-1]).repair.duplicate
        if how == "refuse":
            refused.extend(rows)
        kept.append(rows[-1] if how == "last" else _larger(listed, rows) if how == "larger" else rows[0])
        left_out.extend(row for row in rows if row != kept[-1] and how != "refuse")
    for table, lines in _by_table(listed, refused):
        message = "the same person is there more than once; repair.duplicate may be first, last or larger"
        findings.refuse(table.table.file, lines, table.settings.columns["person"], message)
    for table, lines in _by_table(listed, left_out):
        findings.note(table.table.file, lines, f"{len(lines)} doubled row(s) left out (repair.duplicate)")
    return np.array(sorted(kept), np.int64)


def _larger(listed: Listed, rows: list[int]) -> int:
    """Return the row with the largest FTE, the first of equal ones."""
    fte = np.nan_to_num(np.concatenate([each.fte for each in listed.tables]))
    return max(rows, key=lambda row: (fte[row], -row))


def _by_table(listed: Listed, rows: Sequence[int]) -> list[tuple[Rows, list[int]]]:
    """Return the lines of some rows, table by table."""
    lines = defaultdict(list)
    for row in sorted(rows):
        lines[int(listed.table[row])].append(int(listed.line[row]))
    return [(listed.tables[t], found) for t, found in lines.items()]


def _staff(listed: Listed, at: Ints) -> Staff:
    """Return the rows that count as people, managers not yet known."""

    def numbers(role: str) -> np.ndarray:
        return np.concatenate([getattr(rows, role) for rows in listed.tables] or [np.zeros(0)])[at]

    return Staff(
        files=tuple(rows.table.file for rows in listed.tables),
        file=listed.table[at],
        line=listed.line[at],
        manager=np.full(at.size, NOBODY, np.int64),
        names={role: coded(texts).at(at) for role, texts in listed.names.items()},
        fte=numbers("fte"),
        desk=numbers("desk"),
        key={listed.keys["person"][row]: person for person, row in enumerate(at.tolist())},
        email=_index(listed.keys["email"], at),
        repairs=frozenset((r.repair.leading_zeros, r.repair.letter_case) for r in (t.settings for t in listed.tables)),
    )


def _find_managers(staff: Staff, listed: Listed, at: Ints, findings: Findings) -> None:
    """Fill in who is whose manager, and the dotted lines; refuses rings and names that several people have."""
    index = {"person": staff.key, **{role: _index(listed.keys[role], at) for role in ("email", "name")}}
    gone = {key: manager for rows in listed.tables for key, manager in rows.gone.items()}
    itself, skipped, nobody, dotted = [], [], [], []
    for person, row in enumerate(at.tolist()):
        settings, wanted = listed.settings(row), listed.keys["manager"][row]
        known = index[settings.manager_is] if any(listed.keys[settings.manager_is]) else staff.key
        if "manager" not in settings.columns:
            continue
        found = known.get(wanted, NOBODY if settings.is_root(wanted) else MISSING)
        if found == NOBODY and wanted:
            nobody.append(row)
        if found == MISSING and settings.repair.missing_manager == "skip_up":
            found = _above(wanted, gone, known, settings)
            if found != MISSING:
                skipped.append(row)
        if found == person:
            itself.append(row)
            found = NOBODY
        staff.manager[person] = found
        other = listed.keys["dotted"][row]
        if other and other in known and known[other] not in (person, found):
            dotted.append((person, known[other]))
    staff.dotted = np.array(dotted, np.int64).reshape(-1, 2)
    for table, lines in _by_table(listed, itself):
        findings.note(table.table.file, lines, "reports to herself or himself, which is taken for: to nobody (a root)")
    for table, lines in _by_table(listed, nobody):
        findings.note(table.table.file, lines, "a word or number for nobody stands in place of a manager: a root")
    for table, lines in _by_table(listed, skipped):
        findings.note(table.table.file, lines, "report to their former manager's manager (repair.missing_manager)")
    _refuse_rings(staff, findings)


def _above(wanted: str, gone: dict[str, str], known: dict[str, int], settings: PeopleTable) -> int:
    """Return the nearest manager above people who have left; `MISSING` where that leads out of the table."""
    seen = set()
    while wanted in gone and wanted not in seen:
        seen.add(wanted)
        wanted = gone[wanted]
        if wanted in known:
            return known[wanted]
        if settings.is_root(wanted):
            return NOBODY
    return MISSING


def _index(keys: list[str], at: Ints) -> dict[str, int]:
    """Return people by a key; those whose key others have too are not found by it."""
    found: dict[str, int] = {}
    for person, row in enumerate(at.tolist()):
        if keys[row]:
            found[keys[row]] = MISSING if keys[row] in found else person
    return found


def _refuse_rings(staff: Staff, findings: Findings) -> None:
    for ring in rings(staff.manager):
        lines = [int(staff.line[person]) for person in ring]
        file = staff.files[staff.file[ring[0]]]
        message = f"{lines_text(lines)} report to each other in a ring; one of them must report to somebody else"
        findings.problems.append(Problem(file, min(lines), 0, "manager", message))


def _place_missing(staff: Staff, tables: list[Rows], hints: list[str], findings: Findings) -> None:
    """Repair or refuse people whose manager is not in the tables; ``tables`` are those of ``staff.files``."""
    missing = np.flatnonzero(staff.manager == MISSING)
    how = np.array([tables[f].settings.repair.missing_manager for f in staff.file[missing].tolist()], dtype=str)
    for number, rows in enumerate(tables):
        refused = missing[(staff.file[missing] == number) & np.isin(how, ("refuse", "skip_up"))]
        if refused.size:
            message = "the manager is not in the table; repair.missing_manager may be unit_head, skip_up or root"
            message += f" ({'; '.join(hints)})" if hints else ""
            lines = sorted(set(staff.line[refused].tolist()))
            findings.refuse(rows.table.file, lines, rows.settings.columns["manager"], message)
    to_head = missing[how == "unit_head"]
    staff.manager[missing] = NOBODY
    if to_head.size:
        staff.manager[to_head] = unit_heads(staff, to_head)
    for words, some in (("the head of their unit", to_head), ("nobody (a root)", missing[how == "root"])):
        for file, lines in staff.lines(some):
            message = f"the manager is not in the table: reports to {words} (repair.missing_manager)"
            findings.note(file, lines, message)


def _hints(listed: Listed) -> list[str]:
    """Return what would find managers who are not found: keys without zeros in front or capitals, another key."""
    known, managers = set(listed.keys["person"]), listed.keys["manager"]
    lost = [key for key in managers if key and key not in known]
    hints = []
    for repair, form in (("leading_zeros", no_zeros), ("letter_case", str.casefold)):
        have = {form(key) for key in known}
        if found := sum(form(key) in have for key in lost):
            hints.append(f"repair.{repair}: true would find {found} of them")
    for kind in ("email", "name"):
        if any(rows.settings.manager_is == kind for rows in listed.tables):
            doubled = {key for key, times in Counter(listed.keys[kind]).items() if key and times > 1}
            if found := sum(key in doubled for key in managers):
                hints.append(f"{found} are named as several people are, so that nobody knows whom they mean")
    return hints
