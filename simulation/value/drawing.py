"""How the hours of a scenario are valued, and the factors that a replicate draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.factors import Factor
from simulation.model.draws import Decision, named_uniform, replicate_seed

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

PREFIX = "value."
"""Stands before a factor's name where it names a draw or a stored column."""


@dataclass(frozen=True, slots=True)
class Valuation:
    """The factors as a scenario declares them, whether they are drawn, and the price of hours and of time."""

    seed: int
    drawn: bool
    factors: dict[str, Factor]
    discount_rate: float
    hourly_cost_eur: float

    def values(self, replicate: int, again: int = 0) -> dict[str, float]:
        """Return the factors of a replicate; the same for every scenario with this seed and these priors.

        Each is drawn from its prior with a uniform that is keyed by its name, so that no factor
        moves another. With uncertainty ``chance`` they are the scenario's values. ``again`` above 0
        gives further draws for the same replicate, as if its use were valued anew.
        """
        if not self.drawn:
            return {name: factor.default for name, factor in self.factors.items()}
        seed = replicate_seed(self.seed, replicate)
        tail = f" {again}" if again else ""
        return {
            name: f.prior.quantile(named_uniform(seed, Decision.PARAMETER, PREFIX + name + tail), f.low, f.high)
            for name, f in self.factors.items()
        }


def valuation_of(scenario: Scenario) -> Valuation:
    """Return how a scenario values its hours."""
    return Valuation(
        seed=scenario.run.seed,
        drawn=scenario.run.uncertainty == "parameters",
        factors=scenario.value.declared(),
        discount_rate=scenario.value.discount_rate,
        hourly_cost_eur=scenario.economics.hourly_cost_eur,
    )
