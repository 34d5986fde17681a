"""One word for one thing, and one thing for one word: in names of classes, files and parameters."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.test_layers import MODULES

TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def classes() -> Iterator[tuple[str, str]]:
    """Every class of the package with its module."""
    for module, tree in TREES.items():
        yield from ((node.name, module) for node in tree.body if isinstance(node, ast.ClassDef))


def test_no_two_classes_have_one_name():
    modules = defaultdict(list)
    for name, module in classes():
        if not name.startswith("_"):
            modules[name].append(module)
    assert {name: where for name, where in modules.items() if len(where) > 1} == {}
