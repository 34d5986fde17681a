"""What a scenario believes about the worth of use: factors with values and priors, and a discount rate."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, field_validator

from simulation.declare import ParameterSetting, setting, spelled_out
from simulation.factors import FACTORS, Factor
from simulation.settings import Settings
from simulation.words.nearest import unknown


def _known(name: str) -> str:
    if name not in FACTORS:
        raise ValueError(unknown("value factor", name, FACTORS))
    return name


FactorName = Annotated[str, AfterValidator(_known)]


class ValueSettings(Settings):
    """How use of the platform is turned into hours and money; it changes no other result."""

    discount_rate: float = setting(
        0.03, meaning="rate at which later money counts less; 0 for none", unit="per year", low=0, high=1
    )
    factors: dict[FactorName, ParameterSetting] = setting(
        {}, meaning="values and priors of value factors; the declared ones where left out"
    )

    @field_validator("factors", mode="before")
    @classmethod
    def _spell_out(cls, given: Any) -> Any:
        return spelled_out(given, FACTORS)

    def declared(self) -> dict[str, Factor]:
        """Return every factor's declaration with the scenario's value as default and the scenario's prior."""
        return {
            name: replace(FACTORS[name], default=chosen.value, prior=chosen.prior.prior())
            for name, chosen in self.factors.items()
        }
