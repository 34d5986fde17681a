"""Numbers in a scenario file that have two readings: 120.000 may be meant as 120,000."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from simulation.declare import Parameter
from simulation.factors import FACTORS
from simulation.parameters import PARAMETERS
from simulation.scenario.fields import Slot, bounds_of, is_model, kind_of, locate, options
from simulation.scenario.keys import dotted
from simulation.scenario.problems import Problem
from simulation.scenario.schema import Scenario
from simulation.scenario.tree import Leaf, Listing, Node, Table, walk
from simulation.scenario.uncertainty import drawn_numbers
from simulation.words.numerals import TWO_READINGS, both_readings, may_be_either

Place = tuple[str | int, ...]
Bounds = tuple[float | None, float | None]
_DECLARED: Final[Mapping[Place, Mapping[str, Parameter]]] = {("parameters",): PARAMETERS, ("value", "factors"): FACTORS}


def ambiguous(tree: Node, schema: type[BaseModel] = Scenario) -> Iterator[Problem]:
    """Yield a problem for every number of a file with two readings, both of which may be meant where it stands.

    A key for whole numbers takes no decimal places, so that none may stand there. Elsewhere the reading as a
    decimal fraction holds where the other one lies outside of the key's bounds: 1.375 of at most 5 is no 1,375;
    and in a column of draws in which other numbers have more or fewer than three decimal places.
    """
    decimal_columns = _with_decimals(tree)
    for place, leaf in leaves(tree, ()):
        if not TWO_READINGS.fullmatch(leaf.text):
            continue
        is_draw = place[:2] == ("posterior", "rows")
        if not (is_draw and place[-1] in decimal_columns) and _is_ambiguous(tree, place, leaf, schema):
            mark = leaf.mark
            yield Problem(mark.file, mark.line, mark.column, dotted(place), both_readings(leaf.text))


def leaves(node: Node, place: Place) -> Iterator[tuple[Place, Leaf]]:
    """Yield every single value in a node with its place."""
    if isinstance(node, Leaf):
        yield place, node
        return
    inside = enumerate(node.items) if isinstance(node, Listing) else ((k, n) for k, (_, n) in node.entries.items())
    for step, each in inside:
        yield from leaves(each, (*place, step))


def _is_ambiguous(tree: Node, place: Place, leaf: Leaf, schema: type[BaseModel]) -> bool:
    if place[:2] == ("posterior", "rows"):
        low, high = _of_column(tree, place[-1])
    else:
        slot = slot_of(tree, place, schema)
        taken = options(slot.annotation)
        if str in taken or Any in taken:
            return False
        if int in taken and float not in taken:
            return True
        low, high = _bounds(place, slot)
    return may_be_either(leaf.text, low, high)


def _with_decimals(tree: Node) -> set[str | int]:
    """Return the columns of the posterior in which some number shows that the point is a decimal point there."""
    posterior = tree.get("posterior") if isinstance(tree, Table) else None
    rows = posterior.get("rows") if isinstance(posterior, Table) else None
    return {
        column
        for row in (rows.items if isinstance(rows, Listing) else ())
        if isinstance(row, Listing)
        for column, cell in enumerate(row.items)
        if isinstance(cell, Leaf) and "." in cell.text and not TWO_READINGS.fullmatch(cell.text)
    }


def slot_of(tree: Node, place: Sequence[str | int], schema: type[BaseModel] = Scenario) -> Slot:
    """Return what the schema says about a place of a tree."""
    return locate(schema, _with_kinds(tree, place, schema))


def _with_kinds(tree: Node, place: Sequence[str | int], schema: type[BaseModel]) -> list[str | int]:
    """Return a place with the kinds of the tables on the way, as they tell one choice from another."""
    path: list[str | int] = []
    there = list(walk(tree, place))
    for step, _, node in there:
        path.append(step)
        kind = node.get("kind") if isinstance(node, Table) else None
        choices = options(locate(schema, path).annotation) if isinstance(kind, Leaf) else ()
        if isinstance(kind, Leaf) and any(is_model(each) and kind_of(each) == kind.value for each in choices):
            path.append(str(kind.value))
    return [*path, *place[len(there) :]]


def _bounds(place: Place, slot: Slot) -> Bounds:
    """Return the bounds of a number: those of the parameter or factor that it is of, else those of its key."""
    for section, declared in _DECLARED.items():
        name = str(place[len(section)]) if place[: len(section)] == section and len(place) > len(section) else ""
        if name in declared:
            return declared[name].low, declared[name].high
    return bounds_of(slot.field)


def _of_column(tree: Node, column: str | int) -> Bounds:
    """Return the bounds of the parameter in a column of the posterior."""
    posterior = tree.get("posterior") if isinstance(tree, Table) else None
    names = posterior.get("names") if isinstance(posterior, Table) else None
    if isinstance(names, Listing) and isinstance(column, int) and column < len(names.items):
        name = names.items[column]
        parameter = drawn_numbers().get(str(name.value)) if isinstance(name, Leaf) else None
        return (parameter.low, parameter.high) if parameter else (None, None)
    return None, None
