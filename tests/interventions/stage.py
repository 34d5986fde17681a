"""One intervention on a stage: a world, a state that a test writes, and the effects of a week, without an engine."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.engines.composing import Composer
from simulation.engines.run import simulate
from simulation.model.effects import CHANNELS, COMMUNITY_CHANNELS, PERSON_CHANNELS, EffectBuilder
from simulation.model.state import empty_groups, empty_people, named, named_groups
from simulation.model.view import View
from simulation.world import build
from tests.interventions.conftest import scenario


class Stage:
    """The active form of one intervention, week by week; ``people`` may be written between weeks."""

    def __init__(self, plan: dict[str, Any], seed: int = 5, **changes: Any) -> None:
        self.world = build(scenario(interventions=[{"start": 0, **plan}], **changes)).replicate(seed)
        self.plan = self.world.interventions[0]
        n, self.seed = self.world.organisation.n_people, seed
        self.people = named(empty_people(n))
        self.groups = named_groups(empty_groups(self.world.communities.n_communities, n))
        self.composer = Composer(n, self.world.communities.n_communities, len(self.world.layers))
        self.active = self.plan.activate(self.world, self.view(0))

    def view(self, week: int) -> View:
        return View(week, self.seed, self.people, self.groups)

    def week(self, age: int, strength: float = 1.0) -> dict[str, np.ndarray]:
        """Effects of a week on people, by channel; channels that nothing touched are left out."""
        builder = EffectBuilder()
        self.active.apply(age, strength, self.view(age), builder)
        return self._composed(builder)

    def end(self, week: int) -> dict[str, np.ndarray]:
        """Effects of the week after the last one."""
        builder = EffectBuilder()
        self.active.withdraw(self.view(week), builder)
        return self._composed(builder)

    def _composed(self, builder: EffectBuilder) -> dict[str, np.ndarray]:
        built = self.composer.compose(builder.added)
        found = {n: built.person[built.row[i]].copy() for i, n in enumerate(PERSON_CHANNELS) if built.row[i] >= 0}
        self.layers = built.layer.copy()
        self.community = {n: built.community[i].copy() for i, n in enumerate(COMMUNITY_CHANNELS)}
        return {name: values for name, values in found.items() if (values != CHANNELS[name].neutral).any()}


def touched(effects: dict[str, np.ndarray], channel: str) -> list[int]:
    """Who feels something on a channel."""
    if channel not in effects:
        return []
    return np.flatnonzero(effects[channel] != CHANNELS[channel].neutral).tolist()


def between(one: dict[str, Any], other: dict[str, Any], number: Any, seeds: int = 40, **changes: Any) -> np.ndarray:
    """Paired differences [seeds] of a number: the company with ``one`` plan, less that with the ``other``."""
    worlds = [build(scenario(interventions=[plan], **changes)) for plan in (one, other)]
    return np.array([np.subtract(*(number(simulate(world, r)) for world in worlds)) for r in range(seeds)])


def several(*numbers: Any) -> Any:
    """One function of a trajectory that gives several numbers, so that paired runs are made once."""
    return lambda trajectory: np.array([number(trajectory) for number in numbers])
