"""Levers of a plan: what of it may be left out, halved or doubled, taken from what its settings declare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from simulation.errors import InputError
from simulation.scenario.keys import dotted
from simulation.scenario.problems import ScenarioError
from simulation.scenario.scaling import amounts
from simulation.studies.design.changing import SECTION, Value, changed, presence_key, sorted_changes
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.interventions import Intervention
    from simulation.scenario.schema import Scenario

WITHOUT, HALF, PLANNED, DOUBLE = 0.0, 0.5, 1.0, 2.0
FINE: Final = (WITHOUT, HALF, PLANNED, DOUBLE)
COARSE: Final = (WITHOUT, PLANNED, DOUBLE)
FINEST: Final = (WITHOUT, 0.25, HALF, PLANNED, 1.5, DOUBLE)
"""Positions where a page simulates by itself."""
MOST: Final = 4
"""Levers that a page has where none is named: more are no longer tried out, and every one multiplies the runs."""
_REPLACES: Final = "replace_per_week"
_FEW: Final = 3
"""Up to so many levers also have the half."""


@dataclass(frozen=True, slots=True)
class LiveLevel:
    """One position of a lever: so many times what is planned (0: it does not take place), and what that changes."""

    factor: float
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class LiveLever:
    """An intervention of a plan with the positions that it can take; the planned one is among them."""

    name: str
    levels: tuple[LiveLevel, ...]

    def index(self, factor: float) -> int:
        """Return the place of a position."""
        return next(i for i, level in enumerate(self.levels) if level.factor == factor)


def levers(
    base: Scenario,
    plan: Scenario,
    names: Sequence[str] = (),
    costs: Mapping[str, float] | None = None,
    factors: Sequence[float] = (),
) -> list[LiveLever]:
    """Return the levers of what a plan does beyond its base: those named, else the dearest of them.

    A position scales the share of its target, and every amount of it that is one of the whole company
    (``per="company"``), hours and money among them. Where nothing says how much of it takes place, or so much is not
    possible, it can only be left out. ``factors`` are the positions; few where they are many levers, if left out.

    Raises:
        InputError: the plan has no such intervention beyond the base, or none at all.
    """
    known = {each.name for each in base.interventions}
    there = [each.name for each in plan.interventions if each.name not in known]
    if not there:
        raise InputError("the plan does nothing that its base does not do: there is no lever")
    wrong = list(dict.fromkeys(name for name in names if name not in there))
    if wrong:
        more = f"; and {len(wrong) - MOST:,} more" if len(wrong) > MOST else ""
        raise InputError("; ".join(unknown("intervention of the plan", name, there) for name in wrong[:MOST]) + more)
    chosen = list(dict.fromkeys(names)) or _dearest(there, costs or {})
    factors = factors or (FINE if len(chosen) <= _FEW else COARSE)
    return [LiveLever(name, tuple(_levels(plan, name, factors))) for name in chosen]


def _dearest(names: Sequence[str], costs: Mapping[str, float]) -> list[str]:
    """Return the dearest of some interventions, in the order of the plan."""
    dearest = sorted(names, key=lambda name: -costs.get(name, 0.0))[:MOST]
    return [name for name in names if name in dearest]


def _levels(plan: Scenario, name: str, factors: Iterable[float]) -> Iterable[LiveLevel]:
    for factor in factors:
        if factor == WITHOUT:
            yield LiveLevel(factor, {presence_key(name): False})
        elif factor == PLANNED:
            yield LiveLevel(factor, {})
        elif (values := scaled_settings(plan, name, factor)) and _is_possible(plan, values):
            yield LiveLevel(factor, values)


def scaled_settings(plan: Scenario, name: str, factor: float) -> dict[str, Value]:
    """Return the settings of an intervention that make it so many times as large; none where it has no size."""
    place = next(i for i, each in enumerate(plan.interventions) if each.name == name)
    stated, own = plan.interventions[place], presence_key(name)
    found: dict[str, Value] = {}
    has_size = stated.target.share is not None
    if stated.target.share is not None:
        found[f"{own}.target.share"] = stated.target.share * factor
    for steps, value in amounts(plan):
        if steps[:2] == (SECTION, place):
            found[f"{own}.{dotted(steps[2:])}"] = round(value * factor) if isinstance(value, int) else value * factor
            has_size |= _is_size(stated, [str(step) for step in steps[2:]])
    return found if has_size else {}


def _is_size(stated: Intervention, steps: Sequence[str]) -> bool:
    """Whether a setting says how much takes place; what is paid for it, and who takes the place of whom, do not."""
    model: Any = type(stated)
    for step in steps[:-1]:
        model = model.model_fields[step].annotation
    extra = model.model_fields[steps[-1]].json_schema_extra
    unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
    return steps[-1] != _REPLACES and not any(word in unit for word in ("hour", "EUR"))


def _is_possible(plan: Scenario, values: Mapping[str, Value]) -> bool:
    try:
        changed(plan, sorted_changes(values))
    except ScenarioError:
        return False
    return True
