"""The plan in time: every intervention with its weeks, its hours and its money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.present.board.common import names, source, tone_of, week_axis, weeks
from simulation.present.picture.scene import Axis, Bar, Column, DrawnTable, Key, Mark, Picture, Plot, Row, Rule, Tone
from simulation.present.sentences import rough

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board, Side

Done = tuple[str, int, int, float, float, Tone]
"""Name, first and last week, hours, euro beside the hours, and the tone of the plan that brings it."""


def done(board: Board) -> list[Done]:
    """Return every intervention of the base and the plans once, in the order in which they begin."""
    found: dict[str, Done] = {}
    for i, side in enumerate(board.sides):
        for each in _of(side, len(weeks(board)), "base" if i == 0 else tone_of(i - 1)):
            found.setdefault(each[0], each)
    return sorted(found.values(), key=lambda each: (each[1], each[0]))


def _of(side: Side, n_weeks: int, tone: Tone) -> list[Done]:
    scenario = side.run.scenario()
    taking = {each.name: each for each in side.taking}
    found = []
    for each in scenario.interventions:
        first = scenario.week_of(each.start)
        last = min(n_weeks, first + each.weeks if each.weeks else n_weeks)
        took = taking.get(each.name)
        if first < n_weeks:
            hours, eur = (took.hours_used, took.eur_charged) if took else (0.0, 0.0)
            found.append((each.name, first, last, hours, eur, tone))
    return found


def gantt(board: Board, language: Language) -> Picture | None:
    """Return all interventions in time with what they took; None where there is none."""
    listed = done(board)
    if not listed:
        return None
    rows, marks = [], []
    for i, (name, first, last, hours, eur, tone) in enumerate(listed):
        rows.append(
            Row(
                name,
                tuple(language.number(each, rough(each, each, each)) for each in (hours, eur)),
            )
        )
        marks.append(Bar(i, first, last, tone, text=name))
    decision: list[Mark] = [Rule(board.week, "x")] if board.week < len(weeks(board)) - 1 else []
    hours, eur = sum(each[3] for each in listed), sum(each[4] for each in listed)
    title = language("{name} takes the most hours", name=language.quoted(max(listed, key=lambda each: each[3])[0]))
    whole = language(
        "{n} interventions take {hours} hours and {eur} in all.",
        n=len(listed),
        hours=language.number(hours, rough(hours, hours, hours)),
        eur=language.money(eur, rough(eur, eur, eur)),
    )
    heads = (language("hours"), language("EUR"))
    plot = Plot(week_axis(board), Axis(0, 1), (*marks, *decision), rows=tuple(rows), heads=heads)
    columns = (
        Column(language("intervention"), "text"),
        *(Column(language(name)) for name in ("first week", "weeks", "hours", "EUR beside the hours")),
    )
    table = DrawnTable(columns, tuple((name, first, last - first, h, e) for name, first, last, h, e, _ in listed))
    return Picture(
        name="plan",
        title=title,
        subtitle=language(
            "What is done when, with the hours that it used and the money beside them, in the middle course."
        ),
        source=source(board, language),
        alt=f"{title}. {whole}",
        plots=(plot,),
        table=table,
        keys=_keys(board, language),
    )


def _keys(board: Board, language: Language) -> tuple[Key, ...]:
    if not board.plans:
        return ()
    names_of_plans = names(board) if len(board.plans) > 1 else [language("only with the plan")]
    plans = tuple(Key(tone_of(i), name) for i, name in enumerate(names_of_plans))
    return (Key("base", language("in every course")), *plans)
