"""What an intervention is shown where nothing has happened yet: whoever looks at more cannot be known beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from simulation.model.record import STAGES
from simulation.model.state import NEVER
from simulation.model.view import View

if TYPE_CHECKING:
    from simulation.world import World

_HIDDEN = ("interventions", "ends")
"""What of a world hangs on the other interventions of its scenario."""


class NeedsRunError(Exception):
    """An intervention decides by what happens in the run, or by what others do: only the full engine can run it."""


class _Hidden:
    """Something that cannot be looked at."""

    def __init__(self, **known: Any) -> None:
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        raise NeedsRunError(name)


class BlindWorld:
    """A world whose other interventions cannot be looked at."""

    def __init__(self, world: World) -> None:
        """Stand for a world."""
        self._world = world

    def __getattr__(self, name: str) -> Any:
        if name in _HIDDEN:
            raise NeedsRunError(name)
        return getattr(self._world, name)


def unseen(week: int, seed: int) -> View:
    """Return a view in which nobody and nothing can be looked at."""
    return View(week, seed, cast(Any, _Hidden()), cast(Any, _Hidden()))


def nobody_left(week: int, seed: int, world: World, *, running: bool) -> View:
    """Return a view in which nobody has left so far, and every community runs or none does; no more is to be seen."""
    hired = np.full(world.organisation.n_people, NEVER, np.int16)
    stage = STAGES.index("establishment" if running else "latent")
    stages = np.full(world.communities.n_communities, stage, np.uint8)
    return View(week, seed, cast(Any, _Hidden(hired_week=hired)), cast(Any, _Hidden(stage=stages)))
