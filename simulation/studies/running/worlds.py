"""From a point to what is kept of its run; organisations and worlds are made once per process and used again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from simulation.studies.design.changing import SECTION, Changes, changed, drawn_numbers, intervention_of, parted

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.store.keep import Kept, Layout
    from simulation.world import World

T = TypeVar("T")
MOST_WORLDS: Final = 6
MOST_GROUNDS: Final = 3


class Recent:
    """What was made last, by what it was made of; threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.RLock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, made where it is not."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            else:
                self._kept[key] = make()
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            found: T = self._kept[key]
        return found


_WORLDS: Final = Recent(MOST_WORLDS)
_GROUNDS: Final = Recent(MOST_GROUNDS)


@dataclass(frozen=True, slots=True)
class Based:
    """A scenario that runs change, by its id in the store."""

    id: str
    scenario: Scenario
    drawn: frozenset[str]

    @classmethod
    def of(cls, name: str, scenario: Scenario) -> Based:
        """Take a scenario under its id."""
        return cls(name, scenario, frozenset(scenario.declared()))


def run(base: Based, changes: Changes, replicate: int, layout: Layout) -> Kept:
    """Run one replicate of a point, within the budget of the whole plan; return what is kept of it.

    Raises:
        ScenarioError: a change is not possible, or the interventions take more than the budget.
    """
    from simulation.engines.run import simulate

    numbers, settings = parted(base.drawn, changes)
    world = _WORLDS.get((base.id, settings, layout.length), lambda: _world(base, settings, layout.length))
    named = drawn_numbers(world.scenario, numbers) if settings else numbers
    trajectory = simulate(world, replicate, parameters=named)
    return layout.taken(trajectory, world.scenario.economics.hourly_cost_eur)


def _world(base: Based, settings: Changes, weeks: int) -> World:
    """Make the world of a run that ends after the last week that is kept, its whole plan kept within its budget.

    The organisation and its communities are those of all plans that differ in nothing else.
    """
    from simulation.engines.budget import within_budget
    from simulation.world import replanned

    others = tuple((key, value) for key, value in settings if intervention_of(key) is None)
    ground = _GROUNDS.get((base.id, others, weeks), lambda: _ground(changed(base.scenario, others), weeks))
    scenario = changed(base.scenario, settings)
    world = replanned(ground, _cut(scenario, weeks))
    whole, _ = within_budget(world.with_scenario(scenario))
    return replace(world, ends=whole.ends, is_budgeted=True)


def _ground(scenario: Scenario, weeks: int) -> World:
    """Make the world without any intervention."""
    from simulation.world import build

    return build(_cut(scenario, weeks).model_copy(update={SECTION: ()}))


def _cut(scenario: Scenario, weeks: int) -> Scenario:
    """Return the scenario as it is run: nothing after the last week that is kept can change it."""
    return scenario.model_copy(update={"run": scenario.run.model_copy(update={"weeks": weeks})})
