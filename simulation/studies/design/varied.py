"""From what a study says it varies to dimensions; everything that is wrong is named with its key."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from simulation.declare import bounds
from simulation.interventions.behaviour import all_behaviour
from simulation.parameters import PARAMETERS
from simulation.scenario.fields import locate, options
from simulation.scenario.keys import split_key
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.studies.design.changing import (
    SECTION,
    Value,
    changed,
    effective,
    intervention_of,
    is_presence,
    presence_key,
)
from simulation.studies.design.dimension import Dimension
from simulation.words.nearest import hint, quoted, unknown

if TYPE_CHECKING:
    from simulation.declare import Parameter

Place = tuple[str | int, ...]
Finding = tuple[Place, str]
Scenarios = Mapping[str, Scenario]
SCENARIO: Final = "scenario"
"""Key of the dimension that chooses among whole scenarios."""
WAYS: Final = ("prior", "presence", "range", "levels")
MOST_LEVELS: Final = 1000
_TWO: Final = 2
_EXAMPLES: Final = "prior, presence, {range: [0.01, 0.1]}, {range: [0.01, 0.1], scale: log} or {levels: [1, 2, 4]}"


def dimensions(vary: Mapping[str, Any], scenarios: Scenarios) -> tuple[list[Dimension], list[Finding]]:
    """Return the dimensions that ``vary`` asks for, and what is wrong with it, each at its place below ``vary``.

    A dimension is stated as in a study file: ``prior``, ``presence``, a table with ``range`` (and ``scale``: log) or
    ``levels``; in Python also a tuple of two numbers (a range) and a list (levels).
    """
    found: list[Dimension] = []
    wrong: list[Finding] = []
    for given, spec in vary.items():
        key = given.removeprefix("parameters.")
        problems = list(unknown_key(key, scenarios))
        if any(each.key == key for each in found):
            problems.append(((), f"{key} is varied already, under its other name"))
        if not problems:
            made = _dimension(key, _spelled_out(spec), scenarios)
            problems = made if isinstance(made, list) else []
            if isinstance(made, Dimension):
                found.append(made)
                problems = list(_impossible(made, scenarios))
        wrong += [((given, *place), message) for place, message in problems]
    return found, wrong


def _spelled_out(spec: Any) -> Any:
    """Return the table that a short form stands for."""
    if isinstance(spec, tuple):
        return {"range": list(spec)}
    if isinstance(spec, list):
        return {"levels": spec}
    return {spec: True} if isinstance(spec, str) else spec


def declared_number(key: str, scenarios: Scenarios) -> Parameter | None:
    """Return the declaration of a number that replicates draw, as the first scenario that has it states it."""
    return next((found for each in scenarios.values() if (found := each.declared().get(key))), None)


def unknown_key(key: str, scenarios: Scenarios) -> Iterator[Finding]:
    """Find that a key is none of any of the scenarios."""
    if declared_number(key, scenarios) is not None:
        return
    plans = {plan.name for each in scenarios.values() for plan in each.interventions}
    steps = split_key(key)[0]
    if not steps or len(steps) == 1:
        known = [*PARAMETERS, *_behaviour(scenarios), *(presence_key(name) for name in sorted(plans))]
        yield (), unknown("thing to vary", key, known)
    elif steps[0] == SECTION and intervention_of(key) not in plans:
        yield (), unknown("intervention", str(steps[1]), plans)
    elif key in all_behaviour():
        message = f"no intervention of kind {quoted(str(steps[0]))} is in the scenario"
        yield (), f"{message}; {hint(key, _behaviour(scenarios))}"


def _behaviour(scenarios: Scenarios) -> list[str]:
    return sorted({key for each in scenarios.values() for key in each.declared()} - PARAMETERS.keys())


def _dimension(key: str, spec: Any, scenarios: Scenarios) -> Dimension | list[Finding]:
    """Return a dimension, or what is wrong with how it is stated."""
    ways = [way for way in WAYS if isinstance(spec, dict) and way in spec]
    if not isinstance(spec, dict) or len(ways) != 1:
        return [((), f"must be one of {_EXAMPLES}")]
    (way,) = ways
    others: list[Finding] = [
        ((other,), unknown("key", other, ("scale",))) for other in spec if other not in (way, "scale")
    ]
    if others:
        return others
    if is_presence(key) or way == "presence":
        return _presence(key, way)
    declared = declared_number(key, scenarios)
    if way == "prior":
        return _by_prior(key, declared)
    return _levels(key, spec["levels"], declared) if way == "levels" else _range(key, spec, declared, scenarios)


def _presence(key: str, way: str) -> Dimension | list[Finding]:
    if not is_presence(key):
        return [((), f"presence is of an intervention as a whole, as in {presence_key('kick-off')}: presence")]
    if way != "presence":
        return [((), "an intervention as a whole takes place or not: presence")]
    return Dimension(key, "levels", levels=(False, True))


def _by_prior(key: str, declared: Parameter | None) -> Dimension | list[Finding]:
    if declared is None:
        return [((), "has no prior: only parameters and behavioural settings have; give a range or levels")]
    if declared.prior.kind == "fixed":
        return [((), f"is certain in this scenario ({declared.prior}); give a range or levels")]
    return Dimension(key, "prior", declared.low, declared.high, declared=declared)


def _levels(key: str, given: Any, declared: Parameter | None) -> Dimension | list[Finding]:
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_LEVELS:
        return [(("levels",), f"must be a list of 1 to {MOST_LEVELS} values")]
    wrong: list[Finding] = [
        (("levels", number), f"must be a single value, not {quoted(str(each))}")
        for number, each in enumerate(given)
        if not isinstance(each, str | int | float | bool)
    ]
    seen = [(isinstance(each, bool), each) for each in given]
    wrong = wrong or [
        (("levels", number), f"{each[1]} is there already") for number, each in enumerate(seen) if each in seen[:number]
    ]
    return wrong or Dimension(key, "levels", levels=tuple(given), declared=declared)


def _range(
    key: str, spec: dict[str, Any], declared: Parameter | None, scenarios: Scenarios
) -> Dimension | list[Finding]:
    ends, scale = spec["range"], spec.get("scale", "linear")
    if scale not in ("linear", "log"):
        return [(("scale",), f"must be linear or log, not {quoted(str(scale))}")]
    if not isinstance(ends, Sequence) or isinstance(ends, str) or len(ends) != _TWO or not all(map(_is_number, ends)):
        return [(("range",), "must be two numbers, as in [0.01, 0.1]")]
    low, high = float(ends[0]), float(ends[1])
    if not low < high:
        return [(("range",), f"must begin with the smaller number, not {low:g}, {high:g}")]
    if scale == "log" and low <= 0:
        return [(("range",), f"needs numbers above 0 for scale: log, not {low:g}")]
    is_whole = declared is None and _takes_whole_numbers_only(key, scenarios)
    if is_whole and not (low.is_integer() and high.is_integer()):
        return [(("range",), f"must be whole numbers, not {low:g}, {high:g}")]
    return Dimension(key, "range", low, high, scale == "log" and not is_whole, is_whole, declared=declared)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _takes_whole_numbers_only(key: str, scenarios: Scenarios) -> bool:
    """Whether a key of a scenario holds counts, weeks or the like."""
    name, steps = intervention_of(key), split_key(key)[0]
    plans = [plan for each in scenarios.values() for plan in each.interventions if plan.name == name]
    slot = locate(type(plans[0]), steps[_TWO:]) if plans else locate(Scenario, steps)
    kinds = options(slot.annotation)
    return int in kinds and float not in kinds


def _impossible(made: Dimension, scenarios: Scenarios) -> Iterator[Finding]:
    """Try what the dimension reaches: its ends, or each of its levels."""
    declared = made.declared
    for number, value in enumerate(made.tried):
        place: Place = ("levels", number) if made.way == "levels" else ("range", number)
        if declared is not None:
            if not _is_number(value) or not declared.low <= float(value) <= declared.high:
                yield place, f"must be {bounds(declared)}, not {value}"
            continue
        yield from ((place, message) for message in dict.fromkeys(refusals(made.key, value, scenarios)))


def refusals(key: str, value: Value, scenarios: Scenarios) -> Iterator[str]:
    """Yield why a value is not possible under a key of any of the scenarios."""
    for scenario in scenarios.values():
        try:
            changed(scenario, effective(scenario, {key: value}))
        except ScenarioError as error:
            yield from (each.message for each in error.problems)
