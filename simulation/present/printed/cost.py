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


def cost_blocks(found: PlannedCosts) -> Iterator[Block]:
    """Yield what is said about a plan, in order."""
    if not found.interventions:
        yield f"{found.scenario.title or found.scenario.name} has no interventions: it takes nothing."
        return
    yield from (costs_table(found), people_table(found), silos_table(found))
    yield from sentences(found)


def costs_table(found: PlannedCosts) -> Table:
    """Return a row for each intervention and each year in which it takes something, then the sums."""
    table = _table("Hours and money", ("intervention", "year", "weeks", *COSTS), text=3)
    for one in found.interventions:
        weeks = f"{one.first} to {one.last - 1}" if one.by_year else "none"
        spent = [(f"{year}", cost) for year, cost in one.by_year.items() if any(astuple(cost))] or [("", one.cost)]
        for number, (when, cost) in enumerate(spent):
            table.add_row(*((one.name, when, weeks) if number == 0 else ("", when, "")), *_cells(found, cost))
    for year in found.years:
        table.add_row("all", f"{year}", "", *_cells(found, found.in_year(year)), style="bold")
    table.add_row("all", "whole run", f"0 to {found.scenario.run.weeks - 1}", *_cells(found, found.cost), style="bold")
    return table


def people_table(found: PlannedCosts) -> Table:
    """Return whom each intervention reaches, by level and in the silos where they are."""
    table = _table("Who is reached", ("intervention", "people", *LEVEL_NAMES.values(), "silos"), text=1)
    for one in found.interventions:
        label = f"{one.name} *" if one.is_chosen_in_run else one.name
        heads = (one.people.sum(), *one.people.sum(axis=0))
        table.add_row(label, *(f"{each:,}" for each in heads), f"{(one.people.sum(axis=1) > 0).sum()}")
    heads = (found.people.sum(), *found.people.sum(axis=0))
    table.add_row("any of them", *(f"{each:,}" for each in heads), f"{(found.people.sum(axis=1) > 0).sum()}",
                  style="bold")  # fmt: skip
    return table


def silos_table(found: PlannedCosts) -> Table:
    """Return how many people each intervention reaches in each silo, the silos with most people first."""
    table = _table("Who is reached, by silo", ("silo", *(one.name for one in found.interventions), "any of them"), 1)
    order = sorted(range(len(found.silos)), key=lambda silo: -int(found.people[silo].sum()))
    for silo in order[:MOST_SILOS]:
        heads = [one.people[silo].sum() for one in found.interventions]
        table.add_row(found.silos[silo], *(f"{each:,}" for each in (*heads, found.people[silo].sum())))
    return table


def sentences(found: PlannedCosts) -> list[str]:
    """Say what the numbers mean, and what the budget cuts and leaves."""
    hourly = value(found.scenario.economics.hourly_cost_eur, "EUR")
    said = [
        "These are the most that the plan takes: what is reserved in case somebody leaves, declines or stays away is "
        f"included. Full cost is money plus all hours at {hourly} EUR, as in the results of a run; budget_eur limits "
        "the money, budget_hours the hours. A head is counted once for each intervention; whom chance chooses differs "
        "between replicates, how many hardly does.",
    ]
    if any(one.is_chosen_in_run for one in found.interventions):
        said.append("* Whom it takes hangs on what people do by then; counted as if everybody had done alike.")
    if len(found.silos) > MOST_SILOS:
        said.append(f"{count(len(found.silos) - MOST_SILOS, 'more silo')} with --json.")
    return [*said, *budget_sentences(found.budget)]


def cost_json(found: PlannedCosts) -> dict[str, Any]:
    """Return everything as a document."""
    document = {
        "scenario": found.scenario.name,
        "hourly_cost_eur": found.scenario.economics.hourly_cost_eur,
        "years": {year: _cost_json(found, found.in_year(year)) for year in found.years},
        "cost": _cost_json(found, found.cost),
        "people": _people_json(found, found.people),
        "interventions": [_one_json(found, one) for one in found.interventions],
        **budget_json(found.budget),
    }
    made: dict[str, Any] = plain(document)
    return made


def _one_json(found: PlannedCosts, one: PlannedIntervention) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "first_week": one.first,
        "last_week": one.last - 1,
        "people": _people_json(found, one.people),
        "is_chosen_in_run": one.is_chosen_in_run,
        "years": {year: _cost_json(found, cost) for year, cost in one.by_year.items()},
        "cost": _cost_json(found, one.cost),
    }


def _people_json(found: PlannedCosts, heads: Any) -> dict[str, dict[str, int]]:
    return {
        silo: dict(zip(LEVELS, map(int, row), strict=True))
        for silo, row in zip(found.silos, heads, strict=True)
        if row.any()
    }


def _cost_json(found: PlannedCosts, cost: Cost) -> dict[str, float]:
    return {**asdict(cost), "participant_hours": cost.participant_hours, "full_eur": found.full_eur(cost)}


def _cells(found: PlannedCosts, cost: Cost) -> tuple[str, ...]:
    numbers = (cost.team_hours, cost.participant_hours, cost.eur, found.full_eur(cost))
    return tuple(value(round(number), "") for number in numbers)


def _table(title: str, head: tuple[str, ...], text: int) -> Table:
    """Return an empty table whose first columns are text, the others numbers."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(head):
        table.add_column(name, justify="left" if place < text else "right", overflow="fold")
    return table
