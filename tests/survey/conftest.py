"""Companies to survey that were made up, so that the truth is known."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.model.state import empty_groups, empty_people, named, named_groups
from simulation.model.view import View
from simulation.survey.asking import Respondents
from simulation.survey.settings import SurveySettings

WEEK = 30
HABITS = {
    "survey_response": 0.5,
    "survey_inactivity": 0.05,
    "survey_inactivity_weeks": 26.0,
    "survey_unregistered": 1.5,
    "survey_noise": 0.1,
}
ALIKE = HABITS | {"survey_inactivity": 0.0, "survey_unregistered": 0.0}
"""Everybody answers with the same chance."""


def company(n: int, shift: float = 0.0, week: int = WEEK) -> View:
    """People of whom half are registered; use goes with habit, attitude with use.

    ``shift`` is added to everybody's attitude.
    """
    rng = np.random.default_rng(n)
    people = named(empty_people(n))
    habit = rng.beta(1, 2, n)
    people.registered[:] = rng.random(n) < 0.5
    habit *= people.registered
    people.read_habit[:] = habit
    people.belief[:] = np.clip(rng.normal(0.4, 0.2, n) + 0.2 * habit + shift, 0, 1)
    people.norm[:] = rng.beta(2, 5, n)
    people.skill[:] = rng.beta(2, 3, n)
    people.safety[:] = rng.beta(5, 3, n)
    people.registered_week[people.registered != 0] = 0
    used = people.registered != 0
    people.last_read[used] = week - rng.geometric(np.clip(habit[used], 0.03, 1))
    return View(week, 0, people, named_groups(empty_groups(1, n)))


def asked_of(n: int, values: dict[str, float], seed: int = 1, n_silos: int = 1, **settings: Any) -> Respondents:
    """Prepare a survey of ``n`` people in silos of about the same size."""
    silo = np.sort(np.arange(n) % n_silos).astype(np.uint16)
    chosen = SurveySettings.model_validate({"sample": {}} | settings)
    return Respondents.prepare(chosen, silo, n_silos, values, seed)


def whole(columns: dict[str, Any], name: str) -> Any:
    """Values of a column for the whole organisation, one for each item."""
    return columns[name][columns["silo"] == columns["silo"].max()]
