"""Changes to a scenario before it is validated: each puts one value into the tree, wherever it was asked for.

``--set key=value``, options such as ``--seed 7`` and keywords of Python all end here, and what comes of them is
validated once, like a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from simulation.declare import Parameter, completed, parameter_of
from simulation.factors import FACTORS
from simulation.parameters import PARAMETERS
from simulation.scenario.ambiguous import slot_of
from simulation.scenario.document import parse
from simulation.scenario.fields import options
from simulation.scenario.inheritance import merge
from simulation.scenario.keys import RULE, Step, dotted, split_key
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.shortening import leave_out
from simulation.scenario.tree import Leaf, Listing, Mark, Node, Table, grow, marked, plain
from simulation.settings import composed
from simulation.words.nearest import hint, quoted, unknown

SET: Final = "--set"
OPTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "replicates": ("run", "replicates"),
    "seed": ("run", "seed"),
    "weeks": ("run", "weeks"),
    "people": ("organisation", "people"),
    "scale": ("run", "scale"),
    "events": ("run", "events"),
}
"""Short names of what is changed often, as options of commands and keywords of Python, and the keys that they set."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value to put into a scenario: the way to it, and the node, whose mark names it in messages.

    ``merges``: a table is laid over the one that is there, key by key, as `extends` does.
    """

    steps: tuple[Step, ...]
    value: Node
    merges: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in their order, and what is wrong with how they were written."""

    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()

    def touch(self, *sections: str) -> bool:
        """Whether anything in some sections of the scenario is changed."""
        return any(change.steps[0] in sections for change in self.changes)


NONE: Final = Changes()


def asked(assignments: Sequence[str], **options: object) -> Changes:
    """Return the changes that a command was asked for: ``key=value`` texts, then those of `OPTIONS` that are not None.

    Keys are dotted: ``run.weeks=52``, ``interventions[0].strength=0`` or, by name,
    ``interventions.kick-off.strength=0``; names that have a point, a bracket or the like in them stand in quotes
    (`simulation.scenario.keys`). Values are in YAML notation.
    """
    found: list[Change] = []
    problems: list[Problem] = []
    for assignment in composed(list(assignments)):
        steps, rest = split_key(assignment)
        if rest.startswith("=") and steps:
            found.append(Change(tuple(steps), _value(rest[1:], dotted(steps), problems)))
        else:
            message = f"must be key=value, as in run.weeks=52, not {quoted(assignment)} ({RULE})"
            problems.append(Problem(SET, 0, 0, "", message))
    for name, value in options.items():
        if value is not None:
            found.append(Change(OPTIONS[name], grow(value, Mark(f"--{name}"))))
    return Changes(tuple(found), tuple(problems))


def _value(text: str, key: str, problems: list[Problem]) -> Node:
    """Return the node that a text in YAML notation describes."""
    wrong: list[Problem] = []
    mark = Mark(SET)
    node: Node = Leaf(mark, None)
    try:
        table = parse(f"value: {text}", SET, wrong)
        if set(table.entries) != {"value"}:
            wrong.append(Problem(SET, 0, 0, key, "must be one value"))
        node = marked(table.entries["value"][1], mark)
    except ScenarioError as error:
        wrong.extend(error.problems)
    problems.extend(Problem(SET, 0, 0, key, problem.message) for problem in wrong)
    return node


def apply(tree: Table, changes: Changes) -> list[Problem]:
    """Put changes into a tree, one after the other; returns what is wrong with them, or with the way to them.

    What the tree leaves out on the way is spelled out first, so that the rest of a default stays. Names of units
    (countries, divisions, functions) cannot be added so, for a slip would make one. A run that is made shorter leaves
    out what would start after its end (`simulation.scenario.consequences` says what).
    """
    found, before = list(changes.problems), plain(tree)
    for change in changes.changes:
        try:
            _assign(tree, change)
        except _NoWayError as error:
            found.append(Problem(change.value.mark.file, 0, 0, dotted(change.steps), str(error)))
    leave_out(tree, before)
    return found


