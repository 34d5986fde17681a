"""Reverse mentoring: employees accompany managers in using the platform, in pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from simulation.declare import lognormal, normal, setting
from simulation.interventions.base import Active, AttentionHours, Cost, Turnout
from simulation.interventions.select import fitting, size_of
from simulation.interventions.signing import sign_in
from simulation.interventions.standing import Posts, Standing, agree
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class ReverseMentoring(Standing):
    """Managers (the target) each get a mentor from the staff of their own silo.

    Both sign in at the first session; sessions are held on the platform. They raise the manager's
    skill and own use; what the manager does becomes visible to the staff (L); the pair is a new tie
    while it lasts; both beliefs move a little. A manager who declines is replaced by the next one in
    the target's order. Where one of a pair leaves, a successor on the seat takes over, or the pair
    ends (``replace``). Hours are those of sessions that were held.
    """

    evidence: ClassVar[str] = (
        "Managers are accompanied with reverse mentoring so that they use the platform themselves (KT13). One firm "
        "reports that 96% of its first mentors stayed, without a control group (Mentoring); managers' use predicts "
        "that staff start and resume, correlational (ManagerUse). The effect on the manager's own use: .3 +- .3 logit. "
        "Two decades of studies are mostly qualitative (Chaudhuri2021), so that even the signs are open."
    )

    kind: Literal["reverse_mentoring"] = "reverse_mentoring"
    target: Target = setting(Target(role="manager", count=100), meaning="managers who get a mentor")
    skill_per_session: float = setting(
        0.01,
        meaning="skill that a manager gains by one session",
        unit="share",
        low=0,
        high=1,
        prior=lognormal(0.01, 0.6),
        note="26 sessions of a year then teach what two or three trainings do (Arthur2003)",
    )
    own_use: float = setting(
        0.3,
        meaning="further log-odds of the manager's own reading and contributing",
        unit="logit",
        low=-3,
        high=3,
        source="Mentoring",
        note="sign open: one firm's mentors stayed, without a control group",
        prior=normal(0.3, 0.3),
    )
    belief: float = setting(
        0.005,
        meaning="shift of both beliefs towards openness by one session",
        unit="share",
        low=-1,
        high=1,
        prior=normal(0.005, 0.005),
        note="sign open: studies of it are qualitative (Chaudhuri2021)",
    )
    weeks_between: int = setting(2, meaning="weeks between two sessions", unit="weeks", low=1, high=52)
    hours_per_session: float = setting(
        1.5, meaning="hours of a session for each of the two", unit="hours", per="one", low=0, high=40
    )
    lead_hours: float = setting(
        4, meaning="hours a week of those who run it", unit="hours", per="company", low=0, high=1000
    )

    @model_validator(mode="after")
    def _known_before_the_run(self) -> ReverseMentoring:
        if self.target.reads_state:
            raise ValueError("target must be known before the run here, not by what people do in it")
        return self

    def pairs(self, world: WorldView) -> NDArray[np.int64]:
        """Return the pairs [pairs, 2]: manager, mentor. Silos with too few staff leave managers without."""
        return world.once(f"pairs of {self.name}", lambda: self._pairs(world))

    def _managers(self, world: WorldView) -> NDArray[np.int64]:
        """Return the managers who agree, in rising order."""
        line = world.line(self.target, self.name, everybody=self.replace)
        agreed = line[agree(self.luck, self.accept_share, line, world.seed)]
        return np.sort(agreed[: size_of(self.target, line.size)])

    def _pairs(self, world: WorldView) -> NDArray[np.int64]:
        managers, organisation = self._managers(world), world.organisation
        staff = np.flatnonzero(fitting(Target(role="staff", desk_only=True), organisation))
        staff = world.in_chance_order(self.luck, np.setdiff1d(staff, managers))
        pairs = []
        for silo in np.unique(organisation.silo[managers]):
            mine = managers[organisation.silo[managers] == silo]
            mentors = staff[organisation.silo[staff] == silo]
            n = min(mine.size, mentors.size)
            pairs.append(np.column_stack([mine[:n], mentors[:n]]))
        return np.concatenate(pairs) if pairs else np.empty((0, 2), np.int64)

    def new_ties(self, world: WorldView) -> tuple[str, NDArray[np.int64]]:
        """Pairs are ties of the layer mentoring."""
        return "mentoring", self.pairs(world)

    def activate(self, world: WorldView, view: View) -> Active:
        """Pair managers and mentors."""
        del view
        return _Pairs(self, world)


class _Pairs(Active):
    def __init__(self, plan: ReverseMentoring, world: WorldView) -> None:
        self.plan = plan
        self.layer = world.made[plan.name]
        self.pairs = plan.pairs(world)
        self.wanted = world.choose(plan.target, plan.name).size
        self.posts = Posts(plan, self.pairs.ravel())
        self.people = np.unique(self.pairs)
        self.acting = self.pairs[:0]

    def _session(self, age: int) -> bool:
        return age % self.plan.weeks_between == 0

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Managers use it more; sessions teach and move beliefs; pairs are tied."""
        self.posts.move(view)
        self.acting = self.pairs[self.posts.there.reshape(-1, 2).all(axis=1)]
        managers = self.acting[:, 0]
        effects.add("read_drive", managers, strength * self.plan.own_use)
        effects.add("contribute_drive", managers, strength * self.plan.own_use)
        effects.add("layer_weight", self.layer, strength)
        if self._session(age) and strength > 0:
            both = np.sort(self.acting, axis=None)
            sign_in(effects, both)
            effects.add("training", managers, strength * self.plan.skill_per_session)
            effects.add("belief", both, strength * self.plan.belief)

    def _cost(self, age: int, pairs: int) -> Cost:
        hours = 2 * pairs * self.plan.hours_per_session if self._session(age) else 0.0
        return Cost(hours + self.plan.lead_hours, team_hours=self.plan.lead_hours)

    def cost(self, age: int) -> Cost:
        """Both people's hours in weeks with a session, and the lead's."""
        return self._cost(age, len(self.acting))

    def planned(self, age: int) -> Cost:
        """Hours of as many pairs as are wanted."""
        return self._cost(age, self.wanted)

    def meant(self) -> int:
        """Two people for each manager who is wanted."""
        return 2 * (self.plan.target.count or self.wanted)

    def turnout(self, age: int) -> Turnout:
        """Pairs that are wanted, made, and met, in people."""
        if not self._session(age):
            return Turnout(0, self.people[:0], self.people[:0])
        return Turnout(2 * self.wanted, self.people, np.sort(self.acting, axis=None))

    def asks(self, age: int) -> AttentionHours:
        """Return the hours of a session."""
        return np.sort(self.acting, axis=None), self.plan.hours_per_session if self._session(age) else 0.0
