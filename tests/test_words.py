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


SAYING_NOTHING = frozenset({"found", "asked", "told", "thing"})
"""Words that are no name of a parameter: a parameter is called after what it is."""


def parameters() -> Iterator[tuple[str, str]]:
    """Every parameter of every function of the package, with the function."""
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                yield from ((each.arg, f"{module}.{node.name}") for each in arguments)


def test_parameters_are_called_after_what_they_are():
    assert [(name, function) for name, function in parameters() if name in SAYING_NOTHING] == []
