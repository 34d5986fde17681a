"""Opening of closed communities: everybody can read and speak there, and speaking up costs more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from simulation.declare import setting
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.chance import taken_by
from simulation.interventions.largest import at_home, largest_first
from simulation.interventions.places import reached
from simulation.interventions.signing import sign_in
from simulation.organisation.settings import CommunityType

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View

TYPES: Final[tuple[str, ...]] = get_args(CommunityType)
"""Types of communities in the order of their numbers."""


class OpenGroups(Intervention):
    """Open communities that are closed at the launch: all at once, over the ramp, or so many a week.

    An open community can be read and reached by people of other silos, and its content pulls
    them; to speak there costs its members more reluctance (parameter ``cost_open`` instead of
    ``cost_closed``). Opened so far = min(``per_week`` x weeks, n min(strength, 1)). With ``close``
    it is the other way round: the rival plan. The target says in which silos communities must be
    at home. What was opened stays open unless ``undo`` is set.
    """

    evidence: ClassVar[str] = (
        "75% of the groups were closed, and more openness was wanted (KT13); about a third of 500 German firms "
        "hoped for more cultural transparency (DT15). Openness gives others access and makes speaking up harder where "
        "people do not feel safe (Safety); a larger audience may also encourage (ZhangZhu2011). The net effect of "
        "opening a group was not measured, and may be either."
    )

    target_means: ClassVar[Literal["people", "silos", "nothing"]] = "silos"

    kind: Literal["open_groups"] = "open_groups"
    count: int | None = setting(
        None,
        meaning="number of communities; all where both are left out",
        unit="communities",
        per="company",
        low=1,
        high=200_000,
        role="target",
    )
    share: float | None = setting(
        None,
        meaning="share of the communities closed at the launch (with close: open)",
        unit="share",
        low=0,
        high=1,
        role="target",
    )
    types: Annotated[tuple[CommunityType, ...], Field(max_length=len(TYPES))] = setting(
        (), meaning="types of communities; all where left out"
    )
    order: Literal["largest", "random"] = setting("largest", meaning="which ones come first")
    per_week: float | None = setting(
        None,
        meaning="most communities a week; no limit where left out",
        unit="communities per week",
        per="company",
        low=1,
        high=200_000,
        role="design",
    )
    close: bool = setting(False, meaning="close open communities instead of opening closed ones")
    undo: bool = setting(False, meaning="at its end they become again what they were")
    hours_per_community: float = setting(
        3, meaning="hours of talks with the owners of a community", unit="hours", per="one", low=0, high=200
    )

    @model_validator(mode="after")
    def _one_size(self) -> OpenGroups:
        if self.count is not None and self.share is not None:
            raise ValueError("give count or share, not both")
        return self

    def chosen(self, world: WorldView) -> NDArray[np.int64]:
        """Return the communities in the order in which they are opened (or closed)."""
        communities = world.communities
        eligible = at_home(self.target, world) & (communities.is_open == self.close)
        if self.types:
            eligible &= np.isin(communities.kind, [TYPES.index(name) for name in self.types])
        size = int(eligible.sum())
        if self.count is not None:
            size = self.count
        elif self.share is not None:
            size = reached(self.share, size)
        if self.order == "random":
            return world.in_chance_order(self.luck, np.flatnonzero(eligible), size)
        return largest_first(self.luck, eligible, world)[:size]

    def activate(self, world: WorldView, view: View) -> Active:
        """Choose the communities."""
        del view
        return _Opening(self, world)


class _Opening(Active):
    def __init__(self, plan: OpenGroups, world: WorldView) -> None:
        self.plan = plan
        self.chosen, self.first = plan.chosen(world), world.first_turn(plan.luck)
        self.owner = world.owners(self.chosen)
        self.people = np.unique(self.owner[self.owner >= 0])
        self.asked = self.people[:0]
        self.is_changed = np.zeros(world.communities.n_communities, np.bool_)
        self.taken, self.talks = 0, 0

    def so_far(self, age: int, strength: float) -> int:
        """How many have had their turn by the end of week ``age``."""
        per_week = self.plan.per_week
        in_time = self.chosen.size if per_week is None else taken_by(per_week, age + 1, self.first)
        return min(in_time, reached(strength, self.chosen.size))

    def _turn(self, age: int) -> slice:
        """This week's part of the chosen, as the plan at full strength has it."""
        ramp = self.plan.ramp_weeks + 1
        return slice(self.so_far(age - 1, age / ramp), self.so_far(age, (age + 1) / ramp))

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Open (or close) those whose turn it is; talk about those that nobody else opened before."""
        turn, until = self.chosen[self._turn(age)], max(self.so_far(age, strength), self.taken)
        if not turn.size and until == self.taken:
            self.talks, self.asked = 0, self.people[:0]
            return
        done_by_others = (view.groups.is_open[turn] != self.plan.close) & ~self.is_changed[turn]
        self.talks = turn.size - int(done_by_others.sum())
        owners = self.owner[self._turn(age)][~done_by_others]
        self.asked = np.unique(owners[owners >= 0])
        if strength > 0 and self.asked.size:
            sign_in(effects, self.asked)
        now = self.chosen[self.taken : until]
        now = now[view.groups.is_open[now] == self.plan.close]
        if now.size:
            effects.add("closed" if self.plan.close else "opened", now, 1.0)
            self.is_changed[now] = True
        self.taken = until

    def withdraw(self, view: View, effects: EffectBuilder) -> None:
        """Make them again what they were, where that is planned."""
        del view
        if self.plan.undo and self.is_changed.any():
            effects.add("opened" if self.plan.close else "closed", np.flatnonzero(self.is_changed), 1.0)

    def cost(self, age: int) -> Cost:
        """Talks about those that are not yet as wanted."""
        del age
        return Cost(self.talks * self.plan.hours_per_community)

    def planned(self, age: int) -> Cost:
        """Talks about every one."""
        turn = self._turn(age)
        return Cost((turn.stop - turn.start) * self.plan.hours_per_community)

    def turnout(self, age: int) -> Turnout:
        """Owners whose communities have their turn, and those who were talked to."""
        turn = self._turn(age)
        return Turnout(turn.stop - turn.start, self.asked, self.asked)

    def asks(self, age: int) -> AttentionHours:
        """Hours of talks, in the mean of the owners who are talked to."""
        del age
        return self.asked, self.talks * self.plan.hours_per_community / max(self.asked.size, 1)
