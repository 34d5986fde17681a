"""The glossary: each word of the field once, with its German word and its names in the software.

It imports nothing of the model, so that every part can quote it; tests hold that the names exist.
"""

from __future__ import annotations

from typing import Final

from simulation.glossary.community import COMMUNITY
from simulation.glossary.culture import CULTURE
from simulation.glossary.interventions import INTERVENTIONS
from simulation.glossary.methods import METHODS
from simulation.glossary.organisation import ORGANISATION
from simulation.glossary.spread import SPREAD
from simulation.glossary.statistics import STATISTICS
from simulation.glossary.term import Term
from simulation.glossary.use import USE
from simulation.glossary.value import VALUE

__all__ = ["TERMS", "THEMES", "Term"]

THEMES: Final[dict[str, tuple[Term, ...]]] = {
    "Organisation": ORGANISATION,
    "Platform and use": USE,
    "Communities": COMMUNITY,
    "Culture and motivation": CULTURE,
    "Spread": SPREAD,
    "Interventions": INTERVENTIONS,
    "Scenarios and runs": METHODS,
    "Uncertainty": STATISTICS,
    "Cost and value": VALUE,
}
"""All terms by theme, in the order of the glossary."""

TERMS: Final[dict[str, Term]] = {term.name: term for terms in THEMES.values() for term in terms}
"""All terms by their English word."""
