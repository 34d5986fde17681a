"""What the columns of a table of people mean: by their headers, and by whether their values fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from simulation.importing.mapping import PeopleRole
from simulation.importing.rows import key_text
from simulation.importing.table import InputTable
from simulation.importing.vocabulary import ROLES, bare

OPEN: Final = "?"
_ROOTS: Final = frozenset(("", "XX", "NO_MANAGER"))


@dataclass(slots=True)
class Guess:
    """Roles of columns; ``manager_is`` says by which key managers are named; ``open`` what can be read two ways."""

    columns: dict[PeopleRole, str]
    manager_is: PeopleRole = "person"
    open: dict[str, str] = field(default_factory=dict)


def guess(table: InputTable) -> Guess:
    """Return the likely roles of a table's columns."""
    found = Guess({})
    for role in ("count", "status", "type", "hired", "left", "desk", "fte", "function", "country", "date", "dotted",
                 "parent_unit"):  # fmt: skip
        candidates = _candidates(table, role)
        if candidates:
            found.columns[role] = candidates[0]
    _units(table, found)
    _key(table, found)
    if "person" in found.columns:
        found.columns.pop("count", None)
        _manager(table, found)
    elif managers := _candidates(table, "manager"):
        found.columns["manager"] = managers[0]
    if "date" in found.columns and ("person" not in found.columns or _distinct(table, found.columns["person"])):
        del found.columns["date"]
    return found


def _candidates(table: InputTable, role: PeopleRole) -> list[str]:
    """Return the headers that may have a role, the surest first."""
    words = ROLES[role]
    fitting = [header for header in table.header if bare(header) in words and header in table.columns]
    return sorted(fitting, key=lambda header: words.index(bare(header)))


def _units(table: InputTable, guess: Guess) -> None:
    """Take the surest word for units, departments below them where there are both; `parent_unit` is above."""
    units, departments = _candidates(table, "unit"), _candidates(table, "department")
    both = [*units[:1], *departments]
    if both:
        guess.columns["unit"] = both[0]
    if len(both) > 1:
        guess.columns["department"] = both[1]


def _distinct(table: InputTable, header: str) -> bool:
    filled = [text for text in table.columns[header] if text]
    return len(set(filled)) == len(filled) > 0


def _key(table: InputTable, guess: Guess) -> None:
    """Take the surest word for a key; an e-mail address where there is no other key."""
    for role in ("person", "email"):
        for header in _candidates(table, role):
            if any(table.columns[header]) and ("count" not in guess.columns or _distinct(table, header)):
                guess.columns["person"] = header
                return


def _manager(table: InputTable, guess: Guess) -> None:
    """Take the column whose values are most often the key of somebody in the table, and that key."""
    person = guess.columns["person"]
    keys: dict[PeopleRole, list[str]] = {
        "person": [person], "email": _candidates(table, "email"), "name": _candidates(table, "name")
    }  # fmt: skip
    matches = []
    for header in _candidates(table, "manager"):
        wanted = {key_text(text).casefold() for text in table.columns[header]} - {root.casefold() for root in _ROOTS}
        for kind, columns in keys.items():
            for column in columns:
                have = {key_text(text).casefold() for text in table.columns[column]}
                if wanted and column != header:
                    matches.append((len(wanted & have) / len(wanted), header, kind, column))
    best = max(matches, default=None, key=lambda each: each[0])
    if best is None:
        return
    share, header, kind, column = best
    guess.columns["manager"] = header
    if share == 0:
        guess.open["manager_is"] = "no manager of the sample is in it: is it named by person, email or name?"
        return
    rivals = {each[1] for each in matches if each[0] == share} - {header}
    if rivals:
        guess.open["columns.manager"] = f"{', '.join(sorted({header, *rivals}))} fit as well: which one?"
    guess.manager_is = "person" if column == person else kind
    if guess.manager_is != "person":
        guess.columns[guess.manager_is] = column
