"""`wandel report`: a page for a board."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.options import RESULTS, AsJson, LanguageOption, Out
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins


def command(
    runs: Annotated[
        list[str],
        typer.Argument(
            metavar="RUN|COMPARISON...",
            help="Folders of runs or scenarios for their newest runs, the base first; or files that compare wrote.",
        ),
    ],
    week: Annotated[int | None, typer.Option(help="Week of the decision; the last one where left out.")] = None,
    active: Annotated[str | None, typer.Option(help="Measure of people that the report is about.")] = None,
    language: LanguageOption = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="Also write every table as CSV, and all of them as one Excel file.")
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option(help="File to write; report.html in the folder of the last run where left out.", **AS_PATH),
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
        int, typer.Option(min=100, help="With --live: people that are simulated at most, for the whole company.")
    ] = 10_000,
    live_replicates: Annotated[
        int, typer.Option(min=1, help="With --live: replicates of each combination, no more than the runs have.")
    ] = 20,
    workers: Annotated[
        int | None, typer.Option(min=1, max=1024, help="With --live: processes; all cores where left out.")
    ] = None,
    out: Out = RESULTS,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Write one self-contained page for a board: what the plans do, how sure that is, what it costs, and why."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.console import say_json, show
        from simulation.present.language import chosen as spoken
        from simulation.present.printed.report import report_blocks, report_document, write_report
        from simulation.results.board import board
        from simulation.results.chosen import chosen

        found = chosen(runs, lambda text: request.finished_run(text, out))
        words = spoken(language)
        shown = board(found.base, found.plans, found.week if week is None else week, active or found.active)
        options = ["--week", str(shown.week), "--active", shown.active, "--language", words.code]
        section = None
        if live:
            from simulation.cli.trying import CommandTrial, tried_out

            trial = CommandTrial(lever or [], live_people, live_replicates, workers, out)
            section = tried_out(shown, trial, words, stop, as_json=as_json)
            options += trial.options()
        again = shlex.join(["wandel", "report", *runs, *options])
        page = to or (found.plans[-1] if found.plans else found.base).folder / "report.html"
        files = write_report(shown, words, page, again, with_tables=tables, live=section)
        if as_json:
            say_json(report_document(shown, words, files))
        else:
            show(report_blocks(shown, words, files))
