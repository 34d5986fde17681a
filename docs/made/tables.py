"""Markdown tables from declarations: parameters, settings, state, channels, measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from simulation.declare import ASSUMPTION, Parameter, parameter_of
from simulation.interventions import Intervention, Target
from simulation.scenario.fields import Slot, allowed, is_model, options, unit_of


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; bars in cells are escaped, line breaks become spaces."""
    cells = [list(head), ["---"] * len(head), *[[cell(each) for each in row] for row in rows]]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def cell(text: str) -> str:
    """Return a text as it may stand in a cell."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def code(name: str) -> str:
    """Return a name as code, nothing for nothing."""
    return f"`{name}`" if name else ""


def unit(text: str) -> str:
    """Return a unit; plain numbers have none."""
    return "" if text == "1" else text


def parameters(declared: Iterable[Parameter]) -> str:
    """Return parameters with bounds, default, prior, source and confidence."""
    head = ("name", "symbol", "meaning", "unit", "bounds", "default", "prior", "source", "confidence")
    return table(head, [_parameter(each) for each in declared])


def _parameter(p: Parameter) -> tuple[str, ...]:
    meaning = f"{p.meaning}; {p.note}" if p.note else p.meaning
    bounds, confidence = f"{p.low:g} to {p.high:g}", "" if p.source == ASSUMPTION else p.confidence
    return (
        code(p.name), p.symbol, meaning, unit(p.unit), bounds, f"{p.default:g}", str(p.prior), p.source, confidence,
    )  # fmt: skip


def states(described: Mapping[str, tuple[str, str, str]]) -> str:
    """Return state variables with symbol, unit and meaning."""
    rows = [(code(name), symbol, unit(each), meaning) for name, (symbol, each, meaning) in described.items()]
    return table(("variable", "symbol", "unit", "meaning"), rows)


def settings(model: type[BaseModel], without: Iterable[str] = (), prefix: str = "") -> str:
    """Return the settings of a model and of the models in it; those of interventions and targets stand apart."""
    walked = list(_walk(model, frozenset(without), prefix))
    rows = [_setting(key, field, owner) for key, field, owner in walked]
    last = "prior and source" if any(parameter_of(field) for _, field, _ in walked) else "source"
    return table(("setting", "meaning", "allowed", "default", last), rows)


def _walk(
    model: type[BaseModel], without: frozenset[str], prefix: str
) -> Iterable[tuple[str, FieldInfo, type[BaseModel]]]:
    for name, field in model.model_fields.items():
        if name in without:
            continue
        key = f"{prefix}.{name}" if prefix else name
        yield key, field, model
        inner = [part for choice in options(field.annotation) for part in (choice, *getattr(choice, "__args__", ()))]
        for part in inner:
            if is_model(part) and part is not Target and not issubclass(part, Intervention):
                yield from _walk(part, frozenset(), key)


def _setting(key: str, field: FieldInfo, owner: type[BaseModel]) -> tuple[str, ...]:
    extra = field.json_schema_extra
    source = str(extra.get("source", "")) if isinstance(extra, dict) else ""
    words = allowed(Slot((), field.annotation, field, owner))
    p = parameter_of(field)
    meaning = "; ".join(filter(None, (field.description, p.note if p else "")))
    # a source is named for numbers with a unit; choices and names need none
    named = source if source != ASSUMPTION or unit_of(field) else ""
    return (
        code(key), meaning, words.replace(", or its value and prior", ""), default(field),
        "; ".join(filter(None, (str(p.prior) if p else "", named))),
    )  # fmt: skip


def default(field: FieldInfo) -> str:
    """Return a default in words."""
    value = field.default
    if value is PydanticUndefined:
        return "must be given"
    if isinstance(value, BaseModel):
        return _chosen(value) if isinstance(value, Target) else ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:,g}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {each:g}" for name, each in value.items()) or "none"
    return ", ".join(map(str, value)) or "none" if isinstance(value, tuple) else _plain(value)


def _chosen(target: Target) -> str:
    chosen = target.model_dump(exclude_defaults=True)
    return ", ".join(f"{name} {each}" for name, each in chosen.items()) or "everybody"


def _plain(value: object) -> str:
    return "none" if value is None or value == "" else str(value)
