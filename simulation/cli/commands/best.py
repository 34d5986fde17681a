"""The command that looks for the best plan within a budget."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.numbers import decimal, whole
from simulation.cli.options import (
    RESULTS,
    AnyScenario,
    AsJson,
    Changes,
    LanguageOption,
    People,
    Scale,
    Seed,
    Weeks,
    Workers,
)
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins


def command(
    scenario: AnyScenario,
    budget_eur: Annotated[
        float | None, typer.Option(help="Money that all interventions together may spend.", **decimal(0))
    ] = None,
    budget_hours: Annotated[float | None, typer.Option(help="Hours that they may take together.", **decimal(0))] = None,
    budget_team_hours: Annotated[float | None, typer.Option(help="Of these, hours of the team.", **decimal(0))] = None,
    budget_participant_hours: Annotated[
        float | None, typer.Option(help="Of these, hours of participants.", **decimal(0))
    ] = None,
    goal: Annotated[
        str | None, typer.Option(help="What is wanted, as in “30% monthly readers by December 2027”.")
    ] = None,
    measure: Annotated[str | None, typer.Option(help="Without a goal: measure of which the most is wanted.")] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(help="Measure to show plans by, too; repeatable; readers and contributions where left out."),
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help="Kind of intervention to decide on; repeatable.")] = None,
    runs: Annotated[int, typer.Option(help="Runs of the search, at most.", **whole(100, 1_000_000))] = 1500,
    fresh: Annotated[int, typer.Option(help="Fresh runs of every plan that counts.", **whole(8, 10_000))] = 64,
    changes: Changes = None,
    people: People = None,
    weeks: Weeks = None,
    seed: Seed = None,
    scale: Scale = None,
    workers: Workers = None,
    out: Annotated[Path, typer.Option(help="Folder above all results, and of the store.", **AS_PATH)] = RESULTS,
    top: Annotated[int, typer.Option(help="Plans to show.", **whole(1, 1000))] = 8,
    language: LanguageOption = None,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Find the best plan within a budget, how sure that is, and what a little more or less would change."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.answers import report_best
        from simulation.cli.progress import at_work
        from simulation.present.language import chosen as spoken
        from simulation.scenario.changes import asked
        from simulation.studies.best.company import usual_scale
        from simulation.studies.best.goal import most_of
        from simulation.studies.best.optimise import optimise
        from simulation.studies.best.search import SearchEffort
        from simulation.studies.running.driver import Work
        from simulation.system.names import file_name
        from simulation.system.processes import cores

        given = asked(changes or [], people=people, weeks=weeks, seed=seed)
        chosen = request.scenario(scenario, given)
        limits = {
            "budget_eur": budget_eur, "budget_hours": budget_hours, "budget_team_hours": budget_team_hours,
            "budget_participant_hours": budget_participant_hours,
        }  # fmt: skip
        wanted = goal if goal is not None or measure is None else most_of(measure, None, chosen)
        with at_work(chosen.name, 1, runs, "kernel", as_json=as_json) as note:
            found = optimise(
                chosen,
                wanted,
                {key: value for key, value in limits.items() if value is not None},
                only or (),
                also=also,
                effort=SearchEffort(runs=runs),
                fresh=fresh,
                scale=scale or usual_scale(chosen),
                store=out / "store",
                workers=workers or cores(),
                work=Work(stop, lambda state: note(0, min(state.made, runs))),
            )
        folder = out / file_name(chosen.name) / "best"
        report_best(found, chosen, scenario, folder, top, spoken(language), as_json=as_json)
