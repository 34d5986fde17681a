"""What `wandel compare` prints, and the page and document that it writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.present.budget import budget_sentences
from simulation.present.certainty import certainty_sentences
from simulation.present.comparison import comparison_json, cost_sentence, pairing_sentence, worth_sentence
from simulation.present.facts import facts
from simulation.present.participation import participation_table, remarks
from simulation.present.printed.block import Block
from simulation.present.printed.short import REST, made_of, plan_sentences, plans_table
from simulation.present.printed.tables import effects_table
from simulation.present.report.writing import write_page
from simulation.present.survey import power_sentence
from simulation.present.words import few_replicates
from simulation.results.board import board_of
from simulation.results.compare import ComparedRuns, PlanEffects
from simulation.results.participation import participation
from simulation.results.tables import TOTAL
from simulation.system.files import sweep
from simulation.system.writing import write_text

if TYPE_CHECKING:
    from simulation.present.language import Language


def write_comparison(comparison: ComparedRuns, folder: Path, language: Language) -> Path:
    """Write page and document, named by what is compared; return the path of the page."""
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder, below=False)
    page = write_page(board_of(comparison), language, folder)
    text = json.dumps(comparison_json(comparison), indent=2, ensure_ascii=False, allow_nan=False)
    write_text(page.with_suffix(".json"), text + "\n")
    return page


def comparison_blocks(
    comparison: ComparedRuns, page: Path | None, language: Language, *, everything: bool = False
) -> Iterator[Block]:
    """Yield what is said about plans beside their base: the short of it first, then ``everything`` where asked."""
    base = comparison.base.manifest
    yield from plan_sentences(comparison, language)
    yield language("Base: {facts}", facts=made_of(base, language))
    yield plans_table(comparison, language)
    yield from budget_sentences(comparison.budget, base.title, language)
    yield from _rest(comparison, language) if everything else [language(REST)]
    yield few_replicates(base.replicates, language)
    if page is not None:
        for suffix in (".html", ".json"):
            yield language("Written: {file}", file=str(page.with_suffix(suffix)))


def _rest(comparison: ComparedRuns, language: Language) -> Iterator[Block]:
    """Yield all effects of each plan, how certain they are, and what pairing saved."""
    base = comparison.base.manifest
    yield language("Base: {facts}", facts=f"{base.title}: {facts(base, language)}")
    for plan in comparison.plans:
        yield from _plan(comparison, plan, language)
    yield pairing_sentence(comparison, language)


def _plan(comparison: ComparedRuns, plan: PlanEffects, language: Language) -> Iterator[Block]:
    """Yield what is said about one plan."""
    title = language("{plan}: effects at week {week}, pair by pair", plan=plan.label, week=comparison.week)
    yield effects_table(plan, title, language)
    yield " ".join(certainty_sentences(plan.effects, comparison.base.manifest.uncertainty, language))
    yield from budget_sentences(plan.budget, "", language)
    yield cost_sentence(plan, comparison.week, language)
    yield power_sentence(comparison.base, plan.plan, comparison.week, language)
    yield worth_sentence(plan, comparison.last_week, language)
    if taking := participation(plan.plan):
        yield participation_table(taking, language)
        yield from remarks(taking, plan.plan.manifest.replicates, language)
    for row in plan.people:
        if row.silo == TOTAL:
            yield language(
                "{state}, at the end of the run (week {week}): {gained} people only with the plan, {lost} only without "
                "it",
                state=language(row.state),
                week=comparison.last_week,
                gained=language.number(row.only_with[0]),
                lost=language.number(row.only_without[0]),
            )
