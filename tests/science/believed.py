"""What people who know such networks would ask first: other companies, experiences, plans, and what is not known."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from docs.made import companies, kinds, kinds_evidence
from simulation.declare import Parameter
from simulation.engines.run import simulate
from simulation.interventions import all_kinds
from simulation.interventions.behaviour import behaviour
from simulation.parameters import PARAMETERS
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.places import find_scenarios
from tests.experiences.company import COMPANY, company, contributions, world
from tests.experiences.people import mentoring
from tests.experiences.table import EXPERIENCES
from tests.science.row import Row
from tests.science.running import Floats, world_of
from tests.science.verdicts import Check, together, true

ENOUGH = 5 / 7
"""Share of counts that must lie within 80% bands: with seven of them, chance alone leaves out two."""
SHOWN = 10
PAID = 0.8
SOMETIMES = 0.1
"""Share of replicates from which on an effect of either sign is a possibility that is told."""
PAIRS = 40


def left_out() -> Check:
    """Counts of companies within the bands that all other companies give them."""
    data = json.loads((companies.FOLDER / "estimate.json").read_text(encoding="utf-8"))
    rows = data["adoption"]["left_out"]
    places = [companies.place(row) for row in rows]
    sides = {each for each in places if each != "within"}
    return true(
        places.count("within") >= ENOUGH * len(rows) and (len(sides) != 1 or places.count("within") >= len(rows) - 1),
        companies.verdict(rows),
    )


def found_later() -> Check:
    """Counts of companies that were found when the priors stood, within the bands that these give."""
    rows = companies.counted_later()
    within = [companies.place(row) for row in rows].count("within")
    return true(within >= ENOUGH * len(rows), companies.verdict(rows))


def experiences() -> Check:
    """How many of the reported experiences are shown."""
    missing = [f"{k} {each.shown}" for k, each in enumerate(EXPERIENCES, 1) if each.shown != "yes"]
    shown = len(EXPERIENCES) - len(missing)
    said = f"; number {', '.join(missing)}" if missing else ""
    return true(shown >= SHOWN, f"{shown} of {len(EXPERIENCES)}{said}")


def paid_with_account() -> Check:
    """Share of those whom a plan pays for who have an account from their second week in it, least of all plans."""
    least: list[tuple[float, str]] = []
    for name, path in find_scenarios().items():
        scenario = override(load(path), ["organisation.people=2500"])
        taken = simulate(world_of(scenario), 0).participation
        for number, plan in enumerate(scenario.interventions):
            mine = taken["intervention"] == number
            paid, with_account = (taken[key][mine].sum() for key in ("paid_before", "paid_before_with_account"))
            if not plan.off_platform:
                least.append((with_account / paid, f"{plan.name} of {name}"))
    share, where = min(least)
    return true(share >= PAID, f"{share:.0%} at least, in {len(least)} plans ({where})")


def open_signs() -> Check:
    """Effects whose sign no source knows go either way in what each kind brings."""
    data = json.loads(kinds.DATA.read_text(encoding="utf-8"))["kinds"]
    checks = []
    for kind in ("open_groups", "campaign"):
        up, down = data[kind]["up"], data[kind]["down"]
        checks.append(true(min(up, down) >= SOMETIMES, f"`{kind}` adds in {up:.0%}, takes in {down:.0%}"))
    return together(*checks)


def _own_use() -> Parameter:
    return behaviour(all_kinds()["reverse_mentoring"])["own_use"]


def _mentored(**settings: Any) -> Floats:
    """Further contributions by mentoring all managers of a lively company in which nothing but that is uncertain."""
    known = {name: p.default for name, p in PARAMETERS.items()} | COMPANY["parameters"]
    certain = {each: p.default for each, p in behaviour(all_kinds()["reverse_mentoring"]).items() if each != "own_use"}
    sections = {"parameters": known, "run": {"uncertainty": "parameters"}}
    number = contributions(5)
    plan, base = (world(company(*plans, **sections)) for plans in ((mentoring(**certain | settings),), ()))
    return np.array([number(simulate(plan, r)) - number(simulate(base, r)) for r in range(PAIRS)])


def as_unsure_as_evidence() -> Check:
    """The band of mentoring's effect against what its evidence alone moves: own use from .3 - .38 to .3 + .38."""
    p = _own_use()
    low, high = (_mentored(own_use=p.prior.quantile(u, p.low, p.high)).mean() for u in (0.1, 0.9))
    first, last = np.quantile(_mentored(), [0.1, 0.9])
    fixed = np.subtract(*np.quantile(_mentored(own_use=p.default), [0.9, 0.1]))
    said = f"band {first:.0f} to {last:.0f} contributions; its evidence alone moves {low:.0f} to {high:.0f}"
    return true(
        last - first >= 0.8 * (high - low) and last - first >= fixed, f"{said}; luck alone {fixed:.0f} from end to end"
    )


def each_as_unsure() -> Check:
    """Every kind's band against its evidence and luck, and signs that the evidence leaves open."""
    data = json.loads(kinds_evidence.DATA.read_text(encoding="utf-8"))["kinds"]
    unsure = [kind for kind, found in data.items() if kinds_evidence.reflects(found)]
    left = {kind for kind, found in data.items() if kinds_evidence.is_open(found)}
    told = {kind for kind, found in data.items() if kinds_evidence.is_told_open(found)}
    said = (
        f"{len(unsure)} of {len(data)} kinds; open in the evidence: {', '.join(sorted(left))}, all of it in the model"
    )
    return true(len(unsure) == len(data) and left <= told, said)


ROWS = (
    Row(
        "Companies left out", "80% bands hold about eight in ten counts of companies that are not known",
        "CompanyNetworks", "each company left out in turn (`docs/companies.md`)",
        "at least 5 in 7, the others not all on one side", left_out,
    ),
    Row(
        "Companies found later", "priors say what they have not seen", "CompanyNetworks",
        "counts of five further companies that nothing was estimated from (`docs/networks.md`)", "at least 5 in 7",
        found_later,
    ),
    Row(
        "Experiences", "twelve experiences of people who built such networks", "KT13, SMA, BOT19",
        "each a paired comparison over 40 seeds (`docs/experiences.md`)", "ten or more", experiences,
    ),
    Row(
        "Paid for and there", "a plan pays for people who have an account from their second week in it", "definition",
        "every shipped scenario with 2,500 people; kinds that work beside the platform left out",
        "at least 80% in every plan", paid_with_account, slow=True,
    ),
    Row(
        "Open signs", "where no source knows the sign of an effect, neither does the model",
        "ZhangZhu2011, Safety; Sharma2011", "each kind alone, all numbers from their priors (`docs/kinds.md`)",
        "either sign in a tenth of the replicates", open_signs,
    ),
    Row(
        "As unsure as the evidence", "own use of mentored managers rises by .3 ± .3", "Mentoring",
        f"all managers of 400 lively people mentored, {PAIRS} pairs, all else known",
        "80% band at least .8 of what the evidence alone moves, and wider than luck", as_unsure_as_evidence, slow=True,
    ),
    Row(
        "Every kind as unsure", "the spread of an effect is that of its evidence, open signs among it",
        "the sources of each kind", "each kind in 400 lively people, all else known (`docs/kinds.md`)",
        "80% band at least .8 of what the evidence alone moves and of luck alone; open signs open", each_as_unsure,
    ),
)  # fmt: skip
"""Rows of the table of known results."""
