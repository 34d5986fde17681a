"""Measures what the model says of facts that nothing was fitted to, and makes docs/networks.md from that.

Usage: python -m docs.made.networks [replicates]

Each fact was counted in other networks. The same is counted in companies drawn from the prior over companies and, where
that means something, in draws of the Telekom posterior. Writes docs/made/networks.json. It takes some minutes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

from docs.made.companies import adopted, counted_later, place, verdict
from docs.made.network_facts import FACTS, Fact
from docs.made.odd import ROOT
from docs.made.tables import code, table
from experiments.launch.estimate import ESTIMATE, counted
from simulation.engines.run import simulate
from simulation.engines.values import parameter_values
from simulation.model.record import CONTENT_TYPES, INDEX, Trajectory
from simulation.parameters import PARAMETERS
from simulation.results.quantiles import BAND, quantiles
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.places import find_scenarios
from simulation.scenario.schema import Scenario
from simulation.world import World, build

DATA: Final = Path(__file__).parent / "networks.json"
REPLICATES: Final = 150
PEOPLE, TELEKOM_PEOPLE = 2_000, 5_000
WEEKS, HALF_YEAR, FIRST_YEAR, SHORT = 160, 26, 46, 12
SECOND_MONTH: Final = range(4, 8)
FELL: Final = 0.9
"""Readers of the last half year, of those in their best four weeks, below which they fell."""
FEWEST: Final = 20
"""Contributions below which a share of them says nothing."""
LAUNCH: Final = {"first": 430, "second": 207, "third": 218}
"""Members of the community who joined in weeks 0, 17 and 18."""


LAUNCH_WEEKS: Final = (0, 1, 2, 4, 8, 13, 16, 17, 18)
LAUNCH_HEAD: Final = (
    "week",
    "read, counted",
    "read, a new company",
    "",
    "of these posted, counted",
    "a new company",
    "",
)
NOVELTY: Final = ("read_novelty", "novelty_half_life", "contribute_novelty")


def totals(trajectory: Trajectory, *names: str, weeks: slice = slice(None)) -> float:
    """Return counters of the whole company, summed over names and weeks."""
    return float(sum(trajectory.counts[weeks, -1, INDEX[name]].sum() for name in names))


def share(part: float, whole: float, fewest: float = 1) -> float:
    """Return a share, not a number where there is too little to say."""
    return part / whole if whole >= fewest else float("nan")


class Company:
    """Runs of one scenario, of several lengths under the same luck, and what they show."""

    def __init__(self, of_weeks: Callable[[int], Scenario]) -> None:
        self.worlds: dict[int, World] = {
            weeks: build(of_weeks(weeks)) for weeks in (SHORT, FIRST_YEAR, WEEKS - HALF_YEAR, WEEKS)
        }

    def shown(self, replicate: int) -> dict[str, float]:
        """Return all measures of one replicate."""
        late, before, early, start = (
            simulate(self.worlds[weeks], replicate) for weeks in (WEEKS, WEEKS - HALF_YEAR, FIRST_YEAR, SHORT)
        )
        return (
            _late(late)
            | _rise(late)
            | _half_year(before, late)
            | _members(early)
            | newcomers(start.people)
            | self._threads(replicate)
        )

    def _threads(self, replicate: int) -> dict[str, float]:
        """What is not a document: with no reply to documents, all replies are replies to it."""
        world = self.worlds[WEEKS - HALF_YEAR]
        drawn = {n: v for n, v in parameter_values(world.scenario, replicate).items() if n in PARAMETERS}
        t = simulate(world, replicate, parameters=drawn | {"reply_documents": 0.0})
        posts = totals(t, *CONTENT_TYPES) - totals(t, "replies", "documents")
        return {
            "replies_a_post": share(totals(t, "replies"), posts, FEWEST),
            "replied": share(totals(t, "replied"), posts, FEWEST),
        }


def _late(t: Trajectory) -> dict[str, float]:
    to_85, year = slice(0, 86), slice(WEEKS - 52, WEEKS)
    ever = t.counts[125, -1, [INDEX["communities"], INDEX["stage_dead"]]].sum()
    alive = t.counts[125, -1, INDEX["communities"]] - t.counts[125, -1, INDEX["stage_decline"]]
    weekly = {
        f"read_{week}": share(t.counts[week, -1, INDEX["readers_7"]], t.counts[week, -1, INDEX["registered"]])
        for week in (51, 96)
    }
    return weekly | {
        "others_a_discussion": share(totals(t, "others", weeks=to_85), totals(t, "discussions", weeks=to_85), FEWEST),
        "comments_a_document": share(totals(t, "comments", weeks=to_85), totals(t, "documents", weeks=to_85), FEWEST),
        "post_of_readers": share(totals(t, "contributors_7", weeks=year), totals(t, "readers_7", weeks=year), FEWEST),
        "lasting": share(float(alive), float(ever)),
    }


def _rise(t: Trajectory) -> dict[str, float]:
    """How much of their best four weeks the readers of the last half year are, and when the best came."""
    readers, registered = (t.counts[:, -1, INDEX[name]].astype(float) for name in ("readers_7", "registered"))
    best = np.convolve(readers, np.full(4, 1 / 4), "valid")
    half = int((registered >= registered[-1] / 2).argmax())
    return {
        "left_of_best": share(float(readers[-HALF_YEAR:].mean()), float(best.max()), 5),
        "best_after_half": float(best.argmax() - half),
    }


def _half_year(before: Trajectory, after: Trajectory) -> dict[str, float]:
    stayed = (before.people["registered_week"] == after.people["registered_week"]) & (after.people["registered"] == 1)
    posts = (after.people["contributions"] - before.people["contributions"])[stayed]
    posters = posts[posts > 0]
    return {"observers": share(float((posters < HALF_YEAR / 2).sum()), posters.size, FEWEST)}


def _members(t: Trajectory) -> dict[str, float]:
    posts = np.sort(t.people["contributions"][t.people["registered"] == 1])[::-1].astype(float)
    busiest = max(round(0.0437 * posts.size), 1)
    return {
        "top_members": share(posts[:busiest].sum(), posts.sum(), FEWEST),
        "more_than_one": share(float((posts > 1).sum()), posts.size, FEWEST),
        "per_member": share(posts.sum(), posts.size, FEWEST),
    }


def newcomers(people: dict[str, np.ndarray], fewest: int = FEWEST) -> dict[str, float]:
    """Of who registered in the second month, who read in the third."""
    joined = (people["registered"] == 1) & np.isin(people["registered_week"], SECOND_MONTH)
    there = joined & ((people["read_weeks"] & 0xF) != 0)
    return {"next_month": share(float(there.sum()), float(joined.sum()), fewest)}


def new_company(weeks: int) -> Scenario:
    """Return a company of which nothing is known but its size."""
    run = {"weeks": weeks, "seed": 77, "replicates": REPLICATES}
    return Scenario.model_validate({"name": "company", "organisation": {"people": PEOPLE}, "run": run})


def telekom(weeks: int) -> Scenario:
    """Return the Telekom scenario with its posterior and fewer people."""
    changes = [f"organisation.people={TELEKOM_PEOPLE}", f"run.weeks={weeks}"]
    return override(load(find_scenarios()["telekom-2012"]), changes)


def launched() -> World:
    """Return a company whose people join as that community's did, where every community is open and runs."""
    people = sum(LAUNCH.values())
    divisions = {name: joined / people for name, joined in LAUNCH.items()}
    plans = [
        {"kind": "mandate", "name": name, "start": start, "weeks": 1, "pressure": 0, "target": {"silos": [name]}}
        for name, start in zip(LAUNCH, (0, 17, 18), strict=True)
    ]
    return build(Scenario.model_validate({
        "name": "launch", "organisation": {"people": people, "countries": {"Germany": 1}, "divisions": divisions},
        "platform": {"started_share": 1, "communities": {"people_per_community": 36, "open_share": 1}},
        "parameters": {"innovation_rate": 0, "imitation_rate": 0, "launch_hazard": 0}, "interventions": plans,
        "run": {"weeks": 19, "seed": 5, "replicates": REPLICATES},
    }))  # fmt: skip


