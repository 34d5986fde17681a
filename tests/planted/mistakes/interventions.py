"""Mistakes in interventions and in whom they reach."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "ramp a week late",
        "Interventions grow from 0 instead of from their first step.",
        "simulation/interventions/base.py",
        "(age + 1) / (self.ramp_weeks + 1)",
        "age / (self.ramp_weeks + 1)",
    ),
    Mistake(
        "the least connected",
        "An order chooses the last ones instead of the first.",
        "simulation/interventions/select.py",
        "-_rank(target, organisation, people)[who]",
        "_rank(target, organisation, people)[who]",
    ),
    Mistake(
        "share rounded down",
        "A share of people is rounded down, so that small groups are empty.",
        "simulation/interventions/select.py",
        "return fits if target.share is None else int(np.floor(target.share * fits + 0.5))",
        "return fits if target.share is None else int(np.floor(target.share * fits))",
    ),
    Mistake(
        "training for nothing",
        "Hours of training are given, but not paid.",
        "simulation/interventions/kinds/managers/community_manager.py",
        "+ trained * plan.training_hours\n",
        "+ 0 * trained * plan.training_hours\n",
    ),
)
