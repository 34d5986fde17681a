"""How `wandel report` works, and what it says at the end."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulation.cli import request
from simulation.cli.console import say, say_json
from simulation.present.language import chosen as chosen_language
from simulation.present.report.card import sentences
from simulation.present.report.page import report
from simulation.present.report.tables import write_tables
from simulation.results.board import board
from simulation.results.chosen import chosen
from simulation.results.files import write_bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    runs: Sequence[str]
    week: int | None
    active: str | None
    language: str | None
    to: Path | None
    out: Path


def write_report(asked: Asked, *, with_tables: bool, as_json: bool) -> None:
    """Write the page, and its tables where asked; print the sentences, or one JSON document."""
    found = chosen(asked.runs, lambda text: request.finished_run(text, asked.out))
    language = chosen_language(asked.language)
    week = found.week if asked.week is None else asked.week
    shown = board(found.base, found.plans, week, asked.active or found.active)
    path = asked.to or (found.plans[-1] if found.plans else found.base).folder / "report.html"
    content = report(shown, language, _command(asked, shown.week, shown.active, language.code))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, content)
    files = [path, *(write_tables(shown, language, path) if with_tables else [])]
    said = sentences(shown, language)
    if as_json:
        say_json(
            {"report": str(path), "language": language.code, "sentences": said, "files": [str(each) for each in files]}
        )
        return
    for each in said:
        say(each)
    for file in files:
        say(language("Written: {file}", file=str(file)))


def _command(asked: Asked, week: int, active: str, language: str) -> str:
    """Return the command that makes the same page again, whatever the defaults will be."""
    options = ["--week", str(week), "--active", active, "--language", language]
    return shlex.join(["wandel", "report", *asked.runs, *options])
