"""How far sociability must be spread for degrees to have the coefficient of variation that was asked for.

Degrees follow from sociability by way of departments that fill up, hubs that are capped and
teammates who come along, so a formula only gives a first guess: the informal layers are
drawn again with another spread until the outcome is near enough. Only whole numbers and
exactly rounded operations decide.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

import numpy as np

from simulation.organisation.company import Company
from simulation.organisation.informal import Drawn
from simulation.organisation.layers import draw_informal
from simulation.organisation.organisation import Ties
from simulation.organisation.settings import MOST_SPREAD, OrganisationSettings

STEPS: Final = 64
"""Spreads are tried in steps of 1 / STEPS log-sd."""
NEAR: Final = 0.02
"""Distance from the coefficient of variation that ends the trials."""
TRIES: Final = 8
"""Trials at most, where sociability cannot bring what was asked for."""
EVEN: Final = 0.14
"""Squared coefficient of variation where all are equally sociable and none in the periphery."""
EDGE: Final = 1.05
"""What the periphery adds to it, times its share of people."""
SQUARE: Final = 0.25
"""What the second power of the spread adds to it, over the share of people who are not in the periphery."""
FOURTH: Final = 0.034
"""What the fourth power of the spread adds to it, over the same share."""
FLATTEST: Final = 0.2 / STEPS
"""What a step adds to the coefficient of variation at least: guards against luck in two near trials."""
STEEPEST: Final = 1.0 / STEPS
"""What a step adds to the coefficient of variation at most."""

Informal = tuple[Drawn, Drawn]


def draw_with_cv(company: Company, formal: tuple[Ties, Ties]) -> Informal:
    """Draw the informal layers so that degrees come as near to ``degree_cv`` as sociability can bring them.

    Where ``degree_spread`` is set, it is the log-sd of sociability, whatever comes of it.
    """
    settings = company.settings
    if settings.degree_spread is not None:
        return draw_informal(company, formal, settings.degree_spread)
    missed: dict[int, float] = {}
    step = _first_guess(settings)
    while True:
        drawn = draw_informal(company, formal, step / STEPS)
        missed[step] = settings.degree_cv - _cv(company, formal, drawn)
        following = step if abs(missed[step]) <= NEAR else _next_step(settings, missed)
        best = min(missed, key=lambda tried: abs(missed[tried]))
        ends = following in missed or len(missed) == TRIES
        if ends and best == step:
            return drawn
        del drawn  # two sets of ties at a time would need much memory
        if ends:
            return draw_informal(company, formal, best / STEPS)
        step = following


def _first_guess(settings: OrganisationSettings) -> int:
    """Return the step to begin with: a curve through networks of the default settings, turned around."""
    share, cv = settings.periphery_share, settings.degree_cv
    added = max(cv * cv - EVEN - EDGE * share, 0.0) * (1 - share)
    squared = (sqrt(SQUARE * SQUARE + 4 * FOURTH * added) - SQUARE) / (2 * FOURTH)
    return round(min(sqrt(squared), MOST_SPREAD) * STEPS)


def _next_step(settings: OrganisationSettings, missed: dict[int, float]) -> int:
    """Return where the line through the last two trials meets what was asked for; the curve's slope is the first."""
    step = list(missed)[-1]
    spread = step / STEPS
    slope = (2 * SQUARE * spread + 4 * FOURTH * spread * spread * spread) / (1 - settings.periphery_share)
    rise = slope / (2 * settings.degree_cv) / STEPS
    if len(missed) > 1:
        before = list(missed)[-2]
        rise = (missed[before] - missed[step]) / (step - before)
    following = step + round(missed[step] / min(max(rise, FLATTEST), STEEPEST))
    return min(max(following, 0), round(MOST_SPREAD * STEPS))


def _cv(company: Company, formal: tuple[Ties, Ties], informal: Informal) -> float:
    """Return the coefficient of variation of all degrees."""
    degree = sum((np.diff(ties.indptr) for ties in formal), np.zeros(company.settings.people, np.int64))
    for drawn in informal:
        degree += drawn.degree
    n, total, squares = degree.size, int(degree.sum()), int((degree * degree).sum())
    return sqrt(n * squares - total * total) / total
