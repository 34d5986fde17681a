"""`wandel figure`: pictures of a report as files of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from simulation.cli.guard import guarded
from simulation.cli.opened import ActiveMeasure, BoardRuns, DecisionWeek, opened
from simulation.cli.options import RESULTS, AsJson, LanguageOption, Out
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

ALL = "all"


def command(
    name: Annotated[str, typer.Argument(help="Name of the picture, or all.")],
    runs: BoardRuns,
    form: Annotated[
        Literal["svg", "html", "png", "pdf"], typer.Option("--format", help="PNG and PDF need Chromium or Chrome.")
    ] = "svg",
    theme: Annotated[Literal["light", "dark"], typer.Option(help="Light or dark.")] = "light",
    week: DecisionWeek = None,
    active: ActiveMeasure = None,
    language: LanguageOption = None,
    to: Annotated[
        Path | None,
        typer.Option(help="Folder to write to; figures in the folder of the last run where left out.", **AS_PATH),
    ] = None,
    out: Out = RESULTS,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Write pictures of a report as files of their own, each with its finding, unit and source."""
    with guarded():
        from simulation.cli.console import say, say_json
        from simulation.present.alone.drawing import drawing
        from simulation.present.alone.files import write
        from simulation.present.report.page import pictures
        from simulation.present.research.pictures import research_pictures
        from simulation.results.errors import InputError
        from simulation.words.nearest import unknown

        seen = opened(runs, out, week, active, language)
        drawn_by = (pictures(seen.board, seen.language), research_pictures(seen.board, seen.language))
        there = {each.name: each for found in drawn_by for those in found.values() for each in those}
        if name != ALL and name not in there:
            raise InputError(unknown("picture", name, [*there, ALL]))
        again = seen.again("figure", name, options=["--theme", theme, "--format", form])
        drawn = {each: drawing(there[each], seen.language, theme, again) for each in (there if name == ALL else [name])}
        folder = to or seen.folder / "figures"
        files = write(drawn, folder, form)
        if as_json:
            say_json({"files": [str(each) for each in files]})
        else:
            for file in files:
                say(seen.language("Written: {file}", file=str(file)))
