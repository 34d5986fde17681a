"""Finds the declaration behind any place in a scenario, and says in words what may stand there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulation.declare import ParameterSetting, parameter_of
from simulation.interventions.registry import OneOfKinds

EXACT_WHOLE = 1e16
"""Whole numbers below it are written out."""
ABSTRACT_UNITS = frozenset(("share", "logit", "sd", "log-sd", "0-1", "0/1"))


@dataclass(frozen=True, slots=True)
class Slot:
    """What the schema says about one place: its type, the declaring field, the keys beside it."""

    place: tuple[str | int, ...]
    annotation: Any
    field: FieldInfo | None = None
    owner: type[BaseModel] | None = None
    key: Any = None
    """Type of the key, where the place is an entry of a table with free keys."""
    is_key: bool = False


def options(annotation: Any) -> tuple[Any, ...]:
    """Return the alternatives of a type without None: its parts if it is a union or marked as a choice, else itself."""
    for part in get_args(annotation) if get_origin(annotation) is Annotated else ():
        if isinstance(part, OneOfKinds):
            return part.choices()
    annotation = bare(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return tuple(each for part in get_args(annotation) if part is not NoneType for each in options(part))
    return (annotation,)


def bare(annotation: Any) -> Any:
    """Return a type without what `Annotated` adds to it."""
    return bare(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


def is_model(annotation: Any) -> bool:
    """Tell whether a type is a pydantic model."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def kind_of(model: type[BaseModel]) -> str:
    """Return the one value of a model's ``kind``; empty where it has none."""
    field = model.model_fields.get("kind")
    values = get_args(bare(field.annotation)) if field else ()
    return str(values[0]) if len(values) == 1 else ""


def locate(root: type[BaseModel], path: Sequence[str | int]) -> Slot:
    """Follow pydantic's path of an error; the slot's place leaves out what is not in the file (tags, types)."""
    slot = Slot((), root)
    for step in path:
        slot = _next(slot, step)
    return slot


def _next(slot: Slot, step: str | int) -> Slot:
    place = (*slot.place, step)
    choices = options(slot.annotation)
    if parameter_of(slot.field) is not None and isinstance(step, str):
        choices = (ParameterSetting,)
    tagged = [choice for choice in choices if is_model(choice) and kind_of(choice) == step]
    if len(choices) > 1 and tagged:
        return Slot(slot.place, tagged[0], slot.field, slot.owner)
    if step == "[key]":
        return replace(slot, is_key=True)
    for choice in choices:
        if is_model(choice) and isinstance(step, str):
            field = choice.model_fields.get(step)
            return Slot(place, field.annotation if field else Any, field, choice)
        parts = get_args(choice)
        if get_origin(choice) is dict and isinstance(step, str):
            return Slot(place, parts[1], slot.field, slot.owner, key=parts[0])
        if get_origin(choice) in (tuple, list) and isinstance(step, int):
            return Slot(place, parts[0], slot.field, slot.owner)
    return slot  # the step names an alternative of a union, such as `date` or `int`


def keys_of(slot: Slot) -> tuple[str, ...]:
    """Return the keys that may stand at a place that holds a table."""
    return tuple(key for choice in options(slot.annotation) if is_model(choice) for key in choice.model_fields)


def choices_of(slot: Slot) -> tuple[str, ...]:
    """Return the words that may stand at a place, where they are few and fixed."""
    words: list[str] = []
    for choice in options(slot.key if slot.is_key else slot.annotation):
        if get_origin(choice) is Literal:
            words.extend(str(word) for word in get_args(choice))
    return tuple(words)


def bounds_of(field: FieldInfo | None) -> tuple[float | None, float | None]:
    """Return the declared bounds of a field."""
    low: float | None = None
    high: float | None = None
    for part in field.metadata if field else ():
        if isinstance(part, annotated_types.Ge):
            low = cast(float, part.ge)  # declared as whatever can be compared
        elif isinstance(part, annotated_types.Le):
            high = cast(float, part.le)
    return low, high


def unit_of(field: FieldInfo | None) -> str:
    """Return the declared unit of a field."""
    extra = field.json_schema_extra if field else None
    return str(extra.get("unit", "")) if isinstance(extra, dict) else ""


def allowed(slot: Slot) -> str:
    """Return in words what may stand at a place: ``a whole number between 1 and 1040 weeks``."""
    words = [_words(choice, slot) for choice in options(slot.annotation)]
    or_prior = ", or its value and prior" if parameter_of(slot.field) is not None else ""
    return _either(words) + or_prior + (" (or null)" if NoneType in get_args(bare(slot.annotation)) else "")


def _words(choice: Any, slot: Slot) -> str:
    if get_origin(choice) is Literal:
        return _either(str(word) for word in get_args(choice))
    if choice is int and date in options(slot.annotation):
        return "a week number counted from the start of the run"
    if choice in (int, float):
        return ("a whole number" if choice is int else "a number") + between(slot.field)
    if choice is date:
        return "a date (year-month-day)"
    if choice in (bool, str):
        return "true or false" if choice is bool else "text"
    return "a list" if get_origin(choice) in (tuple, list) else "a table of keys and values"


def between(field: FieldInfo | None) -> str:
    """Return a field's range with its unit, in words after a space; empty where there is neither."""
    low, high = bounds_of(field)
    unit = unit_of(field)
    tail = "" if unit in ("", "1") else f" ({unit})" if unit in ABSTRACT_UNITS else f" {unit}"
    if low is not None and high is not None:
        return f" between {number(low)} and {number(high)}{tail}"
    if low is not None or high is not None:
        return f" of at least {number(low)}{tail}" if low is not None else f" of at most {number(high or 0)}{tail}"
    return f" ({unit})" if tail else ""


def number(value: float) -> str:
    """Return a number as people write it: without a needless decimal point or exponent."""
    whole = isinstance(value, int) or (value == int(value) and abs(value) < EXACT_WHOLE)
    return str(int(value)) if whole else f"{value:g}"


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
