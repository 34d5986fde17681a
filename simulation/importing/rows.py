"""One table of people: its rows that count, with their keys and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.importing.cells import days, names, numbers
from simulation.importing.days import OPEN_END
from simulation.importing.findings import Findings
from simulation.importing.keys import ASIDE, key_text, name_text, repaired
from simulation.importing.mapping import PeopleRole, PeopleTable
from simulation.importing.staff import Floats
from simulation.importing.table import InputTable, read_table
from simulation.importing.totals import is_total

NAMED: Final[tuple[PeopleRole, ...]] = ("unit", "parent_unit", "department", "country", "function", "level")
"""Roles whose values are names that are kept."""
TOTALLED: Final[tuple[PeopleRole, ...]] = ("person", "unit", "department")
"""Roles in whose columns a row of sums says that it is one."""
KEYS: Final[tuple[PeopleRole, ...]] = ("person", "manager", "email", "name", "dotted")
"""Roles whose values are keys, which are not."""
_PERSONAL: Final = re.compile(
    r"[^@\s]+@[^@\s]+\.[^@\s]+|[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?|\+?\d[\d /()-]{7,}\d"
)
"""An e-mail address, an IBAN, a telephone number."""
_YES: Final = frozenset(("1", "true", "yes", "ja", "y", "j", "x", "wahr"))
_NO: Final = frozenset(("0", "false", "no", "nein", "n", "", "falsch"))
_PERCENT_FROM: Final = 2.5
_LARGEST_FTE: Final = 1.5


@dataclass(slots=True)
class Rows:
    """A table's rows that count; ``gone`` are people who have left or are not kept: their key, the manager's key.

    ``names`` holds names by role, ``keys`` keys by role (person, manager, email, name, dotted).
    """

    table: InputTable
    settings: PeopleTable
    names: dict[PeopleRole, list[str]]
    keys: dict[PeopleRole, list[str]]
    fte: Floats
    desk: Floats
    count: Floats
    gone: dict[str, str]


def read_rows(settings: PeopleTable, folder: Path, findings: Findings) -> Rows | None:
    """Return the rows of a table of people; None where it cannot be read, after adding why to ``findings``."""
    roles = settings.columns
    table = read_table(folder / settings.file, settings.file, settings.format, roles.values(), findings)
    if table is None or set(roles.values()) - table.columns.keys():
        return None
    if not len(table):
        findings.refuse(table.file, [1], "", "has a header and no rows")
        return None
    _tell_unmapped(table, settings, findings)
    if "unit" in roles:
        table.columns[roles["unit"]] = _unit_texts(table, settings, findings)
    present = _present(table, settings, findings)
    gone = _gone(_keys(table, settings), settings, present)
    table = _kept(table, np.flatnonzero(present).tolist())
    merge = settings.repair.similar_names == "merge"
    named = {role: _names(table, roles[role], findings, merge) for role in NAMED if role in roles}
    nothing = np.full(len(table), np.nan)
    fte = _fte(table, settings, findings) if "fte" in roles else nothing
    desk = _desk(table, roles["desk"], findings) if "desk" in roles else nothing
    count = _counts(table, settings, findings) if "count" in roles else nothing
    return Rows(table, settings, named, _keys(table, settings), fte, desk, count, gone)


def _kept(table: InputTable, at: list[int]) -> InputTable:
    """Return some rows of a table."""
    columns = {name: [texts[i] for i in at] for name, texts in table.columns.items()}
    return InputTable(table.file, table.header, columns, [table.line[i] for i in at], table.used)


def _unit_texts(table: InputTable, settings: PeopleTable, findings: Findings) -> list[str]:
    """Return the names of units without brackets, and with those of the rows above, where the mapping says so."""
    column = settings.columns["unit"]
    texts = table.columns[column]
    if settings.cut_brackets:
        texts = [ASIDE.sub("", text) for text in texts]
    return _from_above(table, texts, column, findings) if settings.repair.missing_unit == "above" else texts


def _keys(table: InputTable, settings: PeopleTable) -> dict[PeopleRole, list[str]]:
    """Return the columns of keys by role; first and last names together are names."""
    roles = settings.columns
    keys = {role: _key_texts(table, roles[role], settings, role) for role in KEYS if role in roles}
    if {"first_name", "last_name"} <= roles.keys() and "name" not in roles:
        parts = zip(table.columns[roles["first_name"]], table.columns[roles["last_name"]], strict=True)
        keys["name"] = [name_text(" ".join(part)) for part in parts]
    return keys


def _gone(keys: dict[PeopleRole, list[str]], settings: PeopleTable, present: NDArray[np.bool_]) -> dict[str, str]:
    """Return the managers' keys of people who are not there, by the key by which managers are named."""
    if "person" not in keys:
        return {}
    named_by = keys.get(settings.manager_is, keys["person"])
    managers = keys.get("manager", [""] * len(named_by))
    return {named_by[i]: managers[i] for i in np.flatnonzero(~present).tolist()}


