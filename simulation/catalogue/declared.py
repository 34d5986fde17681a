"""Explains every name of the model from its declaration, and lists what there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from simulation import factors
from simulation.catalogue.entry import Entry, UnknownNameError, citation, filled, matching
from simulation.catalogue.equations import equations_of
from simulation.catalogue.of_model import model_entries, source_entries
from simulation.catalogue.of_values import choice_entries, code_entries
from simulation.declare import ASSUMPTION, Parameter, Role, parameter_of, role_of
from simulation.interventions import Intervention, all_kinds
from simulation.interventions.behaviour import behaviour
from simulation.interventions.registry import origin_of
from simulation.interventions.target import Target
from simulation.measures import MEASURES, Measure
from simulation.model.state import People, described
from simulation.parameters import PARAMETERS
from simulation.scenario.fields import Slot, allowed, is_model, kind_of, options, unit_of
from simulation.scenario.places import scenario_titles
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import json_schema
from simulation.survey.columns import COLUMNS
from simulation.survey.items import ITEMS

__all__ = ["Entry", "UnknownNameError", "all_entries", "explain", "listing"]


def explain(name: str, more: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """Return everything that has this name; settings are found by full key or by its last part.

    ``more`` are entries of parts that the catalogue does not know. Raises `UnknownNameError`
    with the nearest names.
    """
    return matching(name, [*all_entries(), *more])[0]


def all_entries() -> Iterator[Entry]:
    """Yield an entry for every name that is declared, from parameters to sources; measures where they are given."""
    declared = [*map(_parameter, PARAMETERS.values()), *map(_intervention, all_kinds().values()), *_all_settings()]
    yield from declared
    for name, measure in MEASURES.items():
        yield _measure(name, measure)
    yield from model_entries()
    yield from code_entries()
    yield from _survey()
    yield from map(_factor, factors.FACTORS.values())
    yield from source_entries(_citing(declared))
    for name, title in scenario_titles().items():
        yield Entry(name, "shipped scenario", title, {"file": f"{name}.yaml"})


def _all_settings() -> Iterator[Entry]:
    for key, schema in json_schema()["properties"].items():
        if key not in Scenario.model_fields:
            yield Entry(key, "key of scenario files", str(schema["description"]))
    yield from _settings("", Scenario)
    allowed_kinds = {"allowed": ", ".join(all_kinds()), "default": "none: must be given"}
    yield Entry("intervention.kind", "setting", "which intervention it is", allowed_kinds)
    yield from _settings("intervention", Intervention, without=("kind",))
    yield from _settings("target", Target)
    for intervention in all_kinds().values():
        yield from _settings(kind_of(intervention), intervention, without=tuple(Intervention.model_fields))


def _survey() -> Iterator[Entry]:
    """Yield the items of surveys and the columns of their results."""
    variables = described(People)
    for item in ITEMS.values():
        _, unit, meaning = variables[item.variable]
        facts = {
            "label": item.label,
            "variable": f"{item.variable}: {meaning} ({unit})",
            "answers": "1 (no) to 5 (yes)",
        }
        yield Entry(f"survey.{item.name}", "survey item", item.statement, facts)
    for name, column in COLUMNS.items():
        facts = {"unit": column.unit, "recorded": "in survey.parquet, for each survey, silo (or all) and item"}
        yield Entry(f"survey.{name}", "survey column", column.definition, filled(facts))


def _citing(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Return the names that rest on each source: by their own source, or by a key in brackets in their texts."""
    citing: dict[str, list[str]] = {}
    for entry in entries:
        text = f"{entry.meaning} {entry.facts.get('evidence', '')}"
        cited = [key for brackets in _BRACKETS.findall(text) for key in _WORD.findall(brackets)]
        for key in dict.fromkeys([entry.facts.get("source", "").split(":")[0], *cited]):
            citing.setdefault(key, []).append(entry.name)
    return citing


_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_WORD: Final = re.compile(r"\w+")


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
    return Entry(parameter.name, "parameter", parameter.meaning, filled(facts))


def _factor(factor: factors.Factor) -> Entry:
    """Return a value factor as a parameter is explained, with what it multiplies in place of equations."""
    entry = _parameter(factor)
    return Entry(factor.name, "value factor", entry.meaning, entry.facts | {"multiplies": ", ".join(factor.counters)})


