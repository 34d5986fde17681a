"""Parameter values of a replicate: drawn from posterior or priors, or the scenario's values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.model.draws import Decision, named_uniform, replicate_seed

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


def parameter_values(scenario: Scenario, replicate: int) -> dict[str, float]:
    """Return all parameter values of a replicate; the same for every scenario with this seed and these priors.

    With uncertainty ``chance`` these are the scenario's values. Otherwise each is drawn from
    its prior with a uniform that is keyed by its name, and a posterior's row replaces the
    parameters that it names.
    """
    declared = scenario.declared()
    if scenario.run.uncertainty == "chance":
        return {name: parameter.default for name, parameter in declared.items()}
    seed = replicate_seed(scenario.run.seed, replicate)
    values = {
        name: p.prior.quantile(named_uniform(seed, Decision.PARAMETER, name), p.low, p.high)
        for name, p in declared.items()
    }
    if scenario.posterior is not None:
        row = scenario.posterior.rows[replicate % len(scenario.posterior.rows)]
        values |= dict(zip(scenario.posterior.names, row, strict=True))
    return values
