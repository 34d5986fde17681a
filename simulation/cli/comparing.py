"""What `wandel compare` writes and says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simulation.cli.console import say, say_json
from simulation.cli.pages import written_if_possible
from simulation.cli.running import say_if, show
from simulation.present.budget import budget_sentences
from simulation.present.certainty import certainty_sentences
from simulation.present.comparison import (
    comparison_json,
    comparison_page,
    cost_sentence,
    pairing_sentence,
    worth_sentence,
)
from simulation.present.console import effects_table
from simulation.present.page import facts
from simulation.present.participation import participation_table, remarks
from simulation.present.survey import power_sentence
from simulation.present.words import few_replicates
from simulation.results.compare import Comparison, PlanEffects
from simulation.results.files import write_bytes, write_text
from simulation.results.participation import participation
from simulation.results.tables import TOTAL
from simulation.system.files import sweep


def report_comparison(found: Comparison, out: Path | None, *, as_json: bool) -> None:
    """Write a page and a JSON document, then print tables, or the document."""
    document = comparison_json(found)
    written = written_if_possible(lambda: _write(found, document, out or found.plans[0].plan.folder))
    if as_json:
        say_json(document)
        return
    base = found.base.manifest
    say(f"Base: {base.title}: {facts(base)}")
    for sentence in budget_sentences(found.budget, base.title):
        say(sentence)
    for plan in found.plans:
        _report_plan(found, plan)
    say(pairing_sentence(found))
    say_if(few_replicates(base.replicates))
    if written is not None:
        say(f"Written: {written.with_suffix('.html')} and {written.with_suffix('.json')}")


def _write(found: Comparison, document: Any, folder: Path) -> Path:
    """Write page and document, named by what is compared; return the path of the page."""
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder, below=False)
    page = folder / f"{found.stem}.html"
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    write_text(page.with_suffix(".json"), text + "\n")
    write_bytes(page, comparison_page(found))
    return page


def _report_plan(found: Comparison, plan: PlanEffects) -> None:
    show(effects_table(plan, f"{plan.label}: effects at week {found.week}, pair by pair"))
    say_if(" ".join(certainty_sentences(plan.effects, found.base.manifest.uncertainty)))
    for sentence in budget_sentences(plan.budget):
        say(sentence)
    say(cost_sentence(plan, found.week))
    say_if(power_sentence(found.base, plan.plan, found.week))
    say_if(worth_sentence(plan, found.last_week))
    if taking := participation(plan.plan):
        show(participation_table(taking))
        for text in remarks(taking, plan.plan.manifest.replicates):
            say(text)
    for row in plan.people:
        if row.silo == TOTAL:
            gained, lost = row.only_with[0], row.only_without[0]
            at = f"at the end of the run (week {found.last_week})"
            say(f"{row.state} {at}: {gained:,.0f} people only with the plan, {lost:,.0f} only without it")
