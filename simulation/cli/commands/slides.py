"""`wandel slides`: a deck for a board."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.opened import ActiveMeasure, BoardRuns, DecisionWeek, opened
from simulation.cli.options import RESULTS, AsJson, LanguageOption, Out
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins


def command(
    runs: BoardRuns,
    week: DecisionWeek = None,
    active: ActiveMeasure = None,
    language: LanguageOption = None,
    master: Annotated[
        Path | None, typer.Option(help="PowerPoint file whose design and layouts the slides take.", **AS_PATH)
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(help="File to write; slides.pptx in the folder of the last run where left out.", **AS_PATH),
    ] = None,
    out: Out = RESULTS,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Write slides for PowerPoint: findings as titles, charts that can be edited, method in the notes."""
    with guarded():
        from simulation.cli.console import say, say_json
        from simulation.present.slides.deck import write_slides

        seen = opened(runs, out, week, active, language)
        again = seen.again("slides")
        file = to or seen.folder / "slides.pptx"
        n = write_slides(seen.board, seen.language, again, file, master)
        if as_json:
            say_json({"slides": n, "file": str(file)})
        else:
            say(seen.language("Written: {file}", file=str(file)))
