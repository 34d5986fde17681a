"""Which communities have a manager in a week, and her hours, as the interventions of a scenario say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.base import Intervention
from simulation.interventions.kinds.managers.community_manager import CommunityManager
from simulation.interventions.largest import at_home, largest_first

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView


def weeks_of(plan: Intervention, world: WorldView) -> tuple[int, int]:
    """Return the first week of an intervention and the week after its last, as planned (before any cut)."""
    first = world.week_of(plan.start)
    return first, world.weeks if plan.weeks is None else min(first + plan.weeks, world.weeks)


class Managed:
    """The communities that have a manager, week by week.

    ``plan`` is an intervention that reaches managers: only communities at home in the silos of
    its target count, and with a number ``count`` the largest of those in every week instead, whether
    or not a manager was appointed. A manager of strength 0 does not count: she leaves no trace.
    ``cut``: leave out managers who were given up for lack of budget.
    """

    def __init__(self, world: WorldView, plan: Intervention, count: int | None = None, *, cut: bool = True) -> None:
        """Find the managers among the interventions of the world's scenario."""
        self._n = world.communities.n_communities
        here = at_home(plan.target, world)
        self._only = None if count is None else np.sort(largest_first(plan.luck, here, world)[:count])
        self._plans: list[tuple[CommunityManager, int, int, NDArray[np.int64]]] = []
        for each in world.interventions:
            if isinstance(each, CommunityManager) and each.strength > 0:
                first, last = weeks_of(each, world)
                last = min(last, world.ends.get(each.name, last)) if cut else last
                chosen = each.managed(world)
                self._plans.append((each, first, last, chosen[here[chosen]]))
        self._sets: dict[tuple[int, ...], NDArray[np.int64]] = {}
        self._hours: dict[tuple[float, ...], NDArray[np.float64]] = {}

    def communities(self, week: int) -> NDArray[np.int64]:
        """Return the communities with a manager in a week, in rising order; the same array while they are the same."""
        if self._only is not None:
            return self._only
        acting = tuple(k for k, (_, first, last, _) in enumerate(self._plans) if first <= week < last)
        if acting not in self._sets:
            chosen = [self._plans[k][3] for k in acting]
            self._sets[acting] = np.unique(np.concatenate([np.empty(0, np.int64), *chosen]))
        return self._sets[acting]

    def hours(self, week: int) -> NDArray[np.float64]:
        """Return the hours a week of appointed managers for every community [C]; the same array while they stay so."""
        per_week = tuple(
            each.ramp(week - first) * each.hours_per_week if first <= week < last else 0.0
            for each, first, last, _ in self._plans
        )
        if per_week not in self._hours:
            hours = self._hours[per_week] = np.zeros(self._n)
            for more, (*_, chosen) in zip(per_week, self._plans, strict=True):
                hours[chosen] += more
        return self._hours[per_week]
