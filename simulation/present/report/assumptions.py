"""The assumptions behind a report: every number that is drawn, where it is from, how wide it is, what data narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from simulation.declare import ASSUMPTION, BEHAVIOUR
from simulation.portable.tens import ten_to
from simulation.present.picture.scene import Column, DrawnTable
from simulation.results.quantiles import quantiles

if TYPE_CHECKING:
    from simulation.declare import Parameter
    from simulation.present.language import Language
    from simulation.scenario.schema import Scenario

Ground = Literal["measured", "literature", "assumed"]
"""Whether a number was fitted to data of this company, is from a source about others, or is only believed."""
GROUNDS: Final[tuple[Ground, ...]] = ("measured", "literature", "assumed")
_ENDS: Final = (0.1, 0.5, 0.9)
NARROWED: Final = 0.8
"""Width beside that of the prior from which on data are said to have narrowed a number."""


@dataclass(frozen=True, slots=True)
class ShownAssumption:
    """One number: its declaration, what it stands on, its 80% range, and that width beside the prior's."""

    parameter: Parameter
    name: str
    ground: Ground
    low: float
    middle: float
    high: float
    narrowed: float

    @property
    def is_of_plan(self) -> bool:
        """Whether it says what an intervention does."""
        return self.parameter.group == BEHAVIOUR


def believed(scenario: Scenario) -> list[ShownAssumption]:
    """Return every number that the replicates of a scenario draw, and those that are fixed."""
    declared = scenario.declared()
    draws = {} if scenario.posterior is None else scenario.posterior.draws(declared)
    return [_one(name, parameter, draws.get(name)) for name, parameter in declared.items()]


def _one(name: str, parameter: Parameter, draws: tuple[float, ...] | None) -> ShownAssumption:
    prior = [parameter.prior.quantile(end, parameter.low, parameter.high) for end in _ENDS]
    ends = prior if draws is None else [float(each) for each in quantiles(np.array(draws), _ENDS)]
    wide = prior[2] - prior[0]
    narrowed = (ends[2] - ends[0]) / wide if wide > 0 else 1.0
    ground: Ground = "assumed" if parameter.source == ASSUMPTION else "literature"
    if draws is not None and narrowed <= NARROWED:
        ground = "measured"
    return ShownAssumption(parameter, name, ground, ends[0], ends[1], ends[2], narrowed)


def grounds(assumptions: list[ShownAssumption]) -> dict[Ground, int]:
    """Return how many numbers stand on what."""
    return {ground: sum(each.ground == ground for each in assumptions) for ground in GROUNDS}


def assumptions_table(assumptions: list[ShownAssumption], language: Language) -> DrawnTable:
    """Return every number with its range, unit, ground and source."""
    columns = (
        *(Column(language(name), "text") for name in ("number", "meaning")),
        *(Column(language(end), "text") for end in ("10%", "middle", "90%")),
        *(Column(language(name), "text") for name in ("unit", "stands on", "source")),
    )
    return DrawnTable(columns, tuple(_row(each, language) for each in assumptions))


def _row(assumption: ShownAssumption, language: Language) -> tuple[str, ...]:
    parameter = assumption.parameter
    source = language("assumption") if parameter.source == ASSUMPTION else parameter.source
    values = (_short(each, language) for each in (assumption.low, assumption.middle, assumption.high))
    meaning, unit = language.known(parameter.meaning), language.known(parameter.unit)
    return (assumption.name, meaning, *values, unit, language(assumption.ground), source)


def _short(value: float, language: Language) -> str:
    """Write a number with three digits."""
    text = f"{value:.3g}"
    if "e" in text:
        return text
    digits = len(text.partition(".")[2])
    return language.number(value, ten_to(-digits))
