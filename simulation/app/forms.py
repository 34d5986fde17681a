"""The form of a scenario, made from its declarations: every single value with unit, bounds and what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from simulation.declare import parameter_of
from simulation.parameters import PARAMETERS
from simulation.scenario.fields import is_model, options
from simulation.scenario.keys import dotted, in_quotes

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from simulation.scenario.schema import Scenario

FieldKind = Literal["number", "whole", "switch", "choice", "text", "day"]
_SECTIONS: Final = ("run", "organisation", "platform", "economics", "model")
_TOP: Final = ("name", "title", "description")
_LEFT_OUT: Final = ("kind", "luck", "from", "sha256", "schema_version")


@dataclass(frozen=True, slots=True)
class FormField:
    """One value of a scenario: its key as `--set` takes it, what it is, and what may stand there."""

    key: str
    name: str
    kind: FieldKind
    value: Any
    help: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()


def form(scenario: Scenario) -> dict[str, list[FormField]]:
    """Return the fields of a scenario by section: what it is called, its sections, interventions, and parameters."""
    found = {"scenario": list(_of(scenario, (), only=_TOP))}
    found |= {name: list(_of(getattr(scenario, name), (name,))) for name in _SECTIONS}
    for each in scenario.interventions:
        found[each.name] = list(_of(each, ("interventions", each.name)))
    declared = scenario.declared()
    found["parameters"] = [
        FormField(
            f"parameters.{in_quotes(name)}", name, "number", declared[name].default, one.meaning, one.unit, one.low,
            one.high,
        )
        for name, one in PARAMETERS.items()
    ]  # fmt: skip
    return found


def _of(model: BaseModel, place: tuple[str, ...], only: tuple[str, ...] = ()) -> Iterator[FormField]:
    for name, field in type(model).model_fields.items():
        if name in _LEFT_OUT or (only and name not in only):
            continue
        value = getattr(model, name)
        if is_model(type(value)):
            yield from _of(value, (*place, name))
        elif (kind := _kind(field)) is not None:
            yield _field((*place, name), kind, field, value)


def _field(place: tuple[str, ...], kind: FieldKind, field: FieldInfo, value: Any) -> FormField:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    low, high = (next((getattr(one, end) for one in field.metadata if hasattr(one, end)), None) for end in ("ge", "le"))
    name = place[-1] if place[-2:-1] != ("target",) else ".".join(place[-2:])
    shown = value.isoformat() if isinstance(value, date) else value
    if parameter_of(field) is not None:
        shown = float(value)
    return FormField(
        dotted(place), name, kind, shown, str(field.description), str(extra.get("unit", "")), low, high,
        _choices(field),
    )  # fmt: skip


def _kind(field: FieldInfo) -> FieldKind | None:
    """Return how a field is filled in; None for lists and tables, which are written as text."""
    kinds = options(field.annotation)
    if bool in kinds:
        return "switch"
    if date in kinds:
        return "day"
    if float in kinds or int in kinds:
        return "number" if float in kinds else "whole"
    if _choices(field):
        return "choice"
    return "text" if str in kinds else None


def _choices(field: FieldInfo) -> tuple[str, ...]:
    literal = [kind for kind in options(field.annotation) if get_origin(kind) is Literal]
    return tuple(str(each) for kind in literal for each in get_args(kind))
