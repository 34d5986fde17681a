"""What a scenario believes about behavioural numbers: values, priors, joint draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, Field

from simulation.declare import BEHAVIOUR, Parameter, ParameterSetting, setting
from simulation.interventions.behaviour import all_behaviour
from simulation.parameters import PARAMETERS
from simulation.settings import Settings
from simulation.words.nearest import unknown

MOST_POSTERIOR_NUMBERS = 50_000


def _known(name: str) -> str:
    if name not in PARAMETERS:
        if name in all_behaviour():
            kind, _, own = name.partition(".")
            raise ValueError(f"{name!r} is a setting of interventions; state {own} where the {kind} stands")
        raise ValueError(unknown("parameter", name, PARAMETERS))
    return name


def _drawn(name: str) -> str:
    known = drawn_numbers()
    if name not in known:
        raise ValueError(unknown("parameter", name, known))
    return name


def drawn_numbers() -> dict[str, Parameter]:
    """Return every number that replicates may draw: parameters, and behavioural settings of interventions."""
    return PARAMETERS | all_behaviour()


ParameterName = Annotated[str, AfterValidator(_known)]
DrawnName = Annotated[str, AfterValidator(_drawn)]


class Posterior(Settings):
    """Joint draws of some parameters, from a calibration: replicate r uses row r modulo their number.

    Behavioural settings of interventions are called ``kind.setting`` here; a number that an
    intervention states itself is certain and stays.
    """

    names: Annotated[tuple[DrawnName, ...], Field(min_length=1)] = setting(meaning="parameters, one per column")
    rows: Annotated[tuple[tuple[float, ...], ...], Field(min_length=1)] = setting(meaning="one joint draw per row")

    def draws(self, declared: Mapping[str, Parameter]) -> dict[str, tuple[float, ...]]:
        """Return the draws of each of a scenario's numbers that has any, by its name there."""
        columns = dict(zip(self.names, zip(*self.rows, strict=True), strict=True))
        certain = {name for name, p in declared.items() if p.group == BEHAVIOUR and p.prior.kind == "fixed"}
        return {name: columns[p.name] for name, p in declared.items() if p.name in columns and name not in certain}


def declaration(name: str, chosen: ParameterSetting) -> Parameter:
    """Return the parameter's declaration with the scenario's value and prior in place of its own."""
    return replace(PARAMETERS[name], default=chosen.value, prior=chosen.prior.prior())
