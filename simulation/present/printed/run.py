"""What `wandel run` prints: the summary of a run, who took part, where results are; or one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.engines.budget import budget_of
from simulation.measures import MEASURES
from simulation.present.budget import budget_json, budget_sentences
from simulation.present.facts import facts
from simulation.present.observed import heading, observed_json, verdict
from simulation.present.participation import note, participation_json, participation_table, remarks
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
    yield from _rest(run, rows, week, language) if everything else [language(REST)]
    yield from budget_sentences(budget_of(run.scenario()), "", language)
    yield few_replicates(record.replicates, language)
    yield from _origin(outcome, language)
    yield language("Results: {folder} (digest {digest})", folder=str(run.folder), digest=(record.digest or "")[:16])
    if page is not None:
        yield language("Page:    {page}", page=str(page))


def _rest(run: StoredRun, rows: list[SummaryRow], week: int, language: Language) -> Iterator[Block]:
    """Yield all measures, what was observed, and who took part."""
    yield f"{run.manifest.title}: {facts(run.manifest, language)}"
    title = language("Week {week} ({day}): median and 80% band over replicates", week=week, day=run.dates()[week])
    yield summary_table(rows, title, language)
    yield from _observed(run, language)
    yield from _participation(run, language)


def _observed(run: StoredRun, language: Language) -> Iterator[Block]:
    """Yield what was observed beside what was simulated."""
    for each in (one for one in check_observations(run) if one.observation.evidence):
        yield language("Observed: {what}", what=heading(each, run.manifest.start, language))
        if each.candidates:
            yield observed_table(each, language)
        yield f"{verdict(each, language)}\n"


def _participation(run: StoredRun, language: Language) -> Iterator[Block]:
    """Yield who took part in interventions."""
    taking = participation(run)
    if taking:
        yield f"{language('Who took part')}. {note(language)}"
        yield participation_table(taking, language)
        yield from (*remarks(taking, run.manifest.replicates, language), took_part(taking, language))


def _origin(outcome: Outcome, language: Language) -> Iterator[Block]:
    """Yield what of the results was there before, where the run went on from, and its checkpoints."""
    run, record = outcome.run, outcome.run.manifest
    if outcome.reused:
        yield language("These results were there already; --fresh runs again.")
    elif outcome.kept:
        text = "{n} of {all} replicates were kept from an earlier, interrupted run."
        yield language(text, n=outcome.kept, all=record.replicates)
    yield from other_versions(run.folder, record)
    if record.origin is not None:
        text = "Went on from week {week} of {scenario}: {folder}"
        origin = record.origin
        yield language(text, week=origin.week, scenario=origin.scenario, folder=str(origin.folder))
    for folder in outcome.checkpoints:
        yield language("Checkpoint: {folder}", folder=str(folder))
