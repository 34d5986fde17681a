"""Many interventions at once: a replicate of the shipped scenario with twenty beside one of the plain scenario."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from simulation.engines.run import simulate
from simulation.scenario.loading import load
from simulation.world import build

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
PLAIN, MANY = "telekom-2012", "telekom-2014-establish"


def portfolio(repeats: int = 10) -> Mapping[str, float]:
    """Processor time of replicates in turns: the least and the median of both, and the ratio of either.

    The first replicate of each is left out: what all replicates share is made in it.
    """
    worlds = {name: build(load(SCENARIOS / f"{name}.yaml")) for name in (PLAIN, MANY)}
    for world in worlds.values():
        simulate(world, 0)
    gc.collect()
    gc.freeze()  # as the command line does
    seconds: dict[str, list[float]] = {name: [] for name in worlds}
    for replicate in range(repeats):
        for name, world in worlds.items():
            start = time.process_time()
            simulate(world, replicate)
            seconds[name].append(time.process_time() - start)
    gc.unfreeze()
    plain, many = seconds[PLAIN], seconds[MANY]
    return {
        "plain_s": min(plain),
        "many_s": min(many),
        "ratio": min(many) / min(plain),
        "ratio_of_medians": median(many) / median(plain),
    }
