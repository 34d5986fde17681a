"""What the figures for a board share: short names of plans, days, the line that says where numbers are from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.present.picture.scales import nice_ends
from simulation.present.picture.scene import PLAN_TONES, Axis, Ribbon, Tone
from simulation.present.sentences import SentenceSubject
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board, Fan, Side
    from simulation.results.effects import Effect

_SHORT: Final = 40
_TITLE: Final = 56
_EDGES: Final = " ,:;-–—("


def start_of(board: Board) -> date:
    """Return the first day of the run."""
    return date.fromisoformat(board.base.run.manifest.start)


def day_of(board: Board, week: int | None = None) -> date:
    """Return the last day of a week, at which its counts stand; that of the decision where left out."""
    return start_of(board) + timedelta(weeks=(board.week if week is None else week) + 1, days=-1)


def weeks(board: Board) -> range:
    """Return the weeks of the run."""
    return range(board.base.run.manifest.weeks)


def week_axis(board: Board) -> Axis:
    """Return the axis of all weeks, written as dates."""
    return Axis(0, board.base.run.manifest.weeks - 1, "weeks", start_of(board))


def names(board: Board) -> list[str]:
    """Return short names of the plans."""
    return shortened([side.label for side in board.sides])[1:]


def shortened(labels: Sequence[str]) -> list[str]:
    """Return names without what all of them begin with, at most `_SHORT` letters long, and still different."""
    titles = [safe(label) for label in labels]
    words = [[word.strip(_EDGES) for word in title.split()] for title in titles]
    equal = takewhile(lambda each: len(set(each)) == 1, zip(*words, strict=False))
    common = len(list(equal)) if len(titles) > 1 else 0
    found = [" ".join(title.split()[common:]).strip(_EDGES) or title for title in titles]
    cut = [name if len(name) <= _SHORT else f"{name[: _SHORT - 1].rstrip()}…" for name in found]
    return [name if cut.count(name) == 1 else f"{name} ({i})" for i, name in enumerate(cut)]


def short_name(meaning: str) -> str:
    """Return the meaning of a number short enough for a title."""
    return meaning if len(meaning) <= _TITLE else f"{meaning[:_TITLE].rsplit(' ', 1)[0]} …"


def tone_of(place: int) -> Tone:
    """Return the colour of a plan by its number."""
    return PLAN_TONES[place % len(PLAN_TONES)]


def effect_of(board: Board, place: int, measure: str | None = None) -> Effect:
    """Return the effect of a plan on a measure (the active people where left out) at the week of the decision."""
    if board.comparison is None:
        raise ValueError("a run alone has no effects")
    return board.comparison.plans[place].effects[measure or board.active]


def asked_of(board: Board, place: int, language: Language) -> SentenceSubject:
    """Return what a sentence about a plan is asked; the plan is named where there are several."""
    name = names(board)[place] if len(board.plans) > 1 else ""
    return SentenceSubject(name, board.active, day_of(board), language)


def source(board: Board, language: Language) -> str:
    """Return where the numbers of a picture are from, and what they are not."""
    run = board.base.run
    fitted = run.scenario().posterior is not None
    state = (
        "calibrated, not validated: no plan was ever compared with what came of it"
        if fitted
        else "not calibrated to this company"
    )
    text = "Source: model Wandel, {n} courses with the same people and luck each; {state}."
    return language(text, n=language.number(run.manifest.replicates), state=language(state))


def ribbons(fan: Fan, tone: Tone) -> tuple[Ribbon, Ribbon]:
    """Return the 80% band and, darker, the 50% band of a course."""
    x = range(fan.median.size)
    return (
        Ribbon(x, fan.low.tolist(), fan.high.tolist(), tone),
        Ribbon(x, fan.lower.tolist(), fan.upper.tolist(), tone, inner=True),
    )


def span(*arrays: np.ndarray) -> tuple[float, float]:
    """Return the ends of an axis that holds all values and zero."""
    every = np.concatenate([np.ravel(each) for each in arrays])
    every = every[~np.isnan(every)]
    low, high = (float(every.min()), float(every.max())) if every.size else (0.0, 1.0)
    return nice_ends(min(low, 0.0), max(high, 0.0))


def side_of(board: Board, place: int) -> Side:
    """Return a plan by its number."""
    return board.plans[place]
