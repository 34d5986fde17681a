"""Levers of a plan, from what its settings declare: whether, how much, when, and every number with unit and bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from simulation.declare import parameter_of
from simulation.interventions.target import Target
from simulation.scenario.fields import options
from simulation.scenario.keys import split_key
from simulation.studies.design.changing import Value, changed, presence_key, sorted_changes
from simulation.studies.live.levers import scaled_settings

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from simulation.interventions import Intervention
    from simulation.scenario.problems import Problem, ScenarioError
    from simulation.scenario.schema import Scenario

Kind = Literal["presence", "amount", "shift", "number", "choice", "switch"]
AMOUNT, SHIFT = "amount", "shift"
MOST_TIMES: Final = 3.0
"""Up to so many times of what is planned can be set by hand; more goes by the numbers themselves."""
MOST_WEEKS: Final = 104
_LEFT_OUT: Final = ("kind", "name", "luck", "start", "target")
_SIZE: Final = ("count", "share")


@dataclass(frozen=True, slots=True)
class AppLever:
    """One lever of one intervention: what it is set to, what it may be set to, and what it means.

    ``key`` is that of the setting in the scenario; ``amount.NAME`` is how many times of what is planned takes place,
    ``shift.NAME`` how many weeks later it begins. ``start`` is the day on which it is planned to begin.
    """

    key: str
    plan: str
    kind: Kind
    value: Value | None
    help: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float | Literal["any"] = "any"
    choices: tuple[str, ...] = ()
    start: date | None = None

    @property
    def name(self) -> str:
        """What the setting is called in its intervention."""
        return ".".join(str(step) for step in split_key(self.key)[0][2:])


def levers_of(base: Scenario, plan: Scenario) -> dict[str, list[AppLever]]:
    """Return the levers of what a plan does beyond its base, by intervention in the plan's order."""
    known = {each.name for each in base.interventions}
    return {each.name: list(_levers(plan, each)) for each in plan.interventions if each.name not in known}


def _levers(plan: Scenario, each: Intervention) -> Iterator[AppLever]:
    own = presence_key(each.name)
    yield AppLever(own, each.name, "presence", True, "takes place")
    if scaled_settings(plan, each.name, 1.0):
        words = "How much of it takes place, in times of what is planned"
        yield AppLever(f"{AMOUNT}.{own}", each.name, "amount", 1.0, words, "", 0.25, MOST_TIMES, 0.25)
    start = plan.run.start + timedelta(weeks=plan.week_of(each.start))
    words = "How many weeks later it begins, or earlier"
    yield AppLever(f"{SHIFT}.{own}", each.name, "shift", 0, words, "weeks", -MOST_WEEKS, MOST_WEEKS, 1, start=start)
    for size in _SIZE:
        if getattr(each.target, size) is not None:
            yield _number(f"{own}.target.{size}", each, Target.model_fields[size], getattr(each.target, size))
    for name, field in type(each).model_fields.items():
        if name not in _LEFT_OUT and parameter_of(field) is None:
            yield from _setting(f"{own}.{name}", each, field, getattr(each, name))


def _setting(key: str, each: Intervention, field: FieldInfo, value: Any) -> Iterator[AppLever]:
    kinds = options(field.annotation)
    if bool in kinds:
        yield AppLever(key, each.name, "switch", bool(value), str(field.description))
    elif {int, float} & set(kinds):
        yield _number(key, each, field, value)
    elif any(get_origin(kind) is Literal for kind in kinds):
        choices = next(get_args(kind) for kind in kinds if get_origin(kind) is Literal)
        yield AppLever(key, each.name, "choice", value, str(field.description), choices=tuple(map(str, choices)))


def _number(key: str, each: Intervention, field: FieldInfo, value: float | None) -> AppLever:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    low, high = (next((getattr(one, end) for one in field.metadata if hasattr(one, end)), None) for end in ("ge", "le"))
    step: float | Literal["any"] = "any" if float in options(field.annotation) else 1
    words = str(field.description)
    return AppLever(key, each.name, "number", value, words, str(extra.get("unit", "")), low, high, step)


def moved(plan: Scenario, levers: Sequence[AppLever], values: Mapping[str, Any]) -> Scenario:
    """Return the plan with its levers set: first how much and when, then the numbers that are set themselves.

    Values of levers that are not there are left alone, as are those that are as planned.

    Raises:
        ScenarioError: a value is not possible, in the words that the command line has for it.
    """
    found: dict[str, Value] = {}
    absent = {each.plan for each in levers if each.kind == "presence" and not values.get(each.key, True)}
    for each in sorted(levers, key=lambda lever: lever.kind not in ("amount", "shift")):
        value = values.get(each.key, each.value)
        if value == each.value or value is None or (each.plan in absent and each.kind != "presence"):
            continue
        found |= _changes(plan, each, value)
    return changed(plan, sorted_changes(found))


def _changes(plan: Scenario, lever: AppLever, value: Any) -> dict[str, Value]:
    if lever.kind == "amount":
        return scaled_settings(plan, lever.plan, _finite(value, lever))
    if lever.kind == "shift":
        stated = next(each.start for each in plan.interventions if each.name == lever.plan)
        weeks = round(_finite(value, lever))
        later = stated + weeks if isinstance(stated, int) else (stated + timedelta(weeks=weeks)).isoformat()
        return {f"{presence_key(lever.plan)}.start": later}
    return {lever.key: value}


def _finite(value: Any, lever: AppLever) -> float:
    """Return a number between the ends of a lever; as planned where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or lever.low is None or lever.high is None:
        return float(lever.value or 0)
    return min(max(float(value), lever.low), lever.high) if isfinite(value) else float(lever.value or 0)


def by_intervention(error: ScenarioError, plan: Scenario, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what is wrong by the intervention that it is about; what is about none of them under an empty name."""
    there = [each.name for each in plan.interventions if values.get(presence_key(each.name), True)]
    found: dict[str, list[str]] = {}
    for problem in error.problems:
        name, words = _said(problem, there)
        found.setdefault(name, []).append(words)
    return found


def _said(problem: Problem, there: Sequence[str]) -> tuple[str, str]:
    steps = split_key(problem.key)[0]
    if len(steps) > 1 and steps[0] == "interventions":
        place = steps[1]
        name = there[place] if isinstance(place, int) and place < len(there) else str(place)
        if name in there:
            rest = ".".join(str(step) for step in steps[2:])
            return name, f"{rest}: {problem.message}" if rest else problem.message
    return "", str(problem)
