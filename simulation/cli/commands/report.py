"""`wandel report`: a page for a board."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.numbers import whole
from simulation.cli.opened import ActiveMeasure, BoardRuns, DecisionWeek, opened
from simulation.cli.options import RESULTS, AsJson, LanguageOption, Out
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins


def command(
    runs: BoardRuns,
    week: DecisionWeek = None,
    active: ActiveMeasure = None,
    language: LanguageOption = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="Also write every table as CSV, and all of them as one Excel file.")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Also print the page on A4; needs Chromium or Chrome.")] = False,
    to: Annotated[
        Path | None,
        typer.Option(
            help="File to write; where left out, in the folder of the last run, named as `run` or `compare` names it.",
            **AS_PATH,
        ),
    ] = None,
    live: Annotated[
        bool,
        typer.Option("--live", help="Let the page try the plan out: every combination of its levers is run first."),
    ] = False,
    lever: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="With --live: an intervention to try out; the dearest where left out."),
    ] = None,
    live_people: Annotated[
        int, typer.Option(help="With --live: people that are simulated at most, for the whole company.", **whole(100))
    ] = 10_000,
    live_replicates: Annotated[
        int, typer.Option(help="With --live: replicates of each combination, no more than the runs have.", **whole(1))
    ] = 20,
    workers: Annotated[
        int | None, typer.Option(help="With --live: processes; all cores where left out.", **whole(1, 1024))
    ] = None,
    out: Out = RESULTS,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Write one self-contained page for a board: what the plans do, how sure that is, what it costs, and why."""
    with guarded() as stop:
        from simulation.cli.console import say_json, show
        from simulation.present.printed.report import report_blocks, report_document, write_report
        from simulation.present.report.writing import name_of

        seen = opened(runs, out, week, active, language)
        section = None
        if live:
            from simulation.cli.trying import tried_out
            from simulation.studies.live.grid import Size

            size = Size(live_people, live_replicates)
            section = tried_out(seen, lever or [], size, workers, out, stop, as_json=as_json)
        again = seen.again("report", options=section.options if section else ())
        page = to or seen.folder / name_of(seen.board)
        files = write_report(seen.board, seen.language, page, again, with_tables=tables, with_pdf=pdf, live=section)
        if as_json:
            say_json(report_document(seen.board, seen.language, files))
        else:
            show(report_blocks(seen.board, seen.language, files))
