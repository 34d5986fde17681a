"""How `wandel run` works on a scenario, and what it says meanwhile and at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from simulation.cli.console import say, say_json
from simulation.cli.pages import written_if_possible
from simulation.cli.terminal import console, print_table
from simulation.compiled import has_cache, skip_blas_probe
from simulation.engines.budget import budget_of
from simulation.measures import MEASURES
from simulation.present.budget import budget_json, budget_sentences
from simulation.present.console import OnProgress, observed_table, progress, summary_table
from simulation.present.documents import plain, run_json
from simulation.present.observed import heading, observed_json, verdict
from simulation.present.page import facts, write_page
from simulation.present.participation import NOTE, participation_json, participation_table, remarks
from simulation.present.participation import verdict as took_part
from simulation.present.words import few_replicates
from simulation.results.execute import Outcome, execute
from simulation.results.observed import check_observations
from simulation.results.options import Options
from simulation.results.participation import participation
from simulation.results.plugins import other_versions
from simulation.results.summary import summary_rows
from simulation.system.compiling import tell_by, tell_once

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

_WIDTH = 120
"""Width of tables where the output is not a terminal."""


def complete(scenario: Scenario, options: Options, *, as_json: bool) -> Outcome:
    """Run a scenario, telling how far it is."""
    run = scenario.run
    with at_work(scenario.name, run.replicates, run.weeks, options.engine, as_json=as_json) as note:
        return execute(scenario, replace(options, on_progress=note))


@contextmanager
def at_work(label: str, replicates: int, weeks: int, engine: str, *, as_json: bool) -> Iterator[OnProgress]:
    """Tell on standard error what takes time; nothing to a program that reads JSON."""
    skip_blas_probe()
    told = console(error=True)
    told.quiet = as_json and not told.is_terminal
    tell_by(partial(told.print, style="dim", highlight=False))
    if engine == "kernel" and not has_cache():
        tell_once()
    with progress(told, label, replicates, weeks) as note:
        yield note


def report_run(outcome: Outcome, week: int | None, *, page: bool, as_json: bool) -> None:
    """Write the page, then print the summary, or one JSON document."""
    run, record = outcome.run, outcome.run.manifest
    written = written_if_possible(lambda: write_page(run)) if page else None
    taking = participation(run)
    rows, checked, budget = summary_rows(run, week), check_observations(run), budget_of(run.scenario())
    chosen = record.weeks - 1 if week is None else week
    if as_json:
        measures = {row.measure: {"unit": MEASURES[row.measure].unit, **asdict(row)} for row in rows}
        document = {
            **run_json(run),
            "people": record.people,
            "simulated_people": record.simulated_people or record.people,
            "engine": record.engine,
            "reused": outcome.reused,
            "origin": None if record.origin is None else record.origin.model_dump(),
            "checkpoints": [str(folder) for folder in outcome.checkpoints],
            "kept_replicates": outcome.kept,
            "page": None if written is None else str(written),
            "week": chosen,
            "date": run.dates()[chosen],
            "measures": measures,
            "observations": [observed_json(each) for each in checked],
            "interventions": participation_json(taking),
            **budget_json(budget),
        }
        say_json(plain(document))
        return
    say(f"{record.title}: {facts(record)}")
    show(summary_table(rows, f"Week {chosen} ({run.dates()[chosen]}): median and 80% band over replicates"))
    for each in (one for one in checked if one.observation.evidence):
        say(f"Observed: {heading(each, record.start)}")
        if each.candidates:
            show(observed_table(each))
        say(f"{verdict(each)}\n")
    if taking:
        say(f"Who took part. {NOTE}")
        show(participation_table(taking))
        for text in (*remarks(taking, record.replicates), took_part(taking)):
            say_if(text)
    for sentence in budget_sentences(budget):
        say(sentence)
    say_if(few_replicates(record.replicates))
    if outcome.reused:
        say("These results were there already; --fresh runs again.")
    elif outcome.kept:
        say(f"{outcome.kept} of {record.replicates} replicates were kept from an earlier, interrupted run.")
    for note in other_versions(run.folder, record):
        say(note)
    if record.origin is not None:
        say(f"Went on from week {record.origin.week} of {record.origin.scenario}: {record.origin.folder}")
    for folder in outcome.checkpoints:
        say(f"Checkpoint: {folder}")
    say(f"Results: {run.folder} (digest {(record.digest or '')[:16]})")
    say_if(f"Page:    {written}" if written else "")


def show(table: Any) -> None:
    """Print a rich table between empty lines."""
    say()
    print_table(table, _WIDTH)


def say_if(text: str) -> None:
    """Print a text if there is any."""
    if text:
        say(text)
