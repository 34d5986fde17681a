"""The smallest company with everything that a page can simulate: its arrays say of which types the arguments are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.engines.values import parameter_values
from simulation.model.draws import replicate_seed
from simulation.scenario.schema import Scenario
from simulation.wasm.recording import recorded, recorded_platform
from simulation.wasm.start import Start, start
from simulation.world import build

if TYPE_CHECKING:
    from simulation.world import World


def started(world: World, replicate: int) -> Start:
    """Return how a replicate of a world begins, everything that it plans being chosen."""
    scenario = world.scenario
    values = parameter_values(scenario, replicate)
    own = world.replicate(int(replicate_seed(scenario.run.seed, replicate)))
    plans = sorted(own.interventions, key=lambda plan: plan.luck)
    variants = [recorded_platform(own), *(recorded(own, plan, values) for plan in plans)]
    return start(own, values, variants, range(len(variants)))


def sample() -> Start:
    """Return how a small company begins."""
    return started(build(Scenario.model_validate({
        "name": "sample",
        "organisation": {"people": 60},
        "platform": {"communities": {"people_per_community": 12}},
        "interventions": [
            {"kind": "kick_off", "start": 1, "target": {"count": 8}},
            {"kind": "community_manager", "start": 1, "communities": 2},
        ],
        "run": {"weeks": 4, "seed": 1, "uncertainty": "chance"},
    })), 0)  # fmt: skip
