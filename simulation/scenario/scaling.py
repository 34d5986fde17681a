"""A smaller copy of a company: what is an amount of the whole company shrinks with the number of people.

Which settings those are is declared (``per="company"``, see `simulation.declare.setting`). An amount may end up below
one; a whole number is then rounded up with the chance of its fraction, anew in each replicate, so that its mean over
replicates stays right and nothing is rounded away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from simulation.declare import per_of
from simulation.scenario.keys import Step, dotted
from simulation.scenario.overriding import override
from simulation.scenario.size import small_organisation

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from simulation.scenario.schema import Scenario

Amount = tuple[tuple[Step, ...], float]
_SECTIONS = ("platform", "interventions", "economics", "survey")
"""What else has amounts of the whole company, beside the organisation."""
_Scale = Callable[[tuple[Step, ...], float, bool], float]


def scaled(scenario: Scenario, factor: float) -> Scenario:
    """Return a scenario that is simulated at ``factor`` of its size (of that which it has, if it is scaled already).

    Results are told for the full size, with a bias that is measured in ``docs/scale.md``.

    Raises:
        ScenarioError: the copy would be too small for the organisation that is described, or larger than it.
    """
    return override(scenario, [f"run.scale={scenario.run.scale * factor!r}"])


def downscaled(scenario: Scenario, seed: int | None = None) -> Scenario:
    """Return what is simulated: the scenario itself, or where it is scaled, one with proportionally less of everything.

    ``seed`` keys the rounding of whole numbers, by the luck of the intervention or else by the key; without one they
    are rounded up.
    """
    if scenario.run.scale == 1:
        return scenario
    organisation = small_organisation(scenario.organisation, scenario.run.scale)
    factor = organisation.people / scenario.organisation.people

    def scale(place: tuple[Step, ...], value: float, is_whole: bool) -> float:
        return _whole(_luck(scenario, place), value * factor, seed) if is_whole else value * factor

    found = {name: _walked(getattr(scenario, name), None, (name,), scale) for name in _SECTIONS}
    run = scenario.run.model_copy(update={"scale": 1.0})
    return scenario.model_copy(update={**found, "organisation": organisation, "run": run})


def amounts(scenario: Scenario) -> Iterator[Amount]:
    """Yield the key and the value of each amount of the whole company that the scenario states, beside its people."""
    found: list[Amount] = []

    def note(place: tuple[Step, ...], value: float, is_whole: bool) -> float:
        del is_whole
        found.append((place, value))
        return value

    for name in _SECTIONS:
        _walked(getattr(scenario, name), None, (name,), note)
    return iter(found)


def _walked(value: Any, field: FieldInfo | None, place: tuple[Step, ...], scale: _Scale) -> Any:
    """Return a value with all amounts of the company in it scaled."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        found = {name: _walked(getattr(value, name), each, (*place, name), scale) for name, each in fields.items()}
        return value.model_copy(update={name: new for name, new in found.items() if new is not getattr(value, name)})
    if isinstance(value, tuple) and any(isinstance(each, BaseModel) for each in value):
        return tuple(_walked(each, field, (*place, number), scale) for number, each in enumerate(value))
    if field is None or isinstance(value, bool) or not isinstance(value, int | float) or per_of(field) != "company":
        return value
    return scale(place, value, isinstance(value, int))


def _luck(scenario: Scenario, place: tuple[Step, ...]) -> str:
    """What the rounding at a place is keyed by: whatever an intervention is called and wherever it stands."""
    if place[0] == "interventions" and isinstance(place[1], int):
        return f"{scenario.interventions[place[1]].luck} {dotted(place[2:])}"
    return dotted(place)


def _whole(luck: str, amount: float, seed: int | None) -> int:
    """Round an amount to a whole number, up with a chance that keeps its mean."""
    if seed is None:
        return ceil(amount)
    from simulation.model.draws import Decision, named_uniform  # here, for it loads the compiler

    return floor(amount + named_uniform(seed, Decision.TARGET, f"rounding {luck}"))
