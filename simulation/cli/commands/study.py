"""Commands of studies: plan, run, status, table, report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.guard import FAILED, guarded
from simulation.cli.numbers import decimal, whole
from simulation.cli.options import RESULTS, AsJson, LanguageOption
from simulation.cli.paths import AS_PATH, path
from simulation.cli.plugins import Plugins

if TYPE_CHECKING:
    from simulation.studies.file.study import Study
    from simulation.studies.running.driver import Progress

File = Annotated[Path, typer.Argument(metavar="STUDY", help="Study file.", parser=path)]
Out = Annotated[Path, typer.Option(help="Folder above the store, tables and reports.", **AS_PATH)]
Workers = Annotated[int | None, typer.Option(help="Processes; all cores where left out.", **whole(1, 1024))]
Week = Annotated[
    int | None, typer.Option(help="Week that is shown; the last one that is kept where left out.", **whole())
]


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands to the command line, below `study`."""
    studies = typer.Typer(
        no_args_is_help=True, help="Many runs with one question: a study file is planned, run, and read back."
    )
    for command in (plan, run, status, table, report, sensitivity, discover, information):
        studies.command(command.__name__)(command)
    app.add_typer(studies, name="study")


def plan(
    file: File,
    out: Out = RESULTS,
    workers: Workers = None,
    no_trial: Annotated[bool, typer.Option("--no-trial", help="Make no run, so that times stay unknown.")] = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Check a study file and say what it will take: runs, time, disk; makes a few of its runs to see."""
    with guarded() as stop:
        from simulation.cli.console import say, say_json
        from simulation.cli.searching import plan_search, search_in
        from simulation.present.study import estimate_json, estimate_lines, head_lines
        from simulation.studies.file.estimate import estimate
        from simulation.studies.file.loading import load_study
        from simulation.studies.running.driver import Work
        from simulation.system.processes import cores

        study, n = load_study(file, out), workers or cores()
        if (search := search_in(study)) is not None:
            plan_search(study, search, stop, n, tries=not no_trial, as_json=as_json)
            return
        found = estimate(study, Work(stop), tries=not no_trial)
        if as_json:
            say_json(estimate_json(found, n))
            return
        for line in [*head_lines(study), *estimate_lines(found, n)]:
            say(line)


def _points(file: Path, out: Path) -> Study:
    """Return the study in a file that runs the points that it states."""
    from simulation.results.errors import InputError
    from simulation.studies.file.loading import load_study

    found = load_study(file, out)
    if asked := found.settings.search:
        raise InputError(f"{file} asks for {asked}, not for the runs of points; wandel study report says what came out")
    return found


def run(
    file: File,
    out: Out = RESULTS,
    workers: Workers = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Dask scheduler to work on, such as tcp://host:8786, instead of cores."),
    ] = None,
    shard: Annotated[
        str | None, typer.Option(metavar="N/M", help="Make the Nth of M parts of the runs only, for job arrays.")
    ] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed before.")] = False,
    language: LanguageOption = None,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Run what is missing of a study; stopped or killed, the same command goes on from there."""
    with guarded() as stop:
        from simulation.cli.progress import at_work
        from simulation.cli.searching import run_search, search_in
        from simulation.present.language import chosen
        from simulation.results.errors import InputError
        from simulation.studies.file.loading import load_study
        from simulation.studies.file.study import Shard
        from simulation.studies.running.driver import Work
        from simulation.studies.running.pools import pool_of
        from simulation.system.processes import cores

        part = None if shard is None else Shard.read(shard)
        study, how = load_study(file, out), (workers or cores(), scheduler)
        if (search := search_in(study)) is not None:
            if part is not None:
                raise InputError(f"--shard: {study.settings.search} decides itself what is run next; take --scheduler")
            run_search(study, search, stop, how, chosen(language), retry=retry, as_json=as_json)
            return
        total = max(1, len(study.sweep(study.settings.replicates)) // (1 if part is None else part.count))
        with at_work(study.settings.name, 1, total, "kernel", as_json=as_json) as note:
            work = Work(stop, lambda state: note(0, min(total, state.finished + state.failed)), retry)
            with pool_of(*how) as pool:
                state = study.run(pool, work, part)
        _report_state(study, state, as_json=as_json, is_whole=part is None)


def _report_state(study: Study, state: Progress, *, as_json: bool, is_whole: bool) -> None:
    """Say how many runs there are; what failed is told, and leaves the exit code of a failure."""
    from simulation.cli.console import complain, say, say_json
    from simulation.present.study import failure_lines

    digest = study.digest() if is_whole else None
    if as_json:
        done = {"finished": state.finished, "failed": state.failed, "total": state.total, "made": state.made}
        say_json(done | {"store": str(study.store.folder), "digest": digest})
    else:
        say(f"{state.finished:,} of {state.total:,} runs are finished; {state.made:,} were made now.")
        say(f"Store: {study.store.folder}" + (f" (digest of this study {digest[:16]})" if digest else ""))
    if state.failed:
        for line in failure_lines(study.failures()):
            complain(line)
        raise typer.Exit(FAILED)


def status(file: File, out: Out = RESULTS, plugins: Plugins = None, as_json: AsJson = False) -> None:
    """Say how far a study is: runs that are finished, failed and missing; starts nothing."""
    with guarded() as stop:
        from simulation.cli.console import say, say_json
        from simulation.cli.searching import plan_search, search_in
        from simulation.present.study import estimate_json, estimate_lines, failure_lines, other_lines
        from simulation.studies.file.estimate import estimate
        from simulation.studies.file.loading import load_study
        from simulation.studies.running.driver import Work

        study = load_study(file, out)
        if (search := search_in(study)) is not None:
            plan_search(study, search, stop, 1, tries=False, as_json=as_json)
            return
        found = estimate(study, Work(stop), tries=False)
        others = study.store.others()
        if as_json:
            apart = {str(other.folder): list(other.changed) for other in others}
            say_json(estimate_json(found, 1) | {"damaged_lines": study.store.damaged, "other_states": apart})
            return
        for line in [*estimate_lines(found, 1), *failure_lines(study.failures()), *other_lines(others)]:
            say(line)
        if study.store.damaged:
            say(f"{study.store.damaged} damaged lines in the store; their runs are made again.")


def table(
    file: File,
    out: Out = RESULTS,
    to: Annotated[
        Path | None,
        typer.Option(help="File to write, .parquet or .csv; in the results where left out.", **AS_PATH),
    ] = None,
    week: Week = None,
    top: Annotated[int, typer.Option(help="Points to show; the file has all.", **whole(0, 10_000))] = 20,
    plugins: Plugins = None,
) -> None:
    """Write a study's table (a row for each run and week; plans; weighed runs) and show what came out."""
    with guarded():
        from simulation.cli.console import say
        from simulation.cli.console import table as show
        from simulation.cli.searching import search_in, table_of_search
        from simulation.present.study import points_table
        from simulation.studies.file.loading import load_study
        from simulation.studies.file.summary import last_week
        from simulation.studies.file.table import write_table

        study = load_study(file, out)
        if (search := search_in(study)) is not None:
            table_of_search(study, search, to, top)
            return
        at = last_week(study) if week is None else week
        columns, lines = points_table(study, at, top)
        show(f"Week {at}: means ± half of their 95% interval", columns, lines)
        say(f"Table: {write_table(study, to)}")


def report(
    file: File, out: Out = RESULTS, week: Week = None, language: LanguageOption = None, plugins: Plugins = None
) -> None:
    """Write a page about a study: what was asked, what came out, what failed."""
    with guarded():
        from simulation.cli.console import say
        from simulation.cli.searching import page_of_search, search_in
        from simulation.present.language import chosen
        from simulation.present.study import write_study_page
        from simulation.studies.file.loading import load_study

        study, spoken = load_study(file, out), chosen(language)
        search = search_in(study)
        found = write_study_page(study, week, spoken) if search is None else page_of_search(study, search, spoken)
        say(f"Page: {found}")


Column = Annotated[str, typer.Option("--measure", help="Measure that is kept, or NAME_effect where points have pairs.")]


def sensitivity(
    file: File, measure: Column, out: Out = RESULTS, week: Week = None, plugins: Plugins = None, as_json: AsJson = False
) -> None:
    """Say what a measure depends on, luck apart, from the runs of a study that are there."""
    with guarded():
        from simulation.cli.console import say, say_json, table
        from simulation.studies.file.questions import hangs_on
        from simulation.studies.file.summary import last_week

        study = _points(file, out)
        found = hangs_on(study, measure, last_week(study) if week is None else week)
        if as_json:
            say_json(
                {name: {"reason": each.reason, "rows": each.table.to_dict("records")} for name, each in found.items()}
            )
            return
        for name, each in found.items():
            if each.reason:
                say(f"{name}: nothing can be said: {each.reason}")
                continue
            rows = [[str(row[0]), *(f"{cell:.3g}" for cell in row[1:])] for row in each.table.itertuples(index=False)]
            table(f"{measure}: {name}", list(each.table.columns), rows)


def discover(
    file: File,
    measure: Column,
    below: Annotated[float | None, typer.Option(help="Where does it lie below this?", **decimal())] = None,
    above: Annotated[float | None, typer.Option(help="Where does it lie above this?", **decimal())] = None,
    out: Out = RESULTS,
    week: Week = None,
    plugins: Plugins = None,
) -> None:
    """Say where in a study a measure lies below or above a limit: a box, how dense it is, how much it covers."""
    with guarded():
        from simulation.cli.console import say, table
        from simulation.studies.file.questions import box
        from simulation.studies.file.summary import last_week

        study = _points(file, out)
        found = box(study, measure, last_week(study) if week is None else week, below=below, above=above)
        say(str(found))
        rows = [
            [each.name, f"{each.low:.4g}", f"{each.high:.4g}", f"{each.chance:.2g}", f"{each.repeated:.0%}"]
            for each in found.restrictions
        ]
        table("Restrictions", ["thing", "from", "to", "chance", "found again"], rows)


def information(
    file: File, out: Out = RESULTS, language: LanguageOption = None, plugins: Plugins = None, as_json: AsJson = False
) -> None:
    """Say which measurement would change the decision among the scenarios of a study, and is worth its cost."""
    with guarded():
        from simulation.cli.answers import report_information
        from simulation.present.language import chosen

        report_information(_points(file, out), chosen(language), as_json=as_json)
