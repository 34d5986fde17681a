"""The Mesa model as an engine: the same weeks as the compiled kernel's, one agent at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np
from numpy.typing import NDArray

from simulation.engines.mesa.arrays import set_states
from simulation.engines.mesa.model import WandelModel
from simulation.engines.mesa.replica import Replica
from simulation.engines.state import EngineState, fill_years, pack
from simulation.model.coefficients import Coefficients
from simulation.model.effects import Effects
from simulation.model.state import GROUP, named, named_groups
from simulation.model.view import View
from simulation.organisation.sealing import unwritable

if TYPE_CHECKING:
    from simulation.world import World


class MesaEngine:
    """One replicate of readable agents."""

    def __init__(self, world: World, values: dict[str, float], c: Coefficients, seed: int) -> None:
        """Settle the company."""
        self.model = WandelModel(Replica(world, values, c, seed))
        self.registrations = np.zeros((0, 3), np.int32)
        getattr(mesa.Agent, "_ids", {}).pop(self.model, None)  # before 3.4, Mesa never lets go of a model with agents

    def view(self, week: int) -> View:
        """State at the start of a week."""
        if week != self.model.week:
            raise ValueError(f"the model stands at week {self.model.week}, not {week}")
        seen = self.model.view()
        return View(seen.week, seen.seed, unwritable(seen.people), unwritable(seen.groups))

    def run(self, first: int, last: int, effects: Effects, counts: NDArray[np.int64], roles: NDArray[np.int64]) -> None:
        """Run weeks ``first`` to ``last`` (not included) under unchanging effects and fill their counters."""
        for week in range(first, last):
            self.model.run_week(effects)
            counts[week - first] = self.model.counts
            roles[week - first] = self.model.ledger.by_role()
        events = sorted(self.model.registrations, key=lambda event: event[1])
        self.registrations = np.array(events, np.int32).reshape(len(events), 3)

    @property
    def replies(self) -> NDArray[np.int64]:
        """Replies so far [years, silos of repliers, silos of authors]."""
        return self.model.ledger.replies

    def state(self, week: int) -> EngineState:
        """Return a copy of what is carried over to ``week``."""
        view, model = self.view(week), self.model
        groups = np.zeros(len(model.community_agents), GROUP)
        for name, values in view.groups._asdict().items():
            groups[name] = values
        for name in ("kind", "home_silo", "relevance"):
            groups[name] = [getattr(community, name) for community in model.community_agents]
        return EngineState(
            pack(view.people),
            groups,
            np.array([employee.word for employee in model.employees], np.uint32),
            np.array([employee.shown for employee in model.employees], np.float32),
            np.array([community.pull for community in model.community_agents], np.float32),
            model.ledger.contributors.copy(),
            model.ledger.replies.copy(),
        )

    def restore(self, week: int, state: EngineState) -> None:
        """Stand at the start of ``week`` in a state of either engine; nothing has been run before."""
        model = self.model
        model.week = week
        set_states(model.employees, named(state.people))
        set_states(model.community_agents, named_groups(state.groups))
        for employee, word, shown in zip(model.employees, state.words.tolist(), state.shown.tolist(), strict=True):
            employee.word, employee.shown = word, shown
        for community, pull in zip(model.community_agents, state.pull.tolist(), strict=True):
            community.pull = pull
        model.ledger.contributors[...] = state.contributors
        fill_years(model.ledger.replies, state.replies)

    def columns(self) -> tuple[dict[str, NDArray[Any]], dict[str, NDArray[Any]]]:
        """Return the end state as columns: people, communities."""
        view = self.model.view()
        return dict(view.people._asdict()), dict(view.groups._asdict())
