"""Small runs: what the engine takes beside the compiled kernel, without and with interventions of each sort."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

from benchmarks.studies import company, kernel_timed
from simulation.engines.run import simulate
from simulation.scenario.overriding import override
from simulation.world import build

PEOPLE, MANY, WEEKS, TURNS, TIMES = 2000, 10_000, 104, 15, 40
CONSTANT = (
    {"kind": "kick_off", "name": "kick-off", "start": 4, "target": {"role": "manager", "share": 0.5}},
    {"kind": "use_cases", "start": 8},
)
"""Kinds that come to rest (`Active.constant`)."""
WEEKLY = ({"kind": "community_manager", "start": 0, "communities": 20},)
PROGRAMME = ({"kind": "ambassador_programme", "start": 0},)


def small_runs() -> Mapping[str, float]:
    """Times the kernel of runs with two constant interventions; what others take a week; one change, one build, in ms.

    A weekly intervention is counted beside the same run without any, the kernel's own time left out. A world is built
    while another one of the same organisation is in use. Each is the middle of many.
    """
    alone_us, _ = _beside_kernel(())
    _, constant = _beside_kernel(CONSTANT)
    _, constant_of_many = _beside_kernel(CONSTANT, MANY)
    weekly_us, programme_us = (_beside_kernel(plans)[0] for plans in (WEEKLY, PROGRAMME))
    scenario = _scenario(CONSTANT)
    in_use = build(scenario)
    return {
        "constant_to_kernel": constant,
        "constant_to_kernel_10k": constant_of_many,
        "weekly_us": weekly_us - alone_us,
        "programme_us": programme_us - alone_us,
        "override_ms": _milliseconds(lambda: override(scenario, ["interventions[0].strength=0.5"])),
        "override_parameter_ms": _milliseconds(lambda: override(scenario, ["parameters.imitation_rate=0.1"])),
        "build_ms": _milliseconds(lambda: build(in_use.scenario)),
    }


def _scenario(plans: tuple[dict[str, Any], ...], people: int = PEOPLE) -> Any:
    data = company(people, WEEKS).model_dump(mode="json") | {"interventions": list(plans)}
    return type(company(people, WEEKS)).model_validate(data)


def _beside_kernel(plans: tuple[dict[str, Any], ...], people: int = PEOPLE) -> tuple[float, float]:
    """Return the microseconds a week that a run takes beside the kernel, and how many times the kernel it takes."""
    world = build(_scenario(plans, people))
    simulate(world, 0)
    beside, times = [], []
    for replicate in range(1, TURNS + 1):
        with kernel_timed() as taken:
            start = time.process_time()
            simulate(world, replicate)
            whole = time.process_time() - start
        beside.append((whole - taken[0]) / WEEKS * 1e6)
        times.append(whole / taken[0])
    return median(beside), median(times)


def _milliseconds(call: Callable[[], object]) -> float:
    call()
    found = []
    for _ in range(TIMES):
        start = time.process_time()
        call()
        found.append((time.process_time() - start) * 1000)
    return median(found)
