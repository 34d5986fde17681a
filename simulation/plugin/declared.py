"""Whether an intervention declares what everything that explains, validates and draws it needs to know."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulation.declare import per_of
from simulation.interventions.base import Intervention
from simulation.interventions.target import Target
from simulation.scenario.fields import bare, bounds_of, is_model, number, options, unit_of

_KIND = re.compile(r"[a-z][a-z0-9_]{0,59}")
Finding = tuple[tuple[str, ...], str, str]
"""Names of classes, the first one that matters first; the attribute (or nothing); what is wrong with it."""


def undeclared(kind: Any) -> list[Finding]:
    """Return what is wrong with the declaration of something that is marked as an intervention."""
    if not (isinstance(kind, type) and issubclass(kind, Intervention)):
        what = getattr(kind, "__name__", repr(kind))
        return [((what,), "", f"{what} is marked as an intervention but is no subclass of Intervention")]
    return [*_itself(kind), *_settings(kind)]


def _itself(kind: type[Intervention]) -> Iterator[Finding]:
    names = _names(kind)
    annotation = bare(kind.model_fields["kind"].annotation)
    words = get_args(annotation) if get_origin(annotation) is Literal else ()
    if len(words) != 1 or not _KIND.fullmatch(str(words[0])) or kind.model_fields["kind"].default != words[0]:
        example = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
        message = f'needs its name in lower case: kind: Literal["{example}"] = "{example}"'
        yield names, "kind", message
    if not (kind.__dict__.get("__doc__") or "").strip():
        yield names, "", "needs a docstring: what it does, with its equations"
    evidence = getattr(kind, "evidence", None)
    if not isinstance(evidence, str) or not evidence.strip():
        yield names, "evidence", 'needs evidence: ClassVar[str] = "what is known about it, with sources, or assumption"'
    if inspect.isabstract(kind):
        missing = ", ".join(sorted(kind.__abstractmethods__))
        yield names, "", f"lacks {missing}, which every intervention has"


def _settings(kind: type[Intervention]) -> Iterator[Finding]:
    for name, declared in kind.model_fields.items():
        inherited = Intervention.model_fields.get(name)
        if name in ("kind", "start") or (inherited is not None and repr(inherited) == repr(declared)):
            continue
        yield from _setting(_names(kind), name, declared)


def _setting(names: tuple[str, ...], name: str, declared: FieldInfo) -> Iterator[Finding]:
    """Yield what a setting lacks, and what the settings of a record in it lack."""
    extra = declared.json_schema_extra
    if not declared.description or not isinstance(extra, dict) or not extra.get("source"):
        yield names, name, f"{name}: declare it by setting(default, meaning=..., ...): its meaning is missing"
        return
    choices = options(declared.annotation)
    if {int, float} & set(choices):
        low, high = bounds_of(declared)
        if low is None or high is None or not low < high:
            yield names, name, f"{name}: a number needs bounds: low= and high=, low below high"
        elif isinstance(declared.default, int | float) and not low <= declared.default <= high:
            yield names, name, f"{name}: its default must be between {number(low)} and {number(high)}"
        if not unit_of(declared):
            yield names, name, f'{name}: a number needs a unit: unit="hours", or "1" where it has none'
        if per_of(declared) is None:
            what = f"an amount in {unit_of(declared)} needs what it is for"
            more = 'per="company" (a company of a tenth has a tenth of it) or per="one" person, community, course ...'
            yield names, name, f"{name}: {what}: {more}"
    for part in choices:
        for model in (part, *(inner for each in get_args(part) for inner in options(each))):
            if is_model(model) and model is not Target:
                for inner, field in model.model_fields.items():
                    yield from _setting(_names(model), inner, field)


def _names(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(each.__name__ for each in model.__mro__)
