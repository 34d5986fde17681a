"""Whether two runs pair: same company, same calendar, same luck, same parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from simulation.results.arrow import numbers
from simulation.results.errors import PairingError
from simulation.results.reader import StoredRun

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

_RUN: Final = ("start", "weeks", "replicates", "seed", "uncertainty", "scale")


def check_scenarios(ours: Scenario, theirs: Scenario) -> None:
    """Check that runs of two scenarios would pair, before they are run.

    Raises:
        PairingError: they differ in organisation, variant of the model, calendar,
            replicates, seed, or in how hours are valued.
    """
    names = f"{ours.name} and {theirs.name}"
    for key in _RUN:
        mine, other = getattr(ours.run, key), getattr(theirs.run, key)
        if mine != other:
            raise PairingError(f"{names} cannot be compared: run.{key} is {mine} and {other}; give both the same")
    for section in ("organisation", "model"):
        different = _differences(getattr(ours, section).model_dump(), getattr(theirs, section).model_dump())
        if different:
            raise PairingError(
                f"{names} cannot be compared person by person: {section} differs in {', '.join(different)}; "
                "the plan should extend the base and change only what it plans"
            )
    if ours.economics.hourly_cost_eur != theirs.economics.hourly_cost_eur:
        raise PairingError(f"{names} cannot be compared: economics.hourly_cost_eur differs")
    valued = _differences(ours.value.factors, theirs.value.factors)
    if ours.value.discount_rate != theirs.value.discount_rate:
        valued.append("discount_rate")
    if valued:
        raise PairingError(f"{names} cannot be compared: value differs in {', '.join(valued)}; give both the same")


def check_runs(base: StoredRun, plan: StoredRun) -> list[str]:
    """Return the parameters that the plan sets differently; they are a part of its effect.

    Raises:
        PairingError: as `check_scenarios`; or the runs were made by different code, or drew
            different values of parameters that both scenarios state alike.
    """
    names = f"{base.manifest.scenario} and {plan.manifest.scenario}"
    if base.manifest.source_hash != plan.manifest.source_hash:
        raise PairingError(f"{names} were run by different versions of the program; run both again")
    ours, theirs = base.scenario(), plan.scenario()
    check_scenarios(ours, theirs)
    stated = set(_differences(ours.declared(), theirs.declared()))
    if ours.posterior != theirs.posterior:
        stated |= {*_names(ours.posterior), *_names(theirs.posterior)}
    drawn = _drawn_differently(base, plan)
    surprising = [name for name in drawn if name not in stated]
    if surprising:
        raise PairingError(f"{names} do not pair: they drew different values of {', '.join(surprising[:5])}")
    return drawn


def _differences(ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    return [key for key in dict.fromkeys([*ours, *theirs]) if ours.get(key) != theirs.get(key)]


def _names(posterior: Any) -> tuple[str, ...]:
    return tuple(posterior.names) if posterior is not None else ()


def _drawn_differently(base: StoredRun, plan: StoredRun) -> list[str]:
    ours, theirs = base.table("parameters"), plan.table("parameters")
    names = [name for name in ours.column_names if name in theirs.column_names]
    return [name for name in names if not np.array_equal(numbers(ours[name]), numbers(theirs[name]))]
