"""Measures how far results of a smaller copy (`run.scale`) are off, and makes docs/scale.md from that.

Usage: python -m docs.made.scale [replicates]

A roll-out and two plans for it are run at full size and at several scales, replicate by replicate with the same
parameters, and each smaller copy is held against the full size. Writes docs/made/scale.json. It takes a few minutes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any, Final

import numpy as np

from docs.made.tables import code, table
from simulation.engines.run import simulate
from simulation.measures import measure
from simulation.present.words import label_with_unit
from simulation.scenario.loading import load
from simulation.scenario.places import resolve_path
from simulation.scenario.scaling import scaled
from simulation.world import build

DATA: Final = Path(__file__).parent / "scale.json"
BASE: Final = "telekom-2012"
PLANS: Final = {"telekom-2013-ambassadors": 150, "telekom-2014-establish": 297}
"""Plans, each with the week in which its effect is read."""
SCALES: Final = (0.02, 0.05, 0.1, 0.3)
REPLICATES: Final = 20
LEVELS: Final = ("registered", "readers_28", "contributors_28", "contributions_total_cumulative")
EFFECTS: Final = ("contributors_28", "contributions_total_cumulative", "cost_eur_cumulative")
LEVEL_WEEK: Final = 85
Numbers = dict[str, np.ndarray]


def run(name: str, scale: float, replicates: int) -> tuple[Numbers, float]:
    """Return measures of the whole company [replicates, weeks], and the processor time of one replicate in seconds."""
    scenario = scaled(load(resolve_path(name)), scale)
    world = build(scenario)
    simulate(world, replicates)  # compiles, and keeps what all replicates share
    began, rows = time.process_time(), []
    names = tuple(dict.fromkeys((*LEVELS, *EFFECTS)))
    for replicate in range(replicates):
        rows.append(measure(simulate(world, replicate), scenario.economics.hourly_cost_eur, names))
    seconds = (time.process_time() - began) / replicates
    return {each: np.array([row[each][:, -1] for row in rows]) for each in names}, seconds


def off(small: np.ndarray, full: np.ndarray) -> list[float]:
    """Return mean of the small over mean of the full, its standard error (of paired differences), and correlation."""
    gap = small - full
    error = gap.std(ddof=1) / np.sqrt(gap.size) / abs(full.mean())
    r = np.corrcoef(small, full)[0, 1] if small.std() > 0 and full.std() > 0 else np.nan
    return [float(f"{number:.4g}") for number in (small.mean() / full.mean(), error, r)]


def main(replicates: int) -> None:
    """Run everything at every scale and write what came out."""
    found: dict[float, dict[str, tuple[Numbers, float]]] = {}
    for scale in (1.0, *SCALES):
        found[scale] = {name: run(name, scale, replicates) for name in (BASE, *PLANS)}
        print(scale, {name: f"{seconds:.3f} s" for name, (_, seconds) in found[scale].items()}, flush=True)
    people = load(resolve_path(BASE)).organisation.people
    document = {"people": people, "replicates": replicates, "scales": [_compared(found, scale) for scale in SCALES]}
    document["seconds"] = {name: float(f"{seconds:.3g}") for name, (_, seconds) in found[1.0].items()}
    DATA.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _compared(found: dict[float, dict[str, tuple[Numbers, float]]], scale: float) -> dict[str, Any]:
    """Hold one scale against the full size: levels of the base, effects of the plans."""
    (small, _), (full, _) = found[scale][BASE], found[1.0][BASE]
    levels = {name: off(small[name][:, LEVEL_WEEK], full[name][:, LEVEL_WEEK]) for name in LEVELS}
    effects: dict[str, Any] = {}
    for plan, week in PLANS.items():
        ours, theirs = found[scale][plan][0], found[1.0][plan][0]
        effects[plan] = {
            name: off(ours[name][:, week] - small[name][:, week], theirs[name][:, week] - full[name][:, week])
            for name in EFFECTS
        }
    seconds = {name: float(f"{each:.3g}") for name, (_, each) in found[scale].items()}
    return {"scale": scale, "levels": levels, "effects": effects, "seconds": seconds}


def page() -> str:
    """Return docs/scale.md."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    scales = data["scales"]
    parts = [
        "# Smaller copies of a company",
        WHAT,
        f"## How far a copy is off\n\n{code(BASE)} ({data['people']:,} people) in {data['replicates']} replicates, "
        f"each with the same parameters at every size: mean of the copy as a multiple of the mean at full size, and "
        f"the standard error of that. 1 would be right. Levels of the roll-out in week {LEVEL_WEEK}:",
        table(("scale", "people", *map(label_with_unit, LEVELS)), [
            (_scale(each), _people(each, data), *(_off(each["levels"][name]) for name in LEVELS))
            for each in scales
        ]),
        "Effects of plans, pair by pair; r is the correlation of a copy's effects with those at full size, replicate "
        "by replicate:",
        *(_effects(plan, week, scales) for plan, week in PLANS.items()),
        f"Processor time of a replicate in seconds ({code(BASE)} / {code(list(PLANS)[-1])}): "
        + ", ".join(f"{_seconds(each['seconds'])} at {_scale(each)}" for each in scales)
        + f", {_seconds(data['seconds'])} at full size.",
        WHY,
        "`python -m docs.made.scale` measures all of it anew.",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _effects(plan: str, week: int, scales: list[dict[str, Any]]) -> str:
    head = ("scale", *(f"{label_with_unit(name)} | r" for name in EFFECTS))
    rows = []
    for each in scales:
        cells = [_scale(each)]
        for name in EFFECTS:
            found = each["effects"][plan][name]
            cells += [_off(found), "–" if found[2] is None or np.isnan(found[2]) else f"{found[2]:.2f}"]
        rows.append(tuple(cells))
    columns = tuple(part for cell in head for part in cell.split(" | "))
    return f"{code(plan)}, week {week}:\n\n{table(columns, rows)}"


def _people(each: dict[str, Any], data: dict[str, Any]) -> str:
    return f"{round(each['scale'] * data['people']):,}"


def _scale(each: dict[str, Any]) -> str:
    return f"{each['scale']:g}"


def _off(found: list[float]) -> str:
    return f"{found[0]:.2f} ± {found[1]:.2f}"


def _seconds(seconds: dict[str, float]) -> str:
    return f"{seconds[BASE]:.2g} / {seconds[list(PLANS)[-1]]:.2g}"


WHAT: Final = """\
`--scale 0.1` (`run.scale: 0.1` in a scenario, `scaled(scenario, 0.1)` in Python) simulates a company of a tenth of the
people, with a tenth of everything that is an amount of the whole company: people of targets and pilots, communities,
courses and workshops a week, hours and money that are spent once for all, budgets, the sample of a survey. Shares,
rates and what one person, community or course takes stay as they are. Each setting declares which of the two it is
(`per="company"` or `per="one"`). Fractions are kept in the mean: a whole number is rounded up with the chance of its
fraction, anew in each replicate, and half a course a week is one every other week.

What a run counts is told for the full size: by week, silo, country, role and intervention, with its costs and budgets,
and so beside observations. Tables with a row for each person, community or registration hold those that were
simulated, and a survey is one of the copy: its answers are fewer, its silos smaller. The manifest states the scale, the
people described and those simulated.

`--people 12000` is something else: another company, of that many people, in which every amount stays as it is. The
command says which ones those are."""
WHY: Final = """\
Why copies are off was not taken apart. A network of fewer people is not a smaller picture of a larger one: targets
that are a handful of people, small silos and the few communities that a plan begins with vary more from replicate to
replicate, and where chance passes a threshold (a community that wakes) that does not cancel. So a small copy is for
finding out which plans and parameters matter; what is decided is decided at full size. As effects of single
replicates hang together across sizes (r), many cheap small runs and a few at full size, with the same seeds, tell
more than either alone: the mean over the small ones, corrected by the mean difference in the pairs."""


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATES)
