"""The schedule: which interventions act in a week, with what effects, and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.engines.attention import Attention
from simulation.engines.platform import Platform
from simulation.model.effects import EffectBuilder, Effects
from simulation.model.record import BOOKED, BOOKING

if TYPE_CHECKING:
    from simulation.engines.view import View
    from simulation.interventions.base import Active, Cost, Intervention
    from simulation.world import World


class Scheduled:
    """One intervention with its weeks, and its active form once it has begun."""

    def __init__(self, plan: Intervention, first: int, last: int) -> None:
        """Hold the plan for the weeks ``first`` to ``last`` (not included)."""
        self.plan, self.first, self.last = plan, first, last
        self.active: Active | None = None
        self.silo_shares: NDArray[np.float64] = np.zeros(0)
        self._silos: NDArray[np.int64] = np.zeros(0, np.int64)

    def begin(self, world: World, view: View) -> Active:
        """Activate it in its first week."""
        if self.active is None:
            self.active = self.plan.activate(world, view)
            self._share_out(world, self.active.people)
        return self.active

    def stands(self, week: int, *, dulled: bool) -> bool:
        """Whether its effects stay what they were a week ago and what they are, even where others are dulled."""
        active = self.active
        return active is not None and self._same_since(week - 1, active) and (active.undulled or not dulled)

    def settled(self, week: int) -> bool:
        """Whether it does and asks for the same in the next week."""
        age, active = week - self.first, self.active
        return active is not None and self._same_since(week, active) and active.asks(age + 1) == active.asks(age)

    def _same_since(self, week: int, active: Active) -> bool:
        """Whether its effects have been the same since this week, or longer."""
        return active.constant and week - self.first >= max(self.plan.ramp_weeks, active.settling_weeks)

    def resume(self, world: World, view: View, state: dict[str, Any]) -> None:
        """Be active again as it was when ``state`` was taken down, though activated at a later week."""
        self.active = self.plan.activate(world, view)
        self.active.restore(state)
        self._share_out(world, self.active.people)

    def _share_out(self, world: World, people: NDArray[np.int64]) -> None:
        """Find out how its people spread over silos."""
        self._silos = world.organisation.silo[people].astype(np.int64)
        counts = np.bincount(self._silos, minlength=world.organisation.n_silos).astype(float)
        self.silo_shares = counts / counts.sum() if counts.sum() else np.full(counts.size, 1.0 / counts.size)

    def by_silo(self, booked: NDArray[np.float64]) -> NDArray[np.float64]:
        """Add up one value for each of its people."""
        return np.bincount(self._silos, weights=booked, minlength=self.silo_shares.size).astype(np.float64)


class Schedule:
    """All interventions of a run and the platform's own effects, composed week by week."""

    def __init__(self, world: World) -> None:
        """Lay the scenario's interventions on the weeks of the run."""
        scenario = world.scenario
        self._world = world
        self._weeks = scenario.run.weeks
        self._platform = Platform(world)
        self._builder = EffectBuilder(world.organisation.n_people, world.communities.n_communities, len(world.layers))
        self._attention = Attention(scenario.economics.attention_hours, world.organisation.n_people)
        self.entries: list[Scheduled] = []
        for plan in scenario.interventions:
            first = scenario.week_of(plan.start)
            last = self._weeks if plan.weeks is None else min(first + plan.weeks, self._weeks)
            self.entries.append(Scheduled(plan, first, min(last, world.ends.get(plan.name, last))))
        self._held: tuple[str, ...] | None = None
        self._by_name = sorted(self.entries, key=lambda entry: entry.plan.name)  # sums are rounded in their order

    def effects(self, week: int, view: View) -> tuple[Effects, int]:
        """Return the effects of a week and the first week in which they may differ."""
        builder = self._builder
        acting = self._acting(week)
        active = [entry.begin(self._world, view) for entry in acting]
        strengths = [entry.plan.ramp(week - entry.first) for entry in acting]
        dulled = self._attention.dulled(
            [
                (each.people, each.asks(week - entry.first))
                for entry, each, strength in zip(acting, active, strengths, strict=True)
                if strength > 0
            ]
        )
        standing = [entry for entry in acting if entry.stands(week, dulled=dulled is not None)]
        self._hold(standing, week, view)
        builder.begin()
        builder.dulled = dulled
        for entry, each, strength in zip(acting, active, strengths, strict=True):
            if entry not in standing:
                each.apply(week - entry.first, strength, view, builder)
        ended = [entry.active for entry in self._by_name if entry.last == week and entry.active is not None]
        for each in ended:
            each.withdraw(view, builder)
        lasts = not ended and not builder.has_pulse and all(entry.settled(week) for entry in acting)
        return builder.build(), self._next_change(week) if lasts else week + 1

    def _acting(self, week: int) -> list[Scheduled]:
        """Return the interventions of a week, by name."""
        return [entry for entry in self._by_name if entry.first <= week < entry.last]

    def _next_change(self, week: int) -> int:
        """Return the first week in which something begins or ends."""
        firsts = (entry.first for entry in self.entries if entry.first > week)
        lasts = (entry.last for entry in self.entries if entry.last > week)
        return min((self._weeks, *firsts, *lasts))

    def _hold(self, standing: list[Scheduled], week: int, view: View) -> None:
        """Hold the platform's effects and those of interventions that stay the same, while they are the same ones."""
        names = tuple(entry.plan.name for entry in standing)
        if names == self._held:
            return
        self._held = names
        self._builder.release()
        self._platform.apply(self._builder)
        for entry in standing:
            age = week - entry.first
            entry.begin(self._world, view).apply(age, entry.plan.ramp(age), view, self._builder)
        self._builder.hold()

    def state(self) -> dict[str, dict[str, Any]]:
        """What each intervention that has begun remembers, by name."""
        return {entry.plan.name: entry.active.state() for entry in self.entries if entry.active is not None}

    def restore(self, states: dict[str, dict[str, Any]], view: View) -> None:
        """Let the interventions that had begun before ``view.week`` go on; `ValueError` if they are others."""
        begun = [entry for entry in self.entries if entry.first < min(entry.last, view.week)]
        if {entry.plan.name for entry in begun} != set(states):
            ours, theirs = (", ".join(sorted(names)) or "none" for names in ({e.plan.name for e in begun}, states))
            raise ValueError(f"interventions that begin before week {view.week} must be {theirs}, not {ours}")
        for entry in begun:
            entry.resume(self._world, view, states[entry.plan.name])

    def planned(self, view: View) -> dict[str, list[Cost]]:
        """Return the planned cost of each intervention by name, week by week from its first."""
        return {
            entry.plan.name: [entry.begin(self._world, view).planned(age) for age in range(entry.last - entry.first)]
            for entry in self.entries
        }

    def booked(self, first: int, last: int) -> NDArray[np.float64]:
        """What interventions booked [last - first, silos + 1, `BOOKED`]; the last row of silos is the total."""
        rows = np.zeros((last - first, self._world.organisation.n_silos + 1, len(BOOKED)))
        for week in range(first, last):
            self._book(week, rows[week - first])
        return rows

    def _book(self, week: int, rows: NDArray[np.float64]) -> None:
        """Add what interventions booked in a week: numbers shared out over silos, values of people where they are."""
        acting = self._acting(week)
        totals = np.zeros((len(acting), len(BOOKED)))
        for entry, total in zip(acting, totals, strict=True):
            if entry.active is None:
                continue
            age = week - entry.first
            cost = entry.active.cost(age)
            for name, value in {"hours": cost.hours, "eur": cost.eur, **entry.active.books(age)}.items():
                if isinstance(value, np.ndarray):
                    rows[:-1, BOOKING[name]] += entry.by_silo(value)
                    rows[-1, BOOKING[name]] += value.sum()
                else:
                    total[BOOKING[name]] = value
        if acting:
            shares = np.array([entry.silo_shares for entry in acting])
            rows[:-1] += (shares[:, :, None] * totals[:, None, :]).sum(axis=0)  # in their order, unlike a product
            rows[-1] += totals.sum(axis=0)

    def columns(self) -> dict[str, NDArray[Any]]:
        """Columns that interventions add to the table of people; what several give to one person adds up."""
        n = self._world.organisation.n_people
        found: dict[str, NDArray[Any]] = {}
        for entry in self.entries:
            for name, (people, values) in (entry.active.columns() if entry.active else {}).items():
                column = found.setdefault(name, np.zeros(n, values.dtype))
                column[people] += values
        return found
