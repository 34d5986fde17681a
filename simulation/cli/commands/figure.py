"""`wandel figure`: pictures of a report as files of their own."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer

from simulation.cli.guard import guarded
from simulation.cli.options import RESULTS, AsJson, LanguageOption, Out
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

ALL = "all"


def command(
    name: Annotated[str, typer.Argument(help="Name of the picture, or all.")],
    runs: Annotated[
        list[str],
        typer.Argument(
            metavar="RUN|COMPARISON...",
            help="Folders of runs or scenarios for their newest runs, the base first; or files that compare wrote.",
        ),
    ],
    form: Annotated[
        Literal["svg", "html", "png", "pdf"], typer.Option("--format", help="PNG and PDF need Chromium or Chrome.")
    ] = "svg",
    theme: Annotated[Literal["light", "dark"], typer.Option(help="Light or dark.")] = "light",
    week: Annotated[int | None, typer.Option(help="Week of the decision; the last one where left out.")] = None,
    active: Annotated[str | None, typer.Option(help="Measure of people that the pictures are about.")] = None,
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
        from simulation.cli import request
        from simulation.cli.console import say, say_json
        from simulation.present.alone.drawing import drawing
        from simulation.present.alone.files import write
        from simulation.present.language import chosen as spoken
        from simulation.present.report.page import pictures
        from simulation.results.board import board
        from simulation.results.chosen import chosen
        from simulation.results.errors import InputError
        from simulation.words.nearest import unknown

        found = chosen(runs, lambda text: request.finished_run(text, out))
        words = spoken(language)
        shown = board(found.base, found.plans, found.week if week is None else week, active or found.active)
        there = {each.name: each for those in pictures(shown, words).values() for each in those}
        if name != ALL and name not in there:
            raise InputError(unknown("picture", name, [*there, ALL]))
        options = ["--week", str(shown.week), "--active", shown.active, "--language", words.code, "--theme", theme]
        again = shlex.join(["wandel", "figure", name, *runs, *options, "--format", form])
        drawn = {each: drawing(there[each], words, theme, again) for each in (there if name == ALL else [name])}
        folder = to or (found.plans[-1] if found.plans else found.base).folder / "figures"
        files = write(drawn, folder, form)
        if as_json:
            say_json({"files": [str(each) for each in files]})
        else:
            for file in files:
                say(words("Written: {file}", file=str(file)))
