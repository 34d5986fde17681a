"""Role modelling: leaders visibly use the platform, and everybody below them sees that it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import normal, setting, uniform
from simulation.interventions.base import Active, AttentionHours, Cost, Turnout
from simulation.interventions.signing import sign_in
from simulation.interventions.standing import Posts, Replacing
from simulation.interventions.target import Target
from simulation.portable.elementary import exp2

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View
    from simulation.organisation.organisation import Organisation


class RoleModelling(Replacing):
    """Leaders (the target) live it: they use the platform more, and visibly so.

    They show at least ``visible`` of full activity; with everybody below them, through all
    levels, the example of the own manager weighs more in the perceived norm (iota + e) and
    psychological safety rises by a little over some weeks. After ``lasting_weeks`` leaders turn
    to other things: all this fades by a half-life, but for a part of the safety, which stays. Until
    then they have an account; coaching is a session on the platform. A leader's successor is coached
    anew, or does not live it (``replace``).
    """

    evidence: ClassVar[str] = (
        "Self-organised groups needed people who visibly live it (SMA); managers' use predicts that staff start and "
        "resume, correlational (ManagerUse). Injunctive norms weigh less than descriptive ones (Norms), and the "
        "published effect of social referents (-30%, corrected to -25%) was never significant (Referents): expect "
        "little, and perhaps the opposite. Safety goes with sharing (Safety); that leaders' use raises it is an "
        "assumption."
    )

    kind: Literal["role_modelling"] = "role_modelling"
    target: Target = setting(Target(role="executive"), meaning="leaders who live it")
    visible: float = setting(
        0.8,
        meaning="activity that colleagues see of them at least; from one half on they count as active",
        unit="share",
        low=0,
        high=1,
        prior=uniform(0.6, 1.0),
    )
    own_use: float = setting(
        0.2,
        meaning="further log-odds of their own reading and contributing",
        unit="logit",
        low=-5,
        high=5,
        source="ManagerUse",
        prior=normal(0.2, 0.2),
        note="sign open: correlational, shrunk from .3",
    )
    example: float = setting(
        0.05,
        meaning="further weight of the manager's example with everybody below them (e)",
        unit="share",
        low=-1,
        high=1,
        source="Norms",
        prior=normal(0.05, 0.07),
        note="sign open: injunctive norms weigh little, and the effect of social referents is not sure (Referents)",
    )
    safety: float = setting(
        0.02,
        meaning="psychological safety that everybody below them gains",
        unit="share",
        low=-1,
        high=1,
        prior=normal(0.02, 0.025),
        note="sign open: who is watched by leaders may speak less",
    )
    safety_weeks: int = setting(26, meaning="weeks over which it is gained", unit="weeks", low=1, high=520)
    safety_kept: float = setting(
        0.5, meaning="share of it that stays when leaders stop", unit="share", low=0, high=1, prior=uniform(0.2, 0.8)
    )
    lasting_weeks: int | None = setting(
        None, meaning="weeks until leaders turn to other things; never where left out", unit="weeks", low=1, high=1040
    )
    fade_half_life: float = setting(
        8, meaning="half-life of what remains after that", unit="weeks", low=0.25, high=520, role="time"
    )
    hours_per_week: float = setting(
        1, meaning="hours of a leader while it lasts", unit="hours per week", per="one", low=0, high=40
    )
    coaching_hours: float = setting(
        4, meaning="hours of coaching for each leader, and of the coach, in the first week", unit="hours",
        per="one", low=0, high=200,
    )  # fmt: skip
    coaching_eur: float = setting(
        300, meaning="money for the coaching of a leader", unit="EUR", per="one", low=0, high=100_000
    )

    def level(self, age: int) -> float:
        """Return what is left of the leaders' example in week ``age``: 1, then fading."""
        over = 0 if self.lasting_weeks is None else max(age + 1 - self.lasting_weeks, 0)
        return exp2(-over / self.fade_half_life)

    def activate(self, world: WorldView, view: View) -> Active:
        """Choose the leaders and everybody below them."""
        leaders = world.choose(self.target, self.name, view.people)
        return _Leaders(self, leaders, below(leaders, world.organisation), view.week)


