"""The command that says what a plan takes, without running it."""

from __future__ import annotations

from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.plugins import Plugins
from simulation.cli.runs import AsJson, Changes, People, Weeks


def add_commands(app: typer.Typer) -> None:
    """Add this module's command to the command line."""
    app.command("cost")(cost)


def cost(
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
        from simulation.cli.console import say, say_json
        from simulation.cli.running import show
        from simulation.engines.planned import plan_costs
        from simulation.present.cost import cost_json, costs_table, people_table, sentences, silos_table

        chosen = request.runnable(plan, request.changes(changes or [], weeks=weeks, people=people))
        found = plan_costs(chosen)
        if as_json:
            say_json(cost_json(found))
            return
        if not found.interventions:
            say(f"{chosen.title or chosen.name} has no interventions: it takes nothing.")
            return
        for table in (costs_table(found), people_table(found), silos_table(found)):
            show(table)
        for sentence in sentences(found):
            say(sentence)