def _intervention(kind: type[Intervention]) -> Entry:
    own = [name for name in kind.model_fields if name not in Intervention.model_fields]
    uncertain = behaviour(kind)
    facts = {
        "description": " ".join((kind.__doc__ or "").split()),
        "evidence": getattr(kind, "evidence", ""),
        "from": f"{origin_of(kind_of(kind))}, given by --plugin" if origin_of(kind_of(kind)) else "",
        "what it does to people": "\n".join(f"{each.name}: {each.prior}" for each in uncertain.values()),
        "own settings": ", ".join(f"{kind_of(kind)}.{name}" for name in own),
        "common settings": ", ".join(f"intervention.{name}" for name in Intervention.model_fields if name != "kind"),
    }
    meaning = facts["description"].split(". ")[0].rstrip(".")
    return Entry(kind_of(kind), "intervention", meaning, filled(facts))


def _settings(prefix: str, model: type[BaseModel], without: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yield the settings of a model and of the models in it; interventions and targets stand apart."""
    for name, declared in model.model_fields.items():
        if name in without:
            continue
        key = f"{prefix}.{name}" if prefix else name
        slot = Slot((), declared.annotation, declared, model)
        yield Entry(key, "setting", declared.description or "", _setting_facts(declared, slot))
        yield from choice_entries(key, slot, declared.description or "")
        inner = [part for choice in options(declared.annotation) for part in (choice, *_items(choice))]
        for part in inner:
            if is_model(part) and part is not Target and not issubclass(part, Intervention):
                yield from _settings(key, part)


def _items(choice: object) -> tuple[object, ...]:
    """Return the types of a list's items or a table's values."""
    arguments = getattr(choice, "__args__", ())
    return tuple(part for argument in arguments for part in options(argument))


def _setting_facts(declared: FieldInfo, slot: Slot) -> dict[str, str]:
    extra = declared.json_schema_extra
    source = str(extra.get("source", "")) if isinstance(extra, dict) else ""
    unit = unit_of(declared)
    uncertain = parameter_of(declared)
    is_own = slot.owner is not None and issubclass(slot.owner, Intervention)
    facts = {
        "allowed": allowed(slot),
        "unit": "" if unit == "1" else unit,
        "default": _default(declared),
        "role": ROLES.get(role_of(declared), "") if is_own else "",
        "prior": str(uncertain.prior) if uncertain else "",
        "confidence": uncertain.confidence if uncertain else "",
        "note": uncertain.note if uncertain else "",
        "source": citation(source) if source != ASSUMPTION else ASSUMPTION if unit else "",
    }
    return filled(facts)


ROLES: Final[Mapping[Role | None, str]] = {
    "behaviour": "what it does to people: uncertain, drawn for each replicate",
    "cost": "what it takes: decided",
    "time": "when it acts: decided",
    "target": "whom or what it reaches: decided",
    "design": "how it is laid out: decided",
}
"""What the roles of settings of interventions mean."""


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


def _measure(name: str, measure: Measure) -> Entry:
    facts = {"label": measure.label, "unit": measure.unit, "better": measure.direction}
    return Entry(name, "measure", measure.definition, filled(facts))


def listing() -> dict[str, dict[str, str]]:
    """Return names with their meanings by heading: scenarios, interventions, parameters by group, measures."""
    headings: dict[str, dict[str, str]] = {"scenarios": scenario_titles(), "interventions": {}}
    for kind in all_kinds().values():
        headings["interventions"][kind_of(kind)] = _intervention(kind).meaning
    for parameter in PARAMETERS.values():
        group = headings.setdefault(f"parameters: {parameter.group}", {})
        group[parameter.name] = (
            f"{parameter.meaning} ({parameter.unit})" if parameter.unit != "1" else parameter.meaning
        )
    headings["value factors"] = {
        factor.name: f"{factor.meaning} ({factor.unit})" for factor in factors.FACTORS.values()
    }
    headings["survey items"] = {f"survey.{item.name}": item.statement for item in ITEMS.values()}
    headings["measures"] = {name: f"{measure.label} ({measure.unit})" for name, measure in MEASURES.items()}
    return headings
