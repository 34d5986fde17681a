"""A plan that a page simulates by itself: every replicate with each variant of its levers, packed for the kernel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.engines.limits import limits
from simulation.engines.values import parameter_values
from simulation.model.draws import replicate_seed
from simulation.model.record import COUNTERS, INDEX
from simulation.studies.design.changing import changed, sorted_changes
from simulation.studies.live.levers import FINEST, PLANNED, WITHOUT, LiveLever, levers
from simulation.wasm.blind import NeedsRunError
from simulation.wasm.packing import PackedReplicates, pack
from simulation.wasm.recording import recorded, recorded_platform
from simulation.wasm.replayed import replayed
from simulation.wasm.start import Start, start
from simulation.world import build, replanned

if TYPE_CHECKING:
    from simulation.interventions import Intervention
    from simulation.results.board import Board
    from simulation.scenario.schema import Scenario
    from simulation.world import World

NOT_THERE, FIXED = -1, -2
"""What stands in place of a variant: the lever is left out, or it cannot stand so in a page."""


@dataclass(frozen=True)
class Simulated:
    """What a page simulates: levers, the variant of each of their positions, and the packed replicates.

    ``positions`` [levers][levels] are numbers of variants, `NOT_THERE` or `FIXED`, ``always`` those that take place
    in any case; ``replayed`` names interventions that do in every plan what they do in the one as it is planned.
    ``column`` is where the counter stands among `COUNTERS`; each person stands for ``weight``.
    """

    levers: tuple[LiveLever, ...]
    positions: tuple[tuple[int, ...], ...]
    always: tuple[int, ...]
    replayed: tuple[str, ...]
    column: int
    weight: float
    hourly_cost_eur: float
    packed: PackedReplicates


class _Variants:
    """The worlds of one plan, each with one lever at one level, and who is in which.

    A lever that hangs on the run stands as planned only.
    """

    def __init__(self, plan: Scenario, live_levers: Sequence[LiveLever], replicate: int) -> None:
        world, by_name = build(plan), {each.name: each for each in live_levers}
        names = [each.name for each in sorted(plan.interventions, key=lambda one: one.luck)]
        self.planned = world
        self.hanging = _hanging(_of(world, replicate), parameter_values(plan, replicate))
        self.worlds: list[tuple[str, int, World]] = []
        for name in names:
            if name not in by_name:
                self.worlds.append((name, NOT_THERE, world))
                continue
            for k, level in enumerate(by_name[name].levels):
                if level.factor == PLANNED or (level.factor != WITHOUT and name not in self.hanging):
                    changes = sorted_changes(level.values)
                    self.worlds.append((name, k, replanned(world, changed(plan, changes)) if changes else world))

    def places(self, lever: LiveLever) -> tuple[int, ...]:
        """Return the number of the variant of each position."""
        found = [(name, k) for name, k, _ in self.worlds]
        missing = FIXED if lever.name in self.hanging else NOT_THERE
        keys = [(lever.name, k) for k in range(len(lever.levels))]
        return tuple(found.index(key) + 1 if key in found else missing for key in keys)

    @property
    def always(self) -> tuple[int, ...]:
        """Numbers of what takes place in every plan, the platform itself first."""
        return (0, *(k + 1 for k, (_, level, _) in enumerate(self.worlds) if level == NOT_THERE))

    def start(self, plan: Scenario, replicate: int) -> Start:
        """Return what a replicate begins with, with all variants."""
        own = [(name, world, _of(world, replicate)) for name, _, world in self.worlds]
        values, world = parameter_values(plan, replicate), own[0][2]
        every = [recorded_platform(world)]
        again = replayed(_of(self.planned, replicate), values, self.hanging) if self.hanging else {}
        for name, stated, its_own in own:
            if name in again:
                every.append(again[name])
                continue
            planned = next(each for each in its_own.interventions if each.name == name)
            every.append(recorded(its_own, planned, parameter_values(stated.stated, replicate)))
        return start(world, values, every, range(len(every)))


def simulated(board: Board, plan: Scenario, replicates: Sequence[int]) -> Simulated:
    """Return a plan and its variants for the kernel in a page; ``plan`` may be a smaller copy.

    Raises:
        NeedsRunError: what of it cannot be simulated in a page; its text names it.
    """
    _check(board, plan)
    full_base, full = (side.run.scenario() for side in board.sides)
    found = tuple(levers(full_base, full, [each.name for each in _beyond(full_base, full)], factors=FINEST))
    variants = _Variants(plan, found, replicates[0])
    if {each.name for each in found} <= set(variants.hanging):
        raise NeedsRunError(", ".join(variants.hanging))
    starts = [variants.start(plan, replicate) for replicate in replicates]
    return Simulated(
        found,
        tuple(variants.places(each) for each in found),
        variants.always,
        variants.hanging,
        INDEX[board.active],
        variants.planned.weight,
        plan.economics.hourly_cost_eur,
        pack(starts),
    )


def _check(board: Board, plan: Scenario) -> None:
    if board.active not in COUNTERS:
        raise NeedsRunError(board.active)
    if limits(plan):
        raise NeedsRunError("budget")


def _beyond(base: Scenario, plan: Scenario) -> list[Intervention]:
    known = {each.name for each in base.interventions}
    return [each for each in plan.interventions if each.name not in known]


def _of(world: World, replicate: int) -> World:
    return world.replicate(int(replicate_seed(world.scenario.run.seed, replicate)))


def _hanging(world: World, values: Mapping[str, float]) -> tuple[str, ...]:
    """Return the names of interventions of which it hangs on the run what they do."""
    found = []
    for each in world.interventions:
        try:
            recorded(world, each, values)
        except NeedsRunError:
            found.append(each.name)
    return tuple(found)
