"""The table that a scenario's organisation comes from: found beside the scenario, left out of its hash."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from simulation.scenario.tree import Leaf, Table

KEY = "from"


def with_source_located(tree: Table, path: Path) -> Table:
    """Return a scenario's tree in which ``organisation.from`` is the place of the file, seen from anywhere."""
    organisation = tree.get("organisation")
    if not isinstance(organisation, Table) or KEY not in organisation.entries:
        return tree
    mark, node = organisation.entries[KEY]
    if not isinstance(node, Leaf) or not isinstance(node.value, str):
        return tree
    place = os.path.normpath((path.parent / node.value).absolute())
    located = Table(organisation.mark, organisation.entries | {KEY: (mark, Leaf(node.mark, place, place))})
    return Table(tree.mark, tree.entries | {"organisation": (tree.entries["organisation"][0], located)})


def without_place(data: dict[str, Any], table: str | None = None) -> dict[str, Any]:
    """Return a scenario's plain values with a file's name in place of its path; the SHA-256 says which it is."""
    place = data["organisation"].get(KEY)
    if place is None:
        return data
    return data | {"organisation": data["organisation"] | {KEY: table or Path(place).name}}
