"""What `wandel compare` writes and says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simulation.cli.console import say, say_json
from simulation.cli.pages import written_if_possible
from simulation.cli.running import say_if, show
from simulation.present.certainty import certainty_sentences
from simulation.present.comparison import comparison_json, comparison_page, cost_sentence
from simulation.present.console import effects_table
from simulation.present.page import facts
from simulation.present.survey import power_sentence
from simulation.present.value import gain_sentence
from simulation.present.words import few_replicates
from simulation.results.compare import Comparison
from simulation.results.files import write_bytes, write_text


def report_comparison(found: Comparison, out: Path | None, *, as_json: bool) -> None:
    """Write compare.json and compare.html, then print tables, or the JSON document."""
    document = comparison_json(found)
    written = written_if_possible(lambda: _write(found, document, out or found.plans[0].plan.folder))
    if as_json:
        say_json(document)
        return
    base = found.base.manifest
    say(f"Base: {base.title}: {facts(base)}")
    for plan in found.plans:
        show(effects_table(plan, f"{plan.plan.manifest.title}: effects at week {found.week}, pair by pair"))
        say_if(" ".join(certainty_sentences(plan.effects, base.uncertainty)))
        say(cost_sentence(plan))
        say_if(power_sentence(found.base, plan.plan, found.week))
        say_if(gain_sentence(plan.value) if plan.value else "")
        for row in plan.people:
            if row.silo == "all":
                gained, lost = row.only_with[0], row.only_without[0]
                say(f"{row.state}: {gained:,.0f} people only with the plan, {lost:,.0f} only without it")
    say_if(few_replicates(base.replicates))
    if written is not None:
        say(f"Written: {written / 'compare.html'} and {written / 'compare.json'}")


def _write(found: Comparison, document: Any, folder: Path) -> Path:
    """Write both files and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "compare.json", json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
    write_bytes(folder / "compare.html", comparison_page(found))
    return folder
