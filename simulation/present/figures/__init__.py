"""Figures: each file draws one question from finished numbers; the page shows them in this order."""

from __future__ import annotations

from typing import Final

from simulation.present.figures.activity import ACTIVITY
from simulation.present.figures.base import Figure
from simulation.present.figures.communities import COMMUNITIES
from simulation.present.figures.contributions import CONTRIBUTIONS
from simulation.present.figures.cost import COST
from simulation.present.figures.culture import CULTURE
from simulation.present.figures.inequality import INEQUALITY
from simulation.present.figures.registered import REGISTERED
from simulation.present.figures.silos import SILOS
from simulation.present.figures.survey import SURVEY
from simulation.present.figures.tenure import TENURE
from simulation.present.figures.value import VALUE

FIGURES: Final[tuple[Figure, ...]] = (
    REGISTERED,
    ACTIVITY,
    TENURE,
    CONTRIBUTIONS,
    COMMUNITIES,
    SILOS,
    CULTURE,
    SURVEY,
    INEQUALITY,
    COST,
    VALUE,
)
"""All figures of a run's page; one that has nothing to draw, such as a survey that was not asked, is left out."""

MEASURES: Final[tuple[str, ...]] = tuple(dict.fromkeys(name for figure in FIGURES for name in figure.measures))
"""Measures that the figures need bands of."""
