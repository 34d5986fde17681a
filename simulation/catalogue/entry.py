"""One explained name, and how it is found: by name, other words, symbol, or the last part of its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from simulation.errors import WandelError
from simulation.sources import SOURCES
from simulation.words.nearest import fold, nearest, quoted, unknown


class UnknownNameError(WandelError, ValueError):
    """A name that nothing in the model has; the message offers the nearest ones."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One explained name: what it is, its meaning, further facts by label, and other words for it."""

    name: str
    what: str
    meaning: str
    facts: dict[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The last part of a key such as ``run.weeks``; else the name."""
        return self.name.rsplit(".", 1)[-1]

    def __str__(self) -> str:
        """Return it as text: what it is and means, then a line for each fact."""
        facts = [f"  {label}: {' '.join(text.split())}" for label, text in self.facts.items()]
        return "\n".join([f"{self.name} ({self.what}): {self.meaning}", *facts])

    def is_called(self, name: str) -> bool:
        """Whether this is its name, another word for it or its symbol (symbols as they are written)."""
        return self.facts.get("symbol") == name or fold(name) in map(fold, (self.name, *self.also))


def matching(name: str, entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the entries that a name means, and further ones whose keys end with it.

    Case, accents, hyphens and spaces make no difference; where nothing has the name, the
    keys that end with it are what it means.

    Raises:
        UnknownNameError: nothing is called so; the message offers the nearest names.
    """
    known = list(entries)
    called = tuple(entry for entry in known if entry.is_called(name))
    ending = tuple(entry for entry in known if entry not in called and fold(entry.short) == fold(name))
    if not called and not ending:
        names = sorted({each for entry in known for each in (entry.name, entry.short, *entry.also)})
        close = nearest(name, names, len(names))
        elsewhere = "`wandel list` shows the names of the software, `wandel glossary` the words of the field"
        raise UnknownNameError(unknown("name", name, close) if close else f"unknown name {quoted(name)}; {elsewhere}")
    return (called, ending) if called else (ending, ())


def citation(key: str) -> str:
    """Return a source key with its full citation and whether it was read."""
    source = SOURCES.get(key)
    if source is None:
        return key
    return f"{key}: {source.citation}{'' if source.read else ' (recalled, not read)'}"


def filled(facts: Mapping[str, str]) -> dict[str, str]:
    """Return the facts that there are."""
    return {label: text for label, text in facts.items() if text}
