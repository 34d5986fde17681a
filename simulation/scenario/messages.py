"""From pydantic's errors to problems: the place in the file, what is allowed, what stands there, the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from simulation.declare import ParameterSetting
from simulation.scenario.fields import Slot, allowed, choices_of, is_model, keys_of, kind_of, locate, number, options
from simulation.scenario.keys import dotted
from simulation.scenario.problems import MOST_PROBLEMS, Problem
from simulation.scenario.scalars import Scalar
from simulation.scenario.tree import Leaf, Listing, Node, walk
from simulation.words.nearest import hint, nearest, quoted, unknown
from simulation.words.numerals import date_advice, number_advice

Place = tuple[str | int, ...]


def problem_at(tree: Node, place: Place, message: str) -> Problem:
    """Return a problem at the line of a place, or of the last thing above it that is in the file."""
    found = list(walk(tree, place))
    mark = found[-1][1] if found else tree.mark
    if found and isinstance(found[-1][2], Leaf):
        place = place[: len(found)]
    return Problem(mark.file, mark.line, mark.column, dotted(place), message)


def problems_of(error: ValidationError, schema: type[BaseModel], tree: Node) -> Iterator[Problem]:
    """Yield the problems that pydantic found; those of the whole (an empty path) are left to the cross checks."""
    errors = error.errors(include_url=False, include_input=False)
    for detail in islice(errors, 2 * MOST_PROBLEMS):
        if detail["loc"]:
            slot = locate(schema, detail["loc"])
            yield problem_at(tree, _shown_place(slot, detail["type"]), _message(slot, dict(detail), tree))


def _shown_place(slot: Slot, kind: str) -> Place:
    """Return the place to point at; for a kind, the kind itself."""
    return (*slot.place, "kind") if kind in ("union_tag_invalid", "union_tag_not_found") else slot.place


def _message(slot: Slot, detail: dict[str, Any], tree: Node) -> str:
    """Return what is wrong and what would be right, for one of pydantic's errors."""
    if slot.place and _is_half_a_number(str(slot.place[-1]), node_at(tree, slot.place)):
        return "a comma separates entries here; write a decimal fraction with a point, as in 0.5"
    special = {
        "missing": _missing,
        "extra_forbidden": _extra_key,
        "union_tag_invalid": _unknown_kind,
        "union_tag_not_found": _no_kind,
        "value_error": _refused,
        "too_long": _too_many,
        "too_short": _too_few,
        "string_pattern_mismatch": _no_slug,
        "string_too_long": _length,
        "string_too_short": _length,
    }.get(detail["type"])
    return special(slot, detail.get("ctx", {})) if special else _outside(slot, tree)


def _is_half_a_number(key: str, node: Node | None) -> bool:
    """Whether this is what {Germany: 0,5} holds beside Germany: an entry called 5 without a value."""
    return key.isdigit() and isinstance(node, Leaf) and node.value is None


def _missing(slot: Slot, _context: dict[str, Any]) -> str:
    meaning = f": {slot.field.description}" if slot.field and slot.field.description else ""
    return f"is missing; must be {allowed(slot)}{meaning}"


def _extra_key(slot: Slot, _context: dict[str, Any]) -> str:
    return unknown("key", str(slot.place[-1]), keys_of(Slot(slot.place[:-1], slot.owner)))


def _unknown_kind(slot: Slot, context: dict[str, Any]) -> str:
    return f"{unknown('kind', str(context['tag']), _kinds(slot))} (one of your own needs --plugin FILE)"


def _no_kind(slot: Slot, _context: dict[str, Any]) -> str:
    return f"is missing; {hint('', _kinds(slot))}"


def _refused(_slot: Slot, context: dict[str, Any]) -> str:
    return str(context["error"])


def _too_many(_slot: Slot, context: dict[str, Any]) -> str:
    return f"has {context['actual_length']} entries; at most {context['max_length']} are possible"


def _too_few(_slot: Slot, context: dict[str, Any]) -> str:
    return f"has {context['actual_length']} entries; needs at least {context['min_length']}"


def _no_slug(_slot: Slot, _context: dict[str, Any]) -> str:
    return "must be 1 to 80 letters, digits, - and _, the first a letter or digit"


def _length(_slot: Slot, context: dict[str, Any]) -> str:
    if "max_length" in context:
        return f"is too long; at most {context['max_length']} characters are possible"
    return f"is too short; needs at least {context['min_length']} character(s)"


def _outside(slot: Slot, tree: Node) -> str:
    """Return the message for a value that is not allowed, with the nearest word where words are."""
    words = choices_of(slot)
    if slot.is_key:
        return unknown("key", str(slot.place[-1]), words)
    found = node_at(tree, slot.place)
    message = f"must be {allowed(slot)}, not {shown(tree, slot)}"
    if isinstance(found, Leaf) and isinstance(found.value, str) and (advice := _advice(slot, found.value, tree)):
        return f"{message}; {advice}"
    if isinstance(found, Leaf) and str in options(slot.annotation) and found.value is not None:
        return f"{message}; put it in quotes to make it text"
    if words and isinstance(found, Leaf) and isinstance(found.value, str):
        close = nearest(found.value, words)
        return f"{message}; did you mean {quoted(close[0])}?" if close else message
    return message


def _advice(slot: Slot, text: str, tree: Node) -> str:
    """Return how to write what a text may mean as a day or a number, where one may stand; else nothing."""
    taken = options(slot.annotation)
    start = node_at(tree, ("run", "start"))
    year = start.value.year if isinstance(start, Leaf) and isinstance(start.value, date) else None
    advice = date_advice(text, year) if date in taken else ""
    takes_numbers = not {int, float, ParameterSetting}.isdisjoint(taken)
    return advice or (number_advice(text) if takes_numbers else "")


def _kinds(slot: Slot) -> list[str]:
    return [kind_of(choice) for choice in options(slot.annotation) if is_model(choice)]


def node_at(tree: Node, place: Iterable[str | int]) -> Node | None:
    """Return the node at a place; None where the file has none."""
    steps = tuple(place)
    found = list(walk(tree, steps))
    if len(found) < len(steps):
        return None
    return found[-1][2] if found else tree


def shown(tree: Node, slot: Slot) -> str:
    """Return the value that stands at a slot's place, short and safe to show."""
    node = node_at(tree, slot.place)
    if isinstance(node, Leaf):
        return _shown_value(node.value)
    return "a list" if isinstance(node, Listing) else "a table of keys and values"


def _shown_value(value: Scalar) -> str:
    if value is None or isinstance(value, bool):
        return "empty" if value is None else str(value).lower()
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return number(value) if isinstance(value, int | float) else str(value)
