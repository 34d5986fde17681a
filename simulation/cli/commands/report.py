"""`wandel report`: a page for a board."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from simulation.cli.guard import guarded
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

LanguageOption = Annotated[
    Literal["en", "de"] | None, typer.Option(help="English or German; that of the system where left out.")
]


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
    out: Annotated[Path, typer.Option(help="Folder above the results of all scenarios.", **AS_PATH)] = Path("results"),
    plugins: Plugins = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")] = False,
) -> None:
    """Write one self-contained page for a board: what the plans do, how sure that is, what it costs, and why."""
    with guarded():
        from simulation.cli.reporting import Asked, write_report

        write_report(Asked(runs, week, active, language, to, out), with_tables=tables, as_json=as_json)
