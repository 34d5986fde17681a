"""Mistakes in explanations, studies and surveys."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "taken out for put in",
        "What an influence brings has the other sign.",
        "simulation/attribution/account.py",
        "effect(without[:, i], factual[:, i])",
        "effect(factual[:, i], without[:, i])",
    ),
    Mistake(
        "equal weights",
        "Every set of players counts alike in a split.",
        "simulation/attribution/shapley.py",
        "weights = [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]",
        "weights = [1 / players for s in range(players)]",
    ),
    Mistake(
        "ends exchanged",
        "The low end of a range is tried as the high one.",
        "simulation/studies/tornado.py",
        "ENDS: Final = (0.1, 0.9)",
        "ENDS: Final = (0.25, 0.75)",
    ),
    Mistake(
        "swing turned round",
        "The swing is the low end minus the high one.",
        "simulation/studies/tornado.py",
        "difference(y_low, y_high)",
        "difference(y_high, y_low)",
    ),
    Mistake(
        "one-sided test",
        "Surveys see differences that they do not.",
        "simulation/survey/power.py",
        "normal.quantile(1 - ALPHA / 2)",
        "normal.quantile(1 - ALPHA)",
    ),
    Mistake(
        "answers of a group of four",
        "A result of fewer than the least number of answers is shown.",
        "simulation/survey/suppression.py",
        "kept_back = answered < minimum\n",
        "kept_back = answered < minimum - 1\n",
    ),
    Mistake(
        "the busy stay silent",
        "Who uses the platform answers less often.",
        "simulation/survey/answering.py",
        "self.response / (1 - self.response) * exp(-falls)",
        "self.response / (1 - self.response) * exp(falls)",
    ),
)
