"""Measures what each kind of intervention brings for its hours, and makes docs/kinds.md from that.

Usage: python -m docs.made.kinds [replicates]

Every kind begins in week 26 of the same company with its default settings, alone but for what it needs, and is held
against the same people under the same luck without it; all parameters and settings are drawn from their priors. Writes
docs/made/kinds.json. It takes a few minutes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np

from docs.made.tables import code, table
from simulation.engines.run import simulate
from simulation.interventions import all_kinds
from simulation.measures import measure
from simulation.results.quantiles import BAND, quantiles
from simulation.scenario.loading import load
from simulation.scenario.schema import Scenario
from simulation.world import build

HERE: Final = Path(__file__).parent
DATA: Final = HERE / "kinds.json"
BASE: Final = HERE / "kinds.yaml"
REPLICATES: Final = 60
SMALL: Final = 100
"""Numbers below this are printed with three digits, others in whole numbers."""
START: Final = 26
MANAGERS: Final = {"kind": "community_manager", "start": 0, "communities": 20}
NEEDS: Final[dict[str, list[dict[str, Any]]]] = {"manager_training": [MANAGERS], "manager_network": [MANAGERS]}
"""What else a kind needs, in the company with and without it."""
SETTINGS: Final[dict[str, dict[str, Any]]] = {
    "legacy_retirement": {"island": "Wiki"},
    "mandate": {"weeks": 4, "pressure": 0},
    "community_manager": {"communities": 20},
}
"""Settings without which a kind cannot be tried, or would be out of proportion for 2,000 people."""
PLATFORM: Final[dict[str, dict[str, Any]]] = {"country_roll_out": {"launch_countries": ["Germany"]}}
MEASURES: Final = ("contributions_total_cumulative", "readers_28", "cost_hours_cumulative", "cost_eur_cumulative")


def company(plans: list[dict[str, Any]], platform: dict[str, Any]) -> Scenario:
    """Return the company with some interventions and platform settings."""
    base = load(BASE)
    data = base.model_dump(mode="json") | {"interventions": plans}
    data["platform"] |= platform
    return Scenario.model_validate(data)


def run(scenario: Scenario, replicates: int) -> np.ndarray:
    """Return the measures at the end [replicates, measures], of the whole company."""
    world, rows = build(scenario), []
    for replicate in range(replicates):
        found = measure(simulate(world, replicate), scenario.economics.hourly_cost_eur, MEASURES)
        rows.append([found[name][-1, -1] for name in MEASURES])
    return np.array(rows)


def tried(kind: str, replicates: int) -> dict[str, Any]:
    """Try one kind: bands of what it adds, and in how many replicates it adds, changes nothing, or takes."""
    needed, platform = NEEDS.get(kind, []), PLATFORM.get(kind, {})
    plan = {"kind": kind, "start": START, **SETTINGS.get(kind, {})}
    before = run(company(needed, platform), replicates)
    contributions, readers, hours, eur = (run(company([*needed, plan], platform), replicates) - before).T
    each = contributions / np.where(hours > 0, hours, np.nan)
    return {
        "contributions": band(contributions),
        "of_all": band(contributions / np.maximum(before[:, 0], 1)),
        "readers": band(readers),
        "hours": band(hours),
        "eur": band(eur),
        "per_hour": band(each),
        "up": float((contributions > 0).mean()),
        "equal": float((contributions == 0).mean()),
        "down": float((contributions < 0).mean()),
    }


def band(values: np.ndarray) -> list[float]:
    """Return the 80% band and the median: low, median, high, to four digits; nothing where nothing is defined."""
    known = values[~np.isnan(values)]
    return [float(f"{q:.4g}") for q in quantiles(known, BAND)] if known.size else []


def main(replicates: int) -> None:
    """Try every kind that ships and write what came out."""
    found = {}
    for kind in all_kinds():
        found[kind] = tried(kind, replicates)
        print(kind, found[kind], flush=True)
    scenario = load(BASE)
    document = {"people": scenario.organisation.people, "weeks": scenario.run.weeks, "replicates": replicates}
    DATA.write_text(json.dumps(document | {"kinds": found}, indent=1) + "\n", encoding="utf-8")


def page() -> str:
    """Return docs/kinds.md."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    weeks = data["weeks"] - START
    order = sorted(data["kinds"], key=lambda kind: -(data["kinds"][kind]["per_hour"] or [0, -1e9])[1])
    rows = [_row(kind, data["kinds"][kind]) for kind in order]
    head = (
        "kind", "contributions", "of the company's", "readers within 4 weeks", "hours", "contributions per hour",
        "adds / equal / takes",
    )  # fmt: skip
    parts = [
        "# What each kind brings for its hours",
        f"Each kind of intervention alone, with its default settings, in a company of {data['people']:,} people of "
        f"which nothing else is known: all parameters and all effects are drawn from their priors. It begins in week "
        f"{START}; {weeks} weeks later it is held against the same people under the same luck without it, in "
        f"{data['replicates']} replicates. Median and, in brackets, the band that holds 80% of them; the last column "
        f"says in which share of the replicates it added contributions, changed nothing, or took some.",
        table(head, rows),
        WHY,
        "`python -m docs.made.kinds` measures all of it anew. Settings other than the defaults, for a company of this "
        f"size: {_others()}.",
    ]
    return "\n\n".join(parts) + "\n"


WHY: Final = """\
Why the order is what it is: hours pay where they reach many people for little (a further country, content, an older
platform that goes), and where they bring what carries on by itself (replies, habits, conviction). Ranking by hours
alone favours whatever merely opens accounts: an order registers everybody for an hour or less each, and what that
brings is mostly the visits of the first weeks. Kinds that work through a few people cost many hours each, and here
nothing else is done for those whom they win. Opening groups may bring or take contributions: whether a larger audience
deters or encourages those who speak is not known (`cost_open`, its sign is open). Bands overlap widely: this table is
no ranking for a company, `wandel compare` with its own settings is."""


def _row(kind: str, found: dict[str, Any]) -> tuple[str, ...]:
    shares = " / ".join(f"{found[name]:.0%}" for name in ("up", "equal", "down"))
    of_all = _band([100 * each for each in found["of_all"]])
    readers, hours, per_hour = (_band(found[name]) for name in ("readers", "hours", "per_hour"))
    return (code(kind), _band(found["contributions"]), f"{of_all} %", readers, hours, per_hour, shares)


def _band(values: list[float]) -> str:
    if not values:
        return "–"
    low, middle, high = (f"{value:,.3g}" if abs(value) < SMALL else f"{value:,.0f}" for value in values)
    return middle if low == high else f"{middle} ({low} to {high})"


def _others() -> str:
    return "; ".join(
        f"{code(kind)} with " + ", ".join(f"{name} {value}" for name, value in settings.items())
        for kind, settings in SETTINGS.items()
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATES)
