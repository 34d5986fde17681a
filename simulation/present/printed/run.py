"""What `wandel run` prints: the summary of a run, who took part, where results are; or one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.engines.budget import budget_of
from simulation.measures import MEASURES
from simulation.present.budget import budget_json, budget_sentences
from simulation.present.observed import heading, observed_json, verdict
from simulation.present.page import facts
from simulation.present.participation import NOTE, participation_json, participation_table, remarks
from simulation.present.participation import verdict as took_part
from simulation.present.printed.block import Block
from simulation.present.printed.short import REST, made_of, run_sentence, run_table
from simulation.present.printed.tables import observed_table, summary_table
from simulation.present.words import few_replicates
from simulation.results.documents import plain, run_json
from simulation.results.execute import Outcome
from simulation.results.observed import check_observations
from simulation.results.participation import participation
from simulation.results.plugins import other_versions
from simulation.results.reader import StoredRun
from simulation.results.summary import SummaryRow, summary_rows

if TYPE_CHECKING:
    from simulation.present.language import Language


def run_document(outcome: Outcome, week: int, page: Path | None) -> Any:
    """Return everything about a run as one document; ``page`` is its page where one was written."""
    run, record = outcome.run, outcome.run.manifest
    rows = summary_rows(run, week)
    document = {
        **run_json(run),
        "people": record.people,
        "simulated_people": record.simulated_people or record.people,
        "engine": record.engine,
        "reused": outcome.reused,
        "origin": None if record.origin is None else record.origin.model_dump(),
        "checkpoints": [str(folder) for folder in outcome.checkpoints],
        "kept_replicates": outcome.kept,
        "page": None if page is None else str(page),
        "week": week,
        "date": run.dates()[week],
        "measures": {row.measure: {"unit": MEASURES[row.measure].unit, **asdict(row)} for row in rows},
        "observations": [observed_json(each) for each in check_observations(run)],
        "interventions": participation_json(participation(run)),
        **budget_json(budget_of(run.scenario())),
    }
    return plain(document)


def run_blocks(
    outcome: Outcome, week: int, page: Path | None, language: Language, *, everything: bool = False
) -> Iterator[Block]:
    """Yield what is said about a run at a week, in order: the short of it first, then ``everything`` where asked."""
    run, record = outcome.run, outcome.run.manifest
    rows = summary_rows(run, week)
    yield run_sentence(rows, record, week, language)
    yield made_of(record, language)
    yield run_table(rows, record, week, language)
    yield from _rest(run, rows, week) if everything else [language(REST)]
    yield from budget_sentences(budget_of(run.scenario()))
    yield few_replicates(record.replicates)
    yield from _origin(outcome)
    yield f"Results: {run.folder} (digest {(record.digest or '')[:16]})"
    if page is not None:
        yield f"Page:    {page}"


def _rest(run: StoredRun, rows: list[SummaryRow], week: int) -> Iterator[Block]:
    """Yield all measures, what was observed, and who took part."""
    yield f"{run.manifest.title}: {facts(run.manifest)}"
    yield summary_table(rows, f"Week {week} ({run.dates()[week]}): median and 80% band over replicates")
    yield from _observed(run)
    yield from _participation(run)


def _observed(run: StoredRun) -> Iterator[Block]:
    """Yield what was observed beside what was simulated."""
    for each in (one for one in check_observations(run) if one.observation.evidence):
        yield f"Observed: {heading(each, run.manifest.start)}"
        if each.candidates:
            yield observed_table(each)
        yield f"{verdict(each)}\n"


def _participation(run: StoredRun) -> Iterator[Block]:
    """Yield who took part in interventions."""
    taking = participation(run)
    if taking:
        yield f"Who took part. {NOTE}"
        yield participation_table(taking)
        yield from (*remarks(taking, run.manifest.replicates), took_part(taking))


def _origin(outcome: Outcome) -> Iterator[Block]:
    """Yield what of the results was there before, where the run went on from, and its checkpoints."""
    run, record = outcome.run, outcome.run.manifest
    if outcome.reused:
        yield "These results were there already; --fresh runs again."
    elif outcome.kept:
        yield f"{outcome.kept} of {record.replicates} replicates were kept from an earlier, interrupted run."
    yield from other_versions(run.folder, record)
    if record.origin is not None:
        yield f"Went on from week {record.origin.week} of {record.origin.scenario}: {record.origin.folder}"
    for folder in outcome.checkpoints:
        yield f"Checkpoint: {folder}"
