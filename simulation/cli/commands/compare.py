"""`wandel compare`: compare plans with a base."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.options import (
    RESULTS,
    All,
    AsJson,
    Changes,
    Engine,
    LanguageOption,
    People,
    Replicates,
    Scale,
    Seed,
    Week,
    Weeks,
    Workers,
)
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins


def command(
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
    everything: All = False,
    language: LanguageOption = None,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Compare plans with a base, replicate by replicate and person by person; runs what is missing."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.console import say_json, show
        from simulation.cli.pages import written_if_possible
        from simulation.cli.progress import complete
        from simulation.present.comparison import comparison_json
        from simulation.present.language import chosen as spoken
        from simulation.present.printed.compare import comparison_blocks, write_comparison
        from simulation.results.compare import OtherLuck, check_request
        from simulation.results.compare import compare as measure
        from simulation.results.options import Options
        from simulation.results.pairing import check_scenarios
        from simulation.scenario.changes import asked
        from simulation.system.processes import cores

        given = {"replicates": replicates, "seed": seed, "weeks": weeks, "people": people, "scale": scale}
        chosen = asked(changes or [], **given)
        first, *others = [request.scenario_or_run(text, chosen) for text in (base, *plans)]
        for other in others:
            check_scenarios(first.scenario, other.scenario)
        check_request(first.scenario.run.weeks, week, active)
        options = Options(root=out or RESULTS, engine=engine, workers=workers, stop=stop)
        runs = [wanted.run or complete(wanted.scenario, options, as_json=as_json).run for wanted in (first, *others)]
        luck = OtherLuck(workers or cores(), stop) if other_luck else None
        found = measure(runs[0], runs[1:], week, active, luck)
        said_in = spoken(language)
        page = written_if_possible(lambda: write_comparison(found, out or found.plans[-1].plan.folder, said_in))
        if as_json:
            say_json(comparison_json(found))
        else:
            show(comparison_blocks(found, page, said_in, everything=everything))
