"""Scenario files of older versions: brought up to the present one, step by step, before they are read.

When the format changes so that a file of today would no longer be understood (a key gets another name, another unit,
another meaning), raise `SCHEMA_VERSION`, add the step from the old version here, and keep the sample of the old
version in ``tests/samples``: it must load for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from simulation.scenario.problems import Problem
from simulation.scenario.schema import SCHEMA_VERSION
from simulation.scenario.tree import Leaf, Node, Table

KEY: Final = "schema_version"
MIGRATIONS: Final[dict[int, Callable[[Table], None]]] = {}
"""From a version to what changes a file of that version, in place, into one of the next version."""

RETIRED: Final = (("value", "factors", "reply_hours"),)
"""Keys of version 1 that went before any release, and that runs stored before then spell out with their defaults."""


def without_retired(tree: Table) -> None:
    """Leave out, in place, what stored runs spell out although it is no part of a scenario any longer."""
    for *above, key in RETIRED:
        at: Node | None = tree
        for name in above:
            at = at.get(name) if isinstance(at, Table) else None
        if isinstance(at, Table):
            at.entries.pop(key, None)


def migrate(tree: Table, problems: list[Problem]) -> None:
    """Bring a file's tree up to the present version; one of a newer version is a problem.

    A file that states no version, or none that there ever was, is left as it is.
    """
    found = tree.entries.get(KEY)
    if found is None or not isinstance(found[1], Leaf):
        return
    mark, version = found[1].mark, found[1].value
    if type(version) is not int:
        return
    if version > SCHEMA_VERSION:
        message = f"must be {SCHEMA_VERSION}, not {version}: the file was made for a newer version of the program"
        problems.append(Problem(mark.file, mark.line, mark.column, KEY, message))
        return
    while version in MIGRATIONS and version < SCHEMA_VERSION:
        MIGRATIONS[version](tree)
        version += 1
        tree.entries[KEY] = (found[0], Leaf(mark, version))
