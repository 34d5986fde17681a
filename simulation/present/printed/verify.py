"""What `wandel verify` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulation.results.documents import run_json
from simulation.results.verify import Report

if TYPE_CHECKING:
    from simulation.present.report.check import ReportCheck


def verify_document(found: Report) -> dict[str, Any]:
    """Return everything that was checked as one document."""
    return {
        **run_json(found.run),
        "holds": found.holds,
        "checked_replicates": found.replicates,
        "findings": [asdict(finding) for finding in found.findings],
        "notes": found.notes,
    }


def complaints(found: Report) -> Iterator[str]:
    """Yield what does not hold, and what else is to be known."""
    for finding in found.findings:
        yield finding.text
    for note in found.notes:
        yield f"note: {note}"


def verdict(found: Report) -> str:
    """Say that the results hold; nothing where they do not."""
    if not found.holds:
        return ""
    tables = ", ".join(found.run.manifest.tables)
    return f"{found.run.folder}: {found.replicates} replicates run again, the same digests in {tables}"


def report_document(found: ReportCheck) -> dict[str, Any]:
    """Return what was checked of a report as a document."""
    return {"report": str(found.page), "holds": found.holds, "runs": found.runs, "findings": found.findings}


def report_verdict(found: ReportCheck) -> str:
    """Say that a report holds; nothing where it does not."""
    if not found.holds:
        return ""
    return f"{found.page}: made again to the letter from {len(found.runs)} runs with the digests that it states"