def _tell_unmapped(table: InputTable, settings: PeopleTable, findings: Findings) -> None:
    """Say which columns are not read."""
    used = {*settings.columns.values()}
    left = [name for name in table.header if name and name not in used]
    if left:
        findings.note(table.file, [], f"{len(left)} column(s) are not read: {', '.join(left[:40])}")
    dotted = [name for name in left if re.search(r"functional|dotted|matrix|fachlich|disziplin", name, re.IGNORECASE)]
    if dotted and "dotted" not in settings.columns:
        findings.note(
            table.file, [], f"dotted lines in {', '.join(dotted)} are left out; columns.dotted would make them ties"
        )


def _from_above(table: InputTable, texts: list[str], column: str, findings: Findings) -> list[str]:
    """Return names with those of the row above where there is none, as below merged cells."""
    found, last = [], ""
    for text in texts:
        last = last if is_total(text) else text or last
        found.append(text or last)
    filled = [line for line, before, after in zip(table.line, texts, found, strict=True) if before != after]
    if filled:
        findings.note(table.file, filled, f"{len(filled)} without a name in {column} have that of the row above")
    return found


def _names(table: InputTable, column: str, findings: Findings, merge: bool) -> list[str]:
    """Return a column of names; what looks like an address, an IBAN or a telephone number is refused."""
    found = names(table, column, findings, merge=merge)
    suspects = {text for text in set(found) if _PERSONAL.search(text)}
    if suspects:
        lines = [line for text, line in zip(found, table.line, strict=True) if text in suspects]
        message = "looks like an e-mail address, a telephone number or an IBAN, which must not be kept; drop the column"
        findings.refuse(table.file, lines, column, message)
    return found


def _key_texts(table: InputTable, column: str, settings: PeopleTable, role: str) -> list[str]:
    texts = table.columns[column]
    if role == "name" or (role in ("manager", "dotted") and settings.manager_is == "name"):
        return [name_text(text) for text in texts]
    zeros, case = settings.repair.leading_zeros, settings.repair.letter_case
    return [repaired(key_text(text), zeros, case) for text in texts]


def _present(table: InputTable, settings: PeopleTable, findings: Findings) -> NDArray[np.bool_]:
    """Return which rows count: values that are kept, people who are there on the day, the latest row of each."""
    roles, n = settings.columns, len(table)
    keep = np.ones(n, np.bool_)
    for role, values in settings.keep.items():
        if role not in roles:
            findings.refuse(table.file, [], f"people.keep.{role}", f"needs the column {role}")
            continue
        texts = table.columns[roles[role]]
        if unknown := [value for value in values if value not in set(texts)]:
            message = f"{len(unknown)} value(s) of keep.{role} are in no row: {', '.join(unknown[:10])}"
            findings.refuse(table.file, [], roles[role], message)
        stays = np.array([text in values for text in texts], np.bool_)
        _tell_left_out(table, ~stays, findings, f"left out by keep.{role}")
        keep &= stays
    keep &= _no_totals(table, settings, findings)
    keep &= _there(table, settings, findings)
    if "date" in roles and "person" in roles:
        keep &= _latest(table, settings, findings)
    return keep


def _no_totals(table: InputTable, settings: PeopleTable, findings: Findings) -> NDArray[np.bool_]:
    """Return which rows are no sums of others: a word for a sum stands where a key or a unit should."""
    roles = settings.columns
    told = [table.columns[roles[role]] for role in TOTALLED if role in roles]
    words = {text for texts in told for text in set(texts) if is_total(text)}
    sums = np.array([bool(words) and any(text in words for text in row) for row in zip(*told, strict=True)], np.bool_)
    _tell_left_out(table, sums, findings, "add up others and are left out")
    return ~sums


