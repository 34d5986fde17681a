"""`wandel backtest`: how a forecast of a company's own last weeks would have done, beside rivals."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.commands.forecast import RUNS, BankRuns, BankSeed, Workers
from simulation.cli.guard import guarded
from simulation.cli.numbers import whole
from simulation.cli.options import RESULTS, AnyScenario, AsJson, Changes, LanguageOption, NoPage
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

if TYPE_CHECKING:
    from simulation.studies.forecast.backtest import Backtest


def command(
    scenario: AnyScenario,
    changes: Changes = None,
    hide: Annotated[
        int | None, typer.Option(help="Last weeks to hide; half of them where left out.", **whole(1))
    ] = None,
    until: Annotated[int | None, typer.Option(help="Or the last week that is seen.", **whole(0))] = None,
    runs: BankRuns = RUNS,
    seed: BankSeed = 1,
    language: LanguageOption = None,
    workers: Workers = None,
    out: Annotated[Path, typer.Option(help="Folder above the store of runs and the backtest.", **AS_PATH)] = RESULTS,
    no_page: NoPage = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Hide the last weeks of a company's own data, foretell them, and say whether Wandel beat three rivals."""
    with guarded() as stop:
        from simulation.cli import request
        from simulation.cli.progress import at_work
        from simulation.results.errors import InputError
        from simulation.scenario.changes import asked
        from simulation.scenario.places import resolve_path
        from simulation.studies.forecast.ask import refuse
        from simulation.studies.forecast.backtest import backtest, week_before
        from simulation.studies.running.driver import Work
        from simulation.studies.running.sweep import STORE
        from simulation.system.processes import cores

        if hide is not None and until is not None:
            raise InputError("--hide and --until say the same thing in two ways; give one of them")
        chosen = request.scenario(scenario, asked(changes or []))
        seen, wrong = week_before(chosen, hide, until)
        refuse(wrong, chosen, resolve_path(scenario))
        with at_work(chosen.name, 1, runs, "kernel", as_json=as_json) as note:
            work = Work(stop, lambda state: note(0, min(state.finished, runs)))
            found = backtest(chosen, seen, out / STORE, runs=runs, seed=seed, workers=workers or cores(), work=work)
        again = ["wandel", "backtest", scenario, *(part for each in changes or [] for part in ("--set", each))]
        again += ["--until", str(seen), "--runs", str(runs), "--seed", str(seed)]
        _report(found, out, again, language, page=not no_page, as_json=as_json)


def _report(backtest: Backtest, out: Path, again: list[str], code: str | None, *, page: bool, as_json: bool) -> None:
    """Write table and page, then print the sentence and the scores, or one JSON document."""
    from simulation.cli.console import say_json, show
    from simulation.present.language import chosen
    from simulation.present.printed.backtest import backtest_blocks, backtest_document, write_backtest
    from simulation.studies.forecast.files import FOLDER

    language = chosen(code)
    folder = out / FOLDER / backtest.forecast.scenario.name
    command_line = shlex.join([*again, "--language", language.code])
    files = write_backtest(backtest, folder, language, command_line, page=page)
    if as_json:
        say_json(backtest_document(backtest, files, language))
    else:
        show(backtest_blocks(backtest, files, language))
