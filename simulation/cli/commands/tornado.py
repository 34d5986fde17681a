"""`wandel tornado`: which parameters a result depends on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from simulation.cli.guard import guarded
from simulation.cli.numbers import whole
from simulation.cli.options import RESULTS, AsJson, Changes, People, Scale, Seed, Workers
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.running.driver import Work
    from simulation.studies.tornado import Tornado, TornadoQuestion


def command(
    scenario: Annotated[str, typer.Argument(help="Scenario file, or name of a shipped scenario.")],
    changes: Changes = None,
    measure: Annotated[str | None, typer.Option(help="Measure; the first headline measure where left out.")] = None,
    week: Annotated[
        int | None, typer.Option(help="Week in which it is read; the last one where left out.", **whole())
    ] = None,
    replicates: Annotated[int, typer.Option(help="Runs at each value, paired by their luck.", **whole(1, 100_000))] = 4,
    seed: Seed = None,
    people: People = None,
    scale: Scale = None,
    range_: Annotated[
        Literal["prior", "posterior", "bounds"],
        typer.Option("--range", help="Ends: 10% and 90% quantiles of the prior or of the posterior, or the bounds."),
    ] = "prior",
    group: Annotated[list[str] | None, typer.Option(help="Only parameters of this group; may be repeated.")] = None,
    top: Annotated[int, typer.Option(help="Bars to show; the stored table has all.", **whole(1, 10_000))] = 20,
    workers: Workers = None,
    out: Annotated[Path, typer.Option(help="Folder above the results of all scenarios.", **AS_PATH)] = RESULTS,
    no_page: Annotated[bool, typer.Option("--no-page", help="Write no page.")] = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Vary each parameter alone over its range; show which ones a result depends on."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.scenario.changes import asked
        from simulation.studies.running.driver import Work
        from simulation.studies.tornado import question
        from simulation.system.processes import cores

        chosen = request.scenario(scenario, asked(changes or [], seed=seed, people=people, scale=scale))
        wanted = question(chosen, measure, week, replicates, range_, group or ())
        found = _answered(chosen, wanted, out, workers or cores(), Work(stop), as_json=as_json)
        _report(found, top, page=not no_page, as_json=as_json)


def _answered(
    scenario: Scenario, tornado_question: TornadoQuestion, out: Path, workers: int, work: Work, *, as_json: bool
) -> Tornado:
    """Run what is missing, telling how far it is."""
    from dataclasses import replace

    from simulation.cli.progress import at_work
    from simulation.studies import tornado as study
    from simulation.studies.running.pools import pool_of

    total = len(study.changes(scenario, tornado_question)) * tornado_question.replicates
    with (
        at_work(f"{scenario.name}: {total} runs", 1, total, "kernel", as_json=as_json) as note,
        pool_of(workers) as pool,
    ):
        told = replace(work, on_progress=lambda state: note(0, state.finished + state.failed))
        return study.tornado(scenario, tornado_question, out, pool, told)


def _report(tornado: Tornado, top: int, *, page: bool, as_json: bool) -> None:
    """Write table and page, then print the bars, or one JSON document."""
    from simulation.cli.console import say_json, show
    from simulation.cli.pages import written_if_possible
    from simulation.present.printed.tornado import tornado_blocks, tornado_document
    from simulation.present.tornado import write_tornado_page
    from simulation.studies.tornado_table import write_table

    table = written_if_possible(lambda: write_table(tornado))
    written = written_if_possible(lambda: write_tornado_page(tornado)) if page else None
    if as_json:
        say_json(tornado_document(tornado, table, written))
    else:
        show(tornado_blocks(tornado, top, table, written))
