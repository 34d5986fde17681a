"""Makes the tables of the worked example: python -m docs.made.own_company writes docs/own-company/.

A small company that does not exist: 240 people in four departments, and the weekly usage report of its network, which
is a run of Wandel with one draw from the prior over companies and an error of 2%, so that there is a truth.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from simulation.engines.run import simulate
from simulation.measures import measure
from simulation.scenario.schema import Scenario
from simulation.world import build

FOLDER: Final = Path(__file__).parents[1] / "own-company"
DEPARTMENTS: Final = {"Production": 110, "Sales": 60, "Development": 50, "Administration": 20}
SPAN: Final = 8
WEEKS: Final = 26
START: Final = date(2025, 1, 6)
REPLICATE: Final = 11
MEASURES: Final = {"Accounts": "registered", "Active users (28 days)": "readers_28"}
ERROR: Final = 0.02


def people() -> list[tuple[str, str, str]]:
    """Return key, key of the manager, and department of everybody: a managing director, heads, team leads, staff."""
    rows = [("1000", "", "Administration")]
    for number, (department, size) in enumerate(DEPARTMENTS.items(), 1):
        head = 1000 * (number + 1)
        rows.append((str(head), "1000", department))
        for one in range(1, size):
            lead = head + 1 + (one - 1) // (SPAN + 1) * (SPAN + 1)
            rows.append((str(head + one), str(head if head + one == lead else lead), department))
    return rows


def usage() -> list[tuple[str, ...]]:
    """Return the report of each week: its last day, accounts, active users."""
    company = {"name": "own", "organisation": {"people": sum(DEPARTMENTS.values())}, "run": {"weeks": WEEKS}}
    scenario = Scenario.model_validate(company)
    trajectory = simulate(build(scenario), REPLICATE)
    found = measure(trajectory, scenario.economics.hourly_cost_eur, tuple(MEASURES.values()))
    rng = np.random.default_rng(1)
    rows = []
    for week in range(WEEKS):
        day = START + timedelta(weeks=week + 1, days=-1)
        counts = (found[name][week, -1] * np.exp(ERROR * rng.normal()) for name in MEASURES.values())
        rows.append((day.isoformat(), *(f"{each:.0f}" for each in counts)))
    return rows


def main() -> None:
    """Write both tables."""
    FOLDER.mkdir(exist_ok=True)
    tables: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
        "people.csv": (("Employee ID", "Manager ID", "Department"), [*people()]),
        "usage.csv": (("Report Date", *MEASURES), usage()),
    }
    for name, (head, rows) in tables.items():
        with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(rows)


if __name__ == "__main__":
    main()
