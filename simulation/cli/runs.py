"""Commands that run scenarios: run, compare, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from simulation.cli.guard import FAILED, guarded
from simulation.cli.paths import AS_PATH, path
from simulation.cli.plugins import SET_HELP, Plugins

Changes = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help=SET_HELP)]
Replicates = Annotated[int | None, typer.Option(help="Number of runs that differ by chance.")]
Seed = Annotated[int | None, typer.Option(help="Seed of all random numbers.")]
Weeks = Annotated[int | None, typer.Option(help="Length of the run.")]
People = Annotated[
    int | None, typer.Option(help="Size of the organisation; what a scenario counts (hours, places) stays as it is.")
]
Scale = Annotated[
    float | None,
    typer.Option(help="Simulate a company of this share of the size, counts and all; results are for the full size."),
]
Workers = Annotated[int | None, typer.Option(min=1, max=1024, help="Replicates at a time; all cores where left out.")]
Engine = Annotated[Literal["kernel", "mesa"], typer.Option(help="Compiled kernel, or the readable Mesa model (slow).")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Run again although these results are there.")]
Week = Annotated[int | None, typer.Option(help="Week of the summary; the last one where left out.")]
Checkpoints = Annotated[
    list[int] | None,
    typer.Option(metavar="WEEK", help="Also store the state at the start of this week, to go on from; repeatable."),
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
RESULTS = Path("results")


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands to the command line."""
    for command in (run, compare, verify):
        app.command(command.__name__)(command)


def run(
    scenario: Annotated[str, typer.Argument(help="Scenario file, or name of a shipped scenario.")],
    changes: Changes = None,
    replicates: Replicates = None,
    seed: Seed = None,
    weeks: Weeks = None,
    people: People = None,
    scale: Scale = None,
    workers: Workers = None,
    out: Annotated[Path, typer.Option(help="Folder above the results of all scenarios.", **AS_PATH)] = RESULTS,
    engine: Engine = "kernel",
    week: Week = None,
    events: Annotated[bool, typer.Option("--events", help="Also store who registered when and why.")] = False,
    fresh: Fresh = False,
    checkpoint: Checkpoints = None,
    start: From = None,
    no_page: Annotated[bool, typer.Option("--no-page", help="Write no page.")] = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Run a scenario and store its results; what is there already is used again."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.running import complete, report_run
        from simulation.results.options import Options
        from simulation.results.summary import check_week

        given = {
            "replicates": replicates,
            "seed": seed,
            "weeks": weeks,
            "people": people,
            "scale": scale,
            "events": events or None,
        }
        chosen = request.runnable(scenario, request.changes(changes or [], **given))
        check_week(chosen.run.weeks, week)
        origin = request.origin(scenario, chosen, start)
        weeks_kept = request.checkpoints(chosen.run.weeks, checkpoint or [], origin)
        options = Options(
            root=out, engine=engine, workers=workers, fresh=fresh, stop=stop, checkpoints=weeks_kept, start=origin
        )
        outcome = complete(chosen, options, as_json=as_json)
        report_run(outcome, week, page=not no_page, as_json=as_json)


def compare(
    base: Annotated[str, typer.Argument(help="Scenario (file or name) or folder of a finished run.")],
    plans: Annotated[list[str], typer.Argument(metavar="PLAN...", help="Scenarios or folders to compare with it.")],
    changes: Changes = None,
    replicates: Replicates = None,
    seed: Seed = None,
    weeks: Weeks = None,
    people: People = None,
    scale: Scale = None,
    workers: Workers = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder above all results, and of the comparison.", **AS_PATH)
    ] = None,
    engine: Engine = "kernel",
    week: Week = None,
    active: Annotated[str, typer.Option(help="Measure that an additional active person is counted by.")] = (
        "contributors_28"
    ),
    other_luck: Annotated[
        bool,
        typer.Option(
            "--other-luck", help="Also run the base with other luck: what shared parameters, what luck saved."
        ),
    ] = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Compare plans with a base, replicate by replicate and person by person; runs what is missing."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.comparing import report_comparison
        from simulation.cli.running import complete
        from simulation.results.compare import OtherLuck, check_request
        from simulation.results.compare import compare as measure
        from simulation.results.options import Options
        from simulation.results.pairing import check_scenarios
        from simulation.system.processes import cores

        given = {"replicates": replicates, "seed": seed, "weeks": weeks, "people": people, "scale": scale}
        assignments = request.changes(changes or [], **given)
        first, *others = [request.scenario_or_run(text, assignments) for text in (base, *plans)]
        for other in others:
            check_scenarios(first.scenario, other.scenario)
        check_request(first.scenario.run.weeks, week, active)
        options = Options(root=out or RESULTS, engine=engine, workers=workers, stop=stop)
        runs = [wanted.run or complete(wanted.scenario, options, as_json=as_json).run for wanted in (first, *others)]
        luck = OtherLuck(workers or cores(), stop) if other_luck else None
        report_comparison(measure(runs[0], runs[1:], week, active, luck), out, as_json=as_json)


def verify(
    folder: Annotated[str, typer.Argument(metavar="RUN", help="Folder of a run, or a scenario for its newest run.")],
    replicates: Annotated[int | None, typer.Option(min=1, help="Run only the first replicates again.")] = None,
    workers: Workers = None,
    engine: Annotated[
        Literal["kernel", "mesa"] | None, typer.Option(help="Engine to check with; the run's own where left out.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only from the checkpoint on that the run went on from, not from week 0.")
    ] = False,
    out: Annotated[Path, typer.Option(help="Folder above the results of all scenarios.", **AS_PATH)] = RESULTS,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Run a stored scenario again and compare digests; also find files that were altered."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.checking import checked, report_check
        from simulation.results.verify import Rerun

        found = checked(
            request.finished_run(folder, out),
            Rerun(engine=engine, replicates=replicates, workers=workers or 0, quick=quick, stop=stop),
            as_json=as_json,
        )
        report_check(found, as_json=as_json)
        if not found.holds:
            raise typer.Exit(FAILED)
