"""The Mesa model seen through a data collector that knows agents only, against the compiled engine's counters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mesa
import numpy as np

from simulation.engines.mesa import CommunityAgent, Employee, WandelModel
from simulation.engines.run import simulate
from simulation.model.record import FIXED_POINT, INDEX, STAGES
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.places import find_scenarios
from simulation.scenario.schema import Scenario
from tests.science.row import Row
from tests.science.running import world_of
from tests.science.verdicts import Check, exactly, together

PEOPLE, WEEKS = 300, 80
Reporter = Callable[[Any], float]


def _people(test: Callable[[Any, int], bool]) -> Reporter:
    """Count employees of whom something holds; the second argument is the week that has just ended."""
    return lambda model: sum(test(agent, model.week - 1) for agent in model.agents_by_type[Employee])


def _groups(test: Callable[[Any], bool]) -> Reporter:
    return lambda model: sum(test(agent) for agent in model.agents_by_type[CommunityAgent])


COUNTED: dict[str, Reporter] = {
    "people": _people(lambda one, _: True),
    "registered": _people(lambda one, _: one.registered == 1),
    "new_registered": _people(lambda one, week: one.registered == 1 and one.registered_week == week),
    "hires": _people(lambda one, week: one.hired_week == week),
    "readers_7": _people(lambda one, _: one.attended == 1),
    "readers_28": _people(lambda one, week: one.last_read > week - 4),
    "contributors_7": _people(lambda one, _: one.spoke == 1),
    "contributors_28": _people(lambda one, week: one.last_contribution > week - 4),
    "settled": _people(lambda one, week: one.registered == 1 and one.registered_week <= week - 26),
    "communities_open": _groups(lambda group: group.stage > 0 and STAGES[group.stage] != "dead" and group.is_open == 1),
    **{f"stage_{name}": _groups(lambda group, name=name: STAGES[group.stage] == name) for name in STAGES[1:]},
}
"""Whole numbers from the agents' own attributes, under the name of the counter that says the same."""
MEANS = ("belief", "anchor", "norm", "skill")
"""States whose sum over people the engine keeps to 1/65536 a person."""


def _mean(name: str) -> Reporter:
    return lambda model: model.agents_by_type[Employee].agg(
        name, lambda values: float(np.mean(np.array(values, float)))
    )


def company(people: int, weeks: int) -> Scenario:
    """The shipped example, smaller and shorter."""
    changes = [f"organisation.people={people}", f"run.weeks={weeks}", "survey=null"]
    return override(load(find_scenarios()["small-demo"]), changes)


def collected(replicate: int, of_kernel: int | None = None, people: int = PEOPLE, weeks: int = WEEKS) -> Check:
    """Week by week, with a collector of this test; ``of_kernel`` is the kernel's replicate if it is another."""
    scenario = company(people, weeks)
    model = WandelModel(scenario, replicate)
    collector = mesa.DataCollector(model_reporters=COUNTED | {name: _mean(name) for name in MEANS})
    for _ in range(weeks):
        model.step()
        collector.collect(model)
    table = collector.get_model_vars_dataframe()
    counts = simulate(world_of(scenario), replicate if of_kernel is None else of_kernel).counts[:, -1]
    known = counts[:, [INDEX[name] for name in COUNTED]]
    means = counts[:, [INDEX[f"{name}_sum"] for name in MEANS]] / (FIXED_POINT * people)
    at_end = ", ".join(f"{name} {table[name].iloc[-1]}" for name in ("registered", "readers_28", "contributors_28"))
    return together(
        exactly(table[list(COUNTED)].to_numpy(), known, note=f" (at the end: {at_end})"),
        exactly(table[list(MEANS)].to_numpy(), means, 1 / FIXED_POINT),
    )


ROWS = (
    Row(
        "Collected by Mesa",
        f"{len(COUNTED)} counters and {len(MEANS)} means of every week are those that the compiled engine records",
        "Mesa",
        f"`small-demo` with {PEOPLE} people, {WEEKS} weeks, 2 replicates; a `DataCollector` of the test reads agents",
        "exact; means 1/65536",
        lambda: together(collected(0), collected(7)),
    ),
)
