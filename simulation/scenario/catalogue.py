"""Explains every name of the model from its declaration, and lists what there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from simulation.declare import ASSUMPTION, Parameter
from simulation.interventions import Intervention, kinds
from simulation.interventions.registry import origin_of
from simulation.interventions.target import Target
from simulation.model.record import COUNTERS
from simulation.parameters import PARAMETERS
from simulation.scenario.equations import equations_of
from simulation.scenario.fields import Slot, allowed, is_model, kind_of, options, unit_of
from simulation.scenario.names import unknown
from simulation.scenario.places import scenario_titles
from simulation.scenario.schema import Scenario
from simulation.sources import SOURCES


class MeasureLike(Protocol):
    """What the catalogue needs of a measure."""

    @property
    def label(self) -> str:
        """Name shown in figures."""

    @property
    def unit(self) -> str:
        """Unit of its values."""

    @property
    def direction(self) -> str:
        """Which way is better."""

    @property
    def definition(self) -> str:
        """Numerator, denominator and what is not defined."""


class UnknownNameError(ValueError):
    """A name that nothing in the model has; the message offers the nearest ones."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One explained name: what it is, its meaning, and further facts by label."""

    name: str
    what: str
    meaning: str
    facts: dict[str, str] = field(default_factory=dict)


def explain(name: str, measures: Mapping[str, MeasureLike] | None = None) -> tuple[Entry, ...]:
    """Return everything that has this name; settings are found by full key or by its last part.

    Raises `UnknownNameError` with the nearest names.
    """
    entries = list(all_entries(measures))
    exact = tuple(entry for entry in entries if entry.name == name)
    found = exact or tuple(entry for entry in entries if entry.name.rsplit(".", 1)[-1] == name)
    if not found:
        names = dict.fromkeys(part for entry in entries for part in (entry.name, entry.name.rsplit(".", 1)[-1]))
        raise UnknownNameError(unknown("name", name, names))
    return found


def all_entries(measures: Mapping[str, MeasureLike] | None = None) -> Iterator[Entry]:
    """Yield an entry for every parameter, intervention, setting, measure and counter."""
    for parameter in PARAMETERS.values():
        yield _parameter(parameter)
    for intervention in kinds().values():
        yield _intervention(intervention)
    yield from _settings("", Scenario)
    yield from _settings("intervention", Intervention, without=("kind",))
    yield from _settings("target", Target)
    for intervention in kinds().values():
        yield from _settings(kind_of(intervention), intervention, without=tuple(Intervention.model_fields))
    for name, measure in (measures or {}).items():
        yield _measure(name, measure)
    for name, meaning in COUNTERS.items():
        yield Entry(name, "counter", meaning, {"recorded": "each week, for each silo and the whole organisation"})


def _parameter(parameter: Parameter) -> Entry:
    facts = {
        "symbol": parameter.symbol,
        "group": parameter.group,
        "equation": "\n".join(equations_of(parameter.name)),
        "unit": parameter.unit,
        "bounds": f"{parameter.low:g} to {parameter.high:g}",
        "default": f"{parameter.default:g}",
        "prior": str(parameter.prior),
        "source": citation(parameter.source),
        "confidence": parameter.confidence,
        "note": parameter.note,
    }
    return Entry(parameter.name, "parameter", parameter.meaning, _filled(facts))


def _intervention(kind: type[Intervention]) -> Entry:
    own = [name for name in kind.model_fields if name not in Intervention.model_fields]
    facts = {
        "description": " ".join((kind.__doc__ or "").split()),
        "evidence": getattr(kind, "evidence", ""),
        "from": f"{origin_of(kind_of(kind))}, given by --plugin" if origin_of(kind_of(kind)) else "",
        "own settings": ", ".join(f"{kind_of(kind)}.{name}" for name in own),
        "common settings": ", ".join(f"intervention.{name}" for name in Intervention.model_fields if name != "kind"),
    }
    meaning = facts["description"].split(". ")[0].rstrip(".")
    return Entry(kind_of(kind), "intervention", meaning, _filled(facts))


def _settings(prefix: str, model: type[BaseModel], without: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yield the settings of a model and of the models in it; interventions and targets stand apart."""
    for name, declared in model.model_fields.items():
        if name in without:
            continue
        key = f"{prefix}.{name}" if prefix else name
        yield Entry(key, "setting", declared.description or "", _setting_facts(declared, model))
        inner = [part for choice in options(declared.annotation) for part in (choice, *_items(choice))]
        for part in inner:
            if is_model(part) and part is not Target and not issubclass(part, Intervention):
                yield from _settings(key, part)


def _items(choice: object) -> tuple[object, ...]:
    """Return the types of a list's items or a table's values."""
    arguments = getattr(choice, "__args__", ())
    return tuple(part for argument in arguments for part in options(argument))


def _setting_facts(declared: FieldInfo, owner: type[BaseModel]) -> dict[str, str]:
    extra = declared.json_schema_extra
    source = str(extra.get("source", "")) if isinstance(extra, dict) else ""
    unit = unit_of(declared)
    facts = {
        "allowed": allowed(Slot((), declared.annotation, declared, owner)),
        "unit": "" if unit == "1" else unit,
        "default": _default(declared),
        "source": citation(source) if source != ASSUMPTION else ASSUMPTION if unit else "",
    }
    return _filled(facts)


def _default(declared: FieldInfo) -> str:
    default = declared.default
    if default is PydanticUndefined:
        return "none: must be given"
    if default is None:
        return "left out"
    if isinstance(default, BaseModel):
        return "the defaults of its own settings"
    if isinstance(default, tuple | dict) and not default:
        return "empty"
    return str(default)


def _measure(name: str, measure: MeasureLike) -> Entry:
    facts = {"label": measure.label, "unit": measure.unit, "better": measure.direction}
    return Entry(name, "measure", measure.definition, _filled(facts))


def citation(key: str) -> str:
    """Return a source key with its full citation and whether it was read."""
    source = SOURCES.get(key)
    if source is None:
        return key
    return f"{key}: {source.citation}{'' if source.read else ' (recalled, not read)'}"


def _filled(facts: dict[str, str]) -> dict[str, str]:
    return {label: text for label, text in facts.items() if text}


def listing(measures: Mapping[str, MeasureLike] | None = None) -> dict[str, dict[str, str]]:
    """Return names with their meanings by heading: scenarios, interventions, parameters by group, measures."""
    headings: dict[str, dict[str, str]] = {"scenarios": scenario_titles(), "interventions": {}}
    for kind in kinds().values():
        headings["interventions"][kind_of(kind)] = _intervention(kind).meaning
    for parameter in PARAMETERS.values():
        group = headings.setdefault(f"parameters: {parameter.group}", {})
        group[parameter.name] = (
            f"{parameter.meaning} ({parameter.unit})" if parameter.unit != "1" else parameter.meaning
        )
    if measures:
        headings["measures"] = {name: f"{measure.label} ({measure.unit})" for name, measure in measures.items()}
    return headings
