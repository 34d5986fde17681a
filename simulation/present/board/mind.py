"""What would change our mind: which number about value, if it were known, would move the chance of a loss most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulation.factors import FACTORS
from simulation.present.board.common import names, short_name, source, tone_of
from simulation.present.picture.scene import Axis, Bar, Column, DrawnTable, Key, Mark, Picture, Plot, Point, Row, Rule
from simulation.results.board import DOTS
from simulation.results.mind import mind as changed

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board

_MOST: Final = 4
_MATTERS: Final = 0.1
"""Change of the chance of a loss from which on knowing a number matters."""


def mind(board: Board, place: int, language: Language) -> Picture | None:
    """Return how many of 50 outcomes are losses where each factor is low, and high; None if none is drawn."""
    found = changed(board, place)
    if found is None or not found.swayed:
        return None
    rows: list[Row] = []
    marks: list[Mark] = [Rule(found.loss * DOTS, "x")]
    for i, each in enumerate(found.swayed[:_MOST]):
        low, high = each.loss_if_low * DOTS, each.loss_if_high * DOTS
        meaning = language(FACTORS[each.factor].meaning)
        cells = (language.number(low), language.number(high))
        rows.append(Row(meaning, cells, brief=language("{low} / {high}", low=cells[0], high=cells[1])))
        marks += [
            Bar(i, min(low, high), max(low, high), "base"),
            Point(low, i, low, low, "loss", hollow=True, text=meaning),
            Point(high, i, high, high, tone_of(place), text=meaning),
        ]
    largest = found.swayed[0]
    name = f"{names(board)[place]}: " if len(board.plans) > 1 else ""
    title = name + (
        language("What would change our mind: {what}", what=short_name(language(FACTORS[largest.factor].meaning)))
        if largest.reach >= _MATTERS
        else language("No single number about value would change our mind")
    )
    heads = (language("if low"), language("if high"))
    axis = Axis(0, DOTS, title=language("losses in {n} outcomes", n=DOTS))
    columns = (
        Column(language("number"), "text"), Column(language("meaning"), "text"),
        Column(language("losses if low"), "share"), Column(language("losses if high"), "share"),
    )  # fmt: skip
    return Picture(
        name=f"mind-{place}",
        title=title,
        subtitle=language(
            "Losses of {n} where a number about value were known to lie in its lowest or highest third. "
            "Dashed line: as it is ({now} of {n}).",
            n=DOTS,
            now=language.number(found.loss * DOTS),
        ),
        source=source(board, language),
        alt=f"{title}. "
        + language(
            "Losses: {low} of {n} if it is low, {high} of {n} if it is high.",
            low=language.number(largest.loss_if_low * DOTS),
            high=language.number(largest.loss_if_high * DOTS),
            n=DOTS,
        ),
        plots=(Plot(axis, Axis(0, 1), tuple(marks), rows=tuple(rows), heads=heads),),
        table=DrawnTable(
            columns,
            tuple(
                (each.factor, language(FACTORS[each.factor].meaning), each.loss_if_low, each.loss_if_high)
                for each in found.swayed
            ),
        ),
        keys=(
            Key("loss", language("if it is low"), "hollow"),
            Key(tone_of(place), language("if it is high"), "point"),
        ),
    )
