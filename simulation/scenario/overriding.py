"""``--set key=value``: changes to a scenario from the command line, validated like a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args, get_origin

from simulation.scenario.ambiguous import ambiguous, slot_of
from simulation.scenario.document import parse
from simulation.scenario.fields import options
from simulation.scenario.keys import RULE, Step, dotted, split_key
from simulation.scenario.loading import validated
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.tree import Leaf, Listing, Mark, Node, Table, grow, marked
from simulation.settings import composed
from simulation.words.nearest import hint, quoted, unknown

SHOWN = "--set"
MARK = Mark(SHOWN)


def override(scenario: Scenario, assignments: Sequence[str]) -> Scenario:
    """Return a scenario with some values changed, each given as ``key=value`` in YAML notation.

    Keys are dotted: ``run.weeks=52``, ``parameters.imitation_rate=0.03``,
    ``interventions[0].strength=0`` or, by name, ``interventions.kick-off.strength=0``; names that
    have a point, a bracket or the like in them stand in quotes (`simulation.scenario.keys`).
    Names of units (countries, divisions, functions) cannot be added so, for a slip would make one.
    Raises `ScenarioError` with every problem, under the file name ``--set``.
    """
    return overridden(scenario.model_dump(mode="json"), assignments) if assignments else scenario


def overridden(data: dict[str, Any], assignments: Sequence[str]) -> Scenario:
    """Return the scenario of plain values with some changed, which need not be complete before; as `override`."""
    tree = grow(data, MARK)
    problems: list[Problem] = []
    for assignment in composed(list(assignments)):
        steps, rest = split_key(assignment)
        if not rest.startswith("=") or not steps:
            message = f"must be key=value, as in run.weeks=52, not {quoted(assignment)} ({RULE})"
            problems.append(Problem(SHOWN, 0, 0, "", message))
            continue
        key = dotted(steps)
        if message := _assign(tree, steps, _value(rest[1:], key, problems)):
            problems.append(Problem(SHOWN, 0, 0, key, message))
    if not isinstance(tree, Table):
        raise TypeError("a scenario is a table")
    return validated(tree, [*problems, *ambiguous(tree)])


def _value(text: str, key: str, problems: list[Problem]) -> Node:
    """Return the node that a text in YAML notation describes."""
    wrong: list[Problem] = []
    node: Node = Leaf(MARK, None)
    try:
        table = parse(f"value: {text}", SHOWN, wrong)
        if set(table.entries) != {"value"}:
            wrong.append(Problem(SHOWN, 0, 0, key, "must be one value"))
        node = marked(table.entries["value"][1], MARK)
    except ScenarioError as error:
        wrong.extend(error.problems)
    problems.extend(Problem(SHOWN, 0, 0, key, problem.message) for problem in wrong)
    return node


def _assign(tree: Node, steps: Sequence[Step], value: Node) -> str:
    """Put a node into a tree; returns what is wrong with the way there, or nothing."""
    node = tree
    place: list[Step] = []
    for depth, step in enumerate(steps):
        last = depth == len(steps) - 1
        if isinstance(node, Listing):
            index = _index(node, step)
            if isinstance(index, str):
                return index
            if last:
                node.items[index] = value
            node = node.items[index]
            place.append(index)
        elif isinstance(node, Table):
            name = str(step)
            below = node.get(name)
            if below is None and node.entries and _holds_names(tree, place):
                return _no_such(name, node, place)
            if last or below is None or isinstance(below, Leaf):
                node.entries[name] = (MARK, value if last else Table(MARK))
            node = node.entries[name][1]
            place.append(name)
    return ""


def _holds_names(tree: Node, place: Sequence[Step]) -> bool:
    """Whether a table's keys are names that the scenario gives, such as those of countries."""
    tables = [get_args(each) for each in options(slot_of(tree, place).annotation) if get_origin(each) is dict]
    return any(keys is str for keys, _ in tables)


def _no_such(name: str, table: Table, place: Sequence[Step]) -> str:
    """Return the message for a name that is not there, and how to add one."""
    key = dotted(place)
    return f"{unknown('name', name, table.entries)} A new one comes with the whole table, as in {key}={{A: 1, B: 2}}"


def _index(listing: Listing, step: Step) -> int | str:
    """Return the position that a number or a name means in a list, or what is wrong with it."""
    names = [name for name in map(_name, listing.items) if name is not None]
    if isinstance(step, int):
        return step if step < len(listing.items) else f"there is no entry [{step}]; the list has {len(listing.items)}"
    if names and step in names:
        return names.index(step)
    return unknown("entry", step, names) if names else f"{hint(step, ())}; entries of a list are named by number: [0]"


def _name(node: Node) -> str | None:
    name = node.get("name") if isinstance(node, Table) else None
    return str(name.value) if isinstance(name, Leaf) else None
