"""Behavioural settings of interventions: what is believed about them, and plans with drawn values in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from simulation.declare import Believed, Parameter, Prior, parameter_of
from simulation.interventions.base import Intervention
from simulation.interventions.registry import all_kinds


@lru_cache(maxsize=1024)
def behaviour(kind: type[Intervention]) -> Mapping[str, Parameter]:
    """Return the declarations of a kind's behavioural settings, called ``kind.setting``, by setting."""
    found = {name: parameter_of(field) for name, field in kind.model_fields.items()}
    prefix = kind.model_fields["kind"].default
    return {name: replace(each, name=f"{prefix}.{name}") for name, each in found.items() if each is not None}


def all_behaviour() -> dict[str, Parameter]:
    """Return the declarations of all behavioural settings of all kinds, by ``kind.setting``."""
    return {each.name: each for kind in all_kinds().values() for each in behaviour(kind).values()}


def beliefs(plans: Iterable[Intervention]) -> dict[str, Parameter]:
    """Return what plans believe about their behavioural settings, by the name under which it is drawn and stored.

    That is ``kind.setting``, for all interventions of a kind together. Where they believe different
    things, each has its own, ``kind.setting (name)``, drawn at the same probability.
    """
    found: dict[str, dict[str, Parameter]] = {}
    for plan in plans:
        for name, declared in behaviour(type(plan)).items():
            found.setdefault(declared.name, {})[plan.name] = _believed(declared, getattr(plan, name))
    named: dict[str, Parameter] = {}
    for key, by_plan in found.items():
        first, *others = by_plan.values()
        alike = all(each == first for each in others)
        named |= {key: first} if alike else {_own(key, name): each for name, each in by_plan.items()}
    return named


def with_values(plan: Intervention, values: Mapping[str, float]) -> Intervention:
    """Return a plan whose behavioural settings are plain numbers: from ``values``, named as by `beliefs`, or its own.

    Everything else stays, and so do its planned cost and whom it chooses.
    """
    drawn = {
        setting: float(values.get(_own(p.name, plan.name), values.get(p.name, getattr(plan, setting))))
        for setting, p in behaviour(type(plan)).items()
    }
    return plan.model_copy(update=drawn) if drawn else plan


def _own(key: str, name: str) -> str:
    return f"{key} ({name})"


def _believed(declared: Parameter, value: float) -> Parameter:
    """Return a declaration with a plan's value and prior; a plain number is certain."""
    prior = value.prior if isinstance(value, Believed) else Prior("fixed", value)
    return replace(declared, default=float(value), prior=prior)
