"""The command that says what a plan takes, without running it."""

from __future__ import annotations

from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.options import AsJson, Changes, People, Weeks
from simulation.cli.plugins import Plugins


def command(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="Scenario file, or name of a shipped scenario.")],
    changes: Changes = None,
    weeks: Weeks = None,
    people: People = None,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Say what a plan takes, without running it: people, hours of team and participants, money, by year."""
    with guarded():
        from simulation.cli import request
        from simulation.cli.console import say_json, show
        from simulation.engines.planned import plan_costs
        from simulation.present.printed.cost import cost_blocks, cost_json
        from simulation.scenario.changes import asked

        chosen = request.runnable(plan, asked(changes or [], weeks=weeks, people=people))
        found = plan_costs(chosen)
        if as_json:
            say_json(cost_json(found))
        else:
            show(cost_blocks(found))
