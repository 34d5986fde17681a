"""A process of its own that runs one replicate and prints how much memory that took.

``python -m benchmarks.memory PEOPLE made`` makes the organisation and leaves it on disk; ``... stored`` finds it there
and removes it at the end.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from simulation.engines.kernel import layout
from simulation.engines.run import simulate
from simulation.organisation.cache import cached_path
from simulation.scenario.schema import Scenario
from simulation.world import World, build

WEEKS = 26
SEED = 987_654_321
"""Of an organisation that no scenario has, for it is removed."""


def main(n: int, how: str) -> None:
    """Print bytes as JSON: the peak of the process, the ties as compressed rows, the kernel's layout of them."""
    run = {"weeks": WEEKS, "uncertainty": "chance"}
    scenario = Scenario.model_validate({"name": "memory", "organisation": {"people": n, "seed": SEED}, "run": run})
    stored = cached_path(scenario.organisation)
    if how == "made":
        stored.unlink(missing_ok=True)
    world = build(scenario)
    simulate(world, 0)
    print(json.dumps({"peak": peak_bytes(), **tie_bytes(world)}))
    if how == "stored":
        stored.unlink(missing_ok=True)


def peak_bytes() -> int:
    """Return the most memory that this process has held."""
    status = Path("/proc/self/status")
    if status.is_file():  # `getrusage` also counts the process that this one was started from
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def tie_bytes(world: World) -> dict[str, int]:
    """Return the bytes of the ties, as compressed rows and laid out for the kernel."""
    laid_out = layout.tie_layout(world.layers)
    return {
        "ties": sum(array.nbytes for layer in world.layers for array in layer),
        "layout": sum(array.nbytes for array in laid_out),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
