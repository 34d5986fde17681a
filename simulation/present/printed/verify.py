"""What `wandel verify` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulation.results.documents import run_json
from simulation.results.verify import Report

if TYPE_CHECKING:
    from simulation.present.report.check import ReportCheck


def verify_document(report: Report) -> dict[str, Any]:
    """Return everything that was checked as one document."""
    return {
        **run_json(report.run),
        "holds": report.holds,
        "checked_replicates": report.replicates,
        "findings": [asdict(finding) for finding in report.findings],
        "notes": report.notes,
    }


def complaints(report: Report) -> Iterator[str]:
    """Yield what does not hold, and what else is to be known."""
    for finding in report.findings:
        yield finding.text
    for note in report.notes:
        yield f"note: {note}"


def verdict(report: Report) -> str:
    """Say that the results hold; nothing where they do not."""
    if not report.holds:
        return ""
    tables = ", ".join(report.run.manifest.tables)
    return f"{report.run.folder}: {report.replicates} replicates run again, the same digests in {tables}"


def report_document(report_check: ReportCheck) -> dict[str, Any]:
    """Return what was checked of a report as a document."""
    return {
        "report": str(report_check.page),
        "holds": report_check.holds,
        "runs": report_check.runs,
        "findings": report_check.findings,
    }


def report_verdict(report_check: ReportCheck) -> str:
    """Say that a report holds; nothing where it does not."""
    if not report_check.holds:
        return ""
    return (
        f"{report_check.page}: made again to the letter from {len(report_check.runs)} runs with the digests "
        f"that it states"
    )
