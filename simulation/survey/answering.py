"""How people answer: whether at all, and with which of the five answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, pi, sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.model.state import People
from simulation.portable.elementary import exp, log
from simulation.portable.sums import total
from simulation.survey.items import LOWEST

Doubles = NDArray[np.float64]
LEVELS: Final = 4096
"""Steps in which the expected answer is tabulated; a step moves it by less than 0.01 points for any noise above .01."""
SCALE: Final = sqrt(3) / pi
"""Scale of a logistic distribution with standard deviation 1."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How people respond to surveys in one replicate: the parameters of the group *survey*, in their units."""

    response: float
    inactivity: float
    inactivity_weeks: float
    unregistered: float
    noise: float

    @classmethod
    def of(cls, values: Mapping[str, float]) -> Habits:
        """Take them from a replicate's parameter values."""
        names = ("response", "inactivity", "inactivity_weeks", "unregistered", "noise")
        return cls(*(values[f"survey_{name}"] for name in names))

    def chances(self) -> Doubles:
        """Return the chance of answering by idle weeks 0, 1, ... (the last: and more), then that without an account.

        P = logistic(logit(response) - inactivity x min(idle weeks, inactivity_weeks)), and
        logistic(logit(response) - unregistered) without an account.
        """
        idle = np.minimum(np.arange(ceil(self.inactivity_weeks) + 1.0), self.inactivity_weeks)
        falls = np.append(self.inactivity * idle, self.unregistered)
        odds = self.response / (1 - self.response) * exp(-falls)
        return np.asarray(odds / (1 + odds))


def idle_weeks(people: People, who: NDArray[np.int64], week: int, most: int) -> NDArray[np.int64]:
    """Return whole weeks without use before ``week``, at most ``most``; ``most`` + 1 stands for no account.

    Use is reading, or registering: who did either in the week before was idle for 0 weeks.
    """
    last = np.maximum(people.last_read[who], people.registered_week[who]).astype(np.int64)
    idle = np.clip(week - 1 - last, 0, most)
    return np.asarray(np.where(people.registered[who] != 0, idle, most + 1))


def likert(values: NDArray[np.floating[Any]], cuts: Sequence[float]) -> NDArray[np.uint8]:
    """Return the answer, 1 to 5, to each value: 1 plus the number of cut points that it reaches."""
    answers = np.full(values.shape, LOWEST, np.uint8)
    for cut in cuts:
        answers += (values >= values.dtype.type(cut)).view(np.uint8)
    return answers


def strayed(values: NDArray[np.float32], uniforms: NDArray[np.float32], noise: float) -> Doubles:
    """Return values with noise: value + s ln(u / (1 - u)), logistic with standard deviation ``noise``.

    In double precision, as the noise of few answers is large.
    """
    u = uniforms.astype(np.float64)
    return np.asarray(values + noise * SCALE * log(u / (1 - u)))


def expected_answers(cuts: Sequence[float], noise: float) -> Doubles:
    """Return the expected answer and its expected square, [2, LEVELS + 1], to values 0, 1 / LEVELS, ..., 1.

    With the chance P(k) = logistic((value - cut point k) / s) of passing cut point k = 1 ... 4 (the graded
    response model; ``noise`` must be above 0), E = 1 + sum P(k) and E2 = 1 + sum ((k + 1)^2 - k^2) P(k).
    """
    values = np.arange(LEVELS + 1) / LEVELS
    drives = (values - np.asarray(cuts)[:, None]) / (noise * SCALE)
    passes = 1 / (1 + exp(-np.clip(drives, -700, 700)))
    steps = 2 * np.arange(LOWEST, LOWEST + len(cuts)) + 1
    return np.stack([LOWEST + total(passes), LOWEST * LOWEST + total(steps[:, None] * passes)])


def expected_at(table: Doubles, values: NDArray[np.float32]) -> Doubles:
    """Return the expected answers to values and their squares, from the nearest place of `expected_answers`."""
    place = (values * np.float32(LEVELS) + np.float32(0.5)).astype(np.intp)
    return np.take(table, place, axis=1, mode="clip")
