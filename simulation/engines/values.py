"""Parameter values of a replicate: drawn from posterior or priors, or the scenario's values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real
from typing import TYPE_CHECKING

from simulation.declare import bounds
from simulation.errors import InputError
from simulation.model.draws import Decision, named_uniforms, replicate_seed
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.declare import Parameter
    from simulation.scenario.schema import Scenario


def given_values(declared: Mapping[str, Parameter], given: Mapping[str, float]) -> dict[str, float]:
    """Return values that are to stand in the place of drawn ones; ``declared`` is what a scenario declares.

    Raises:
        InputError: there is no such parameter, or a value is no finite number within its bounds.
    """
    if not isinstance(given, Mapping):
        raise InputError(f"parameters must be names with values, as in {{'imitation_rate': 0.1}}, not {given!r}")
    found: dict[str, float] = {}
    for name, value in given.items():
        if name not in declared:
            raise InputError(unknown("parameter", name, declared))
        if not isinstance(value, Real) or isinstance(value, bool) or not math.isfinite(value):
            raise InputError(f"parameter {name} must be a finite number, not {value!r}")
        if not declared[name].low <= value <= declared[name].high:
            raise InputError(f"parameter {name} must be {bounds(declared[name])}, not {value:g}")
        found[name] = float(value)
    return found


def parameter_values(
    scenario: Scenario, replicate: int, declared: Mapping[str, Parameter] | None = None
) -> dict[str, float]:
    """Return all values that a replicate draws; the same for every scenario with this seed and these priors.

    Those are its parameters and the behavioural settings of its interventions. With uncertainty
    ``chance`` they are the scenario's values. Otherwise each is drawn from its prior with a
    uniform that is keyed by its name (a setting's: by kind and setting, so that every
    intervention of the kind, in whatever plan, has the same draw), and a posterior's row
    replaces the parameters that it names. ``declared`` is what the scenario declares, where that is at hand.
    """
    declared = scenario.declared() if declared is None else declared
    if scenario.run.uncertainty == "chance":
        return {name: parameter.default for name, parameter in declared.items()}
    seed = replicate_seed(scenario.run.seed, replicate)
    drawn = named_uniforms(seed, Decision.PARAMETER, [p.name for p in declared.values()]).tolist()
    values = {name: p.prior.quantile(u, p.low, p.high) for u, (name, p) in zip(drawn, declared.items(), strict=True)}
    if scenario.posterior is not None:
        draws = scenario.posterior.draws(declared)
        values |= {name: column[replicate % len(column)] for name, column in draws.items()}
    return values
