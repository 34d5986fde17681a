"""Write bank.csv: what a middling company's network shows at drawn levels of reading and contributing.

Usage: python -m experiments.companies.bank [runs]; it goes on where it was interrupted.

Each run draws every parameter from its prior but the two levels, which are drawn evenly over a wide
range, so that any prior for them can be tried afterwards by weights.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from simulation.engines.run import simulate
from simulation.engines.values import parameter_values
from simulation.model.draws import Decision, named_uniform
from simulation.model.record import CONTENT_TYPES, INDEX
from simulation.parameters import PARAMETERS
from simulation.scenario.schema import Scenario
from simulation.world import World, build

BANK = Path(__file__).parent / "bank.csv"
LEVELS = {"read_intercept": (-8.5, -2.5), "contribute_intercept": (-9.0, -2.0)}
"""Ranges over which the levels are drawn evenly."""
PEOPLE, WEEKS = 3_000, 131
WEEK_ENGAGE, WEEK_TELEKOM, WEEK_LATE = 19, 85, 130
ACTIVE = (
    "readers_7",
    "readers_28",
    "readers_365",
    "contributors_7",
    "contributors_28",
    "contributors_365",
    "visible",
    "habitual",
    "contributors_ever",
)
"""What "active" may have meant, as in scenarios/telekom-2012.yaml; shares of the registered at week 85."""
SHOWN = (
    "read_week_19",
    "read_month_130",
    "few_130",
    "many_130",
    "contributions_85",
    *(f"{name}_85" for name in ACTIVE),
)


def main(runs: int) -> None:
    """Make the runs that are not there yet."""
    world = build(
        Scenario.model_validate({"name": "bank", "organisation": {"people": PEOPLE}, "run": {"weeks": WEEKS}})
    )
    done = len(BANK.read_text().splitlines()) - 1 if BANK.is_file() else -1
    with BANK.open("a", newline="") as file:
        writer = csv.writer(file)
        if done < 0:
            writer.writerow([*LEVELS, *SHOWN])
        for run in range(max(done, 0), runs):
            levels = {name: _level(name, run) for name in LEVELS}
            writer.writerow(f"{each:.5g}" for each in (*levels.values(), *_shown(world, run, levels)))
            file.flush()


def _level(name: str, run: int) -> float:
    low, high = LEVELS[name]
    return low + (high - low) * named_uniform(run, Decision.PARAMETER, f"bank {name}")


def _shown(world: World, run: int, levels: dict[str, float]) -> list[float]:
    """What the run shows, in the order of `SHOWN`."""
    drawn = {name: value for name, value in parameter_values(world.scenario, run).items() if name in PARAMETERS}
    counts = simulate(world, run, parameters=drawn | levels).counts[:, -1]

    def share(name: str, week: int) -> float:
        counters = ("segment_habitual", "segment_power") if name == "habitual" else (name,)
        return float(sum(counts[week, INDEX[each]] for each in counters) / max(counts[week, INDEX["registered"]], 1))

    contributions = sum(counts[: WEEK_TELEKOM + 1, INDEX[kind]].sum() for kind in CONTENT_TYPES)
    return [
        share("readers_7", WEEK_ENGAGE),
        share("readers_28", WEEK_LATE),
        share("month_few", WEEK_LATE),
        share("month_many", WEEK_LATE),
        float(contributions / max(counts[WEEK_TELEKOM, INDEX["registered"]], 1)),
        *(share(name, WEEK_TELEKOM) for name in ACTIVE),
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
