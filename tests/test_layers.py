"""Imports point one way, those of types too: from the top of `LAYERS` nothing above is seen, and there is no circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import simulation

PACKAGE = Path(simulation.__file__).parent
LAYERS = (
    {"portable", "system"},
    {"compiled", "errors", "sources", "words"},
    {"settings"},
    {"declare"},
    {"parameters", "factors"},
    {"model"},
    {"measures"},
    {"organisation"},
    {"interventions"},
    {"survey"},
    {"scenario"},
    {"shared_company"},
    {"world", "importing"},
    {"engines"},
    {"wasm"},
    {"plugin"},
    {"value"},
    {"results"},
    {"catalogue"},
    {"attribution"},
    {"studies"},
    {"present"},
    {"face"},
    {"app"},
    {"cli"},
    {"__main__"},
)
"""Parts of the package from the ground up; a part imports from its own and lower layers."""
ONLY_IN = {
    "mesa": {"engines"},
    "plotly": {"present"},
    "typer": {"cli"},
    "dash": {"app"},
    "flask": {"app"},
    "waitress": {"app"},
    "rich": {"cli", "present"},
}
"""Libraries that one part hides from the others."""


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(node: ast.AST, *, types: bool) -> Iterator[str]:
    """Names that the code below a node imports, in functions too; with ``types`` also those for type checkers only."""
    for child in ast.iter_child_nodes(node):
        if not types and isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for other in child.orelse:
                yield from imported(other, types=types)
        elif isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        else:
            yield from imported(child, types=types)


def module_of(name: str) -> str:
    """The module that an imported name lies in."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


def graph(*, types: bool) -> dict[str, set[str]]:
    """The modules of the package that each module imports."""
    trees = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
    return {
        name: {module_of(each) for each in imported(tree, types=types) if each.startswith("simulation.")}
        - {"simulation", name}
        for name, tree in trees.items()
    }


IMPORTS = {
    name: sorted(set(imported(ast.parse(path.read_text(encoding="utf-8")), types=True)))
    for name, path in MODULES.items()
}
GRAPH = graph(types=True)


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


def visit(arrows: dict[str, set[str]]) -> None:
    """Follow every arrow; raises where that comes back to where it was."""
    done: set[str] = set()

    def follow(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name not in done:
            for other in sorted(arrows[name]):
                follow(other, (*path, name))
            done.add(name)

    for name in arrows:
        follow(name, ())


def test_modules_do_not_import_in_circles():
    visit(graph(types=False))


def folder(module: str) -> str:
    """The folder that a module lies in."""
    return module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]


def test_modules_know_each_other_both_ways_in_one_folder_only():
    """A circle, of types too, has two modules that each lead to the other: these must be neighbours."""

    def reached(name: str) -> set[str]:
        found, todo = set[str](), [name]
        while todo:
            new = GRAPH[todo.pop()] - found
            found |= new
            todo += new
        return found

    reach = {name: reached(name) for name in GRAPH}
    wrong = [
        f"{one} and {other}"
        for one in GRAPH
        for other in sorted(reach[one])
        if one < other and one in reach[other] and folder(one) != folder(other)
    ]
    assert wrong == []


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
