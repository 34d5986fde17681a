"""What the columns of a table of people mean: by their headers, and by whether their values fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from simulation.importing.amounts import parse_number
from simulation.importing.days import ORDERS, is_no_day, parse_day
from simulation.importing.keys import ASIDE, is_nobody, key_text, name_text, no_zeros
from simulation.importing.mapping import PeopleRole
from simulation.importing.table import InputTable
from simulation.importing.vocabulary import PERSONAL, bare, candidates

OPEN: Final = "?"
MOST_KINDS: Final = 12
"""Values that a column of status or kind of contract has at most."""
_FEW_WORDS: Final = frozenset(
    ["0", "1", "j", "n", "ja", "nein", "y", "yes", "no", "x", "true", "false", "wahr", "falsch"]
)
_LIKELY: Final = 0.8
"""Part of a column's values that are keys of people, from which on it may hold managers whatever it is called."""
_FORMS: Final[dict[tuple[str, ...], Callable[[str], str]]] = {
    (): lambda key: key,
    ("leading_zeros",): no_zeros,
    ("letter_case",): str.casefold,
    ("leading_zeros", "letter_case"): lambda key: no_zeros(key.casefold()),
}
"""Repairs of keys, the fewest first, and what they make of one."""


@dataclass(slots=True)
class Guess:
    """Roles of columns; ``manager_is`` says by which key managers are named; ``open`` what can be read two ways.

    ``repair`` holds what must be declared so that managers are found; ``cut_brackets`` says that names of units have
    people's in brackets; ``may_be_unit`` holds columns that could be units.
    """

    columns: dict[PeopleRole, str]
    manager_is: PeopleRole = "person"
    open: dict[str, str] = field(default_factory=dict)
    repair: tuple[str, ...] = ()
    cut_brackets: bool = False
    may_be_unit: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Match:
    """How many of a column's managers are keys in another column, and as what kind of key."""

    share: float
    repair: tuple[str, ...]
    manager: str
    kind: PeopleRole
    keys: tuple[str, ...]


def guess(table: InputTable, addresses: bool = False) -> Guess:
    """Return the likely roles of a table's columns; with ``addresses`` e-mail addresses are read, too."""
    found = Guess({})
    for role in ("count", "status", "type", "hired", "left", "desk", "fte", "function", "country", "date", "dotted",
                 "parent_unit"):  # fmt: skip
        for header in candidates(table.columns, role):
            if header not in found.columns.values() and _FITS.get(role, _anything)(_filled(table, header)):
                found.columns[role] = header
                break
    _key(table, found)
    if "person" in found.columns:
        found.columns.pop("count", None)
        _manager(table, found)
    elif managers := candidates(table.columns, "manager"):
        found.columns["manager"] = managers[0]
    _units(table, found)
    if "date" in found.columns and ("person" not in found.columns or _distinct(table, found.columns["person"])):
        del found.columns["date"]
    emails = _emails(table)
    if addresses and emails and emails[0] != found.columns.get("person"):
        found.columns.setdefault("email", emails[0])
    return found


def _filled(table: InputTable, header: str) -> list[str]:
    return [text for text in table.columns[header] if text]


def _anything(values: list[str]) -> bool:
    return bool(values)


def _kinds(values: list[str]) -> bool:
    """Whether values tell kinds of people apart."""
    return 1 < len(set(values)) <= MOST_KINDS


def are_numbers(values: list[str]) -> bool:
    """Return whether most of a column's filled cells are numbers."""
    return _numbers([text for text in values if text])


def _numbers(values: list[str]) -> bool:
    return _most(values, lambda text: any(parse_number(text, sign) is not None for sign in ".,"))


def _days(values: list[str]) -> bool:
    return _most(values, lambda text: is_no_day(text) or any(parse_day(text, order) for order in ORDERS))


def _most(values: list[str], fits: Callable[[str], bool]) -> bool:
    return bool(values) and 2 * sum(map(fits, values)) > len(values)


def _yes_or_no(values: list[str]) -> bool:
    return bool(values) and {text.casefold() for text in values} <= _FEW_WORDS


_FITS: Final[dict[str, Callable[[list[str]], bool]]] = {
    "count": _numbers, "fte": _numbers, "hired": _days, "left": _days, "date": _days, "status": _kinds, "type": _kinds,
    "desk": _yes_or_no, "dotted": lambda values: bool(values) and not _yes_or_no(values),
}  # fmt: skip
"""Whether a column's values can be what its header says."""


def _units(table: InputTable, guess: Guess) -> None:
    """Take the surest word for units, departments below them where there are both; `parent_unit` is above.

    A column with one name only, or with a name for nearly everybody, is taken last.
    """
    used = {header for role, header in guess.columns.items() if role != "parent_unit"}
    named = dict.fromkeys([*candidates(table.columns, "unit"), *candidates(table.columns, "department")])
    both = [header for header in named if header not in used and any(table.columns[header])]
    both.sort(key=lambda header: not _tells_groups(table, header))
    if both:
        guess.columns["unit"] = both[0]
    finer = [header for header in both[1:] if not _one_to_one(table, both[0], header)]
    each_a_person = "person" in guess.columns
    if finer and (_tells_groups(table, finer[0]) or not _tells_groups(table, both[0]) or not each_a_person):
        guess.columns["department"] = finer[0]
    if both and _names_people(table, both[0]):
        guess.cut_brackets = True
    if not both:
        guess.may_be_unit = [
            header for header in table.columns
            if header not in used and _tells_groups(table, header) and not PERSONAL.search(bare(header))
            and not _days(_filled(table, header)) and not _numbers(_filled(table, header))
            and not _yes_or_no(_filled(table, header))
        ]  # fmt: skip


