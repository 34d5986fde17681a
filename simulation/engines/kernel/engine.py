"""The kernel as an engine: state, buffers and the call of the compiled weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.engines.composing import nothing
from simulation.engines.initial import initial_state, tides_of
from simulation.engines.kernel import layout as layouts
from simulation.engines.kernel.arrays import (
    I8,
    WEEKLY,
    PeopleLayout,
    Shared,
    Tables,
    empty_lists,
    empty_reach,
    empty_scratch,
)  # fmt: skip
from simulation.engines.kernel.communities import lay_out
from simulation.engines.kernel.learn import show_all
from simulation.engines.kernel.sense import reweigh
from simulation.engines.kernel.weeks import run_weeks
from simulation.engines.state import EngineState, fill_years
from simulation.engines.weights import access_shares, layer_base, layer_weights
from simulation.model.chances import week_keys
from simulation.model.coefficients import Coefficients, as_record
from simulation.model.effects import Effects
from simulation.model.items import cumulated_shares
from simulation.model.record import WEEKS_PER_YEAR
from simulation.model.state import Packed, named, named_groups
from simulation.model.tasks import care_table
from simulation.model.view import View
from simulation.organisation.organisation import LAYERS
from simulation.organisation.sealing import seal, unwritable

if TYPE_CHECKING:
    from simulation.world import World

BINS = 4096
"""Contributions of one person that the histograms tell apart."""
_TABLES = Tables(cumulated_shares(), care_table())
_NOTHING = nothing(0, 0, 0)


class Kernel:
    """One replicate in compiled form."""

    def __init__(self, world: World, values: dict[str, float], c: Coefficients, seed: int) -> None:
        """Draw the initial state and show it."""
        organisation = world.organisation
        n, n_silos = organisation.n_people, organisation.n_silos
        self._world, self._c, self._seed = world, as_record(c), seed
        self._mixes = bool(c.mixing)
        self.people, self.groups = initial_state(world, c, seed)
        self._weekly = np.zeros(self.groups.size, WEEKLY)
        chunk_start, chunk_silo, role, marked = world.once_for_all(
            "layout of the kernel", lambda: layouts.fixed(organisation)
        )
        n_own = len(LAYERS)
        own = world.once_for_all("ties of the kernel", lambda: layouts.tie_layout(world.layers[:n_own]))
        made = world.layers[n_own:]  # ties that interventions make are a replicate's own
        self._ties = seal(layouts.with_layers(own, n_own, made)) if made else own
        self._layout = PeopleLayout(
            chunk_start, chunk_silo, organisation.manager, world.slots, organisation.silo,
            access_shares(world, c), np.zeros(n, np.float32), role, marked,
        )  # fmt: skip
        years = -(-world.scenario.run.weeks // WEEKS_PER_YEAR)
        self._lists, self._scratch = empty_lists(n, n_silos, BINS, years), empty_scratch()
        self._tables = _TABLES
        self._shared = Shared(np.zeros((2, n), np.uint32), np.zeros((2, n + 1), np.float32), np.zeros((3, n)))
        self._reach = empty_reach(self.groups.size)
        self._keys = week_keys(seed, 0, world.scenario.run.weeks)
        self._tide = tides_of(world, values, seed)
        self._layer_base = layer_base(world, values)
        self._weights: NDArray[np.float32] = np.zeros(len(world.layers), np.float32)
        self._layers_seen = b""
        """Effects on layers of which the weights are those of the ties."""
        self._total_weight = np.zeros(n)
        self._named = named(self.people), named_groups(self.groups)
        self._seen = unwritable(self._named[0]), unwritable(self._named[1])
        self._registered = 0
        lay_out(self.groups, self._weekly, n, self._reach, self._c)
        self._show_start()

    def _show_start(self) -> None:
        """Pack what people see of each other in week 0."""
        words, shown = self._shared.words[0], self._shared.shown[0]
        show_all(-1, self._layout.chunk_start, self.people, _NOTHING, words, shown, self._c, self._scratch)

    def view(self, week: int) -> View:
        """State at the start of a week."""
        return View(week, self._seed, *self._seen)

    def run(self, first: int, last: int, effects: Effects, counts: I8, roles: I8) -> None:
        """Run weeks ``first`` to ``last`` (not included) under unchanging effects and fill their counters."""
        if (layers := effects.layer.tobytes()) != self._layers_seen:
            self._layers_seen, weights = layers, layer_weights(self._layer_base, effects)
            if not np.array_equal(weights, self._weights):
                self._reweigh(first, weights)
        self._registered = run_weeks(
            first, self._keys[first:last], self._tide[first:last], self.people, self.groups, self._weekly, self._shared,
            self._layout, self._ties, self._weights, self._reach, self._lists, self._scratch, self._tables, effects,
            self._c, counts, roles,
        )  # fmt: skip

    @property
    def registrations(self) -> NDArray[np.int32]:
        """Registrations (week, person, cause) of the last week, by person."""
        events = self._lists.events[: self._registered]
        return events[np.argsort(events[:, 1], kind="stable")]  # chunks list those who were ordered to first

    def _reweigh(self, week: int, weights: NDArray[np.float32]) -> None:
        """Let ties weigh something else from this week on."""
        words, sums = self._shared.words[week % 2], self._shared.sums
        for before, after, (indptr, indices) in zip(self._weights, weights, self._world.layers, strict=True):
            if before != after:
                layouts.reweigh_degree(before, after, indptr, self._total_weight)
                if not self._mixes:
                    reweigh(before, after, indptr, indices, words, sums)
        self._weights = weights
        layouts.inverse(self._total_weight, self._layout.inverse)

    @property
    def replies(self) -> I8:
        """Replies so far [years, silos of repliers, silos of authors]."""
        return self._lists.replies

    def state(self, week: int) -> EngineState:
        """Return a copy of what is carried over to ``week``."""
        now, places = week % 2, 2 * self.groups.size
        return EngineState(
            Packed(*(rows.copy() for rows in self.people)),
            self.groups.copy(),
            self._shared.words[now].copy(),
            self._shared.shown[now, :-1].copy(),
            self._reach.pull[:places:2].copy(),
            self._lists.histogram.copy(),
            self._lists.replies.copy(),
        )

    def restore(self, week: int, state: EngineState) -> None:
        """Stand at the start of ``week`` in a state of either engine; nothing has been run before."""
        for name in Packed._fields:
            getattr(self.people, name)[...] = getattr(state.people, name)
        self.groups[...] = state.groups
        now, places, is_open = week % 2, 2 * self.groups.size, self.groups["is_open"]
        self._shared.words[now], self._shared.shown[now, :-1] = state.words, state.shown
        self._shared.sums[:] = self._total_weight[:] = self._weights[:] = 0  # added up afresh in the first week
        self._reach.pull[:places:2] = state.pull
        self._reach.pull[1:places:2] = np.where(is_open != 0, state.pull, np.float32(0))
        self._reach.open[1:places:2] = is_open
        self._reach.stage[...] = self.groups["stage"]
        histogram, in_use = self._lists.histogram, np.arange(BINS)
        histogram[...] = state.contributors
        self._lists.most[...] = np.where(histogram != 0, in_use, 0).max(axis=1)
        fill_years(self._lists.replies, state.replies)

    def columns(self) -> tuple[dict[str, NDArray[Any]], dict[str, NDArray[Any]]]:
        """Return the end state as columns: people, communities."""
        people, groups = self._named
        return people._asdict(), groups._asdict()
