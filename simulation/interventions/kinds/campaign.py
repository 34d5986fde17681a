"""Campaign: messages that invite everybody in the target, week after week, and wear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from simulation.declare import lognormal, normal, setting
from simulation.interventions.base import Active, Cost, Intervention
from simulation.interventions.places import places
from simulation.portable.elementary import exp2

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class Campaign(Intervention):
    """Posters, mails and articles raise the hazard of registering and, a little, reading, while they last.

    A week's hazard = contacts x hazard of one x w, and w = 2^(-age / ``wear_half_life``) is what is
    left of the campaign's novelty; reading: + ``reading`` x w log-odds. Nobody's conviction moves.
    Contacts cost money and the time to read them, also those with people who registered long ago.
    """

    evidence: ClassVar[str] = (
        "Building communities is slow and needs much face-to-face persuasion (KT13): a campaign reaches many at little "
        "cost and wins few. Marketing alone can draw the S-curve that looks like contagion (VanDenBulte2001). "
        "Invitations that praised the social side made fewer join a portal (Sharma2011): more reading is not sure. "
        "Hazard of a contact, wear-out and costs are assumptions."
    )

    off_platform: ClassVar[str] = "it addresses people who have no account yet"

    kind: Literal["campaign"] = "campaign"
    contacts_per_week: float = setting(
        1,
        meaning="contacts of each person in a week",
        unit="contacts per week",
        per="one",
        low=0,
        high=50,
        role="design",
    )
    hazard_per_contact: float = setting(
        0.01,
        meaning="hazard of registering that one contact adds at first",
        unit="per contact",
        per="one",
        low=0,
        high=5,
        prior=lognormal(0.01, 0.8),
    )
    reading: float = setting(
        0.15,
        meaning="further log-odds of reading at first",
        unit="logit",
        low=-5,
        high=5,
        prior=normal(0.15, 0.15),
        note="sign open: messages also annoy; praising social features made fewer join elsewhere (Sharma2011)",
    )
    wear_half_life: float = setting(
        8, meaning="half-life of its novelty", unit="weeks", low=0.25, high=520, prior=lognormal(8, 0.5)
    )
    hours_per_contact: float = setting(
        0.02, meaning="working time that a contact takes the one who gets it", unit="hours", per="one", low=0, high=8
    )
    eur_per_contact: float = setting(0.1, meaning="money for a contact", unit="EUR", per="one", low=0, high=1000)
    lead_hours: float = setting(
        20, meaning="hours a week of those who run it", unit="hours", per="company", low=0, high=1000
    )
    eur_fixed: float = setting(
        10_000, meaning="money at the start (design, agency)", unit="EUR", per="company", low=0, high=1e8
    )

    def activate(self, world: WorldView, view: View) -> Active:
        """Choose whom it addresses."""
        return _Campaign(self, world, view)


class _Campaign(Active):
    def __init__(self, plan: Campaign, world: WorldView, view: View) -> None:
        self.plan = plan
        self.people = world.choose(plan.target, plan.name, view.people)
        self.where = places(self.people)

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Invite."""
        del view
        left = strength * exp2(-age / self.plan.wear_half_life)
        if left > 0 and self.people.size:
            hazard = left * self.plan.contacts_per_week * self.plan.hazard_per_contact
            effects.add("register_hazard", self.where, hazard)
            effects.add("read_drive", self.where, left * self.plan.reading)

    def cost(self, age: int) -> Cost:
        """Every contact takes time and money; so do those who run it."""
        plan, contacts = self.plan, self.people.size * self.plan.contacts_per_week
        hours = contacts * plan.hours_per_contact + plan.lead_hours
        return Cost(hours, contacts * plan.eur_per_contact + (plan.eur_fixed if age == 0 else 0.0), plan.lead_hours)

    def asks(self, age: int) -> float:
        """Time for the week's contacts."""
        del age
        return self.plan.contacts_per_week * self.plan.hours_per_contact
