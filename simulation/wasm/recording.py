"""What an intervention adds, asks for and costs, week by week, as far as it is known before the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from simulation.engines.platform import Platform
from simulation.engines.scheduled import Scheduled
from simulation.engines.weights import layer_base, layer_weights
from simulation.interventions.behaviour import with_values
from simulation.interventions.kinds.managers.community_manager import CommunityManager
from simulation.interventions.standing import room_for
from simulation.model.effects import CHANNELS, Addition, EffectBuilder, Effects
from simulation.wasm.blind import BlindWorld, NeedsRunError, nobody_left, unseen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulation.interventions.base import Intervention
    from simulation.world import World

Request = tuple[NDArray[np.int64], NDArray[np.float64] | float]
LAYER: Final = "layer_weight"


@dataclass
class Turn:
    """What is added and asked for in the weeks from ``first`` to ``last`` (not included)."""

    first: int
    last: int
    added: list[Addition]
    asked: Request | None


@dataclass
class ManagerPosts:
    """ManagerPosts of community managers: their communities and seats, who may take over, hours and costs by week.

    ``costs`` [weeks, 4]: hours and money of a community that is managed, hours and money of a manager who begins.
    """

    communities: NDArray[np.int64]
    seats: NDArray[np.int64]
    left: int
    replaces: bool
    room: NDArray[np.int64]
    hours: NDArray[np.float64]
    costs: NDArray[np.float64]


@dataclass
class RecordedVariant:
    """One intervention in one replicate, from its ``first`` week to ``last``; ``costs`` [weeks, 2] hours and money.

    ``layers`` are the ties that it makes, with what they weigh by themselves [weeks] each.
    """

    luck: str
    first: int
    last: int
    turns: list[Turn]
    costs: NDArray[np.float64]
    layers: list[tuple[Any, NDArray[np.float32]]] = field(default_factory=list)
    posts: ManagerPosts | None = None


def recorded_platform(world: World) -> RecordedVariant:
    """Return what the platform itself does."""
    platform, weeks = Platform(world), world.weeks
    always = EffectBuilder()
    platform.apply(always)
    turns: list[Turn] = []
    launches = platform.launches()
    for week in range(weeks):
        launch = launches[week] if week < len(launches) else []
        take_down(turns, week, [*always.added, *launch], None)
    return RecordedVariant("", 0, weeks, turns, np.zeros((weeks, 2)))


def recorded(world: World, stated: Intervention, values: Mapping[str, float]) -> RecordedVariant:
    """Return what an intervention of a replicate's world does; ``values`` are what the replicate drew.

    Raises:
        NeedsRunError: what it does hangs on what happens in the run.
    """
    plan = with_values(stated, values)
    first = world.week_of(plan.start)
    last = max(first, world.weeks if plan.weeks is None else min(first + plan.weeks, world.weeks))
    entry = Scheduled(plan, first, last, may_settle=False)
    found = RecordedVariant(plan.luck, first, last, [], np.zeros((world.weeks, 2)))
    ties = OwnTies(world, plan)
    is_manager = type(plan) is CommunityManager
    for week in range(first, last):
        view = unseen(week, world.seed)
        if is_manager:
            view = nobody_left(week, world.seed, world, running=week > first)
        if entry.active is None:
            entry.begin(cast("World", BlindWorld(world)), view)  # all of a world that is known before a run
        entry.take_turn(week, view, EffectBuilder(entry.added))
        take_down(found.turns, week, ties.without(week, entry.added), request_of(entry))
        if not is_manager and entry.active is not None:
            cost = entry.active.cost(week - first)
            found.costs[week] = cost.hours, cost.eur
    _end(found, entry, world)
    found.layers = ties.layers(world, values)
    if is_manager and entry.active is not None:
        found.posts = _posts(plan, entry.active, world, first, last)
    return found


def _end(variant: RecordedVariant, entry: Scheduled, world: World) -> None:
    """Take down what it does in the week after its last one."""
    if entry.active is None or entry.last >= world.weeks:
        return
    builder = EffectBuilder(entry.added)
    entry.active.withdraw(unseen(entry.last, world.seed), builder)
    if builder.added:
        variant.turns.append(Turn(entry.last, entry.last + 1, builder.added, None))


def take_down(turns: list[Turn], week: int, added: list[Addition], request: Request | None) -> None:
    """Take down a week: the last turn lasts, if this week is as the one before."""
    if turns and turns[-1].last == week and turns[-1].added == added and _same(turns[-1].asked, request):
        turns[-1].last = week + 1
    elif added or request:
        turns.append(Turn(week, week + 1, added, request))


def _same(one: Request | None, other: Request | None) -> bool:
    if one is None or other is None:
        return one is other
    return np.array_equal(one[0], other[0]) and np.array_equal(one[1], other[1])


class OwnTies:
    """The ties that an intervention makes, and how much they are to weigh, week by week."""

    def __init__(self, world: World, plan: Intervention) -> None:
        """Find its layers among those of a world."""
        self._own, self._n = _own_layers(world, plan), len(world.layers)
        self._strengths = np.zeros((len(self._own), world.weeks), np.float32)

    def without(self, week: int, added: list[Addition]) -> list[Addition]:
        """Note what is added to its ties in a week; return all else.

        Raises:
            NeedsRunError: it changes what other ties weigh.
        """
        low, high = CHANNELS[LAYER].low, CHANNELS[LAYER].high
        for each in added:
            if each.channel == LAYER:
                for layer in range(self._n)[each.where] if isinstance(each.where, slice) else [int(each.where)]:
                    if layer not in self._own:
                        raise NeedsRunError(LAYER)
                    self._strengths[self._own.index(layer), week] = np.clip(np.float32(each.value), low, high)
        return [each for each in added if each.channel != LAYER]

    def layers(self, world: World, values: Mapping[str, float]) -> list[tuple[Any, NDArray[np.float32]]]:
        """Return its ties layer by layer, with what they weigh [weeks]."""
        pairs = zip(self._own, self._strengths, strict=True)
        return [(world.layers[layer], _weighed(world, layer, values, given)) for layer, given in pairs]


def _own_layers(world: World, plan: Intervention) -> list[int]:
    """Return which layers of ties an intervention makes."""
    if plan.name not in world.made:
        return []
    first = world.made[plan.name]
    last = min((start for start in world.made.values() if start > first), default=len(world.layers))
    return list(range(first, last))


def request_of(entry: Scheduled) -> Request | None:
    """Return whom an intervention asked for attention when it was last asked, and for how much of it."""
    who, hours = entry.asks
    return (who, hours) if who.size and np.max(hours) > 0 else None


def _weighed(
    world: World, layer: int, values: Mapping[str, float], strengths: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return what a tie of a layer weighs in each week."""
    base, own = layer_base(world, dict(values))
    weights = [
        layer_weights((base[layer : layer + 1], own[layer : layer + 1]), _only(strength)) for strength in strengths
    ]
    return np.concatenate(weights)


def _only(strength: np.float32) -> Effects:
    """Return effects of which only that on one layer is used."""
    nothing = np.zeros(0, np.float32)
    none = np.zeros(0, np.int64)
    return Effects(nothing, np.zeros(0, np.int32), none, none, nothing, np.array([strength]), np.float32(0))


def _posts(plan: Any, active: Any, world: World, first: int, last: int) -> ManagerPosts:
    """Return the posts of community managers."""
    weeks = world.weeks
    room, hours, costs = np.zeros(weeks, np.int64), np.zeros(weeks), np.zeros((weeks, 4))
    for week in range(first, last):
        age = week - first
        room[week] = room_for(plan, unseen(week, world.seed))
        hours[week] = plan.hours_per_week * plan.ramped(age)
        managed, begun = active.costs_of(age, 1, 0), active.costs_of(age, 0, 1)
        costs[week] = managed.hours, managed.eur, begun.hours, begun.eur
    return ManagerPosts(
        active.chosen, active.posts.seats, plan.reserve(active.chosen.size), plan.replace, room, hours, costs
    )
