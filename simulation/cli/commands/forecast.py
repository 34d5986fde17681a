"""`wandel forecast`: what a company's own first weeks say of the rest."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.numbers import whole
from simulation.cli.options import RESULTS, AnyScenario, AsJson, Changes, LanguageOption, NoPage, Weeks
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

if TYPE_CHECKING:
    from simulation.studies.forecast.forecast import Forecast

Workers = Annotated[int | None, typer.Option(help="Processes; all cores where left out.", **whole(1, 1024))]
BankRuns = Annotated[
    int, typer.Option(help="Runs over the prior, among which those like the company are sought.", **whole(200, 100_000))
]
BankSeed = Annotated[int, typer.Option(help="Seed of draws and luck.", **whole(0, 2**31 - 1))]
RUNS = 4096


def command(
    scenario: AnyScenario,
    changes: Changes = None,
    weeks: Weeks = None,
    until: Annotated[
        int | None,
        typer.Option(help="Last week that is seen; the last observed one where left out.", **whole(0)),
    ] = None,
    runs: BankRuns = RUNS,
    seed: BankSeed = 1,
    language: LanguageOption = None,
    workers: Workers = None,
    out: Annotated[Path, typer.Option(help="Folder above the store of runs and the forecast.", **AS_PATH)] = RESULTS,
    no_page: NoPage = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Forecast a company from its own first weeks, and say what they taught; new weeks need no new runs."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.progress import at_work
        from simulation.scenario.changes import asked
        from simulation.scenario.places import resolve_path
        from simulation.studies.forecast.ask import check_forecast
        from simulation.studies.forecast.forecast import forecast
        from simulation.studies.running.driver import Work
        from simulation.studies.running.sweep import STORE
        from simulation.system.processes import cores

        chosen = request.scenario(scenario, asked(changes or [], weeks=weeks))
        check_forecast(chosen, resolve_path(scenario), until)
        with at_work(chosen.name, 1, runs, "kernel", as_json=as_json) as note:
            work = Work(stop, lambda state: note(0, min(state.finished, runs)))
            found = forecast(
                chosen, out / STORE, until=until, runs=runs, seed=seed, workers=workers or cores(), work=work
            )
        again = ["wandel", "forecast", scenario, *(part for each in changes or [] for part in ("--set", each))]
        again += [] if weeks is None else ["--weeks", str(weeks)]
        again += ["--until", str(found.until), "--runs", str(runs), "--seed", str(seed)]
        _report(found, out, again, language, page=not no_page, as_json=as_json)


def _report(forecast: Forecast, out: Path, again: list[str], code: str | None, *, page: bool, as_json: bool) -> None:
    """Write posterior, tables and page, then print sentences and tables, or one JSON document."""
    from simulation.cli.console import say_json, show
    from simulation.present.forecast.page import write_page
    from simulation.present.language import chosen
    from simulation.present.printed.forecast import forecast_blocks, forecast_document
    from simulation.studies.forecast.files import FOLDER, write

    language = chosen(code)
    folder = out / FOLDER / forecast.scenario.name
    files = write(forecast, folder)
    command_line = shlex.join([*again, "--language", language.code])
    written = write_page(forecast, folder, language, command_line) if page else None
    if as_json:
        say_json(forecast_document(forecast, files, written, language))
    else:
        show(forecast_blocks(forecast, files, written, language))
