"""Memory is foreseen within a factor of two, whatever makes a run large."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from simulation.engines.kernel.arrays import empty_lists
from simulation.engines.run import simulate
from simulation.measures import MEASURES
from simulation.results.tables import RunFrame, tables_of
from simulation.scenario import memory
from simulation.scenario.schema import Scenario
from simulation.value.items import NAMES
from simulation.world import build

ROOT = Path(__file__).resolve().parents[2]
MIB = 1 << 20
SLACK = 50 * MIB
"""What a run takes whatever its size: threads, libraries that it loads, buffers."""


def company(people: int, silos: tuple[int, int] = (1, 1), weeks: int = 52, replicates: int = 1, **more: Any) -> Any:
    """Return the plain values of a scenario."""
    countries, divisions = silos
    return {
        "name": "shape",
        "organisation": {
            "people": people,
            "countries": {f"C{i}": 1 for i in range(countries)},
            "divisions": {f"D{i}": 1 for i in range(divisions)},
        },
        "run": {"weeks": weeks, "replicates": replicates, "uncertainty": "chance", "events": more.pop("events", False)},
        **more,
    }


def foreseen(data: Any, workers: int = 1) -> int:
    """Return the bytes that are foreseen for a scenario."""
    found = Scenario.model_validate(data)
    return memory.needed_bytes(found.organisation, found.run.weeks, workers, found)


def test_what_is_declared_above_is_counted_right() -> None:
    assert len(MEASURES) == memory.N_MEASURES
    assert len(NAMES) == memory.N_ITEMS


def stored(data: Any) -> int:
    """Bytes of what a replicate leaves and of its tables, as they lie in memory."""
    scenario = Scenario.model_validate(data)
    world = build(scenario)
    trajectory = simulate(world, 0)
    tables = tables_of(trajectory, RunFrame.of(world))
    arrays = (trajectory.counts, trajectory.booked, trajectory.replies)
    return sum(array.nbytes for array in arrays) + sum(table.nbytes for table in tables.values())


GRID = [
    company(people, silos, weeks, **more)
    for (people, silos, weeks), more in product(
        [(400, (1, 1), 10), (400, (1, 1), 300), (600, (6, 10), 10), (900, (15, 20), 6), (6000, (2, 3), 6)],
        [
            {},
            {"survey": {"every_weeks": 1}},
            {"platform": {"communities": {"people_per_community": 5}}, "events": True},
        ],
    )
]


@pytest.mark.parametrize("data", GRID)
def test_every_array_and_table_is_foreseen(data: Any) -> None:
    """What is stored is a part of what is taken on the way, and never as much as twice what is foreseen."""
    kept = stored(data)
    assert kept < foreseen(data) < 12 * kept + SLACK


def test_what_grows_in_a_run_grows_in_what_is_foreseen() -> None:
    """Replies are counted by year and pair of silos: 1,200 silos make a table of 1.4 million rows a year."""
    small = company(8000, (2, 2), 104)
    larger = {
        "people": company(16_000, (2, 2), 104),
        "silos": company(8000, (40, 30), 104),
        "weeks": company(8000, (2, 2), 1040),
        "replicates": company(8000, (2, 2), 104, 200),
        "communities": small | {"platform": {"communities": {"people_per_community": 5}}},
        "surveys": small | {"survey": {"every_weeks": 1}},
        "events": company(8000, (2, 2), 104, events=True),
    }
    assert {name: foreseen(data) > foreseen(small) for name, data in larger.items()} == dict.fromkeys(larger, True)
    assert foreseen(small, 8) > 3 * foreseen(small)
    cells = empty_lists(1, 1200, 2, 2).replies.nbytes
    assert foreseen(larger["silos"]) > 6 * cells


SHAPES: dict[str, tuple[Any, int]] = {
    "many silos": (company(8000, (40, 30), 104), 1),
    "two replicates at a time": (company(4000, (20, 20), 104, 4), 2),
    "a long run": (company(2000, (6, 10), 1040), 1),
    "many people": (company(300_000, weeks=4), 1),
    "many communities": (company(60_000, weeks=6, platform={"communities": {"people_per_community": 5}}), 1),
    "a survey each week": (company(4000, (10, 40), 60, survey={"every_weeks": 1}), 1),
    "events": (company(100_000, (4, 5), 12, events=True), 1),
    "many replicates": (company(300, (3, 4), 104, 120), 2),
}
MEASURED = """
import json, resource, sys, tempfile
from pathlib import Path
from simulation.results.execute import execute
from simulation.results.options import Options
from simulation.scenario.schema import Scenario
small, large, workers = json.load(sys.stdin)
peaks = []
with tempfile.TemporaryDirectory() as folder:
    for data in (small, large):
        execute(Scenario.model_validate(data), Options(root=Path(folder), workers=workers))
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
print(peaks[1] - peaks[0])
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is in other units elsewhere")
@pytest.mark.parametrize(("data", "workers"), SHAPES.values(), ids=SHAPES)
def test_memory_that_is_really_taken_is_within_a_factor_of_two(data: Any, workers: int) -> None:
    job = json.dumps([company(100, weeks=4), data, workers])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path]))}
    command = [sys.executable, "-c", MEASURED]
    done = subprocess.run(command, input=job, env=environment, capture_output=True, text=True, check=True, timeout=900)
    taken, said = int(done.stdout), foreseen(data, workers)
    assert taken <= 2 * said + SLACK, f"{taken / MIB:.0f} MiB taken, {said / MIB:.0f} foreseen"
    assert said <= 2 * taken + SLACK, f"{taken / MIB:.0f} MiB taken, {said / MIB:.0f} foreseen"
