"""Retirement of a legacy island: its users' attention comes back, its archive moves over, some are annoyed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import StringConstraints

from simulation.declare import normal, setting
from simulation.interventions.base import Active, Cost, Intervention, Turnout

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class LegacyRetirement(Intervention):
    """Retire an older platform of the scenario (``platform.legacy``), all of it or step by step (``ramp_weeks``).

    Attention that it held returns in step with the ramp; its archive becomes official content;
    in the first week its users lose some motivation. The target plays no part: it is the
    island's users.
    """

    evidence: ClassVar[str] = (
        "The blog platform, PeopleNet and the Wiki platform were replaced by the new network (KT13). How much "
        "attention such islands hold, and how much their end annoys, was not measured: assumptions."
    )

    off_platform: ClassVar[str] = "it takes the hours of those who used the older platform"
    target_means: ClassVar[Literal["people", "silos", "nothing"]] = "nothing"
    names_island: ClassVar[bool] = True

    kind: Literal["legacy_retirement"] = "legacy_retirement"
    island: Annotated[str, StringConstraints(min_length=1, max_length=80)] = setting(
        meaning="name of the older platform, as under platform.legacy"
    )
    archive: float = setting(
        0, meaning="items imported into the official content", unit="items", per="one", low=0, high=1e6, role="design"
    )
    irritation: float = setting(
        0.1,
        meaning="intrinsic motivation that its users lose",
        unit="logit",
        low=-5,
        high=5,
        prior=normal(0.1, 0.1),
        note="sign open: some may be relieved",
    )
    hours: float = setting(
        200, meaning="hours of moving over, in the first week", unit="hours", per="company", low=0, high=1e6
    )
    hours_per_user: float = setting(
        0.25, meaning="hours that each user needs to find everything again", unit="hours", per="one", low=0, high=40
    )
    eur_saved_per_week: float = setting(
        0, meaning="running cost of the island that falls away", unit="EUR per week", per="company", low=0, high=1e7
    )

    def activate(self, world: WorldView, view: View) -> Active:
        """Find its users."""
        del view
        return _Retirement(self, world)


class _Retirement(Active):
    constant = True

    def __init__(self, plan: LegacyRetirement, world: WorldView) -> None:
        self.plan = plan
        self.people = world.island_users(plan.island)
        self.attention = world.attention_of(plan.island)

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Give attention back, show the archive; annoy once."""
        del view
        gone = min(strength, 1.0)
        effects.add("distraction", self.people, -self.attention * gone)
        effects.add("official_content", 0, self.plan.archive * gone)
        if age == 0 and strength > 0:
            effects.add("motivation", self.people, -self.plan.irritation * self.plan.strength)

    def cost(self, age: int) -> Cost:
        """Moving over in the first week; running cost saved in every week."""
        moving = self.plan.hours if age == 0 else 0.0
        hours = moving + self.people.size * self.plan.hours_per_user if age == 0 else 0.0
        return Cost(hours, -self.plan.eur_saved_per_week, moving)

    def meant(self) -> int:
        """All users of the island."""
        return int(self.people.size)

    def turnout(self, age: int) -> Turnout:
        """Its users, who look for everything anew in the first week."""
        return Turnout(self.people.size, self.people, self.people if age == 0 else self.people[:0])

    def asks(self, age: int) -> float:
        """Hours of finding everything again."""
        return self.plan.hours_per_user if age == 0 else 0.0
