"""A file's content with the place of everything in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from simulation.scenario.scalars import Scalar

LARGEST_EXACT = 2.0**53


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(slots=True)
class Leaf:
    """A single value; ``text`` is how it stands in the file where that was a plain word."""

    mark: Mark
    value: Scalar
    text: str = ""


@dataclass(slots=True)
class Listing:
    """A list of nodes."""

    mark: Mark
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Keys, each with the place of the key and the node that it holds."""

    mark: Mark
    entries: dict[str, tuple[Mark, Node]] = field(default_factory=dict)

    def get(self, key: str) -> Node | None:
        """Return the node under a key, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


Node = Leaf | Listing | Table


def plain(node: Node) -> Any:
    """Return a tree as the values of JSON: dates become text, 1e3 becomes the whole number that it is."""
    if isinstance(node, Leaf):
        value = node.value
        if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_EXACT:
            return int(value)
        return value.isoformat() if isinstance(value, date) else value
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def walk(root: Node, place: Sequence[str | int]) -> Iterator[tuple[str | int, Mark, Node]]:
    """Follow a place as far as the tree goes; yields each step with the mark and the node it leads to."""
    node = root
    for step in place:
        if isinstance(node, Table) and step in node.entries:
            mark, node = node.entries[str(step)]
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            mark = node.mark
        else:
            return
        yield step, mark, node


def marked(node: Node, mark: Mark) -> Node:
    """Return a tree with all its marks replaced by one."""
    if isinstance(node, Leaf):
        return Leaf(mark, node.value, node.text)
    if isinstance(node, Listing):
        return Listing(mark, [marked(item, mark) for item in node.items])
    return Table(mark, {key: (mark, marked(value, mark)) for key, (_, value) in node.entries.items()})


def grow(value: Any, mark: Mark) -> Node:
    """Return plain values as a tree whose marks are all the same."""
    if isinstance(value, dict):
        return Table(mark, {str(key): (mark, grow(item, mark)) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return Listing(mark, [grow(item, mark) for item in value])
    return Leaf(mark, value)
