"""Who is reached: silos as small multiples on one scale, and who replies to whom beyond chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.present.board.common import day_of, names, source, span, start_of, tone_of, weeks
from simulation.present.language.people import WHO
from simulation.present.picture.scene import (
    Axis,
    Column,
    DrawnTable,
    Heat,
    Key,
    Line,
    Mark,
    Picture,
    Plot,
    Ribbon,
    Tone,
)
from simulation.present.sentences import capital, step_of
from simulation.results.board import Side, fan
from simulation.results.quantiles import Array

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board

_MOST: Final = 12
"""Silos that are drawn; the table has all."""
_PERCENT: Final = 100


def silos(board: Board, place: int | None, language: Language) -> Picture | None:
    """Return the active people silo by silo, with and without a plan, those first in which it changes most."""
    known = board.base.run.manifest.silos
    if len(known) <= 1:
        return None
    side = board.base if place is None else board.plans[place]
    change = np.median((side.silos - board.base.silos)[:, board.week], axis=0)
    level = np.median(side.silos[:, board.week], axis=0)
    order = list(np.argsort(-(level if place is None else change), kind="stable"))
    drawn = order[:_MOST]
    ends = span(*(fan(each.silos[:, :, i]).high for each in (board.base, side) for i in drawn))
    plots = tuple(_plot(board, place, int(i), ends, language) for i in drawn)
    title = _title(board, place, level, change, language)
    keys: tuple[Key, ...] = (Key("base", language("without the plan"), "line"),)
    if place is not None:
        keys = (Key(tone_of(place), language("with the plan"), "line"), *keys)
    rows = tuple(_row(board, side, int(i), place) for i in order)
    return Picture(
        name="silos" if place is None else f"silos-{place}",
        title=title,
        subtitle=language(
            "{who}, silo by silo on the same scale. Line: middle course; band: 8 of 10 courses.{difference}",
            who=capital(language(WHO[board.active])),
            difference=""
            if place is None
            else language(" By the plan: difference in 8 of 10 courses, {day}.", day=language.month(day_of(board))),
        ),
        source=source(board, language),
        alt=f"{title}. " + language("{n} silos are drawn, those with the largest first.", n=len(drawn)),
        plots=plots,
        table=DrawnTable(_columns(place, language), rows),
        keys=keys,
        notes=() if len(order) <= _MOST else (language("The table has all {n} silos.", n=len(order)),),
    )


def _title(board: Board, place: int | None, level: Array, change: Array, language: Language) -> str:
    """Return in how many silos there are more, or fewer, and in how many of these that is so in most courses."""
    known = board.base.run.manifest.silos
    if place is None:
        return language("{silo} has the most people who take part", silo=known[int(np.argmax(level))])
    name = f"{names(board)[place]}: " if len(board.plans) > 1 else ""
    found = fan((board.plans[place].silos - board.base.silos)[:, board.week])
    up, down = int((change > 0).sum()), int((change < 0).sum())
    if up >= down:
        number, sure = up, int((found.low > 0).sum())
        text = "More in {n} of {all} silos; in {sure} of them in at least 9 of 10 courses"
    else:
        number, sure = down, int((found.high < 0).sum())
        text = "Fewer in {n} of {all} silos; in {sure} of them in at least 9 of 10 courses"
    return name + language(text, n=number, sure=sure, all=len(known))


def _plot(board: Board, place: int | None, silo: int, ends: tuple[float, float], language: Language) -> Plot:
    marks: list[Mark] = []
    lines: list[Mark] = []
    sides: list[tuple[Side, Tone]] = [(board.base, "base")]
    if place is not None:
        sides.append((board.plans[place], tone_of(place)))
    for side, tone in sides:
        found = fan(side.silos[:, :, silo])
        edges = place is not None and side is board.base
        marks.append(Ribbon(weeks(board), found.low.tolist(), found.high.tolist(), tone, edges=edges))
        lines.append(Line(weeks(board), found.median.tolist(), tone))
    x = Axis(0, weeks(board)[-1], "weeks", start_of(board))
    words = "" if place is None else _by_the_plan(board, place, silo, language)
    return Plot(x, Axis(*ends), (*marks, *lines), title=board.base.run.manifest.silos[silo], words=words)


def _by_the_plan(board: Board, place: int, silo: int, language: Language) -> str:
    """Return the 80% band of what a plan changes in a silo at the decision."""
    found = fan((board.plans[place].silos - board.base.silos)[:, board.week, silo][:, None])
    low, high = float(found.low[0]), float(found.high[0])
    texts = [language.number(each, step_of(low, high), sign=True) for each in (low, high)]
    return language("by the plan {low} to {high}", low=texts[0], high=texts[1])


def _columns(place: int | None, language: Language) -> tuple[Column, ...]:
    columns = [Column(language("silo"), "text"), Column(language("without the plan"))]
    if place is not None:
        columns += [
            Column(language("with the plan")),
            *(Column(language(end)) for end in ("difference, 10%", "middle", "90%")),
        ]
    return tuple(columns)


def _row(board: Board, side: Side, silo: int, place: int | None) -> tuple[str | float, ...]:
    base, ours = board.base.silos[:, board.week, silo], side.silos[:, board.week, silo]
    row: tuple[str | float, ...] = (board.base.run.manifest.silos[silo], float(np.median(base)))
    if place is None:
        return row
    found = fan((ours - base)[:, None])
    return (*row, float(np.median(ours)), *(float(each[0]) for each in (found.low, found.median, found.high)))


def beyond_chance(replies: Array) -> Array:
    """Return, by silo of authors and of repliers, the share of replies less what chance would give.

    Chance gives each silo of authors replies from a silo in the share that this one has in all replies. The result is
    [authors, repliers], a difference of shares; NaN where authors got no reply.
    """
    received, whole = replies.sum(axis=0), replies.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(received > 0, replies / received, np.nan).T
        chance = replies.sum(axis=1) / whole if whole > 0 else np.full(replies.shape[0], np.nan)
    return np.asarray(shares - chance[None, :])


def replies(board: Board, place: int | None, language: Language) -> Picture | None:
    """Return who replies to whom more often than chance; None for one silo or without replies."""
    known = board.base.run.manifest.silos
    side = board.base if place is None else board.plans[place]
    if not 1 < len(known) <= _MOST or side.replies.sum() == 0:
        return None
    found = beyond_chance(side.replies)
    most = float(np.nanmax(np.abs(found)))
    words = [[language.number(value * _PERCENT, sign=True) for value in row] for row in found.tolist()]
    own = np.diag(found)
    inside = int(np.count_nonzero(own > 0))
    name = f"{names(board)[place]}: " if place is not None and len(board.plans) > 1 else ""
    title = name + language(
        "In {n} of {all} silos people answer their own silo more than chance", n=inside, all=len(known)
    )
    low, high = (language.number(float(end(own)) * _PERCENT, sign=True) for end in (np.nanmin, np.nanmax))
    inside_words = language("Replies from the own silo: {low} to {high} points beyond chance.", low=low, high=high)
    heat = Heat(known, known, found.tolist(), words, most)
    return Picture(
        name="replies" if place is None else f"replies-{place}",
        title=title,
        subtitle=language(
            "Replies to authors of each silo (row) from each silo (column) in the last year: percentage points "
            "above or below their share of all replies. Middle course, {day}.",
            day=language.month(day_of(board, weeks(board)[-1])),
        ),
        source=source(board, language),
        alt=f"{title}. {inside_words}",
        plots=(Plot(Axis(0, 1), Axis(0, 1), (heat,)),),
        table=DrawnTable(
            (Column(language("author in"), "text"), *(Column(silo, "share", 0.01) for silo in known)),
            tuple((silo, *row) for silo, row in zip(known, found.tolist(), strict=True)),
        ),
        keys=(Key("first", language("more than chance")), Key("second", language("less than chance"))),
    )
