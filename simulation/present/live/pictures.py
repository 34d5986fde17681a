"""Pictures of one state of a plan: its course beside that without it, and the difference, on axes that never move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulation.present.board.common import day_of, span, week_axis
from simulation.present.picture.scene import (
    Axis,
    Column,
    Dots,
    DrawnTable,
    Key,
    Line,
    Mark,
    Picture,
    Plot,
    Ribbon,
    Rule,
)
from simulation.present.sentences import SentenceSubject, capital, headline
from simulation.results.board import DOTS, Fan, fan, likely
from simulation.results.effects import effect

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board
    from simulation.studies.live.grid import LiveGrid, State

_NO_TABLE = DrawnTable((Column(""),), ())


@dataclass(frozen=True)
class Shown:
    """A grid with what all of its pictures share."""

    grid: LiveGrid
    board: Board
    language: Language
    courses: Axis
    differences: Axis


def shown(grid: LiveGrid, board: Board, language: Language) -> Shown:
    """Return a grid with axes that hold every state."""
    fans = [fan(each[grid.active]) for each in (grid.base, *grid.states.values())]
    gaps = [grid.difference(state, grid.active) for state in grid.states]
    dots = [np.array(likely(gap[:, grid.place])) for gap in gaps]
    ends = [end for each in map(fan, gaps) for end in (each.low, each.high)]
    courses = Axis(*span(*(each.high for each in fans)))
    return Shown(grid, board, language, courses, Axis(*span(*ends, *dots)))


def asked(at: Shown) -> SentenceSubject:
    """Return what a sentence about a state is asked."""
    return SentenceSubject("", at.grid.active, day_of(at.board, at.grid.week), at.language)


def sentence(at: Shown, state: State) -> str:
    """Return what a state changes, by the rules of every headline."""
    gap = at.grid.difference(state, at.grid.active)[:, at.grid.place]
    return headline(effect(np.zeros(gap.size), gap), asked(at))


def courses(at: Shown, state: State) -> Picture:
    """Return the course of a state beside that without the plan."""
    say, grid = at.language, at.grid
    with_it, without = fan(grid.states[state][grid.active]), fan(grid.base[grid.active])
    marks = (
        *_bands(grid.weeks, with_it),
        Ribbon(grid.weeks, without.low.tolist(), without.high.tolist(), "base", edges=True),
        Line(grid.weeks, without.median.tolist(), "base", say("without the plan")),
        Line(grid.weeks, with_it.median.tolist(), "first", say("with the plan")),
        *_decision(at),
    )
    return Picture(
        name="live-courses",
        title=say("With and without the plan"),
        subtitle=say(
            "Number of {who}, week by week. Line: middle course. Dark band: half of the courses; light band: "
            "8 of 10.{edges}",
            who=asked(at).who,
            edges=say(" Thin lines: 8 of 10 without the plan."),
        ),
        source="",
        alt=sentence(at, state),
        plots=(Plot(week_axis(at.board), at.courses, marks),),
        table=_NO_TABLE,
        keys=(Key("first", say("with the plan"), "line"), Key("base", say("without the plan"), "line")),
    )


def difference(at: Shown, state: State) -> Picture:
    """Return the difference that a state makes, with 50 dots at the decision."""
    say, grid = at.language, at.grid
    gap = grid.difference(state, grid.active)
    dots = likely(gap[:, grid.place])
    found = fan(gap)
    marks: tuple[Mark, ...] = (
        *_bands(grid.weeks, found),
        Rule(0, "y", say("no difference"), bold=True),
        Line(grid.weeks, found.median.tolist(), "first"),
        *_decision(at),
        Dots(dots, "y", "first"),
    )
    return Picture(
        name="live-difference",
        title=say("The difference itself"),
        subtitle=say(
            "{who}: with the plan minus without it, in the same course. Dots: {n} equally likely outcomes in {day}; "
            "hollow ones lie below zero ({below} of {n}).",
            who=capital(asked(at).who), n=DOTS, below=sum(value < 0 for value in dots),
            day=say.month(day_of(at.board, grid.week)),
        ),
        source="",
        alt=sentence(at, state),
        plots=(Plot(week_axis(at.board), at.differences, marks),),
        table=_NO_TABLE,
    )  # fmt: skip


def _bands(weeks: Sequence[int], fan: Fan) -> tuple[Ribbon, Ribbon]:
    return (
        Ribbon(weeks, fan.low.tolist(), fan.high.tolist(), "first"),
        Ribbon(weeks, fan.lower.tolist(), fan.upper.tolist(), "first", inner=True),
    )


def _decision(at: Shown) -> list[Mark]:
    last = at.grid.weeks[-1]
    return [Rule(at.grid.week, "x", at.language("decision"))] if at.grid.week < last else []
