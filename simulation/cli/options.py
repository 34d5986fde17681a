"""Options that several commands have, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from simulation.cli.numbers import decimal, whole
from simulation.cli.paths import AS_PATH, path
from simulation.cli.plugins import SET_HELP

Changes = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help=SET_HELP)]
Replicates = Annotated[int | None, typer.Option(help="Number of runs that differ by chance.", **whole())]
Seed = Annotated[int | None, typer.Option(help="Seed of all random numbers.", **whole())]
Weeks = Annotated[int | None, typer.Option(help="Length of the run.", **whole())]
People = Annotated[
    int | None,
    typer.Option(help="Size of the organisation; what a scenario counts (hours, places) stays as it is.", **whole()),
]
Scale = Annotated[
    float | None,
    typer.Option(
        help="Simulate a company of this share of the size, counts and all; results are for the full size.", **decimal()
    ),
]
Workers = Annotated[int | None, typer.Option(help="Replicates at a time; all cores where left out.", **whole(1, 1024))]
Engine = Annotated[Literal["kernel", "mesa"], typer.Option(help="Compiled kernel, or the readable Mesa model (slow).")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Run again although these results are there.")]
Week = Annotated[int | None, typer.Option(help="Week of the summary; the last one where left out.", **whole())]
Checkpoints = Annotated[
    list[int] | None,
    typer.Option(
        help="Also store the state at the start of this week, to go on from; repeatable.",
        **whole() | {"metavar": "WEEK"},
    ),
]
From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="CHECKPOINT",
        help="Go on from this folder, <run>/checkpoints/week-<number>.",
        parser=path,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")]
All = Annotated[bool, typer.Option("--all", help="Print everything that is known, not only the short of it.")]
LanguageOption = Annotated[
    Literal["en", "de"] | None, typer.Option("--language", help="English or German; that of the system where left out.")
]
RESULTS = Path("results")
Out = Annotated[Path, typer.Option(help="Folder above the results of all scenarios.", **AS_PATH)]
NoPage = Annotated[bool, typer.Option("--no-page", help="Write no page.")]
PrintJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
AnyRun = Annotated[str, typer.Argument(metavar="RUN", help="Folder of a run, or a scenario for its newest run.")]
AnyScenario = Annotated[str, typer.Argument(help="Scenario file, or name of a shipped scenario.")]
ExplainedWeek = Annotated[int | None, typer.Option(help="Week to look at; the last one where left out.", **whole())]
Silo = Annotated[str | None, typer.Option(help="Silo to look at; the whole organisation where left out.")]
RerunReplicates = Annotated[
    int | None,
    typer.Option(help="Replicates to run again; those of the run where left out, more are possible.", **whole()),
]
Reruns = Annotated[int | None, typer.Option(help="Reruns at a time; all cores where left out.", **whole(1, 1024))]
