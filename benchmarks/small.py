"""Small runs: what the engine takes beside the compiled kernel, without and with interventions of each sort."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.studies import company, kernel_timed
from simulation.engines.run import simulate
from simulation.scenario.overriding import override
from simulation.world import build

PEOPLE, WEEKS, TURNS, TIMES = 2000, 104, 9, 20
CONSTANT = (
    {"kind": "kick_off", "name": "kick-off", "start": 4, "target": {"role": "manager", "share": 0.5}},
    {"kind": "content_migration", "start": 8},
)
WEEKLY = ({"kind": "community_manager", "start": 0, "communities": 20},)
PROGRAMME = ({"kind": "ambassador_programme", "start": 0},)


def small_runs() -> Mapping[str, float]:
    """Times the kernel of runs with two constant interventions; what others take a week; one change, one build, in ms.

    A weekly intervention is counted beside the same run without any, the kernel's own time left out.
    """
    alone_us, _ = _beside_kernel(())
    _, constant = _beside_kernel(CONSTANT)
    weekly_us, programme_us = (_beside_kernel(plans)[0] for plans in (WEEKLY, PROGRAMME))
    scenario = _scenario(CONSTANT)
    return {
        "constant_to_kernel": constant,
        "weekly_us": weekly_us - alone_us,
        "programme_us": programme_us - alone_us,
        "override_ms": _milliseconds(lambda: override(scenario, ["interventions[0].strength=0.5"])),
        "build_ms": _milliseconds(lambda: build(scenario)),
    }


def _scenario(plans: tuple[dict[str, Any], ...]) -> Any:
    data = company(PEOPLE, WEEKS).model_dump(mode="json") | {"interventions": list(plans)}
    return type(company(PEOPLE, WEEKS)).model_validate(data)


def _beside_kernel(plans: tuple[dict[str, Any], ...]) -> tuple[float, float]:
    """Return the least microseconds a week that a run takes beside the kernel, and the least times the kernel."""
    world = build(_scenario(plans))
    simulate(world, 0)
    beside, times = [], []
    for replicate in range(1, TURNS + 1):
        with kernel_timed() as taken:
            start = time.process_time()
            simulate(world, replicate)
            whole = time.process_time() - start
        beside.append((whole - taken[0]) / WEEKS * 1e6)
        times.append(whole / taken[0])
    return min(beside), min(times)


def _milliseconds(call: Callable[[], object]) -> float:
    call()
    found = []
    for _ in range(TIMES):
        start = time.process_time()
        call()
        found.append((time.process_time() - start) * 1000)
    return min(found)
