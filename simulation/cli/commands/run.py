"""`wandel run`: run a scenario and store its results."""

from __future__ import annotations

from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.options import (
    RESULTS,
    All,
    AnyScenario,
    AsJson,
    Changes,
    Checkpoints,
    Engine,
    Fresh,
    From,
    LanguageOption,
    NoPage,
    Out,
    People,
    Replicates,
    Scale,
    Seed,
    Week,
    Weeks,
    Workers,
)
from simulation.cli.plugins import Plugins


def command(
    scenario: AnyScenario,
    changes: Changes = None,
    replicates: Replicates = None,
    seed: Seed = None,
    weeks: Weeks = None,
    people: People = None,
    scale: Scale = None,
    workers: Workers = None,
    out: Out = RESULTS,
    engine: Engine = "kernel",
    week: Week = None,
    events: Annotated[bool, typer.Option("--events", help="Also store who registered when and why.")] = False,
    fresh: Fresh = False,
    checkpoint: Checkpoints = None,
    start: From = None,
    no_page: NoPage = False,
    everything: All = False,
    language: LanguageOption = None,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Run a scenario and store its results; what is there already is used again."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.console import say_json, show
        from simulation.cli.pages import written_if_possible
        from simulation.cli.progress import complete
        from simulation.present.language import chosen as spoken
        from simulation.present.printed.run import run_blocks, run_document
        from simulation.present.report.writing import write_run_page
        from simulation.results.options import Options
        from simulation.results.summary import check_week
        from simulation.scenario.changes import asked

        given = {
            "replicates": replicates,
            "seed": seed,
            "weeks": weeks,
            "people": people,
            "scale": scale,
            "events": events or None,
        }
        chosen = request.runnable(scenario, asked(changes or [], **given))
        at = check_week(chosen.run.weeks, week)
        origin = request.origin(scenario, chosen, start)
        weeks_kept = request.checkpoints(chosen.run.weeks, checkpoint or [], origin)
        options = Options(
            root=out, engine=engine, workers=workers, fresh=fresh, stop=stop, checkpoints=weeks_kept, start=origin
        )
        outcome = complete(chosen, options, as_json=as_json)
        said_in = spoken(language)
        page = None if no_page else written_if_possible(lambda: write_run_page(outcome.run, said_in))
        if as_json:
            say_json(run_document(outcome, at, page))
        else:
            show(run_blocks(outcome, at, page, said_in, everything=everything))
