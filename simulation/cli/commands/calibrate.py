"""`wandel calibrate`: what a scenario's numbers may be, given what was observed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.numbers import whole
from simulation.cli.options import RESULTS, AsJson, Changes
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

Workers = Annotated[int | None, typer.Option(help="Processes; all cores where left out.", **whole(1, 1024))]


def command(
    scenario: Annotated[
        str, typer.Argument(help="Scenario with observations (file or name), or a study file that says calibrate.")
    ],
    changes: Changes = None,
    seed: Annotated[int | None, typer.Option(help="Seed of draws and luck.", **whole(0))] = None,
    hold_out: Annotated[
        list[str] | None, typer.Option(metavar="LABEL", help="Do not use this observation, foretell it; repeatable.")
    ] = None,
    effective: Annotated[
        int | None, typer.Option(help="Effective number of draws to reach.", **whole(10, 50_000))
    ] = None,
    most: Annotated[int | None, typer.Option(help="Weighed runs at most.", **whole(20, 50_000))] = None,
    workers: Workers = None,
    out: Annotated[Path, typer.Option(help="Folder above the store of runs and the posterior.", **AS_PATH)] = RESULTS,
    no_page: Annotated[bool, typer.Option("--no-page", help="Write no page.")] = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Find what a scenario's numbers may be, given its priors and observations; stopped, it goes on from its runs."""
    with guarded() as stop:
        from simulation.cli.answers import report_calibration
        from simulation.cli.console import complain
        from simulation.studies.calibration.calibrate import calibrate
        from simulation.studies.calibration.files import FOLDER
        from simulation.studies.file.calibration import asked_of
        from simulation.studies.running.driver import Work
        from simulation.studies.running.sweep import STORE
        from simulation.system.processes import cores

        given = {"seed": seed, "hold_out": tuple(hold_out or ()) or None, "effective": effective, "most": most}
        chosen, settings = asked_of(scenario, changes or [], {key: value for key, value in given.items() if value})
        found = calibrate(
            chosen,
            settings.question(),
            out / STORE,
            workers=workers or cores(),
            work=Work(stop),
            note=(lambda _text: None) if as_json else complain,
        )
        report_calibration(found, out / FOLDER / chosen.name, page=not no_page, as_json=as_json)
