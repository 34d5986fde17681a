"""All plans side by side: what each changes, how sure that is, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.present.board.common import day_of, effect_of, names, source, span, tone_of
from simulation.present.language.people import WHO
from simulation.present.picture.scene import Axis, Column, DrawnTable, Mark, Picture, Plot, Point, Row, Rule
from simulation.present.sentences import rough, step_of
from simulation.results.board import EURO, HOURS, likely

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board


_Cells = tuple[str, float, float, float, float, float, float]
"""Name, the ends and the middle of the effect, the share of courses with more, extra cost and hours."""


def plans(board: Board, language: Language) -> Picture | None:
    """Return each plan's effect with its 80% band, the chance of more, and the extra cost; None for fewer than two."""
    if len(board.plans) <= 1:
        return None
    effects = [effect_of(board, i) for i in range(len(board.plans))]
    order = sorted(range(len(effects)), key=lambda i: -effects[i].median)
    best = names(board)[order[0]]
    rows: list[Row] = []
    marks: list[Mark] = [Rule(0, "x", bold=True)]
    cells: list[_Cells] = []
    for row, i in enumerate(order):
        effect, eur, hours = effects[i], effect_of(board, i, EURO), effect_of(board, i, HOURS)
        step = step_of(effect.low, effect.high)
        money = language.money(eur.median, rough(eur.median, eur.low, eur.high))
        more = sum(value > 0 for value in likely(board.difference(board.plans[i], board.active)[:, board.week], 10))
        rows.append(Row(names(board)[i], (language.number(effect.median, step, sign=True), f"{more}/10", money)))
        open_sign = effect.low < 0 < effect.high
        marks.append(
            Point(effect.median, row, effect.low, effect.high, tone_of(i), hollow=open_sign, text=names(board)[i])
        )
        cells.append(
            (names(board)[i], effect.low, effect.median, effect.high, effect.p_positive, eur.median, hours.median)
        )
    ends = span(np.array([effects[i].low for i in order]), np.array([effects[i].high for i in order]))
    who = language(WHO[board.active])
    heads = (language("middle"), language("more in"), language("extra cost"))
    plot = Plot(
        Axis(*ends, title=language("more or fewer {who}", who=who)),
        Axis(0, 1),
        tuple(marks),
        rows=tuple(rows),
        heads=heads,
    )
    columns = (
        Column(language("plan"), "text"), Column(language("10%")), Column(language("middle")), Column(language("90%")),
        Column(language("share of courses with more"), "share", 0.01), Column(language("extra cost"), "money"),
        Column(language("extra hours")),
    )  # fmt: skip
    title = language("{plan} changes most", plan=language.quoted(best))
    return Picture(
        name="plans",
        title=title,
        subtitle=language(
            "Difference to the course without the plan in {day}. Point: middle; line: 8 of 10 courses; "
            "hollow: more or fewer is open.",
            day=language.month(day_of(board)),
        ),
        source=source(board, language),
        alt=f"{title}. " + " ".join(_said(language, cell) for cell in cells),
        plots=(plot,),
        table=DrawnTable(columns, tuple(cells)),
    )


def _said(language: Language, cell: _Cells) -> str:
    step = step_of(cell[1], cell[3])
    low, middle, high = (language.number(each, step, sign=True) for each in cell[1:4])
    return language("{name}: {middle} ({low} to {high}).", name=cell[0], middle=middle, low=low, high=high)
