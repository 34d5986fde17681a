"""Where a report is from: runs with their digests, versions, and the command that makes it again."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from simulation.present.picture.scene import Column, DrawnTable
from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.results.manifest import exact

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board

FORMAT = "wandel-report"


def again(board: Board, language: Language, command: str, runs: Sequence[str], options: Sequence[str] = ()) -> str:
    """Return the command that does the same again, whatever the defaults will be; ``runs`` name those of the board."""
    given = ["--week", str(board.week), "--active", board.active, "--language", language.code]
    return shlex.join(["wandel", *command.split(), *runs, *given, *options])


def record(board: Board, language: Language, command: str) -> dict[str, Any]:
    """Return what a program needs to make the report again and to check it."""
    return {
        "format": FORMAT,
        "schema_version": 1,
        "language": language.code,
        "week": board.week,
        "active": board.active,
        "command": command,
        "runs": [
            {
                "scenario": side.run.manifest.scenario,
                "folder": str(side.run.folder),
                "digest": side.run.manifest.digest,
                "seed": exact(side.run.manifest.seed),
                "replicates": side.run.manifest.replicates,
                "versions": side.run.manifest.versions,
            }
            for side in board.sides
        ],
    }


def provenance(board: Board, language: Language, command: str) -> str:
    """Return the same for a reader."""
    columns = [Column(language(name), "text") for name in ("scenario", "digest of the results")]
    columns += [Column(language("finished"), "day"), Column(language("version"), "text")]
    columns += [Column(language(name)) for name in ("people", "weeks", "courses")]
    columns.append(Column(language("seed"), "text"))
    rows = []
    for side in board.sides:
        made = side.run.manifest
        day = (made.finished or "")[:10]
        rows.append(
            (made.scenario, (made.digest or "")[:16], day, made.versions.get("wandel", ""), made.people, made.weeks,
             made.replicates, str(made.seed))
        )  # fmt: skip
    tables = dict.fromkeys(name for side in board.sides for name in side.run.manifest.tables)
    stored = language(
        "Stored in the folder of each run: {names}", names=", ".join(f"{name}.parquet" for name in tables)
    )
    added = dict.fromkeys((each.name, each.sha256[:16]) for side in board.sides for each in side.run.manifest.plugins)
    plugins = (language("plugin {name} (SHA-256 {digest})", name=name, digest=digest) for name, digest in added)
    beside = html.p(stored, "quiet small") + "".join(html.p(each, "quiet small") for each in plugins)
    words = html.p(language("This page is made again, to the letter, by:")) + tag("p", tag("code", escape(command)))
    check = html.p(language("`wandel verify` with this file checks it; with a run's folder it runs the model again."))
    return tag(
        "div",
        html.table(DrawnTable(tuple(columns), tuple(rows)), language, "runs") + words + check + beside,
        kind="box",
    )
