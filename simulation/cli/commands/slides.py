"""`wandel slides`: a deck for a board."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.options import RESULTS, AsJson, LanguageOption, Out
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins


def command(
    runs: Annotated[
        list[str],
        typer.Argument(
            metavar="RUN|COMPARISON...",
            help="Folders of runs or scenarios for their newest runs, the base first; or files that compare wrote.",
        ),
    ],
    week: Annotated[int | None, typer.Option(help="Week of the decision; the last one where left out.")] = None,
    active: Annotated[str | None, typer.Option(help="Measure of people that the slides are about.")] = None,
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
        from simulation.cli import request
        from simulation.cli.console import say, say_json
        from simulation.present.language import chosen as spoken
        from simulation.present.slides.deck import write_slides
        from simulation.results.board import board
        from simulation.results.chosen import chosen

        found = chosen(runs, lambda text: request.finished_run(text, out))
        words = spoken(language)
        shown = board(found.base, found.plans, found.week if week is None else week, active or found.active)
        options = ["--week", str(shown.week), "--active", shown.active, "--language", words.code]
        again = shlex.join(["wandel", "slides", *runs, *options])
        file = to or (found.plans[-1] if found.plans else found.base).folder / "slides.pptx"
        n = write_slides(shown, words, again, file, master)
        if as_json:
            say_json({"slides": n, "file": str(file)})
        else:
            say(words("Written: {file}", file=str(file)))
