"""A scenario written down: as YAML with every default spelled out, as a hash, as JSON Schema."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from simulation.declare import Parameter
from simulation.factors import FACTORS
from simulation.interventions import all_kinds
from simulation.interventions.behaviour import behaviour
from simulation.parameters import PARAMETERS
from simulation.scenario.schema import Scenario
from simulation.scenario.source_file import without_place


def canonical(scenario: Scenario) -> str:
    """Return a scenario as JSON with sorted keys and no spaces: equal scenarios give equal text."""
    plain = scenario.model_dump(mode="json", warnings=False)  # a plugin that is read twice is two classes of one name
    return json.dumps(without_place(plain), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def scenario_hash(scenario: Scenario) -> str:
    """Return the SHA-256 of a scenario's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(scenario).encode()).hexdigest()


def resolved_yaml(scenario: Scenario, table: str | None = None) -> str:
    """Return a scenario file with every default spelled out; it loads back to an equal scenario.

    An organisation that comes from a table has its file beside this one, or where ``table`` says.
    """
    return scenario.yaml(table)


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
