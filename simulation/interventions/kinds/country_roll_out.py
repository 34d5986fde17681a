"""Roll-out to further countries: access from a date on, with support and a local campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from simulation.declare import setting
from simulation.interventions.base import Active, Cost, Intervention, Turnout
from simulation.interventions.places import places
from simulation.model.launch import LAUNCH_WEEKS, launch_level

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class CountryRollOut(Intervention):
    """Give people in countries that had no access at the launch (``platform.launch_countries``) access.

    Without access nobody registers by herself or through colleagues, and nobody reads. The share
    of weeks without access falls from 1 to 1 - strength (so a ramp lets them in little by little);
    it comes back when the intervention ends. The launch is heard as at home; for the first weeks
    there are support and, if wanted, a campaign beyond that. The target
    says whom: its countries, or everybody who is still left out.
    """

    evidence: ClassVar[str] = (
        "The platform was rolled out internationally, country by country (DT15). Dates, support and the effect of a "
        "local campaign were not published: assumptions."
    )
    off_platform: ClassVar[str] = "it introduces people who get access only then"
    gives_access: ClassVar[bool] = True

    kind: Literal["country_roll_out"] = "country_roll_out"
    support_weeks: int = setting(8, meaning="weeks in which support and campaign go on", unit="weeks", low=0, high=260)
    campaign_hazard: float = setting(
        0,
        meaning="further hazard of registering in those weeks, beyond the launch that every country has",
        unit="per week",
        low=0,
        high=5,
        role="design",
    )
    support_hours: float = setting(
        40, meaning="hours a week of support in those weeks", unit="hours", per="company", low=0, high=10_000
    )
    hours_per_person: float = setting(
        0.25,
        meaning="hours in which each person is introduced, in the first week",
        unit="hours",
        per="one",
        low=0,
        high=40,
    )
    eur_per_person: float = setting(
        2, meaning="money for each person at the start", unit="EUR", per="one", low=0, high=1000
    )
    eur_fixed: float = setting(
        20_000,
        meaning="money at the start (translation, contracts, data protection)",
        unit="EUR",
        per="company",
        low=0,
        high=1e8,
    )

    def activate(self, world: WorldView, view: View) -> Active:
        """Choose who gets access."""
        return _RollOut(self, world, view)


class _RollOut(Active):
    def __init__(self, plan: CountryRollOut, world: WorldView, view: View) -> None:
        self.plan = plan
        launched = world.launch_countries
        left_out = tuple(name for name in world.organisation.country_names if launched and name not in launched)
        countries = tuple(name for name in plan.target.countries if name in left_out) or left_out
        target = plan.target.model_copy(update={"countries": countries})
        self.people = world.choose(target, plan.name, view.people)
        self.where = places(self.people)
        self.half_life = world.launch_half_life

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Let them in; invite them at first."""
        del view
        if strength <= 0 or not self.people.size:
            return
        effects.add("barred", self.where, -min(strength, 1.0))
        if age < LAUNCH_WEEKS:
            effects.add("launch", self.where, strength * launch_level(age, self.half_life))
        if age < self.plan.support_weeks:
            effects.add("register_hazard", self.where, strength * self.plan.campaign_hazard)

    def cost(self, age: int) -> Cost:
        """Introduction and money at the start, support for some weeks."""
        plan, n = self.plan, self.people.size
        hours = plan.support_hours if age < plan.support_weeks else 0.0
        if age > 0:
            return Cost(hours, team_hours=hours)
        return Cost(hours + n * plan.hours_per_person, n * plan.eur_per_person + plan.eur_fixed, hours)

    def turnout(self, age: int) -> Turnout:
        """Everybody is introduced in the first week; support is there for all of them for some weeks."""
        supported = self.people if age < max(self.plan.support_weeks, 1) else self.people[:0]
        return Turnout(supported.size, supported, self.people if age == 0 else self.people[:0])

    def asks(self, age: int) -> float:
        """The introduction."""
        return self.plan.hours_per_person if age == 0 else 0.0
