"""`extends`: one file on top of another one in the same folder, one level deep.

Tables are merged key by key; the extending file wins. Lists are replaced, with one
exception: the extending file's ``interventions`` are appended to the base's. With
``interventions_replace: true`` they replace them too.
"""

from __future__ import annotations

import re
from pathlib import Path

from simulation.scenario.document import parse, read_text
from simulation.scenario.migration import migrate
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.tree import Leaf, Listing, Mark, Node, Table

PLAIN_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
EXTENDS, REPLACE = "extends", "interventions_replace"


def read_tree(path: Path, shown: str, problems: list[Problem]) -> Table:
    """Return the tree of a scenario file on top of the one that it extends; adds to ``problems`` as `parse` does."""
    return on_base(parse(read_text(path, shown), shown, problems), path, shown, problems)


def on_base(tree: Table, path: Path, shown: str, problems: list[Problem]) -> Table:
    """Return the tree of the file at ``path`` on top of the one that it extends, which stands beside it."""
    migrate(tree, problems)
    extends, replaces = tree.entries.pop(EXTENDS, None), tree.entries.pop(REPLACE, None)
    if extends is None:
        if replaces:
            raise _error(replaces[0], REPLACE, "has a meaning only beside `extends`; remove it")
        return tree
    replace = replaces[1] if replaces else None
    if replace is not None and not (isinstance(replace, Leaf) and isinstance(replace.value, bool)):
        raise _error(replace.mark, REPLACE, "must be true or false")
    base = _read_base(path, shown, *extends, problems)
    if isinstance(replace, Leaf) and replace.value and "interventions" in tree.entries:
        base.entries.pop("interventions", None)
    return merge(base, tree)


def _read_base(path: Path, shown: str, mark: Mark, named: Node, problems: list[Problem]) -> Table:
    name = plain_file(named, (".yaml", ".yml"))
    if name is None:
        raise _error(mark, EXTENDS, "must be the plain name of a .yaml file in the same folder")
    base_path = path.parent / name
    if not base_path.is_file():
        raise _error(mark, EXTENDS, f"there is no file {name} beside this one")
    base_shown = str(Path(shown).parent / name)
    base = parse(read_text(base_path, base_shown), base_shown, problems)
    migrate(base, problems)
    for key in (EXTENDS, REPLACE):
        if key in base.entries:
            message = "a file that is extended by another one must not extend a third"
            raise _error(base.entries[key][0], key, message)
    return base


def plain_file(node: Node, suffixes: tuple[str, ...]) -> str | None:
    """Return a node's value if it is the name of a file in the same folder with one of these suffixes."""
    value = node.value if isinstance(node, Leaf) else None
    if isinstance(value, str) and PLAIN_FILE.fullmatch(value) and value.endswith(suffixes):
        return value
    return None


def _error(mark: Mark, key: str, message: str) -> ScenarioError:
    return ScenarioError([Problem(mark.file, mark.line, mark.column, key, message)])


def merge(base: Table, top: Table) -> Table:
    """Return ``top`` over ``base`` by the rule of this module."""
    merged = _merge(base, top)
    below, above = base.get("interventions"), top.get("interventions")
    if isinstance(below, Listing) and isinstance(above, Listing):
        mark = top.entries["interventions"][0]
        merged.entries["interventions"] = (mark, Listing(mark, [*below.items, *above.items]))
    return merged


def _merge(base: Table, top: Table) -> Table:
    merged = Table(top.mark, dict(base.entries))
    for key, (mark, node) in top.entries.items():
        below = base.get(key)
        if isinstance(below, Table) and isinstance(node, Table):
            merged.entries[key] = (mark, _merge(below, node))
        else:
            merged.entries[key] = (mark, node)
    return merged
