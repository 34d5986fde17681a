"""A plan that a page simulates by itself: every replicate with each variant of its levers, packed for the kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simulation.engines.limits import limits
from simulation.engines.values import parameter_values
from simulation.model.draws import replicate_seed
from simulation.model.record import COUNTERS, INDEX
from simulation.studies.design.changing import changed, sorted_changes
from simulation.studies.live.levers import FINEST, WITHOUT, LiveLever, levers
from simulation.wasm.blind import NeedsRunError
from simulation.wasm.packing import PackedReplicates, pack
from simulation.wasm.recording import RecordedVariant, recorded, recorded_platform
from simulation.wasm.start import start
from simulation.world import build, replanned

if TYPE_CHECKING:
    from simulation.interventions import Intervention
    from simulation.results.board import Board
    from simulation.scenario.schema import Scenario
    from simulation.world import World

NOT_THERE: Final = -1


@dataclass(frozen=True)
class Simulated:
    """What a page simulates: levers, the variant of each of their positions, and the packed replicates.

    ``positions`` [levers][levels] are numbers of variants or `NOT_THERE`, ``always`` those that take place in any
    case; ``column`` is where the counter stands among `COUNTERS`; each person stands for ``weight``.
    """

    levers: tuple[LiveLever, ...]
    positions: tuple[tuple[int, ...], ...]
    always: tuple[int, ...]
    column: int
    weight: float
    hourly_cost_eur: float
    packed: PackedReplicates


class _Variants:
    """The worlds of one plan, each with one lever at one level, and who is in which."""

    def __init__(self, plan: Scenario, live_levers: Sequence[LiveLever]) -> None:
        world, self._by_name = build(plan), {each.name: each for each in live_levers}
        self.worlds: list[tuple[str, int, World]] = []
        for name in [each.name for each in sorted(plan.interventions, key=lambda one: one.luck)]:
            lever = self._by_name.get(name)
            if lever is None:
                self.worlds.append((name, NOT_THERE, world))
                continue
            for k, level in enumerate(lever.levels):
                if level.factor != WITHOUT:
                    changes = sorted_changes(level.values)
                    self.worlds.append((name, k, replanned(world, changed(plan, changes)) if changes else world))

    def place(self, name: str, level: int) -> int:
        """Return the number of a variant."""
        found = [(one, k) for one, k, _ in self.worlds]
        return found.index((name, level)) + 1 if (name, level) in found else NOT_THERE


def simulated(board: Board, plan: Scenario, replicates: Sequence[int]) -> Simulated:
    """Return a plan and its variants for the kernel in a page; ``plan`` may be a smaller copy.

    Raises:
        NeedsRunError: something of it hangs on what happens in the run; its text names all of it.
    """
    _check(board, plan)
    full_base, full = (side.run.scenario() for side in board.sides)
    found = tuple(levers(full_base, full, [each.name for each in _beyond(full_base, full)], factors=FINEST))
    variants = _Variants(plan, found)
    starts = []
    for replicate in replicates:
        seed = int(replicate_seed(plan.run.seed, replicate))
        own = [(name, world, world.replicate(seed)) for name, _, world in variants.worlds]
        values = parameter_values(plan, replicate)
        world = own[0][2]
        every = [recorded_platform(world), *_all_recorded(own, replicate)]
        starts.append(start(world, values, every, range(len(every))))
    weight = variants.worlds[0][2].weight
    return Simulated(
        found,
        tuple(tuple(variants.place(each.name, k) for k in range(len(each.levels))) for each in found),
        (0, *(k + 1 for k, (_, level, _) in enumerate(variants.worlds) if level == NOT_THERE)),
        INDEX[board.active],
        weight,
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


def _all_recorded(own: Sequence[tuple[str, World, World]], replicate: int) -> list[RecordedVariant]:
    """Return what each variant does in a replicate.

    Raises:
        NeedsRunError: some of them hang on the run; all are named.
    """
    found, wrong = [], []
    for name, stated, world in own:
        plan = next(each for each in world.interventions if each.name == name)
        try:
            found.append(recorded(world, plan, parameter_values(stated.stated, replicate)))
        except NeedsRunError:
            wrong.append(name)
    if wrong:
        raise NeedsRunError(", ".join(dict.fromkeys(wrong)))
    return found
