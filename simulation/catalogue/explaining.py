"""Every name that a user can meet, explained: what is declared in any part, and the words of the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from simulation.catalogue.declared import all_entries
from simulation.catalogue.entry import Entry, UnknownNameError, filled, matching
from simulation.results.columns import COLUMNS, ORGANISATION_PEOPLE, ORGANISATION_TIES, TORNADO, TableColumn
from simulation.words.glossary import TERMS, THEMES, Term
from simulation.words.nearest import fold

TERM: Final = "term"
_FILES: Final = {
    **{f"{table}": (f"{table}.parquet of a run", columns) for table, columns in COLUMNS.items()},
    "tornado": ("the table of `wandel tornado`", TORNADO),
    "organisation/people": (
        "organisation/people.parquet",
        {name: TableColumn(meaning) for name, meaning in ORGANISATION_PEOPLE.items()},
    ),
    "organisation/ties": (
        "organisation/ties.parquet",
        {name: TableColumn(meaning) for name, meaning in ORGANISATION_TIES.items()},
    ),
}
"""Stored tables: the file, and its columns."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What a name means, and keys that end with it where the name means something else too."""

    entries: tuple[Entry, ...]
    further: tuple[Entry, ...]

    def __str__(self) -> str:
        """Return it as text: each entry with its facts, then the names of further ones."""
        lines = [line for entry in self.entries for line in str(entry).splitlines()]
        more = ", ".join(f"{entry.name} ({entry.what})" for entry in self.further)
        return "\n".join([*lines, *([f"see also: {more}"] if more else [])])


def explained(name: str, more: Iterable[Entry] = ()) -> Explained:
    """Return what a name means, be it a name of the software, a symbol, or a word of the field in English or German.

    ``more`` are entries that only the caller knows.

    Raises:
        UnknownNameError: nothing is called so; the message offers the nearest names.
    """
    known = [*_light_entries(), *more]
    found: tuple[Entry, ...] = ()
    with suppress(UnknownNameError):
        found, further = matching(name, known)
    shared = (TERM, "setting")  # words of the field, and of the organisation, that measures of networks may share
    if all(entry.what in shared for entry in found):  # those bring the compiler along: asked last
        known += network_entries()
        found, further = matching(name, known)
    meanings, names = {entry.meaning for entry in found}, names_of_terms(known)
    return Explained(
        tuple(_with_terms(entry, names) for entry in found),
        tuple(entry for entry in further if entry.meaning not in meanings),
    )


def every_entry(more: Iterable[Entry] = ()) -> list[Entry]:
    """Return an entry for every name that there is."""
    return [*_light_entries(), *more, *network_entries()]


def _light_entries() -> Iterator[Entry]:
    software = [*all_entries(), *_columns()]
    names = names_of_terms(software)
    yield from (_term(term, names[term.name]) for term in TERMS.values())
    yield from software


def _columns() -> Iterator[Entry]:
    for table, (file, columns) in _FILES.items():
        for name, column in columns.items():
            yield Entry(f"{table}.{name}", f"column of {file}", column.meaning, filled({"unit": column.unit}))


def network_entries() -> list[Entry]:
    """Return an entry for every measure of an organisation's network."""
    from dataclasses import fields

    from simulation.organisation.measures import NetworkMeasures

    return [
        Entry(one.name, "measure of a network", one.metadata["meaning"], filled({"unit": one.metadata["unit"]}))
        for one in fields(NetworkMeasures)
    ]


def names_of_terms(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Return the names in the software that belong to each term: those that it states, and those that equal it."""
    equal: dict[str, list[str]] = {}
    for entry in entries:
        if entry.what != TERM:
            equal.setdefault(fold(entry.name), []).append(entry.name)
    return {term.name: tuple(dict.fromkeys((*term.names, *equal.get(fold(term.name), ())))) for term in TERMS.values()}


def _term(term: Term, names: Sequence[str]) -> Entry:
    facts = {
        "German": term.german,
        "symbol": term.symbol,
        "also": ", ".join(term.also),
        "names here": ", ".join(names),
    }
    return Entry(term.name, TERM, term.definition, filled(facts), (term.german, *term.also))


def _with_terms(entry: Entry, names: Mapping[str, Sequence[str]]) -> Entry:
    """Add the words of the glossary that a name of the software belongs to."""
    terms = [] if entry.what == TERM else [term for term in TERMS.values() if entry.name in names[term.name]]
    words = ", ".join(f"{term.name} ({term.german})" for term in terms)
    return replace(entry, facts=entry.facts | filled({"glossary": words}))


def glossary(more: Iterable[Entry] = ()) -> dict[str, list[tuple[Term, tuple[str, ...]]]]:
    """Return the terms by theme, each with its names in the software."""
    names = names_of_terms(every_entry(more))
    return {theme: [(term, names[term.name]) for term in terms] for theme, terms in THEMES.items()}


def glossary_page(more: Iterable[Entry] = ()) -> str:
    """Return the glossary as Markdown, as docs/glossary.md has it."""
    lines = [
        "# Glossary",
        "",
        "The words of the field, each with its German word, what it means here, and its names in the software, which",
        "`wandel explain NAME` explains; it knows the German words too. Made by `wandel glossary --markdown`.",
    ]
    for theme, terms in glossary(more).items():
        lines += [
            "",
            f"## {theme}",
            "",
            "| term | German | meaning | names in the software |",
            "| --- | --- | --- | --- |",
        ]
        lines += [_row(term, names) for term, names in terms]
    return "\n".join(lines) + "\n"


def _row(term: Term, names: Sequence[str]) -> str:
    word = f"**{term.name}**" + (f" ({term.symbol})" if term.symbol else "")
    also = f" Also: {', '.join(term.also)}." if term.also else ""
    return f"| {word} | {term.german} | {term.definition}{also} | {', '.join(f'`{name}`' for name in names)} |"
