"""What the result depends on: the largest swings, each said to be measured, from literature, or assumed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from simulation.present.board.common import short_name, source, span
from simulation.present.language.people import WHO
from simulation.present.picture.scene import Axis, Bar, Cell, Column, DrawnTable, Key, Mark, Picture, Plot, Row, Rule
from simulation.present.report.assumptions import GROUNDS, ShownAssumption
from simulation.present.sentences import capital, rough
from simulation.results.board import fan
from simulation.results.errors import InputError
from simulation.studies.tornado import TornadoQuestion, folder
from simulation.studies.tornado_table import read_table

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board, Side

_MOST: Final = 8
_SIGNS: Final[dict[str, Literal["box", "hatch", "frame"]]] = {
    "measured": "box",
    "literature": "hatch",
    "assumed": "frame",
}


def table_of(board: Board, side: Side) -> Path | None:
    """Return the newest table that `wandel tornado` made of a run's scenario for this measure and week; else None."""
    asked = TornadoQuestion(board.active, board.week, 1)
    try:
        place = folder(side.run.scenario(), asked, side.run.folder.parents[1])
    except InputError:
        return None
    found = sorted(place.glob(f"{board.active}-week-{board.week}-*.csv"), key=lambda path: path.stat().st_mtime)
    return found[-1] if found else None


def tornado(board: Board, place: int | None, believed: list[ShownAssumption], language: Language) -> Picture | None:
    """Return the parameters that the number of active people depends on most; None where no tornado was made."""
    side = board.base if place is None else board.plans[place]
    path = table_of(board, side)
    if path is None:
        return None
    known = {each.name: each for each in believed}
    swings = [row for row in read_table(path) if row["parameter"] in known and row["swing"] is not None]
    largest = sorted(swings, key=lambda row: -abs(float(row["swing"])))[:_MOST]
    if not largest:
        return None
    base = float(largest[0]["at_base"])
    rows: list[Row] = []
    marks: list[Mark] = [Rule(base, "x", bold=True)]
    for i, row in enumerate(largest):
        one = known[str(row["parameter"])]
        low, high = float(row["at_low"]), float(row["at_high"])
        swing = abs(high - low)
        marks.append(Bar(i, low, high, one.ground, hollow=one.ground == "assumed", text=one.name))
        name = language.known(one.parameter.meaning)
        rows.append(Row(name, (language.number(swing, rough(swing, 0, 0)), language(one.ground))))
    everything = fan(side.totals[board.active][:, board.week : board.week + 1])
    ends = float(everything.low[0]), float(everything.high[0])
    marks.append(Bar(len(rows), *ends, "base"))
    whole = ends[1] - ends[0]
    rows.append(Row(language("everything together, 8 of 10 courses"), (language.number(whole, rough(whole, 0, 0)),)))
    title = language(
        "It depends most on: {what}",
        what=short_name(language.known(known[str(largest[0]["parameter"])].parameter.meaning)),
    )
    first = [language.number(float(largest[0][end])) for end in ("at_low", "at_high")]
    swing_words = language(
        "From its low to its high end it moves the result from {low} to {high}.", low=first[0], high=first[1]
    )
    values = np.array([float(row[end]) for row in largest for end in ("at_low", "at_high")] + list(ends))
    heads = (language("width"), language("stands on"))
    columns = (
        Column(language("number"), "text"),
        Column(language("at the low end")),
        Column(language("at the high end")),
        Column(language("source"), "text"),
    )
    return Picture(
        name="tornado",
        title=title,
        subtitle=language(
            "{who} when one number alone moves from the low to the high end of what is believed; the line is the base.",
            who=capital(language(WHO[board.active])),
        ),
        source=source(board, language),
        alt=f"{title}. {swing_words}",
        plots=(Plot(Axis(*span(values)), Axis(0, 1), tuple(marks), rows=tuple(rows), heads=heads),),
        table=DrawnTable(columns, tuple(_cells(row) for row in swings)),
        keys=tuple(Key(ground, language(ground), _SIGNS[ground]) for ground in GROUNDS),
        notes=(
            swing_words,
            language(
                "Not known: how large they are here. Measured in this company: {measured} of the {n} drawn.",
                n=len(largest),
                measured=sum(known[str(row["parameter"])].ground == "measured" for row in largest),
            ),
        ),
    )


def _cells(row: dict[str, Any]) -> tuple[Cell, ...]:
    return (str(row["parameter"]), float(row["at_low"]), float(row["at_high"]), str(row["source"]))
