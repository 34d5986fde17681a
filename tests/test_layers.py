"""Imports point one way: from the top of `LAYERS` nothing above is seen, and there is no cycle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import simulation

PACKAGE = Path(simulation.__file__).parent
LAYERS = (
    {"portable", "system"},
    {"compiled", "glossary", "naming", "numerals", "sources"},
    {"settings"},
    {"declare"},
    {"parameters", "factors"},
    {"model"},
    {"organisation"},
    {"interventions"},
    {"survey"},
    {"scenario"},
    {"world"},
    {"engines"},
    {"plugin"},
    {"measures"},
    {"value"},
    {"results"},
    {"attribution"},
    {"studies"},
    {"present"},
    {"cli"},
    {"__main__"},
)
"""Parts of the package from the ground up; a part imports from its own and lower layers."""
ONLY_IN = {"mesa": {"engines"}, "plotly": {"present"}, "typer": {"cli"}, "rich": {"cli", "present"}}
"""Libraries that one part hides from the others."""


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(node: ast.AST) -> Iterator[str]:
    """Names that the code below a node imports, in functions too; what is only for type checkers is left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for other in child.orelse:
                yield from imported(other)
        elif isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        else:
            yield from imported(child)


def module_of(name: str) -> str:
    """The module that an imported name lies in."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


IMPORTS = {name: sorted(set(imported(ast.parse(path.read_text(encoding="utf-8"))))) for name, path in MODULES.items()}
GRAPH = {
    name: {module_of(each) for each in names if each.startswith("simulation.")} - {"simulation", name}
    for name, names in IMPORTS.items()
}


def part(module: str) -> str:
    """The part of the package that a module belongs to."""
    return module.split(".")[1]


def level(module: str) -> int:
    """The layer of a module, counted from the ground."""
    levels = [i for i, names in enumerate(LAYERS) if part(module) in names]
    assert levels, f"put {part(module)!r} into a layer"
    return levels[0]


def test_imports_point_down():
    wrong = [
        f"{name} imports {other}"
        for name, others in GRAPH.items()
        for other in sorted(others)
        if name != "simulation" and level(other) > level(name)
    ]
    assert wrong == []


def test_parts_of_one_layer_do_not_know_each_other():
    wrong = [
        f"{name} imports {other}"
        for name, others in GRAPH.items()
        for other in sorted(others)
        if name != "simulation" and level(other) == level(name) and part(other) != part(name)
    ]
    assert wrong == []


def test_modules_do_not_import_in_circles():
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name not in done:
            for other in sorted(GRAPH[name]):
                visit(other, (*path, name))
            done.add(name)

    for name in GRAPH:
        visit(name, ())


def test_libraries_stay_where_they_belong():
    wrong = [
        f"{name} imports {each}"
        for name, names in IMPORTS.items()
        for each in names
        if each.split(".")[0] in ONLY_IN and part(f"{name}.") not in ONLY_IN[each.split(".")[0]]
    ]
    assert wrong == []


def test_every_module_says_what_it_is_for():
    assert [name for name, path in MODULES.items() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []
