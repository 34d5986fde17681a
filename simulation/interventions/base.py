"""What every intervention has: a place in time, a target, a strength, a cost, and effects."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.declare import setting
from simulation.interventions.remembering import Remembering
from simulation.interventions.target import Target
from simulation.settings import Settings

if TYPE_CHECKING:
    from simulation.engines.view import View
    from simulation.model.effects import EffectBuilder
    from simulation.world import World


@dataclass(frozen=True, slots=True)
class Cost:
    """What one week of an intervention takes: person-hours, and money beside those hours."""

    hours: float = 0.0
    eur: float = 0.0


class Intervention(Settings, ABC):
    """One intervention as a scenario states it; acts only through declared effect channels.

    Strength 0 is bit-identical to leaving the intervention out, and nothing changes before
    its start. Hours are valued at the scenario's hourly cost; ``eur`` is what is bought.
    """

    evidence: ClassVar[str]
    """One paragraph: what is known about this intervention, with source keys."""
    adds_columns: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Columns that it adds to the table of people at the end: name -> (meaning, unit); see `Active.columns`."""
    names_island: ClassVar[bool] = False
    """True if its setting ``island`` names a legacy island of the scenario."""
    gives_access: ClassVar[bool] = False
    """True if it gives access to the countries of its target, which must have had none at the launch."""

    kind: str
    name: str = setting("", meaning="name shown in results; the kind where left out")
    start: date | int = setting(meaning="first day, or week counted from the start of the run (0 is the first)")
    weeks: int | None = setting(
        None, meaning="duration; to the end of the run where left out", unit="weeks", low=1, high=1040
    )
    ramp_weeks: int = setting(0, meaning="weeks over which it grows to full strength", unit="weeks", low=0, high=260)
    strength: float = setting(
        1.0, meaning="strength of all effects; 0 has none", unit="1", low=0, high=5, role="design"
    )
    target: Target = setting(Target(), meaning="whom it reaches")

    def ramp(self, age: int) -> float:
        """Strength in its week ``age`` (0 is the first): rises linearly over ``ramp_weeks``."""
        return self.strength * min(1.0, (age + 1) / (self.ramp_weeks + 1))

    @abstractmethod
    def activate(self, world: World, view: View) -> Active:
        """Bind it to a world and to the people as they are at the start of its first week; deterministic."""

    def new_ties(self, world: World) -> tuple[str, NDArray[np.int64]]:
        """Return the kind of layer that it switches on and its ties [ties, 2], known before the run; else none."""
        return "", np.empty((0, 2), np.int64)

    def new_layers(self, world: World) -> tuple[tuple[str, NDArray[np.int64]], ...]:
        """Return kind and ties of each layer that it switches on; that of `new_ties` alone unless overridden."""
        return (self.new_ties(world),)


class Active(Remembering, ABC):
    """An intervention in a run: asked once a week from its first week to its last, or until it stays the same.

    A run can stop and go on later: what it remembers in its attributes is then taken down and put back
    (`Remembering`, which needs nothing of the author as long as attributes are arrays, numbers and the like).
    """

    constant: ClassVar[bool] = False
    """True if it comes to rest: from some week on, everything that it adds, asks for, costs and books is the same in
    all weeks, whatever happens. That is the second week after its ramp and its ``settling_weeks``; from then on nothing
    is asked any longer."""

    settling_weeks: int = 0
    """Weeks from its first in which a constant one still changes, if that is longer than its ramp."""

    people: NDArray[np.int64]
    """Whom it reaches; its cost is shared out over their silos."""

    @abstractmethod
    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Add this week's effects; ``age`` is 0 in the first week. Arrays may be used again: they are copied."""

    @abstractmethod
    def cost(self, age: int) -> Cost:
        """Cost of this week, asked after `apply`; it does not depend on the strength of the effect."""

    def planned(self, age: int) -> Cost:
        """Cost of a week as the plan knows it, at most what may come; `cost` unless that depends on the run."""
        return self.cost(age)

    def asks(self, age: int) -> float:
        """Hours of attention that it asks of each of its people in a week; none unless overridden.

        Where several interventions together ask more of a person than the scenario's weekly
        attention budget, their effects on that person dull each other.
        """
        del age
        return 0.0

    def books(self, age: int) -> Mapping[str, float | NDArray[np.float64]]:
        """What happened this week beside its cost: names of `simulation.model.record.BOOKED`.

        A number is shared out over the silos of its people; an array has one value for each of
        ``people``. Nothing unless overridden.
        """
        del age
        return {}

    def columns(self) -> Mapping[str, tuple[NDArray[np.int64], NDArray[np.generic]]]:
        """Columns that it adds to the table of people at the end: name -> (people, values), 0 for others."""
        return {}

    def withdraw(self, view: View, effects: EffectBuilder) -> None:
        """Effects of the week after the last one; none unless overridden."""


def communities_of(slots: NDArray[np.uint32], people: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first (home) community of each person; the number of communities where there is none."""
    return np.asarray(slots[people, 0] // 2, np.int64)
