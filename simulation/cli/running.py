"""What the running commands share: progress while they work, and what they say at the end."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from simulation.cli.console import complain, say, say_json
from simulation.measures import MEASURES
from simulation.present.comparison import comparison_json, comparison_page, cost_sentence, plain, run_json
from simulation.present.console import effects_table, progress, summary_table
from simulation.present.page import facts, write_page
from simulation.present.words import few_replicates
from simulation.results.execute import Options, Outcome, default_workers, execute
from simulation.results.files import write_text
from simulation.results.summary import summary_rows
from simulation.results.verify import Report, Rerun, verify

if TYPE_CHECKING:
    from simulation.results.compare import Comparison
    from simulation.results.reader import Run
    from simulation.scenario.schema import Scenario

_WIDTH = 120
"""Width of tables where the output is not a terminal."""


def complete(scenario: Scenario, options: Options) -> Outcome:
    """Run a scenario under a progress bar (on a terminal)."""
    console = Console(stderr=True)
    with progress(console, scenario.name, scenario.run.replicates, scenario.run.weeks) as note:
        return execute(scenario, replace(options, on_progress=note))


def checked(run: Run, how: Rerun) -> Report:
    """Verify a run under a progress bar (on a terminal)."""
    replicates = min(how.replicates or run.manifest.replicates, run.manifest.replicates)
    with progress(Console(stderr=True), f"verify {run.manifest.scenario}", replicates, run.manifest.weeks) as note:
        return verify(run, replace(how, workers=how.workers or default_workers(), on_progress=note))


def report_run(outcome: Outcome, week: int | None, *, page: bool, as_json: bool) -> None:
    """Write the page, then print the summary, or one JSON document."""
    run, record = outcome.run, outcome.run.manifest
    written = write_page(run) if page else None
    rows = summary_rows(run, week)
    chosen = record.weeks - 1 if week is None else week
    if as_json:
        measures = {row.measure: {"unit": MEASURES[row.measure].unit, **asdict(row)} for row in rows}
        document = {
            **run_json(run),
            "people": record.people,
            "engine": record.engine,
            "reused": outcome.reused,
            "kept_replicates": outcome.kept,
            "page": None if written is None else str(written),
            "week": chosen,
            "date": run.dates()[chosen],
            "measures": measures,
        }
        say_json(plain(document))
        return
    say(f"{record.title}: {facts(record)}")
    _print(summary_table(rows, f"Week {chosen} ({run.dates()[chosen]}): median and 80% band over replicates"))
    _say_if(few_replicates(record.replicates))
    if outcome.reused:
        say("These results were there already; --fresh runs again.")
    elif outcome.kept:
        say(f"{outcome.kept} of {record.replicates} replicates were kept from an earlier, interrupted run.")
    say(f"Results: {run.folder} (digest {(record.digest or '')[:16]})")
    _say_if(f"Page:    {written}" if written else "")


def report_comparison(found: Comparison, out: Path | None, *, as_json: bool) -> None:
    """Write compare.json and compare.html, then print tables, or the JSON document."""
    folder = out or found.plans[0].plan.folder
    document = comparison_json(found)
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "compare.json", json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
    write_text(folder / "compare.html", comparison_page(found))
    if as_json:
        say_json(document)
        return
    base = found.base.manifest
    say(f"Base: {base.title}: {facts(base)}")
    for plan in found.plans:
        _print(effects_table(plan, f"{plan.plan.manifest.title}: effects at week {found.week}, pair by pair"))
        say(cost_sentence(plan))
        for row in plan.people:
            if row.silo == "all":
                gained, lost = row.only_with[0], row.only_without[0]
                say(f"{row.state}: {gained:,.0f} people only with the plan, {lost:,.0f} only without it")
    _say_if(few_replicates(base.replicates))
    say(f"Written: {folder / 'compare.html'} and {folder / 'compare.json'}")


def report_check(found: Report, *, as_json: bool) -> None:
    """Say whether the results hold, or what does not."""
    if as_json:
        document: dict[str, Any] = {
            **run_json(found.run),
            "holds": found.holds,
            "checked_replicates": found.replicates,
            "findings": [asdict(finding) for finding in found.findings],
            "notes": found.notes,
        }
        say_json(document)
        return
    for finding in found.findings:
        complain(finding.text)
    for note in found.notes:
        complain(f"note: {note}")
    if found.holds:
        tables = ", ".join(found.run.manifest.tables)
        say(f"{found.run.folder}: {found.replicates} replicates run again, the same digests in {tables}")


def _print(table: Any) -> None:
    say()
    console = Console(highlight=False)
    console.width = console.width if console.is_terminal else _WIDTH
    console.print(table)
    say()


def _say_if(text: str) -> None:
    if text:
        say(text)
