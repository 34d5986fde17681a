"""Parameter values of a replicate: drawn from posterior or priors, or the scenario's values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.model.draws import Decision, named_uniform, replicate_seed

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


def parameter_values(scenario: Scenario, replicate: int) -> dict[str, float]:
    """Return all values that a replicate draws; the same for every scenario with this seed and these priors.

    Those are its parameters and the behavioural settings of its interventions. With uncertainty
    ``chance`` they are the scenario's values. Otherwise each is drawn from its prior with a
    uniform that is keyed by its name (a setting's: by kind and setting, so that every
    intervention of the kind, in whatever plan, has the same draw), and a posterior's row
    replaces the parameters that it names.
    """
    declared = scenario.declared()
    if scenario.run.uncertainty == "chance":
        return {name: parameter.default for name, parameter in declared.items()}
    seed = replicate_seed(scenario.run.seed, replicate)
    values = {
        name: p.prior.quantile(named_uniform(seed, Decision.PARAMETER, p.name), p.low, p.high)
        for name, p in declared.items()
    }
    if scenario.posterior is not None:
        draws = scenario.posterior.draws(declared)
        values |= {name: column[replicate % len(column)] for name, column in draws.items()}
    return values
