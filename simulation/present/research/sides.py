"""What the pictures for researchers draw: the summary of every run of a report, with its name and colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.measures import MEASURES
from simulation.present.board.common import day_of, names, tone_of, weeks
from simulation.present.picture.scales import nice_ends
from simulation.present.sentences import step_of
from simulation.results.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulation.present.language import Language
    from simulation.present.picture.scene import Kind, Tone
    from simulation.results.board import Board
    from simulation.results.quantiles import Array
    from simulation.results.summary import RunSummary

_SMALL: Final = 0.1
"""Share below which a tenth of a percent is written."""


@dataclass(frozen=True, slots=True)
class ResearchSide:
    """One run: its name beside the others (empty where it is alone), its colour, its bands."""

    name: str
    tone: Tone
    summary: RunSummary


@dataclass(frozen=True, slots=True)
class Research:
    """A board's runs as researchers look at them; the base is the first."""

    board: Board
    sides: tuple[ResearchSide, ...]
    language: Language

    @property
    def last(self) -> int:
        """The last week of the run."""
        return weeks(self.board)[-1]

    @property
    def day(self) -> date:
        """The last day of the run."""
        return day_of(self.board, self.last)

    @property
    def is_alone(self) -> bool:
        """Whether there is one run only."""
        return len(self.sides) == 1


def research(board: Board, measures: Sequence[str], language: Language) -> Research:
    """Return the runs of a board with the bands of ``measures``."""
    called = ["", *names(board)] if not board.plans else [language("without the plan"), *names(board)]
    if len(board.plans) == 1:
        called[1] = language("with the plan")
    tones: list[Tone] = ["first"] if not board.plans else ["base", *(tone_of(i) for i in range(len(board.plans)))]
    sides = zip(called, tones, board.sides, strict=False)
    made = tuple(ResearchSide(name, tone, summarise(side.run, measures)) for name, tone, side in sides)
    return Research(board, made, language)


def kind_of(measure: str) -> Kind:
    """Return how the numbers of a measure are written."""
    unit = MEASURES[measure].unit
    return "share" if unit == "share" else "money" if unit == "EUR" else "number"


def is_index(measure: str) -> bool:
    """Whether a measure is an index from 0 to 1, which is no share of anything."""
    unit = MEASURES[measure].unit
    return unit.startswith("index") or unit == "1"


def written(value: float, low: float, high: float, kind: Kind, language: Language, *, fine: bool = False) -> str:
    """Write a value no finer than its band; ``fine`` is for numbers around 1, such as indices and points."""
    if kind == "share":
        return language.share(value, step_of(low * 100, high * 100, 0.1 if high < _SMALL else 1) / 100)
    if kind == "money":
        return language.money(value, step_of(low, high))
    return language.number(value, step_of(low, high, 0.01) if fine else step_of(low, high))


def reach(arrays: Iterable[Array], *, zero: bool = True) -> tuple[float, float]:
    """Return the ends of an axis that holds all values, and zero where that is part of the scale."""
    every = np.concatenate([np.ravel(each) for each in arrays])
    every = every[~np.isnan(every)]
    if not every.size:
        return 0.0, 1.0
    low, high = float(every.min()), float(every.max())
    return nice_ends(min(low, 0.0), max(high, 0.0)) if zero else nice_ends(low, high)
