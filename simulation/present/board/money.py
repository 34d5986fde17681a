"""Money: the net value of a plan in 50 equally likely outcomes, losses hollow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.present.board.break_even import break_even_sentence
from simulation.present.board.common import names, source, span, tone_of
from simulation.present.picture.scene import Axis, Column, Dots, DrawnTable, Key, Picture, Plot, Rule
from simulation.present.sentences import losses, step_of
from simulation.results.board import likely

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board


def money(board: Board, place: int | None, language: Language) -> Picture | None:
    """Return what a plan gains over the base (a run alone: its own net) in EUR; None where there is no account."""
    side = board.base if place is None else board.plans[place]
    if side.net.size == 0 or board.base.net.size == 0:
        return None
    draws = side.net if place is None else board.gain(side)
    dots = likely(draws)
    low, middle, high = (likely(draws, 10)[i] for i in (0, 4, 9))
    step = step_of(low, high)
    tone = "base" if place is None else tone_of(place)
    name = f"{names(board)[place]}: " if place is not None and len(board.plans) > 1 else ""
    title = name + losses(dots, language)
    title = title if name else title[:1].upper() + title[1:]
    ends = span(np.array(dots))
    plot = Plot(
        Axis(*ends, "money", title=language("EUR over the whole run, discounted")),
        Axis(0, 1),
        (Dots(dots, "x", tone), Rule(0, "x", "", bold=True)),
    )
    texts = [language.money(each, step, sign=True) for each in (low, middle, high)]
    range_text = language("Middle {middle}; {low} to {high} in 9 of 10.", low=texts[0], middle=texts[1], high=texts[2])
    columns = (Column(language("outcome")), Column(language("net value"), "money", step))
    return Picture(
        name="money" if place is None else f"money-{place}",
        title=title,
        subtitle=language(
            "Hours saved less hours and money spent{against}. Each dot is one of {n} equally likely outcomes.",
            against="" if place is None else language(", against the course without the plan"), n=len(dots),
        ),
        source=source(board, language),
        alt=f"{title}. {range_text}",
        plots=(plot,),
        table=DrawnTable(columns, tuple(enumerate(dots, 1))),
        keys=(Key("loss", language("loss"), "hollow"), Key(tone, language("gain"), "point")),
        notes=(
            range_text,
            break_even_sentence(board, place, language),
            language("Not known: how many hours such a network really saves; no source has measured it."),
        ),
    )  # fmt: skip