def launch_shown(world: World, replicate: int) -> dict[str, float]:
    """Return the shares of members who read and of readers who posted, week by week."""
    counts = simulate(world, replicate).counts[:, -1].astype(float)
    readers = counts[:, INDEX["readers_7"]]
    read, posted = readers / counts[:, INDEX["registered"]], counts[:, INDEX["contributors_7"]] / np.maximum(readers, 1)
    weeks = range(len(read))
    return {f"launch_read_{k}": float(read[k]) for k in weeks} | {f"launch_post_{k}": float(posted[k]) for k in weeks}


def bands(rows: list[dict[str, float]]) -> dict[str, list[float]]:
    """Return low, median and high of every measure."""
    found = {}
    for name in rows[0]:
        values = np.array([row[name] for row in rows])
        known = values[~np.isnan(values)]
        found[name] = [float(f"{q:.3g}") for q in quantiles(known, BAND)] if known.size else []
    return found


def main(replicates: int) -> None:
    """Run, and write what came out."""
    company, world = Company(new_company), launched()
    rows = [company.shown(r) | launch_shown(world, r) for r in range(replicates)]
    prior = bands(rows)
    print(prior, flush=True)
    fell = [row["best_after_half"] for row in rows if row["left_of_best"] < FELL]
    own = Company(telekom)
    posterior = bands([own.shown(r) for r in range(max(replicates // 4, 2))])
    document: dict[str, Any] = {"replicates": replicates, "company": prior, "telekom": posterior}
    document["falls"] = {"share": round(len(fell) / replicates, 3), "weeks": float(np.median(fell))}
    DATA.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def page() -> str:
    """Return docs/networks.md."""
    text = (ROOT / "docs" / "networks.template").read_text(encoding="utf-8")
    data, later = json.loads(DATA.read_text(encoding="utf-8")), counted_later()
    launch = json.loads(ESTIMATE.read_text(encoding="utf-8"))
    ranks = sorted(row["rank"] for row in later)
    compared = [_compared(fact, data) for fact in FACTS]
    parts = {
        "later": adopted(later),
        "later_verdict": verdict(later),
        "rank_low": f"{ranks[0]:.0%}",
        "rank_high": f"{ranks[-1]:.0%}",
        "facts": table(("counted elsewhere", "", "a new company", "", "Telekom", ""), [row for row, _ in compared]),
        "facts_verdict": verdict([row for _, row in compared]),
        "launch": table(LAUNCH_HEAD, [_launch_row(week, data["company"]) for week in LAUNCH_WEEKS]),
        "launch_runs": f"{launch['runs']:,}",
        "launch_effective": f"{launch['effective']}",
        "launch_found": ", ".join(f"{code(name)} {_said(launch[name])}" for name in NOVELTY),
        "falls": f"{data['falls']['share']:.0%}",
        "lead": f"{data['falls']['weeks']:.0f}",
    }
    return re.sub(r"@@(\w+)@@", lambda hole: parts[hole[1]], text)


def _compared(fact: Fact, data: dict[str, Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return a line of the table, and the fact beside the band of a new company."""
    ours = dict(zip(("low", "median", "high"), data["company"][fact.measure], strict=True))
    says = fact.says + (f"; {fact.remark}" if fact.remark else "")
    number = " to ".join(_number(each, is_share=fact.is_share) for each in fact.counted)
    cells = [says, number, _banded(data["company"][fact.measure], is_share=fact.is_share), where(fact, ours)]
    if fact.telekom:
        theirs = data["telekom"][fact.measure]
        cells += [_banded(theirs, is_share=fact.is_share), where(fact, dict(zip(ours, theirs, strict=False)))]
    return tuple(cells + [""] * (6 - len(cells))), ours | {"observed": nearest(fact, ours)}


def nearest(fact: Fact, band: dict[str, float]) -> float:
    """Return what is compared with a band: the number, or of a range what lies nearest to the band's median."""
    return float(np.clip(band["median"], min(fact.counted), max(fact.counted)))


def where(fact: Fact, band: dict[str, float]) -> str:
    """Say where a fact lies: within a band, or on which side of it."""
    return place(band | {"observed": nearest(fact, band)})


def _launch_row(week: int, bands: dict[str, list[float]]) -> tuple[str, ...]:
    cells = [f"{week}"]
    for kind, shares in zip(("read", "post"), counted(), strict=True):
        low, median, high = bands[f"launch_{kind}_{week}"]
        row = {"low": low, "median": median, "high": high, "observed": float(shares[week])}
        # everybody reads in the week of joining, by definition there and nearly so in the community
        cells += [f"{row['observed']:.0%}", _banded([low, median, high]), "" if low == high else place(row)]
    return tuple(cells)


def _said(band: list[float]) -> str:
    low, middle, high = band
    return f"{middle:.2g} ({low:.2g} to {high:.2g})"


def _banded(band: list[float], *, is_share: bool = True) -> str:
    low, middle, high = (_number(each, is_share=is_share) for each in band)
    return f"{middle} ({low} to {high})"


def _number(value: float, *, is_share: bool) -> str:
    return f"{value:.0%}" if is_share else f"{value:.2g}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATES)
