"""`wandel value`: what a run is worth."""

from __future__ import annotations

from simulation.cli.guard import guarded
from simulation.cli.options import RESULTS, AnyRun, AsJson, Out
from simulation.cli.plugins import Plugins


def command(folder: AnyRun, out: Out = RESULTS, plugins: Plugins = None, as_json: AsJson = False) -> None:
    """Say what a run is worth: hours and money saved and spent, the net, and how sure one can be."""
    with guarded():
        from simulation.cli import request
        from simulation.cli.console import say_json, show
        from simulation.present.printed.value import value_blocks, value_document

        run = request.finished_run(folder, out)
        if as_json:
            say_json(value_document(run))
        else:
            show(value_blocks(run))