def below(leaders: NDArray[np.int64], organisation: Organisation) -> NDArray[np.int64]:
    """Return everybody who reports to one of the leaders, directly or through others, in rising order."""
    led = np.zeros(organisation.n_people + 1, np.bool_)
    is_leader = led.copy()
    is_leader[leaders] = True
    while True:
        found = (led | is_leader)[organisation.manager]
        if np.array_equal(found, led[:-1]):
            return np.flatnonzero(found)
        led[:-1] = found


class _Leaders(Active):
    def __init__(self, plan: RoleModelling, people: NDArray[np.int64], led: NDArray[np.int64], week: int) -> None:
        self.plan = plan
        self.people = people
        self.posts = Posts(plan, people)
        self.new, self.acting = people[:0], people[:0]
        self.led = led
        in_a_row = led.size > 0 and led[-1] - led[0] + 1 == led.size
        self.where = slice(int(led[0]), int(led[-1]) + 1) if in_a_row else led
        self.first_week = week
        self.given = 0.0

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Show and use it; weigh more below; move safety by what is missing to this week's gain."""
        plan, level = self.plan, self.plan.level(age)
        self.new = self.people[self.posts.move(view)]
        self.acting = self.people[self.posts.there]
        effects.add("visible_use", self.acting, min(strength, 1.0) * plan.visible * level)
        effects.add("read_drive", self.acting, strength * plan.own_use * level)
        effects.add("contribute_drive", self.acting, strength * plan.own_use * level)
        effects.add("example", self.where, min(strength * plan.example * level, 1.0))
        if strength > 0 and self._lasts(age) and self.acting.size:
            effects.add("register_now", self.acting, 1.0)
        if strength > 0 and self.new.size:
            sign_in(effects, self.new)
        kept = plan.safety_kept + (1.0 - plan.safety_kept) * level
        self._move_safety(strength * plan.safety * min(1.0, (age + 1) / plan.safety_weeks) * kept, view, effects)

    def _lasts(self, age: int) -> bool:
        """Whether leaders still give their hours to it."""
        return self.plan.lasting_weeks is None or age < self.plan.lasting_weeks

    def _move_safety(self, wanted: float, view: View, effects: EffectBuilder) -> None:
        """Give or take the difference to what was given; nothing is taken from people hired since."""
        change, self.given = wanted - self.given, wanted
        if change > 0:
            effects.add("safety", self.where, change)
        elif change < 0:
            effects.add("safety", self.led[view.people.hired_week[self.led] < self.first_week], change)

    def withdraw(self, view: View, effects: EffectBuilder) -> None:
        """Take the passing part of the safety back."""
        plan = self.plan
        most = plan.strength * plan.safety * plan.safety_kept
        self._move_safety(min(self.given, most, key=abs), view, effects)

    def _cost(self, age: int, n: int, new: int) -> Cost:
        plan = self.plan
        hours = n * plan.hours_per_week * plan.level(age) + 2 * new * plan.coaching_hours
        return Cost(hours, new * plan.coaching_eur, new * plan.coaching_hours)

    def cost(self, age: int) -> Cost:
        """Leaders' hours while it lasts; coaching when they begin."""
        return self._cost(age, self.acting.size, self.new.size)

    def planned(self, age: int) -> Cost:
        """Return the cost of all leaders, and of all who may begin, at the start."""
        n = self.people.size
        return self._cost(age, n, n + self.plan.reserve(n) if age == 0 else 0)

    def turnout(self, age: int) -> Turnout:
        """Leaders, and those who live it this week."""
        del age
        return Turnout(self.meant(), self.people, self.acting)

    def asks(self, age: int) -> AttentionHours:
        """Return a leader's hours."""
        return self.acting, self.plan.hours_per_week * self.plan.level(age)
