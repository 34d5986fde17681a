"""The difference itself: the plan minus the base, course by course, with 50 dots at the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.present.board.common import (
    asked_of,
    day_of,
    effect_of,
    ribbons,
    source,
    span,
    tone_of,
    week_axis,
    weeks,
)
from simulation.present.picture.scene import Axis, Column, Dots, DrawnTable, Line, Mark, Picture, Plot, Rule
from simulation.present.report.assumptions import believed
from simulation.present.report.evidence import unknown
from simulation.present.sentences import capital, finding, headline
from simulation.results.board import DOTS, fan, likely

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board


def difference(board: Board, place: int, language: Language) -> Picture | None:
    """Return the paired difference that a plan makes to the active people; None without a pair."""
    plan = board.plans[place]
    draws = board.difference(plan, board.active)
    dots = likely(draws[:, board.week])
    if not dots:
        return None
    asked, effect, tone = asked_of(board, place, language), effect_of(board, place), tone_of(place)
    found = fan(draws)
    below = sum(value < 0 for value in dots)
    y = Axis(*span(found.low, found.high, np.array(dots)))
    marks: tuple[Mark, ...] = (
        *ribbons(found, tone),
        Rule(0, "y", language("no difference"), bold=True),
        Line(weeks(board), found.median.tolist(), tone),
        *([Rule(board.week, "x", language("decision"))] if board.week < weeks(board)[-1] else []),
        Dots(dots, "y", tone),
    )
    return Picture(
        name=f"difference-{place}",
        title=finding(effect, asked),
        subtitle=language(
            "{who}: with the plan minus without it, in the same course. Dark band: half of the courses; light band: "
            "8 of 10. Dots: {n} equally likely outcomes in {day}; hollow ones lie below zero ({below} of {n}).",
            who=capital(asked.who), n=DOTS, below=below, day=language.month(day_of(board)),
        ),
        source=source(board, language),
        alt=f"{headline(effect, asked)} {language('{below} of {n} dots lie below zero.', below=below, n=DOTS)}",
        plots=(Plot(week_axis(board), y, marks),),
        table=_table(board, place, language),
        notes=(unknown(believed(board.plans[place].run.scenario()), language),),
    )  # fmt: skip


def _table(board: Board, place: int, language: Language) -> DrawnTable:
    draws = board.difference(board.plans[place], board.active)
    found = fan(draws)
    ends = {"10%": found.low, "25%": found.lower, "middle": found.median, "75%": found.upper, "90%": found.high}
    columns = (Column(language("week ending"), "day"), *(Column(language(end)) for end in ends))
    chosen = sorted({*weeks(board)[::13], board.week, weeks(board)[-1]})
    return DrawnTable(
        columns,
        tuple((day_of(board, week).isoformat(), *(float(each[week]) for each in ends.values())) for week in chosen),
    )
