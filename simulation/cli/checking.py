"""How `wandel verify` works, and what it says at the end."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from simulation.cli.console import complain, say, say_json
from simulation.cli.running import at_work
from simulation.present.documents import run_json
from simulation.results.reader import Run
from simulation.results.verify import Report, Rerun, verify
from simulation.system.processes import cores


def checked(run: Run, how: Rerun, *, as_json: bool) -> Report:
    """Verify a run, telling how far it is."""
    record = run.manifest
    replicates = min(how.replicates or record.replicates, record.replicates)
    label, engine = f"verify {record.scenario}", how.engine or record.engine
    with at_work(label, replicates, record.weeks, engine, as_json=as_json) as note:
        return verify(run, replace(how, workers=how.workers or cores(), on_progress=note))


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
