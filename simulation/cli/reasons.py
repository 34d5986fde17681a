"""Commands that explain runs: explain-run, split."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

RESULTS = Path("results")
Week = Annotated[int | None, typer.Option(help="Week to look at; the last one where left out.")]
Silo = Annotated[str | None, typer.Option(help="Silo to look at; the whole organisation where left out.")]
Replicates = Annotated[
    int | None, typer.Option(help="Replicates to run again; those of the run where left out, more are possible.")
]
Workers = Annotated[int | None, typer.Option(min=1, max=1024, help="Reruns at a time; all cores where left out.")]
Out = Annotated[Path, typer.Option(help="Folder above the results of all scenarios.", **AS_PATH)]
NoPage = Annotated[bool, typer.Option("--no-page", help="Write no page.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")]


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands to the command line."""
    app.command("explain-run")(explain_run)
    app.command("split")(split)


def explain_run(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Folder of a run, or a scenario for its newest run.")],
    silo: Silo = None,
    person: Annotated[int | None, typer.Option(help="Number of a person to look at instead.")] = None,
    week: Week = None,
    measure: Annotated[
        str | None, typer.Option(help="Measure to explain; registered, active and contributing people where left out.")
    ] = None,
    replicates: Replicates = None,
    workers: Workers = None,
    out: Out = RESULTS,
    no_page: NoPage = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Explain a run: take out each influence and intervention under the same luck, for all, a silo or a person."""
    with guarded() as stop:
        from simulation.cli import explained, request

        found = explained.of_run(request.finished_run(run, out), week, replicates, workers, stop)
        if person is not None:
            explained.report_person(found, person, silo, measure, as_json=as_json)
        else:
            explained.report_account(found, silo, measure, page=not no_page, as_json=as_json)


def split(
    run: Annotated[
        str, typer.Argument(metavar="RUN|SCENARIO", help="Folder of a run, a scenario for its newest run, or its file.")
    ],
    measure: Annotated[
        str | None, typer.Option(help="Measure whose effect is shared out; active people first.")
    ] = None,
    week: Week = None,
    silo: Silo = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="NAME=A,B", help="Let interventions play together; may be repeated."),
    ] = None,
    replicates: Replicates = None,
    samples: Annotated[
        int | None,
        typer.Option(help="Orders to sample (even); where left out all sets are run up to 8 players, 64 beyond."),
    ] = None,
    workers: Workers = None,
    out: Out = RESULTS,
    no_page: NoPage = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Share the effect of all interventions out over them (Shapley), replicate by replicate, with their cost."""
    with guarded() as stop:
        from simulation.attribution.split import DEFAULT_MEASURE, Wanted
        from simulation.cli import explained

        found = explained.of_run_or_scenario(run, out, week, replicates, workers, stop)
        wanted = Wanted(measure or DEFAULT_MEASURE, silo, tuple(group or ()), samples)
        explained.report_split(found, wanted, page=not no_page, as_json=as_json)
