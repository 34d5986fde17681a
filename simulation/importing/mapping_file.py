"""Reads a mapping; every problem is named with its line, what is still open among them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from simulation.importing.mapping import Mapping
from simulation.scenario.ambiguous import ambiguous
from simulation.scenario.document import parse, read_text
from simulation.scenario.fields import allowed, locate
from simulation.scenario.keys import dotted
from simulation.scenario.messages import problems_of
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.tree import Leaf, Listing, Node, Table, plain

LISTS: Final = ("people", "ties", "usage", "survey")
"""Sections in which one table may stand or a list of them."""
BESIDE: Final = frozenset(("manager_is", "fte_is"))
OPEN: Final = "?"
"""What a draft leaves to be answered."""


def load_mapping(path: Path, shown: str) -> Mapping:
    """Return the mapping in a file; `ScenarioError` with everything that is wrong with it."""
    problems: list[Problem] = []
    tree = parse(read_text(path, shown), shown, problems)
    _listed(tree)
    still_open = list(_open(tree, ()))
    problems.extend([*still_open, *ambiguous(tree, Mapping)])
    try:
        mapping = Mapping.model_validate_json(json.dumps(plain(tree), allow_nan=False), strict=True)
    except ValidationError as error:
        keys = {problem.key for problem in still_open}
        problems.extend(problem for problem in problems_of(error, Mapping, tree) if problem.key not in keys)
        raise ScenarioError(problems) from None
    if problems:
        raise ScenarioError(problems)
    return mapping


def _listed(tree: Table) -> None:
    """Take one table, where several may stand, for a list of one; let `BESIDE` stand among the columns, too."""
    for key, (mark, node) in tree.entries.items():
        if key not in LISTS or isinstance(node, Leaf):
            continue
        listing = node if isinstance(node, Listing) else Listing(node.mark, [node])
        tree.entries[key] = (mark, listing)
        for item in listing.items:
            if isinstance(item, Table) and isinstance(columns := item.get("columns"), Table):
                for name in columns.entries.keys() & BESIDE:
                    item.entries.setdefault(name, columns.entries.pop(name))


def _open(node: Node, place: tuple[str | int, ...]) -> Iterator[Problem]:
    """Find what nobody has answered yet."""
    if isinstance(node, Leaf):
        if node.value == OPEN:
            slot = locate(Mapping, place)
            said = slot.field.description if slot.field is not None else ""
            may = f" ({said}; {allowed(slot)})" if said else ""
            mark = node.mark
            yield Problem(mark.file, mark.line, mark.column, dotted(place), f"is still '?': it must be answered{may}")
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from _open(item, (*place, index))
    else:
        for key, (_, item) in node.entries.items():
            yield from _open(item, (*place, key))
