"""What a report could show and does not: answers that were never asked, or were asked of another week or measure."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from simulation.present.board.common import names
from simulation.present.board.shares import split_of
from simulation.present.board.tornado import table_of
from simulation.results.execute import EXPLANATIONS
from simulation.results.manifest import SCENARIO_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from simulation.present.language import Language
    from simulation.results.board import Board, Side


def left_out(board: Board, language: Language) -> list[str]:
    """Say which splits and tornados are not shown, why, and which command makes them."""
    return [*_splits(board, language), *_tornados(board, language)]


def _splits(board: Board, language: Language) -> list[str]:
    called = names(board) if board.plans else [board.base.label]
    sides = board.plans or (board.base,)
    said = []
    for name, side in zip(called, sides, strict=True):
        if side.run.scenario().interventions and split_of(board, side) is None:
            said.append(
                language(
                    "Which intervention brings what ({name}): {why}. It is made by: {command}",
                    name=name, why=_why(_other_splits(side), language), command=_again("split", board, side),
                )
            )  # fmt: skip
    return said


def _tornados(board: Board, language: Language) -> list[str]:
    side = board.plans[-1] if board.plans else board.base
    if table_of(board, side) is not None:
        return []
    command = _again("tornado", board, side, str(side.run.folder / SCENARIO_FILE))
    return [
        language(
            "What the result depends on: {why}. It is made by: {command}",
            why=_why(_other_tornados(side), language), command=command,
        )
    ]  # fmt: skip


def _why(others: list[Path], language: Language) -> str:
    """Return why nothing is shown: nothing was asked, or something else was."""
    if not others:
        return language("not asked yet")
    return language("what is stored is of another week, measure, scenario or state of the model, and is left out")


def _other_splits(side: Side) -> list[Path]:
    return sorted(side.run.folder.glob(f"{EXPLANATIONS}/*/week-*"))


def _other_tornados(side: Side) -> list[Path]:
    """Return tables of other questions about the same scenario."""
    folder = side.run.folder
    return sorted(folder.parent.glob("tornado-*/*.csv")) if folder.parent.is_dir() else []


def _again(command: str, board: Board, side: Side, what: str = "") -> str:
    given = ["--measure", board.active, "--week", str(board.week)]
    return shlex.join(["wandel", command, what or str(side.run.folder), *given])
