"""What `wandel cost` prints: what a plan takes, as tables, sentences and one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, astuple
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table

from simulation.organisation.organisation import LEVELS
from simulation.present.budget import budget_json, budget_sentences
from simulation.present.printed.block import Block
from simulation.present.words import count, value
from simulation.results.documents import plain

if TYPE_CHECKING:
    from simulation.engines.planned import PlannedCosts, PlannedIntervention
    from simulation.interventions.base import Cost

LEVEL_NAMES: Final = {
    "staff": "staff", "team_lead": "team leads", "middle_manager": "middle managers", "executive": "executives",
}  # fmt: skip
"""Levels as heads are counted."""
COSTS: Final = ("hours of team", "hours of participants", "money, EUR", "full cost, EUR")
MOST_SILOS: Final = 20
"""Silos that are printed; the document has all."""


def cost_blocks(costs: PlannedCosts) -> Iterator[Block]:
    """Yield what is said about a plan, in order."""
    if not costs.interventions:
        yield f"{costs.scenario.title or costs.scenario.name} has no interventions: it takes nothing."
        return
    yield from (costs_table(costs), people_table(costs), silos_table(costs))
    yield from sentences(costs)


def costs_table(costs: PlannedCosts) -> Table:
    """Return a row for each intervention and each year in which it takes something, then the sums."""
    table = _table("Hours and money", ("intervention", "year", "weeks", *COSTS), text=3)
    for one in costs.interventions:
        weeks = f"{one.first} to {one.last - 1}" if one.by_year else "none"
        spent = [(f"{year}", cost) for year, cost in one.by_year.items() if any(astuple(cost))] or [("", one.cost)]
        for number, (when, cost) in enumerate(spent):
            table.add_row(*((one.name, when, weeks) if number == 0 else ("", when, "")), *_cells(costs, cost))
    for year in costs.years:
        table.add_row("all", f"{year}", "", *_cells(costs, costs.in_year(year)), style="bold")
    table.add_row("all", "whole run", f"0 to {costs.scenario.run.weeks - 1}", *_cells(costs, costs.cost), style="bold")
    return table


def people_table(costs: PlannedCosts) -> Table:
    """Return whom each intervention reaches, by level and in the silos where they are."""
    table = _table("Who is reached", ("intervention", "people", *LEVEL_NAMES.values(), "silos"), text=1)
    for one in costs.interventions:
        label = f"{one.name} *" if one.is_chosen_in_run else one.name
        heads = (one.people.sum(), *one.people.sum(axis=0))
        table.add_row(label, *(f"{each:,}" for each in heads), f"{(one.people.sum(axis=1) > 0).sum()}")
    heads = (costs.people.sum(), *costs.people.sum(axis=0))
    table.add_row("any of them", *(f"{each:,}" for each in heads), f"{(costs.people.sum(axis=1) > 0).sum()}",
                  style="bold")  # fmt: skip
    return table


def silos_table(costs: PlannedCosts) -> Table:
    """Return how many people each intervention reaches in each silo, the silos with most people first."""
    table = _table("Who is reached, by silo", ("silo", *(one.name for one in costs.interventions), "any of them"), 1)
    order = sorted(range(len(costs.silos)), key=lambda silo: -int(costs.people[silo].sum()))
    for silo in order[:MOST_SILOS]:
        heads = [one.people[silo].sum() for one in costs.interventions]
        table.add_row(costs.silos[silo], *(f"{each:,}" for each in (*heads, costs.people[silo].sum())))
    return table


def sentences(costs: PlannedCosts) -> list[str]:
    """Say what the numbers mean, and what the budget cuts and leaves."""
    hourly = value(costs.scenario.economics.hourly_cost_eur, "EUR")
    said = [
        "These are the most that the plan takes: what is reserved in case somebody leaves, declines or stays away is "
        f"included. Full cost is money plus all hours at {hourly} EUR, as in the results of a run; budget_eur limits "
        "the money, budget_hours the hours. A head is counted once for each intervention; whom chance chooses differs "
        "between replicates, how many hardly does.",
    ]
    if any(one.is_chosen_in_run for one in costs.interventions):
        said.append("* Whom it takes depends on what people do by then; counted as if everybody had done alike.")
    if len(costs.silos) > MOST_SILOS:
        said.append(f"{count(len(costs.silos) - MOST_SILOS, 'more silo')} with --json.")
    return [*said, *budget_sentences(costs.budget)]


def cost_json(costs: PlannedCosts) -> dict[str, Any]:
    """Return everything as a document."""
    document = {
        "scenario": costs.scenario.name,
        "hourly_cost_eur": costs.scenario.economics.hourly_cost_eur,
        "years": {year: _cost_json(costs, costs.in_year(year)) for year in costs.years},
        "cost": _cost_json(costs, costs.cost),
        "people": _people_json(costs, costs.people),
        "interventions": [_one_json(costs, one) for one in costs.interventions],
        **budget_json(costs.budget),
    }
    made: dict[str, Any] = plain(document)
    return made


def _one_json(costs: PlannedCosts, planned: PlannedIntervention) -> dict[str, Any]:
    return {
        "name": planned.name,
        "kind": planned.kind,
        "first_week": planned.first,
        "last_week": planned.last - 1,
        "people": _people_json(costs, planned.people),
        "is_chosen_in_run": planned.is_chosen_in_run,
        "years": {year: _cost_json(costs, cost) for year, cost in planned.by_year.items()},
        "cost": _cost_json(costs, planned.cost),
    }


def _people_json(costs: PlannedCosts, heads: Any) -> dict[str, dict[str, int]]:
    return {
        silo: dict(zip(LEVELS, map(int, row), strict=True))
        for silo, row in zip(costs.silos, heads, strict=True)
        if row.any()
    }


def _cost_json(costs: PlannedCosts, cost: Cost) -> dict[str, float]:
    return {**asdict(cost), "participant_hours": cost.participant_hours, "full_eur": costs.full_eur(cost)}


def _cells(costs: PlannedCosts, cost: Cost) -> tuple[str, ...]:
    numbers = (cost.team_hours, cost.participant_hours, cost.eur, costs.full_eur(cost))
    return tuple(value(round(number), "") for number in numbers)


def _table(title: str, head: tuple[str, ...], text: int) -> Table:
    """Return an empty table whose first columns are text, the others numbers."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(head):
        table.add_column(name, justify="left" if place < text else "right", overflow="fold")
    return table
