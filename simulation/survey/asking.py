"""Asking a survey in a run: everybody's state at the start of a week in, a piece of a table out.

A survey reads the state and draws with numbers of its own, so it changes nothing in a run.
Draws are made for those who are invited only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.model.draws import Decision, many_uniforms, week_key
from simulation.survey.answering import (
    Doubles,
    Habits,
    expected_answers,
    expected_at,
    idle_weeks,
    likert,
    strayed,
)  # fmt: skip
from simulation.survey.columns import COLUMNS
from simulation.survey.items import AGREE, ITEM_NAMES, ITEMS
from simulation.survey.sampling import invited
from simulation.survey.settings import SurveySettings
from simulation.survey.silos import Silos
from simulation.survey.suppression import suppressed

if TYPE_CHECKING:
    from simulation.model.view import View

MOST_ITEMS: Final = 16
"""Draws of noise are keyed by person x MOST_ITEMS + number of the item, so that items do not disturb each other."""
Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Respondents:
    """What stays the same over all surveys of a replicate: everybody's silo, and how people answer.

    ``expected`` is the table of expected answers and their squares, None where answers have no noise.
    """

    settings: SurveySettings
    seed: int
    silos: Silos
    habits: Habits
    chances: Doubles
    expected: Doubles | None

    @classmethod
    def prepare(
        cls, settings: SurveySettings, silo: NDArray[np.uint16], n_silos: int, values: Mapping[str, float], seed: int
    ) -> Respondents:
        """Prepare a replicate: ``silo`` [n] never falls, ``values`` are its parameters, ``seed`` is its seed."""
        habits = Habits.of(values)
        silos = Silos(np.searchsorted(silo, np.arange(n_silos + 1)))
        expected = expected_answers(settings.cut_points, habits.noise) if habits.noise > 0 else None
        return cls(settings, seed, silos, habits, habits.chances(), expected)


@np.errstate(divide="ignore", invalid="ignore")
def ask(respondents: Respondents, number: int, view: View) -> Columns:
    """Ask survey ``number`` (0 is the first) about the state at the start of ``view.week``.

    Returns one row for each silo (the whole organisation last) and item: the columns ``week``, ``silo``
    and ``item`` (codes) and those of `simulation.survey.columns`. What would be divided by 0 is NaN.
    """
    settings, people, week = respondents.settings, view.people, view.week
    n = int(respondents.silos.sizes[-1])
    who = invited(respondents.seed, number, n, settings.sample.size(n))
    silos = respondents.silos.of(who)
    variables = [getattr(people, ITEMS[item].variable) for item in settings.items]
    values = np.stack([np.take(variable, who) for variable in variables])
    chance = np.take(respondents.chances, idle_weeks(people, who, week, respondents.chances.size - 2))
    draws = many_uniforms(week_key(respondents.seed, Decision.SURVEY_ANSWER, week), who.astype(np.uint64))
    answering = np.flatnonzero(draws < chance)
    answers = _answers(respondents, week, who[answering], values[:, answering])
    found = _shown(answers, silos.of(answering), settings.minimum_group)
    found |= _truth(variables, settings.cut_points, respondents.silos) | _expected(respondents, values, chance, silos)
    found["invited"] = silos.sizes[:, None]
    found["response_rate"] = found["answered"] / found["invited"]
    return _rows(found, week, [ITEM_NAMES.index(item) for item in settings.items])


def _answers(
    respondents: Respondents, week: int, who: NDArray[np.int64], values: NDArray[np.float32]
) -> NDArray[np.uint8]:
    """Answers [items, answering], from 1 to 5."""
    cuts = respondents.settings.cut_points
    if respondents.habits.noise == 0:
        return likert(values, cuts)
    key = week_key(respondents.seed, Decision.SURVEY_NOISE, week)
    numbers = np.array([ITEMS[item].number for item in respondents.settings.items], np.uint64)
    draws = many_uniforms(key, who.astype(np.uint64) * np.uint64(MOST_ITEMS) + numbers[:, None])
    return likert(strayed(values, draws, respondents.habits.noise), cuts)


def _shown(answers: NDArray[np.uint8], silos: Silos, minimum: int) -> Columns:
    """What the company is shown, [silos + 1, items] or [silos + 1, 1]; NaN where it is suppressed."""
    n = silos.sizes[:, None].astype(np.float64)
    agreeing = (answers >= AGREE).view(np.uint8)
    total, squares, agree = np.split(silos.sums(np.concatenate([answers, answers * answers, agreeing])), 3, axis=1)
    mean = total / n
    sd = np.sqrt((n * squares - total * total) / (n * (n - 1)))  # 0 / 0 for a single answer: not defined
    shown = {"mean": mean, "sd": sd, "standard_error": sd / np.sqrt(n), "agree_share": agree / n}
    kept_back = suppressed(silos.sizes[:-1], minimum)[:, None]
    found: Columns = {name: np.where(kept_back, np.nan, column) for name, column in shown.items()}
    return found | {"answered": silos.sizes[:, None], "suppressed": kept_back}


def _truth(variables: Sequence[NDArray[np.float32]], cuts: Sequence[float], silos: Silos) -> Columns:
    """Mean answer and mean variable of everybody, [silos + 1, items]; item by item, which fits the cache."""
    answers = np.concatenate([silos.sums(likert(one, cuts)[None]) for one in variables], axis=1)
    values = np.concatenate([silos.sums(one[None]) for one in variables], axis=1)
    return {"true_mean": answers / silos.sizes[:, None], "true_value": values / silos.sizes[:, None]}


def _expected(respondents: Respondents, values: NDArray[np.float32], chance: Doubles, silos: Silos) -> Columns:
    """What the mean is off by on average, and how answers spread, [silos + 1, items], over the invited.

    Nothing here is drawn: people are weighted by their chances of answering, and answers by theirs.
    """
    silent = likert(values, respondents.settings.cut_points)
    weights, weighted = silos.sums(chance[None]), silos.sums(chance * silent)
    if respondents.expected is None:
        first, second = silent, silent * silent
    else:
        first, second = expected_at(respondents.expected, values)
    mean = silos.sums(chance * first) / weights
    variance = silos.sums(chance * second) / weights - mean * mean
    return {
        "nonresponse_bias": weighted / weights - silos.sums(silent) / silos.sizes[:, None],
        "noise_bias": mean - weighted / weights,
        "expected_sd": np.sqrt(np.maximum(variance, 0)),
    }


def _rows(answers: Columns, week: int, codes: list[int]) -> Columns:
    """Lay columns [silos + 1, items] out as rows, silo by silo; what is the same for all items is repeated."""
    n_silos, n_items = answers["mean"].shape
    keys: Columns = {
        "week": np.full(n_silos * n_items, week, np.int32),
        "silo": np.repeat(np.arange(n_silos, dtype=np.int32), n_items),
        "item": np.tile(np.array(codes, np.int32), n_silos),
    }
    columns = ((name, answers[name]) for name in COLUMNS)
    return keys | {name: np.repeat(one, n_items // one.shape[1], axis=1).ravel() for name, one in columns}


class Survey:
    """All surveys of one replicate: looks at each week's state and asks when it is time."""

    def __init__(self, respondents: Respondents, weeks: range) -> None:
        """Ask in these weeks."""
        self._asked, self._weeks = respondents, weeks
        self._pieces: list[Columns] = []

    def attend(self, view: View) -> None:
        """Ask if the week is one of the survey's."""
        if view.week in self._weeks:
            self._pieces.append(ask(self._asked, self._weeks.index(view.week), view))

    def next_after(self, week: int) -> int:
        """Return the first week after ``week`` in which is asked; the end of the last interval where there is none."""
        start, step = self._weeks.start, self._weeks.step
        return start if week < start else start + ((week - start) // step + 1) * step

    def begun(self, week: int) -> bool:
        """Whether somebody was asked before ``week``."""
        return self._weeks.start < week

    def restore(self, columns: Columns) -> None:
        """Go on behind the rows of earlier surveys."""
        self._pieces = [{name: column.copy() for name, column in columns.items()}]

    def columns(self) -> Columns:
        """Return the rows of all surveys so far, at least one."""
        return {name: np.concatenate([piece[name] for piece in self._pieces]) for name in self._pieces[0]}
