"""The page of one run: what was run, the headline numbers, every figure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from simulation.engines.budget import budget_of
from simulation.measures import MEASURES
from simulation.present import figures, observed
from simulation.present.budget import budget_sentences
from simulation.present.html import HtmlTable, Section, page, paragraph
from simulation.present.participation import HEAD, NOTE, cells, remarks, verdict
from simulation.present.words import count, few_replicates, label_with_unit, size, value
from simulation.results.files import write_bytes
from simulation.results.manifest import Manifest
from simulation.results.participation import participation
from simulation.results.reader import StoredRun
from simulation.results.summary import RunSummary, SummaryRow, summarise

FILE: Final = "page.html"
_FOOT: Final = (
    "Lines are medians over replicates, surfaces the band that holds 80% of them (10% to 90% quantile). "
    "These are results of a model under the assumptions of its scenario: the band is their spread, not all that is "
    "uncertain."
)


def run_page(run: StoredRun) -> bytes:
    """Return the page of a run as HTML, self-contained."""
    summary = summarise(run, figures.MEASURES)
    sections = [
        Section(
            f"At the end of the run ({summary.dates[-1]}, week {run.manifest.weeks - 1})",
            html=headline_table(summary.rows).html(),
        ),
        *_observed(summary),
        *_participation(run),
        *_budget(run),
        *(Section(figure.heading, drawn) for figure in figures.FIGURES if (drawn := tuple(figure.draw(summary)))),
    ]
    return page(run.manifest.title, _head(run.manifest), sections, _FOOT)


def _observed(summary: RunSummary) -> list[Section]:
    """What was observed beside what was simulated, where the scenario states any."""
    start = summary.manifest.start
    parts = [
        paragraph(observed.heading(found, start))
        + (
            HtmlTable(observed.HEAD, [observed.cells(one) for one in found.candidates]).html()
            if found.candidates
            else ""
        )
        + paragraph(observed.verdict(found), "verdict")
        for found in summary.observed
        if found.observation.evidence
    ]
    return [Section("Observed and simulated", html=paragraph(observed.NOTE, "facts") + "".join(parts))] if parts else []


def _participation(run: StoredRun) -> list[Section]:
    """Who took part in interventions, where there are any."""
    found = participation(run)
    said = [*remarks(found, run.manifest.replicates), verdict(found)]
    html = paragraph(NOTE, "facts") + HtmlTable(HEAD, [cells(one) for one in found], wide=True).html()
    return [Section("Who took part", html=html + "".join(paragraph(text) for text in said if text))] if found else []


def write_page(run: StoredRun) -> Path:
    """Write the page into the run's folder and return its path."""
    path = run.folder / FILE
    write_bytes(path, run_page(run))
    return path


def facts(record: Manifest) -> str:
    """Return in one line what was run."""
    drawn = "parameters drawn anew for each" if record.uncertainty == "parameters" else "the same parameters in each"
    return (
        f"{size(record.people, record.simulated_people)}, {count(len(record.silos), 'silo')}, "
        f"{count(record.weeks, 'week')} from {record.start}, {count(record.replicates, 'replicate')} ({drawn}), "
        f"seed {record.seed}"
    )


def _budget(run: StoredRun) -> list[Section]:
    """What the budget cuts and leaves, where there is one."""
    said = budget_sentences(budget_of(run.scenario()))
    return [Section("Budget", html="".join(map(paragraph, said)))] if said else []


def _head(record: Manifest) -> str:
    return (
        paragraph(facts(record))
        + paragraph(f"Scenario {record.scenario}, results digest {record.digest}{_plugins(record)}", "facts")
        + paragraph(f"Stored beside this page: {', '.join(f'{name}.parquet' for name in record.tables)}", "facts")
        + paragraph(few_replicates(record.replicates), "notice")
    )


def _plugins(record: Manifest) -> str:
    """Return the plugins of a run with their fingerprints; empty where it has none."""
    return "".join(f", plugin {plugin.name} (SHA-256 {plugin.sha256[:16]})" for plugin in record.plugins)


def headline_table(rows: Sequence[SummaryRow]) -> HtmlTable:
    """Return headline measures with their medians and 80% bands."""
    return HtmlTable(("measure", "median", "80% band"), [_cells(row) for row in rows])


def _cells(row: SummaryRow) -> tuple[str, ...]:
    unit = MEASURES[row.measure].unit
    spread = f"{value(row.low, unit)} to {value(row.high, unit)}"
    return (label_with_unit(row.measure), value(row.median, unit), spread)
