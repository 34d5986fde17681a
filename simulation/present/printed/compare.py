"""What `wandel compare` prints, and the page and document that it writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.present.budget import budget_sentences
from simulation.present.certainty import certainty_sentences
from simulation.present.comparison import (
    comparison_json,
    comparison_page,
    cost_sentence,
    pairing_sentence,
    worth_sentence,
)
from simulation.present.page import facts
from simulation.present.participation import participation_table, remarks
from simulation.present.printed.block import Block
from simulation.present.printed.short import REST, made_of, plan_sentences, plans_table
from simulation.present.printed.tables import effects_table
from simulation.present.survey import power_sentence
from simulation.present.words import few_replicates
from simulation.results.compare import ComparedRuns, PlanEffects
from simulation.results.files import write_bytes, write_text
from simulation.results.participation import participation
from simulation.results.tables import TOTAL
from simulation.system.files import sweep

if TYPE_CHECKING:
    from simulation.present.language import Language


def write_comparison(comparison: ComparedRuns, folder: Path) -> Path:
    """Write page and document, named by what is compared; return the path of the page."""
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder, below=False)
    page = folder / f"{comparison.stem}.html"
    text = json.dumps(comparison_json(comparison), indent=2, ensure_ascii=False, allow_nan=False)
    write_text(page.with_suffix(".json"), text + "\n")
    write_bytes(page, comparison_page(comparison))
    return page


def comparison_blocks(
    comparison: ComparedRuns, page: Path | None, language: Language, *, everything: bool = False
) -> Iterator[Block]:
    """Yield what is said about plans beside their base: the short of it first, then ``everything`` where asked."""
    base = comparison.base.manifest
    yield from plan_sentences(comparison, language)
    yield language("Base: {facts}", facts=made_of(base, language))
    yield plans_table(comparison, language)
    yield from budget_sentences(comparison.budget, base.title)
    yield from _rest(comparison) if everything else [language(REST)]
    yield few_replicates(base.replicates)
    if page is not None:
        for suffix in (".html", ".json"):
            yield language("Written: {file}", file=str(page.with_suffix(suffix)))


def _rest(comparison: ComparedRuns) -> Iterator[Block]:
    """Yield all effects of each plan, how certain they are, and what pairing saved."""
    yield f"Base: {comparison.base.manifest.title}: {facts(comparison.base.manifest)}"
    for plan in comparison.plans:
        yield from _plan(comparison, plan)
    yield pairing_sentence(comparison)


def _plan(comparison: ComparedRuns, plan: PlanEffects) -> Iterator[Block]:
    """Yield what is said about one plan."""
    yield effects_table(plan, f"{plan.label}: effects at week {comparison.week}, pair by pair")
    yield " ".join(certainty_sentences(plan.effects, comparison.base.manifest.uncertainty))
    yield from budget_sentences(plan.budget)
    yield cost_sentence(plan, comparison.week)
    yield power_sentence(comparison.base, plan.plan, comparison.week)
    yield worth_sentence(plan, comparison.last_week)
    if taking := participation(plan.plan):
        yield participation_table(taking)
        yield from remarks(taking, plan.plan.manifest.replicates)
    for row in plan.people:
        if row.silo == TOTAL:
            gained, lost = row.only_with[0], row.only_without[0]
            at = f"at the end of the run (week {comparison.last_week})"
            yield f"{row.state} {at}: {gained:,.0f} people only with the plan, {lost:,.0f} only without it"