def _one_to_one(table: InputTable, one: str, other: str) -> bool:
    """Whether two columns cut people into the same groups, such as names and numbers of units."""
    pairs = set(zip(table.columns[one], table.columns[other], strict=True))
    return len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})


def _names_people(table: InputTable, header: str) -> bool:
    """Whether names of units have names of people in brackets, as Workday's have."""
    asides = {name_text(found[1]) for text in set(table.columns[header]) if (found := ASIDE.search(text))}
    named = [*candidates(table.columns, "name"), *candidates(table.columns, "manager")]
    return any(asides & {name_text(text) for text in table.columns[column]} for column in named) if asides else False


def _tells_groups(table: InputTable, header: str) -> bool:
    """Whether a column has several names, and fewer than people."""
    names = set(_filled(table, header))
    return 1 < len(names) <= max(3, len(table) // 2) and not any("@" in name for name in names)


def _distinct(table: InputTable, header: str) -> bool:
    filled = _filled(table, header)
    return len(set(filled)) == len(filled) > 0


def _emails(table: InputTable) -> list[str]:
    bosses = candidates(table.columns, "manager")
    return [header for header in candidates(table.columns, "email") if header not in bosses and _filled(table, header)]


def _key(table: InputTable, guess: Guess) -> None:
    """Take the surest word for a key; an e-mail address or a name where there is no other key."""
    for headers in (candidates(table.columns, "person"), _emails(table), candidates(table.columns, "name")):
        for header in headers:
            named = headers is not None and header in candidates(table.columns, "name")
            doubtful = "count" in guess.columns or named
            if any(table.columns[header]) and (not doubtful or _distinct(table, header)):
                guess.columns["person"] = header
                return


def _manager(table: InputTable, guess: Guess) -> None:
    """Take the column whose values are most often the key of somebody in the table, and that key."""
    person = guess.columns["person"]
    bosses = [each for each in candidates(table.columns, "manager")
              if _filled(table, each) and not _yes_or_no(_filled(table, each)) and each != person]  # fmt: skip
    matches = [match for boss in bosses for match in _matches(table, guess, boss)]
    best = max(matches, default=None, key=lambda each: each.share)
    if best is None or best.share == 0:
        if bosses:
            guess.columns["manager"] = bosses[0]
            guess.open["manager_is"] = "no manager of the sample is in it: is it named by person, email or name?"
            return
        best = _unnamed(table, guess)
        if best is None:
            return
        guess.open["columns.manager"] = f"the values of '{best.manager}' are keys of people: is it the manager?"
    guess.columns["manager"] = best.manager
    rivals = {each.manager for each in matches if (each.share, each.keys) == (best.share, best.keys)} - {best.manager}
    if rivals:
        guess.open["columns.manager"] = f"{', '.join(sorted({best.manager, *rivals}))} fit as well: which one?"
    guess.repair, guess.manager_is = best.repair, best.kind
    if best.kind == "person":
        guess.columns["person"] = best.keys[0]
    elif len(best.keys) > 1:
        guess.columns["first_name"], guess.columns["last_name"] = best.keys
    elif best.keys[0] == guess.columns["person"]:
        guess.manager_is = "name" if best.kind == "name" else "person"
        guess.columns |= {"name": best.keys[0]} if best.kind == "name" else {}
    else:
        guess.columns[best.kind] = best.keys[0]


def _keys(table: InputTable, guess: Guess) -> Iterator[tuple[PeopleRole, tuple[str, ...]]]:
    """Yield the columns that may hold keys, the surest first: of a key, of addresses, of names, any without doubles."""
    person, names = guess.columns["person"], candidates(table.columns, "name")
    firsts, lasts = candidates(table.columns, "first_name"), candidates(table.columns, "last_name")
    if person not in names:
        yield "person", (person,)
    yield from (("email", (header,)) for header in _emails(table))
    yield from (("name", (header,)) for header in names)
    yield from (("name", (first, last)) for first in firsts[:1] for last in lasts[:1])
    yield from (("person", (header,)) for header in table.columns
                if header not in (person, *names) and _distinct(table, header))  # fmt: skip


def _matches(table: InputTable, guess: Guess, boss: str) -> Iterator[_Match]:
    """Yield how well a column of managers fits each column of keys, with the fewest repairs."""
    for kind, headers in _keys(table, guess):
        if boss in headers:
            continue
        text = name_text if kind == "name" else key_text
        wanted = {text(each) for each in table.columns[boss] if not is_nobody(each)}
        have = {text(" ".join(parts)) for parts in zip(*(table.columns[header] for header in headers), strict=True)}
        for repair, form in _FORMS.items():
            bosses = {form(each) for each in wanted}
            if bosses and (kind == "person" or not repair):
                share = len(bosses & {form(each) for each in have}) / len(bosses)
                yield _Match(share, repair, boss, kind, headers)


def _unnamed(table: InputTable, guess: Guess) -> _Match | None:
    """Return how a column of some other name fits, nearly all of whose values are keys of people."""
    used = {*guess.columns.values()}
    for header in table.columns:
        values = set(_filled(table, header))
        if header not in used and 1 < len(values) < len(table) and not _distinct(table, header):
            best = max(_matches(table, guess, header), default=None, key=lambda each: each.share)
            if best is not None and best.share >= _LIKELY and best.kind == "person":
                return best
    return None
