"""A scenario written down: as YAML with every default spelled out, as a hash, as JSON Schema."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from simulation.declare import Parameter
from simulation.factors import FACTORS
from simulation.interventions import all_kinds
from simulation.interventions.behaviour import behaviour
from simulation.parameters import PARAMETERS
from simulation.scenario.scalars import resolve
from simulation.scenario.schema import Scenario
from simulation.scenario.source_file import without_place
from simulation.words.numerals import unmistakable

LINE = 110
_PLAIN_TEXT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*([ -][A-Za-z0-9_]+)*")
_OLD_WORDS = frozenset(("y", "n", "yes", "no", "on", "off"))
"""Truth values to readers of YAML 1.1: quoted for their sake."""


def canonical(scenario: Scenario) -> str:
    """Return a scenario as JSON with sorted keys and no spaces: equal scenarios give equal text."""
    return json.dumps(
        without_place(scenario.model_dump(mode="json")), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def scenario_hash(scenario: Scenario) -> str:
    """Return the SHA-256 of a scenario's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(scenario).encode()).hexdigest()


def resolved_yaml(scenario: Scenario, table: str | None = None) -> str:
    """Return a scenario file with every default spelled out; it loads back to an equal scenario.

    An organisation that comes from a table has its file beside this one, or where ``table`` says.
    """
    values = without_place(scenario.model_dump(mode="json"), table)
    return "".join(f"{line}\n" for line in _lines(values, 0))


def _lines(value: Any, indent: int) -> list[str]:
    """Return a table or list as lines of block YAML; what is short stays on one line."""
    pad = "  " * indent
    entries = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    lines: list[str] = []
    for key, item in entries:
        head = "-" if key is None else f"{text_in_yaml(key)}:"
        if not isinstance(item, dict | list) or not item or (indent and _fits(item, LINE - len(pad))):
            lines.append(f"{pad}{head} {_flow(item)}")
        elif key is None and isinstance(item, dict):
            first, *rest = _lines(item, indent + 1)
            lines.extend([f"{pad}- {first.lstrip()}", *rest])
        else:
            lines.extend([f"{pad}{head}", *_lines(item, indent + 1)])
    return lines


def _fits(value: Any, width: int) -> bool:
    """Tell whether a table or list is best read on one line: short, and flat or a parameter with its prior."""
    items = value.values() if isinstance(value, dict) else value
    nested = any(isinstance(item, dict | list) for item in items)
    is_parameter = isinstance(value, dict) and value.keys() == {"value", "prior"}
    return (is_parameter or not nested) and len(_flow(value)) <= width


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text_in_yaml(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return text_in_yaml(value) if isinstance(value, str) else _number(value)


def text_of(value: Any) -> str:
    """Return a value in YAML notation on one line."""
    return _flow(TypeAdapter(Any).dump_python(value, mode="json"))


def text_in_yaml(text: str) -> str:
    """Return a text as a plain word if it reads back as the same text (or day), else quoted."""
    plain = _PLAIN_TEXT.fullmatch(text) is not None and text.lower() not in _OLD_WORDS and resolve(text) == text
    return text if plain or _is_day(text) else json.dumps(text, ensure_ascii=False)


def _is_day(text: str) -> bool:
    try:
        return isinstance(resolve(text), date)
    except ValueError:
        return False


def _number(value: float | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return unmistakable(repr(value))


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of scenario files, for editors: shorthand, `extends` and bounds of parameters included."""
    schema = Scenario.model_json_schema()
    properties = schema["properties"]
    properties["extends"] = {
        "type": "string",
        "description": "file in the same folder that this one is based on; that file must not extend another",
    }
    properties["interventions_replace"] = {
        "type": "boolean",
        "description": "with extends: replace the interventions of the base instead of adding to them",
    }
    properties["parameters"] |= {
        "properties": {name: _parameter_schema(parameter) for name, parameter in PARAMETERS.items()},
        "additionalProperties": False,
        "default": {},
    }
    properties["parameters"].pop("propertyNames", None)
    factors = schema["$defs"]["ValueSettings"]["properties"]["factors"]
    factors |= {
        "properties": {name: _parameter_schema(factor) for name, factor in FACTORS.items()},
        "additionalProperties": False,
        "default": {},
    }
    factors.pop("propertyNames", None)
    for kind in all_kinds().values():
        settings = schema["$defs"][kind.__name__]["properties"]
        for name, parameter in behaviour(kind).items():
            for key in ("type", "minimum", "maximum"):
                settings[name].pop(key)
            settings[name] |= _parameter_schema(parameter) | {"prior": str(parameter.prior)}
    csv = {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9._-]*\.csv$", "description": "file beside this one"}
    properties["posterior"]["anyOf"].append(csv)
    return schema


def _parameter_schema(parameter: Parameter) -> dict[str, Any]:
    return {
        "description": f"{parameter.meaning} ({parameter.unit})",
        "default": parameter.default,
        "anyOf": [
            {"type": "number", "minimum": parameter.low, "maximum": parameter.high},
            {
                "type": "object",
                "properties": {
                    "value": {"type": "number", "minimum": parameter.low, "maximum": parameter.high},
                    "prior": {"$ref": "#/$defs/PriorSetting"},
                },
                "additionalProperties": False,
            },
        ],
    }
