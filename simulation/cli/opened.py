"""What the commands for a board are about: runs that pair, the week of the decision, a measure, a language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.numbers import whole

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board

BoardRuns = Annotated[
    list[str],
    typer.Argument(
        metavar="RUN|COMPARISON...",
        help="Folders of runs or scenarios for their newest runs, the base first; or files that compare wrote.",
    ),
]
DecisionWeek = Annotated[int | None, typer.Option(help="Week of the decision; the last one where left out.", **whole())]
ActiveMeasure = Annotated[str | None, typer.Option(help="Measure of people that is shown.")]


@dataclass(frozen=True, slots=True)
class OpenedBoard:
    """The board in its language, the folder of its last run, and the words that made it."""

    board: Board
    language: Language
    folder: Path
    runs: Sequence[str]

    def again(self, *command: str, options: Sequence[str] = ()) -> str:
        """Return the command that does the same again, whatever the defaults will be."""
        from simulation.present.report.provenance import again

        return again(self.board, self.language, " ".join(command), self.runs, options)


def opened(runs: Sequence[str], out: Path, week: int | None, active: str | None, language: str | None) -> OpenedBoard:
    """Open what a command for a board was given.

    Raises:
        InputError, ResultsError: runs are not there or do not pair, or the week or the measure does not exist.
    """
    from simulation.cli import request
    from simulation.present.language import chosen as spoken
    from simulation.results.board import board
    from simulation.results.chosen import chosen

    found = chosen(runs, lambda text: request.finished_run(text, out))
    seen = board(found.base, found.plans, found.week if week is None else week, active or found.active)
    return OpenedBoard(seen, spoken(language), seen.sides[-1].run.folder, runs)
