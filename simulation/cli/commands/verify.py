"""`wandel verify`: run a stored scenario again and compare digests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from simulation.cli.guard import FAILED, guarded
from simulation.cli.numbers import whole
from simulation.cli.options import RESULTS, AnyRun, AsJson, Out, Workers
from simulation.cli.plugins import Plugins


def command(
    folder: AnyRun,
    replicates: Annotated[int | None, typer.Option(help="Run only the first replicates again.", **whole(1))] = None,
    workers: Workers = None,
    engine: Annotated[
        Literal["kernel", "mesa"] | None, typer.Option(help="Engine to check with; the run's own where left out.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only from the checkpoint on that the run went on from, not from week 0.")
    ] = False,
    out: Out = RESULTS,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Run a stored scenario again and compare digests; also find files that were altered. Or check a report (.html)."""
    if Path(folder).suffix == ".html":
        _report(Path(folder), as_json=as_json)
        return
    with guarded() as stop:
        from dataclasses import replace

        from simulation.cli import request
        from simulation.cli.console import complain, say_json, show
        from simulation.cli.progress import at_work
        from simulation.present.printed.verify import complaints, verdict, verify_document
        from simulation.results.verify import Rerun
        from simulation.results.verify import verify as verified
        from simulation.system.processes import cores

        run = request.finished_run(folder, out)
        record = run.manifest
        n = min(replicates or record.replicates, record.replicates)
        how = Rerun(engine=engine, replicates=replicates, workers=workers or cores(), quick=quick, stop=stop)
        label = f"verify {record.scenario}"
        with at_work(label, n, record.weeks, engine or record.engine, as_json=as_json) as note:
            found = verified(run, replace(how, on_progress=note))
        if as_json:
            say_json(verify_document(found))
        else:
            for text in complaints(found):
                complain(text)
            show([verdict(found)])
        if not found.holds:
            raise typer.Exit(FAILED)


def _report(page: Path, *, as_json: bool) -> None:
    """Compare a report with its runs and with the report that is made of them now."""
    with guarded():
        from simulation.cli.console import complain, say_json, show
        from simulation.present.printed.verify import report_document, report_verdict
        from simulation.present.report.check import check_report

        found = check_report(page)
        if as_json:
            say_json(report_document(found))
        else:
            for text in found.findings:
                complain(text)
            show([report_verdict(found)])
        if not found.holds:
            raise typer.Exit(FAILED)
