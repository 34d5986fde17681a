"""What every intervention has: a place in time, a target, a strength, a cost, and effects."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import StringConstraints

from simulation.declare import setting
from simulation.interventions.remembering import Remembering
from simulation.interventions.target import Target
from simulation.settings import Settings

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


@dataclass(frozen=True, slots=True)
class Cost:
    """What one week of an intervention takes: person-hours, and money beside those hours.

    ``team_hours`` are those of the hours that the team gives which runs it (lead, trainers, coaches, preparation);
    the others are working time of employees who take part.
    """

    hours: float = 0.0
    eur: float = 0.0
    team_hours: float = 0.0

    @property
    def participant_hours(self) -> float:
        """Hours of those who take part."""
        return self.hours - self.team_hours


class Turnout(NamedTuple):
    """One week of an intervention in people: planned (a number), reached, and took part (seats, each once)."""

    planned: float
    reached: NDArray[np.int64]
    took_part: NDArray[np.int64]


AttentionHours = float | tuple[NDArray[np.int64], NDArray[np.float64] | float]
"""Hours of attention asked: of each of an intervention's people, or (people, hours of each)."""


Booked = float | NDArray[np.float64] | tuple[NDArray[np.int64], NDArray[np.float64]]
"""What is booked: a number, one value for each of an intervention's people, or (people, value of each)."""


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

    target_means: ClassVar[Literal["people", "silos", "nothing"]] = "people"
    """What its target selects: people, the silos in which somebody fits (its size plays no part), or nothing."""
    off_platform: ClassVar[str] = ""
    """Why those whom it pays for need no account, for kinds that do not work on the platform; else empty."""

    kind: str
    name: str = setting("", meaning="name shown in results; the kind where left out")
    luck: Annotated[str, StringConstraints(max_length=80)] = setting(
        "",
        meaning="what its chance is keyed by, whatever it is called: two with the same luck choose alike; its kind, "
        "and its number among its kind in the order in which they begin, where left out",
    )
    start: date | int = setting(meaning="first day, or week counted from the start of the run (0 is the first)")
    weeks: int | None = setting(
        None, meaning="duration; to the end of the run where left out", unit="weeks", low=1, high=1040
    )
    ramp_weeks: int = setting(0, meaning="weeks over which it grows to full strength", unit="weeks", low=0, high=260)
    strength: float = setting(
        1.0, meaning="strength of all effects; 0 has none", unit="1", low=0, high=5, role="design"
    )
    target: Target = setting(Target(), meaning="whom it reaches")

    def ramped(self, age: int) -> float:
        """Share of the plan that has begun in its week ``age``: 1 after the ramp."""
        return min(1.0, (age + 1) / (self.ramp_weeks + 1))

    def ramp(self, age: int) -> float:
        """Strength in its week ``age`` (0 is the first): rises linearly over ``ramp_weeks``."""
        return self.strength * self.ramped(age)

    @abstractmethod
    def activate(self, world: WorldView, view: View) -> Active:
        """Bind it to a world and to the people as they are at the start of its first week; deterministic."""

    def reaches(self, chosen: int) -> tuple[int, str]:
        """Return how many of its target's people it reaches as far as that is known before a run, and why."""
        return chosen, "those who are chosen"

    def new_ties(self, world: WorldView) -> tuple[str, NDArray[np.int64]]:
        """Return the kind of layer that it switches on and its ties [ties, 2], known before the run; else none."""
        return "", np.empty((0, 2), np.int64)

    def new_layers(self, world: WorldView) -> tuple[tuple[str, NDArray[np.int64]], ...]:
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
    """Whom it reaches. Its cost is shared out over the silos of those who took part, or of these where nobody did."""

    @abstractmethod
    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Add this week's effects; ``age`` is 0 in the first week. Arrays may be used again: they are copied."""

    @abstractmethod
    def cost(self, age: int) -> Cost:
        """What this week took, asked after `apply`; it does not depend on the strength of the effect."""

    def planned(self, age: int) -> Cost:
        """What is reserved in a week, as the plan knows it; `cost` unless the run decides.

        What is reserved so far is at least what it took so far: a reserve for later weeks may stand in the first.
        """
        return self.cost(age)

    def meant(self) -> int:
        """How many people the whole plan is meant for; those of its target unless overridden."""
        plan: Any = getattr(self, "plan", None)
        count = plan.target.count if isinstance(plan, Intervention) else None
        return max(int(self.people.size), count or 0)

    def turnout(self, age: int) -> Turnout:
        """Who was meant to take part this week, whom it reached and who did, asked after `apply`.

        Those who took part are those whose hours it used. Unless overridden it reaches all of its people in every
        week, and those take part of whom it asks hours.
        """
        asked = self.asks(age)
        who = asked[0] if isinstance(asked, tuple) else self.people if asked > 0 else self.people[:0]
        return Turnout(self.people.size, self.people, who)

    def asks(self, age: int) -> AttentionHours:
        """Hours of attention that it asks in a week: of each of its people, or (people, hours of each).

        None unless overridden. Every kind that takes people's hours asks for them here: what is asked is at most
        what is reserved. Where several interventions together ask more of a person than the scenario's
        weekly attention budget, their effects on that person dull each other.
        """
        del age
        return 0.0

    def books(self, age: int) -> Mapping[str, Booked]:
        """What happened this week beside its cost: names of `simulation.model.record.BOOKED`.

        A number is shared out as its cost is; an array has one value for each of ``people``, and
        (people, values) says of whom each is. Nothing unless overridden.
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