class _NoWayError(ValueError):
    """A step of a key leads nowhere."""


def _assign(tree: Table, change: Change) -> None:
    node: Table | Listing = tree
    place: tuple[Step, ...] = ()
    for step in change.steps[:-1]:
        key = _key(tree, place, node, step)
        place = (*place, key)
        node = _opened(tree, place, node, change.value.mark)
    key = _key(tree, place, node, change.steps[-1])
    there, value = _child(node, key), change.value
    if change.merges and isinstance(there, Table) and isinstance(value, Table):
        value = merge(there, value)
    _put(node, key, value)


def _key(tree: Table, place: Sequence[Step], node: Table | Listing, step: Step) -> Step:
    """Return the key or the position that a step means in a table or list."""
    if isinstance(node, Listing):
        return _index(node, step)
    name = str(step)
    if name not in node.entries and node.entries and _holds_names(tree, place):
        rule = f"A new one comes with the whole table, as in {dotted(place)}={{A: 1, B: 2}}"
        raise _NoWayError(f"{unknown('name', name, node.entries)} {rule}")
    return name


def _opened(tree: Table, place: tuple[Step, ...], parent: Table | Listing, mark: Mark) -> Table | Listing:
    """Return the table or list at a place, made of what it stands for where there is a number or nothing."""
    there = _child(parent, place[-1])
    if isinstance(there, Table | Listing):
        return there
    slot = slot_of(tree, place)
    is_own = slot.field is not None and slot.key is None and isinstance(place[-1], str)
    declared = _TABLES.get(place[:-1], {}).get(str(place[-1])) or (parameter_of(slot.field) if is_own else None)
    if declared is not None:
        kept = {} if there is None else {"value": there.value}
        grown = grow(kept or completed(declared, {}), mark)
    else:
        grown = grow(_default(slot.field) if is_own else None, mark)
    opened = grown if isinstance(grown, Table | Listing) else Table(mark)
    _put(parent, place[-1], opened)
    return opened


_TABLES: Final[Mapping[tuple[Step, ...], Mapping[str, Parameter]]] = {
    ("parameters",): PARAMETERS,
    ("value", "factors"): FACTORS,
}
"""Tables of declared numbers, each with value and prior."""


def _default(field: FieldInfo | None) -> Any:
    """Return what stands in a file for the default of a field; None where it must be given."""
    default = PydanticUndefined if field is None else field.get_default()
    return None if default is PydanticUndefined else TypeAdapter(Any).dump_python(default, mode="json")


def _child(node: Table | Listing, key: Step) -> Node | None:
    return node.items[int(key)] if isinstance(node, Listing) else node.get(str(key))


def _put(node: Table | Listing, key: Step, value: Node) -> None:
    if isinstance(node, Listing):
        node.items[int(key)] = value
    else:
        node.entries[str(key)] = (value.mark, value)


def _holds_names(tree: Node, place: Sequence[Step]) -> bool:
    """Whether a table's keys are names that the scenario gives, such as those of countries."""
    tables = [get_args(each) for each in options(slot_of(tree, place).annotation) if get_origin(each) is dict]
    return any(keys is str for keys, _ in tables)


def _index(listing: Listing, step: Step) -> int:
    """Return the position that a number or a name means in a list."""
    names = [name for name in map(_name, listing.items) if name is not None]
    if isinstance(step, int):
        if step >= len(listing.items):
            raise _NoWayError(f"there is no entry [{step}]; the list has {len(listing.items)}")
        return step
    if names and step in names:
        return names.index(step)
    if names:
        raise _NoWayError(unknown("entry", step, names))
    raise _NoWayError(f"{hint(step, ())}; entries of a list are named by number: [0]")


def _name(node: Node) -> str | None:
    """Return what an entry of a list is called: its name, else its kind."""
    named = (node.get("name") or node.get("kind")) if isinstance(node, Table) else None
    return str(named.value) if isinstance(named, Leaf) else None
