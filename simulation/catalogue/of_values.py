"""Explains the words that stand as values: choices of settings, and codes in stored tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from simulation.catalogue.entry import Entry
from simulation.model.effects import LAYER_KINDS
from simulation.model.record import CAUSES, CONTENT_TYPES, STAGES
from simulation.organisation.organisation import LEVELS
from simulation.scenario.fields import Slot, choices_of, options
from simulation.words.glossary import TERMS
from simulation.words.nearest import fold

CODES: Final[dict[str, tuple[str, tuple[str, ...], str]]] = {
    "communities.stage": ("stage of life", STAGES, "stage in the life cycle of a community"),
    "people.cause": ("cause of a registration", CAUSES, "how a person came to register"),
    "people.level": ("level", LEVELS, "level in the hierarchy"),
    "organisation/ties.layer": ("kind of tie", LAYER_KINDS, "what ties two people"),
    "contributions by type": ("type of contribution", CONTENT_TYPES, "type of contribution"),
}
"""Codes by where they stand: what they are, the words, and what they say."""

_PEOPLE: Final = {
    "anyone": "everybody, with or without a role",
    "staff": "people who lead nobody",
    "team_lead": "heads of teams",
    "middle_manager": "heads of departments and of areas of departments",
    "executive": "heads of divisions, of countries and of the group",
}
_MEANINGS: Final[dict[str, dict[str, str]]] = {
    "target.role": _PEOPLE,
    "people.level": _PEOPLE,
    "target.rank": {
        "number": "as the organisation numbers them: neighbours in the tree come together",
        "random": "in an order of chance, another one in each replicate",
        "degree": "those with the most ties first",
        "cross_silo_degree": "those with the most ties across silos first",
        "contributions": "those with the most contributions so far first",
        "replies": "those who received the most replies lately first",
        "reads": "those who read in the most of the last twelve weeks first",
        "registered": "those who have had an account for longest first",
        "propensity": "those with the highest lasting propensity to contribute first; nobody can observe it",
    },
    "people.cause": {
        "none": "has not registered",
        "self": "by oneself",
        "peers": "through colleagues who had registered",
        "push": "through a campaign or by order",
        "pilot": "with a pilot, before the launch",
        "gone": "has closed the account and never comes back",
    },
    "organisation/ties.layer": {
        "reporting": "between an employee and the own manager",
        "team": "within a team",
        "department": "between teams of one department, and between departments of one silo",
        "cross_silo": "between two silos",
        "mentoring": "between mentor and manager, while reverse mentoring lasts",
        "event": "between people who met at an event, while it is remembered",
        "circle": "within a learning circle, while it lasts",
    },
    "platform.communities.types": {
        "practice": TERMS["community of practice"].definition,
        "information": TERMS["information channel"].definition,
        "help": TERMS["help forum"].definition,
        "project": TERMS["project community"].definition,
    },
    "contributions by type": {
        "documents": "items that are written to last, and can be commented on",
        "discussions": "questions and threads; items of the management count among them",
        "comments": "comments on a document; without a document, a document is written instead",
        "others": "what a source counts without saying what it is",
    },
    "model.contagion": {
        "simple": TERMS["simple contagion"].definition,
        "complex": TERMS["complex contagion"].definition,
        "threshold": "for certain as soon as the share of registered colleagues reaches the personal threshold",
        "cascade": "each colleague has one chance to win a person over, in the week after the own registration",
    },
    "run.uncertainty": {
        "parameters": "each replicate draws its parameters from posterior or priors and has luck of its own",
        "chance": "all replicates have the scenario's parameter values; only luck differs",
    },
    "parameters.prior.kind": {
        "fixed": "certain: no spread",
        "uniform": "every value from a to b is equally likely",
        "normal": "mean a, standard deviation b, cut at the bounds of the parameter",
        "lognormal": "median a, standard deviation b of the natural logarithm, cut at the bounds of the parameter",
        "logitnormal": "for shares: median a, standard deviation b of the log-odds, cut at the bounds of the parameter",
    },
    "organisation.silo_level": {
        "country": "each country is a silo",
        "division": "each division within a country is a silo",
    },
}
"""What single words mean; a word that is missing here is explained by the glossary, or by what it is a value of."""


def code_entries() -> Iterator[Entry]:
    """Yield every code that stored tables use."""
    for place, (what, words, meaning) in CODES.items():
        for word in words:
            yield Entry(word, what, _meaning(place, word, meaning), {"stands in": place})


def choice_entries(key: str, slot: Slot, meaning: str) -> Iterator[Entry]:
    """Yield every word that a setting may have as its value, or in its list, or as a key of its table."""
    kinds = (slot.annotation, *(part for choice in options(slot.annotation) for part in get_args(choice)))
    words = dict.fromkeys(word for kind in kinds for word in choices_of(Slot((), kind)))
    for word in filter(str.isidentifier, words):  # not the number of a version
        yield Entry(word, f"value of {key}", _meaning(key, word, meaning), {"stands in": key})


def _meaning(place: str, word: str, otherwise: str) -> str:
    """Return what is declared for a word, or the glossary's definition, or what it is a value of."""
    declared = _MEANINGS.get(place, {}).get(word)
    return declared or _DEFINITIONS.get(fold(word)) or f"one value of: {otherwise}"


_DEFINITIONS: Final = {fold(name): term.definition for name, term in TERMS.items()}
