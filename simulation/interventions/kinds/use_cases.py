"""Use cases: concrete uses of the platform, worked out with the people of a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import lognormal, setting
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.signing import sign_in
from simulation.portable.elementary import power

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class UseCases(Intervention):
    """Work out use cases with a function (the target); each fits a share of its people.

    To whom k >= 1 of them fit, the platform is more useful and pulls more to reading, and in
    each week of reading one succeeds with chance 1 - (1 - s)^k; a success moves the anchor of
    belief, b0 <- b0 + pi_u (1 - b0) (parameter ``use_case_gain``).
    """

    evidence: ClassVar[str] = (
        "Culture changes by persuasion and by concrete use cases (KT13). One company, which is not named, worked out "
        "12 use cases for Working Out Loud (CMT14). Expected usefulness is the strongest weight in acceptance of "
        "technology (Venkatesh2003, recalled), about .35 in standard deviations of answers, not from nothing to "
        "everything: it ranks causes and gives no size. What one use case adds, whom it fits and how often it "
        "succeeds was not measured: assumptions."
    )

    kind: Literal["use_cases"] = "use_cases"
    cases: int = setting(
        12,
        meaning="use cases that are worked out",
        unit="use cases",
        per="one",
        low=1,
        high=200,
        source="CMT14",
        role="design",
    )
    fits_share: float = setting(
        0.15, meaning="share of the target's people whom one use case fits", unit="share", low=0, high=1, role="target"
    )
    usefulness: float = setting(
        0.3,
        meaning="expected usefulness that a fitting use case adds",
        unit="1",
        low=0,
        high=5,
        prior=lognormal(0.3, 0.5),
    )
    reading_pull: float = setting(
        0.2,
        meaning="pull to reading that a fitting use case adds",
        unit="logit",
        low=0,
        high=5,
        prior=lognormal(0.2, 0.6),
    )
    success: float = setting(
        0.02,
        meaning="chance of success with one fitting use case in a week of reading (s)",
        unit="share",
        low=0,
        high=1,
        prior=lognormal(0.02, 0.6),
    )
    preparation_hours: float = setting(
        24, meaning="hours that a use case takes to work out with the department, in the first week", unit="hours",
        per="company", low=0, high=2000,
    )  # fmt: skip
    care_hours: float = setting(
        0.5,
        meaning="hours a week that one use case takes afterwards",
        unit="hours per week",
        per="company",
        low=0,
        high=40,
    )
    hours_per_user: float = setting(
        0.5,
        meaning="hours of everybody with an account whom a use case fits, to try it in the first week",
        unit="hours",
        per="one",
        low=0,
        high=40,
    )
    eur_per_case: float = setting(
        0, meaning="money for working out one use case", unit="EUR", per="company", low=0, high=1e6
    )

    def reaches(self, chosen: int) -> tuple[int, str]:
        """Return how many of the target's people each use case fits."""
        return _fits(self.fits_share, chosen), f"fits_share {self.fits_share:g} of {chosen:,}"

    def activate(self, world: WorldView, view: View) -> Active:
        """Find out whom which use case fits."""
        return _Cases(self, world, view)


def _fits(share: float, people: int) -> int:
    return int(np.floor(share * people + 0.5))


class _Cases(Active):
    constant = True

    def __init__(self, plan: UseCases, world: WorldView, view: View) -> None:
        self.plan = plan
        self.people, counts = self._fitting(world, world.choose(plan.target, plan.name, view.people))
        self.try_it = self.people[view.people.registered[self.people] != 0]
        by_count = 1.0 - power(1.0 - plan.success, np.arange(plan.cases + 1))
        self.chance = by_count.astype(np.float32)[counts]

    def _fitting(self, world: WorldView, people: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Whom some use case fits, and how many do."""
        fitting = _fits(self.plan.fits_share, people.size)
        times = world.times_first((f"{self.plan.luck} {case}" for case in range(self.plan.cases)), people, fitting)
        return people[times > 0], times[times > 0]

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Make the platform useful to those whom a use case fits, and let them succeed."""
        del view
        effects.add("usefulness", self.people, strength * self.plan.usefulness)
        effects.add("read_drive", self.people, strength * self.plan.reading_pull)
        effects.add("use_case", self.people, np.minimum(strength * self.chance, 1.0))
        if age == 0 and strength > 0 and self.try_it.size and self.plan.hours_per_user > 0:
            sign_in(effects, self.try_it)

    def _cost(self, age: int, tried: int) -> Cost:
        """Preparation and trying in the first week, care in every week."""
        plan = self.plan
        care = plan.cases * plan.care_hours
        if age > 0:
            return Cost(care, team_hours=care)
        preparing = plan.cases * plan.preparation_hours
        hours = care + (preparing + tried * plan.hours_per_user)
        return Cost(hours, plan.cases * plan.eur_per_case, care + preparing)

    def cost(self, age: int) -> Cost:
        """Return the cost with the hours of those who can try it: whoever has an account."""
        return self._cost(age, self.try_it.size)

    def planned(self, age: int) -> Cost:
        """Return the cost if all whom it fits try it."""
        return self._cost(age, self.people.size)

    def turnout(self, age: int) -> Turnout:
        """Whom it fits; those with an account try it in the first week."""
        return Turnout(self.people.size, self.people, self.try_it if age == 0 else self.people[:0])

    def asks(self, age: int) -> AttentionHours:
        """Return the hours of trying."""
        return self.try_it, self.plan.hours_per_user if age == 0 else 0.0
