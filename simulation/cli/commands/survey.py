"""The command about surveys: what a run's surveys showed, what was true, and what they could see."""

from __future__ import annotations

from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.options import RESULTS, AnyRun, AsJson, Out
from simulation.cli.plugins import Plugins


def command(
    run: AnyRun,
    plan: Annotated[
        str | None, typer.Argument(metavar="PLAN_RUN", help="Run of a plan, to see whether surveys tell them apart.")
    ] = None,
    silo: Annotated[str, typer.Option(help="Silo to show; all together where left out.")] = "all",
    out: Out = RESULTS,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Show what a run's pulse surveys showed beside what was true, and which differences they could see."""
    with guarded():
        from simulation.cli import request
        from simulation.cli.console import say_json, show
        from simulation.present.printed.survey import survey_blocks
        from simulation.present.survey import survey_json
        from simulation.results.pairing import check_runs
        from simulation.results.survey import Surveys, seen_of_plan

        base = request.finished_run(run, out)
        surveys = Surveys.need(base)
        rows = surveys.rows(silo)
        other, seen = None, {}
        if plan is not None:
            other = request.finished_run(plan, out)
            check_runs(base, other)
            seen = seen_of_plan(surveys, Surveys.need(other), silo)
        if as_json:
            say_json(survey_json(base, silo, rows, other, seen))
        else:
            show(survey_blocks(base, silo, rows, other, seen))