def _there(table: InputTable, settings: PeopleTable, findings: Findings) -> NDArray[np.bool_]:
    """Return who has joined and not left on the day; without ``as_of``, who has not left at all."""
    roles, n = settings.columns, len(table)
    there = np.ones(n, np.bool_)
    when = settings.as_of
    for role in ("hired", "left"):
        if role not in roles:
            continue
        found = days(table, roles[role], settings.format, findings)
        if role == "hired":
            away = np.array([day is not None and when is not None and day > when for day in found], np.bool_)
        else:
            away = np.array([_has_left(day, when) for day in found], np.bool_)
        what = "not there yet" if role == "hired" else "have left"
        _tell_left_out(table, away, findings, f"{what}{f' on {when}' if when else ''}")
        there &= ~away
    return there


def _has_left(day: date | None, when: date | None) -> bool:
    """Return whether a last day is over; those of far years such as 9999 say that there is none."""
    return day is not None and day.year < OPEN_END and (when is None or day < when)


def _tell_left_out(table: InputTable, away: NDArray[np.bool_], findings: Findings, why: str) -> None:
    lines = [table.line[i] for i in np.flatnonzero(away).tolist()]
    if lines:
        findings.note(table.file, lines, f"{len(lines)} row(s) {why}")


def _latest(table: InputTable, settings: PeopleTable, findings: Findings) -> NDArray[np.bool_]:
    """Return each person's row of the latest day on or before ``as_of``."""
    roles = settings.columns
    found = days(table, roles["date"], settings.format, findings, shown=True)
    best: dict[str, tuple[date, int]] = {}
    for i, (text, day) in enumerate(zip(table.columns[roles["person"]], found, strict=True)):
        if day is None or (settings.as_of is not None and day > settings.as_of):
            continue
        if text not in best or day > best[text][0]:
            best[text] = (day, i)
    latest = np.zeros(len(table), np.bool_)
    latest[[i for _, i in best.values()]] = True
    findings.note(table.file, [], f"{len(best):,} people in {len(table):,} rows by date: the latest row of each counts")
    return latest


def _fte(table: InputTable, settings: PeopleTable, findings: Findings) -> Floats:
    """Return FTE as shares of full time."""
    column = settings.columns["fte"]
    values = numbers(table, column, settings.format, findings)
    filled = values[~np.isnan(values)]
    unit = settings.fte_is
    if unit == "auto":
        unit = "percent" if "%" in column or (filled.size and filled.max() > _PERCENT_FROM) else "share"
        table.used[f"unit of {column}"] = unit
    values = values / 100 if unit == "percent" else values
    wrong = [table.line[i] for i in np.flatnonzero((values < 0) | (values > _LARGEST_FTE)).tolist()]
    if wrong and "count" not in settings.columns:
        findings.refuse(table.file, wrong, column, f"FTE must be between 0 and {_LARGEST_FTE} of full time")
    nothing = [table.line[i] for i in np.flatnonzero(values == 0).tolist()]
    if nothing:
        findings.note(
            table.file, nothing, f"{len(nothing)} row(s) with FTE 0 count as people; keep.status leaves them out"
        )
    return values


def _desk(table: InputTable, column: str, findings: Findings) -> Floats:
    """Return who has a computer workplace: 1, 0, or NaN where the cell says neither."""
    texts = [text.casefold() for text in table.columns[column]]
    bad = [line for text, line in zip(texts, table.line, strict=True) if text not in _YES | _NO]
    if bad:
        findings.refuse(table.file, bad, column, "must be yes or no (1 or 0, true or false, ja or nein)")
    return np.array([1.0 if text in _YES else 0.0 if text else np.nan for text in texts])


def _counts(table: InputTable, settings: PeopleTable, findings: Findings) -> Floats:
    column = settings.columns["count"]
    values = numbers(table, column, settings.format, findings)
    wrong = [table.line[i] for i in np.flatnonzero(~(values >= 0)).tolist()]
    if wrong:
        findings.refuse(table.file, wrong, column, "must be a number of posts, 0 or more")
    return np.where(values >= 0, values, 0)
