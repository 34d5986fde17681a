"""The glossary: each word of the field once, with its German word and its names in the software.

It imports nothing of the model, so that every part can quote it; tests hold that the names exist.
"""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.community import COMMUNITY
from simulation.words.glossary.culture import CULTURE
from simulation.words.glossary.interventions import INTERVENTIONS
from simulation.words.glossary.methods import METHODS
from simulation.words.glossary.organisation import ORGANISATION
from simulation.words.glossary.spread import SPREAD
from simulation.words.glossary.statistics import STATISTICS
from simulation.words.glossary.term import Term
from simulation.words.glossary.use import USE
from simulation.words.glossary.value import VALUE

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
