"""From a point to what is kept of its run; organisations and worlds are made once per process and used again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from simulation.studies.design.changing import Changes, changed, drawn_numbers, parted

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.store.keep import Kept, Layout
    from simulation.world import World

T = TypeVar("T")
MOST_WORLDS: Final = 6


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
    key = (base.id, settings, layout.length)
    world = _WORLDS.get(key, lambda: _world(changed(base.scenario, settings), layout.length))
    named = drawn_numbers(world.scenario, numbers) if settings else numbers
    trajectory = simulate(world, replicate, parameters=named)
    return layout.taken(trajectory, world.scenario.economics.hourly_cost_eur)


def _world(scenario: Scenario, weeks: int) -> World:
    """Make the world of a run that ends after the last week that is kept, its whole plan kept within its budget."""
    from simulation.engines.budget import within_budget
    from simulation.world import build

    cut = scenario.model_copy(update={"run": scenario.run.model_copy(update={"weeks": weeks})})
    world = build(cut)
    whole, _ = within_budget(world.with_scenario(scenario))
    return replace(world, ends=whole.ends, is_budgeted=True)
