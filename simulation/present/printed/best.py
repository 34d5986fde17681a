"""What `wandel best` prints: ranked plans, what each intervention adds, what more would bring, one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table

from simulation.present.best import PlanTable, best_lines, front_table, more_lines, parts_table, plan_words, plans_table
from simulation.present.doubts import doubts
from simulation.present.printed.block import Block
from simulation.results.documents import plain

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.studies.best.optimise import Best
    from simulation.studies.best.verdict import Rated, VerdictPart


def best_blocks(best: Best, base: str, file: Path, top: int, language: Language) -> Iterator[Block]:
    """Yield what is said about the best plan of a scenario and the file that it stands in, in order."""
    yield from best_lines(best, language)
    for table in (plans_table(best, language, top), parts_table(best, language), front_table(best, language)):
        yield printed(table)
    yield from more_lines(best, language)
    yield language("Plan: {file}", file=str(file))
    again = f"wandel compare {base} {file} --seed {best.company.scenario.run.seed + 1}"
    yield language("To confirm it with other luck: {command}", command=again)


def printed(drawn: PlanTable) -> Table:
    """Return a table as the terminal shows it."""
    table = Table(title=drawn.title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(drawn.head):
        table.add_column(name, justify="right" if place else "left", overflow="fold")
    for row in drawn.rows:
        table.add_row(*row)
    return table


def best_json(best: Best, language: Language) -> dict[str, Any]:
    """Return everything as a document."""
    company = best.company
    document = {
        "scenario": company.scenario.name,
        "goal": asdict(company.goal),
        "limits": [asdict(limit) for limit in company.limits],
        "scale": company.scale,
        "sentences": [*best_lines(best, language), *more_lines(best, language)],
        "plans": [_rated_json(best, each, language) for each in best.plans],
        "front": [_rated_json(best, each, language) for each in best.front],
        "smallest_budgets": [_rated_json(best, each, language) for each in best.smallest],
        "further": [asdict(each) | {"plan": company.levers.values(each.choice)} for each in best.further],
        "interventions": [_part_json(part) for part in best.parts],
        "also": list(company.also),
        "doubts": doubts(best, language),
        "search_chose": _rated_json(best, best.first, language),
        "promised": best.promised,
        "optimism": best.optimism,
        "plans_tried": best.tried,
        "runs": best.runs,
    }
    made: dict[str, Any] = plain(document)
    return made


def _rated_json(best: Best, each: Rated, language: Language) -> dict[str, Any]:
    levers = best.company.levers
    return asdict(each) | {"plan": levers.values(each.choice), "words": plan_words(levers, each.choice, language)}


def _part_json(part: VerdictPart) -> dict[str, Any]:
    return asdict(part) | {"should_not_be_done": part.should_not_be_done, "shows_nothing": part.shows_nothing}
