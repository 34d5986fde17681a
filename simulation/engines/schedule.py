"""The schedule: which interventions act in a week, with what effects, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from simulation.engines.attention import Attention
from simulation.engines.booking import Booking
from simulation.engines.composing import Composer
from simulation.engines.participation import Attendance, columns
from simulation.engines.platform import Platform
from simulation.engines.scheduled import Scheduled
from simulation.interventions.behaviour import with_values
from simulation.model.effects import SCOPES, EffectBuilder, Effects

if TYPE_CHECKING:
    from simulation.interventions.base import Active, Cost
    from simulation.model.view import View
    from simulation.world import World


class Schedule:
    """All interventions of a run and the platform's own effects, composed week by week."""

    def __init__(self, world: World, values: Mapping[str, float] | None = None, *, ask_always: bool = False) -> None:
        """Lay the scenario's interventions on the weeks of the run; ``ask_always``: also those that are constant.

        ``values`` are what a replicate drew (`with_values`); where left out, the scenario's own values count.
        """
        scenario = world.scenario
        self._world = world
        self._weeks = scenario.run.weeks
        sizes = world.organisation.n_people, world.communities.n_communities, len(world.layers)
        self._composer = Composer(*sizes)
        self._probes = dict(zip(SCOPES, (np.zeros(size, np.bool_) for size in (*sizes, 1)), strict=True))
        self._attention = Attention(scenario.economics.attention_hours, world.organisation.n_people)
        platform, self._always = Platform(world), EffectBuilder()
        platform.apply(self._always)
        self._launches = world.once_for_all("what the launch adds", platform.launches)
        self.entries: list[Scheduled] = []
        for stated in scenario.interventions:
            plan = with_values(stated, values or {})
            first = scenario.week_of(plan.start)
            last = self._weeks if plan.weeks is None else min(first + plan.weeks, self._weeks)
            last = min(last, world.ends.get(plan.name, last))
            self.entries.append(Scheduled(plan, first, last, may_settle=not ask_always))
        # sums are rounded in an order that neither labels nor the order in the scenario decide
        self._in_order = sorted(self.entries, key=lambda entry: entry.plan.luck)
        organisation = world.organisation
        self._booking = Booking(self._in_order, self._weeks, organisation.silo, organisation.n_silos)
        self._books = {entry.plan.name: Attendance(entry, world.organisation.n_people) for entry in self.entries}
        self._acting: list[Scheduled] = []
        """The interventions of a week, by their luck; and the first week in which they may be others."""
        self._acting_until = 0
        self._passing = True
        """Whether something was added for the last week alone."""
        self._effects: Effects | None = None

    def effects(self, week: int, view: View) -> tuple[Effects, int]:
        """Return the effects of a week and the first week in which they may differ."""
        is_as_before, ended = self._is_as_before(week), self._find_acting(week)
        are_settled = True
        for entry in self._acting:
            if entry.active is None:
                entry.begin(self._world, view)
            if not entry.is_settled:
                entry.take_turn(week, view, self._builder(entry, week))
                self._books[entry.plan.name].note(week, view)
                is_as_before &= entry.repeats
                are_settled &= entry.is_settled
        launch = self._launches[week] if week < len(self._launches) else []
        self._passing = bool(launch or ended)
        until = self._acting_until if are_settled and not self._passing else week + 1
        if self._effects is None or self._passing or not is_as_before:
            added = [*self._always.added, *launch]
            for entry in self._acting:
                added += entry.added
            for entry in ended:
                builder = self._builder(entry, week)
                cast("Active", entry.active).withdraw(view, builder)
                added += builder.added
            dulled = self._attention.dulled([entry.asks for entry in self._acting])
            self._effects = self._composer.compose(added, dulled)
        return self._effects, until

    def _is_as_before(self, week: int) -> bool:
        """Whether the same interventions act as a week before, and nothing acted then that does not now."""
        return week < self._acting_until and not self._passing

    def _find_acting(self, week: int) -> list[Scheduled]:
        """Find out which interventions act in a week; returns those whose last week was the one before."""
        if week < self._acting_until:
            return []
        self._acting = [entry for entry in self._in_order if entry.first <= week < entry.last]
        self._acting_until = self._next_change(week)
        return [entry for entry in self._in_order if entry.last == week and entry.active is not None]

    def _builder(self, entry: Scheduled, week: int) -> EffectBuilder:
        """Return an empty list of effects; one that tries what is added if a plugin adds it, to name the line."""
        probes = None if entry.is_shipped else self._probes
        return EffectBuilder(entry.added, probes, may_repeat=entry.may_repeat(week))

    def _next_change(self, week: int) -> int:
        """Return the first week in which something begins or ends."""
        firsts = (entry.first for entry in self.entries if entry.first > week)
        lasts = (entry.last for entry in self.entries if entry.last > week)
        return min((self._weeks, *firsts, *lasts))

    def state(self, week: int) -> dict[str, dict[str, Any]]:
        """What each intervention that has begun remembers at the start of ``week``, and its attendance, by name."""
        return {
            entry.plan.name: {"itself": entry.active.state(), "attendance": self._books[entry.plan.name].state(week)}
            for entry in self.entries
            if entry.active is not None
        }

    def restore(self, states: dict[str, dict[str, Any]], view: View) -> None:
        """Let the interventions that had begun before ``view.week`` go on; `ValueError` if they are others."""
        begun = [entry for entry in self.entries if entry.first < min(entry.last, view.week)]
        if {entry.plan.name for entry in begun} != set(states):
            ours, theirs = (", ".join(sorted(names)) or "none" for names in ({e.plan.name for e in begun}, states))
            raise ValueError(f"interventions that begin before week {view.week} must be {theirs}, not {ours}")
        for entry in begun:
            entry.resume(self._world, view, states[entry.plan.name]["itself"])
            self._books[entry.plan.name].restore(states[entry.plan.name]["attendance"])

    def planned(self, view: View) -> dict[str, list[Cost]]:
        """Return the planned cost of each intervention by name, week by week from its first."""
        costs = {}
        for entry in self.entries:
            active = entry.active or entry.begin(self._world, view)
            costs[entry.plan.name] = [active.planned(age) for age in range(entry.last - entry.first)]
        return costs

    def book(self, first: int, last: int) -> None:
        """Take down what interventions do in some weeks; `Active.cost` is asked after `Active.apply`."""
        for week in range(first, last):
            self._booking.note(week)

    def booked(self, first: int, last: int) -> NDArray[np.float64]:
        """What interventions booked [last - first, silos + 1, `BOOKED`]; the last row of silos is the total."""
        return self._booking.booked(first, last)

    def participation(self) -> dict[str, NDArray[Any]]:
        """Who took part, by week and intervention."""
        return columns(self.entries, list(self._books.values()), self._weeks)

    def columns(self) -> dict[str, NDArray[Any]]:
        """Columns that interventions add to the table of people; what several give to one person adds up."""
        n = self._world.organisation.n_people
        found: dict[str, NDArray[Any]] = {}
        for entry in self.entries:
            for name, (people, values) in (entry.active.columns() if entry.active else {}).items():
                column = found.setdefault(name, np.zeros(n, values.dtype))
                column[people] += values
        return found
