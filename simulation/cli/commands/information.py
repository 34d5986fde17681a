"""`wandel information`: which measurement would change the decision among plans, and whether it is worth its cost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.numbers import decimal, whole
from simulation.cli.options import RESULTS, AnyScenario, AsJson, Changes, LanguageOption
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

FUTURES = 1000


def command(
    base: AnyScenario,
    plans: Annotated[list[str], typer.Argument(metavar="PLAN...", help="Scenarios that are chosen among, beside it.")],
    goal: Annotated[
        str | None, typer.Option(help="What is wanted, as in “30% monthly readers by December 2027”.")
    ] = None,
    measure: Annotated[str | None, typer.Option(help="Without a goal: measure of which the most is wanted.")] = None,
    worth_eur: Annotated[
        float | None,
        typer.Option(
            help="What the goal, or one more of the measure, is worth; costs of plans count then.", **decimal(0)
        ),
    ] = None,
    futures: Annotated[int, typer.Option(help="Futures in which plans are compared.", **whole(100, 100_000))] = FUTURES,
    changes: Changes = None,
    language: LanguageOption = None,
    workers: Annotated[int | None, typer.Option(help="Processes; all cores where left out.", **whole(1, 1024))] = None,
    out: Annotated[Path, typer.Option(help="Folder above all results, and of the store.", **AS_PATH)] = RESULTS,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Say which measurement (survey, reply logs, staggered start, random invitation) is worth its cost first."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.answers import report_information
        from simulation.cli.progress import at_work
        from simulation.present.language import chosen
        from simulation.scenario.changes import asked
        from simulation.studies.file.information import study_of
        from simulation.studies.information.settings import InformationSettings
        from simulation.studies.running.driver import Work
        from simulation.studies.running.pools import pool_of
        from simulation.system.processes import cores

        scenarios = [request.scenario(name, asked(changes or [])) for name in (base, *plans)]
        question = InformationSettings(goal=goal, measure=measure, worth_eur=worth_eur)
        study = study_of(scenarios, question, futures, out)
        told = at_work(base, 1, len(study.sweep()), "kernel", as_json=as_json)
        with told as note, pool_of(workers or cores()) as pool:
            study.run(pool, Work(stop, lambda state: note(0, state.finished + state.failed)))
        report_information(study, chosen(language), as_json=as_json)
