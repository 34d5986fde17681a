"""All pictures for researchers, by topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulation.present.research import tenure
from simulation.present.research.declared import COURSES, TOPICS
from simulation.present.research.effects import effects
from simulation.present.research.over_time import over_time
from simulation.present.research.sides import research
from simulation.present.research.silos import silos_by_year, silos_end
from simulation.present.research.survey import surveys
from simulation.present.research.value import values

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.present.picture.scene import Picture
    from simulation.results.board import Board

MEASURES: Final[tuple[str, ...]] = tuple(
    dict.fromkeys((*(name for each in COURSES for name in each.series), *tenure.MEASURES.values()))
)
"""Measures that the pictures need bands of."""


def research_pictures(board: Board, language: Language) -> dict[str, list[Picture]]:
    """Return the pictures by topic; a topic without any, such as a survey that was not asked, is left out."""
    shown = research(board, MEASURES, language)
    found: dict[str, list[Picture | None]] = {topic: [] for topic in TOPICS}
    for each in COURSES:
        found[each.topic].append(over_time(shown, each))
    found["effects"] += effects(shown)
    found["life"].insert(0, tenure.tenure(shown))
    found["silos"] += [silos_end(shown), silos_by_year(shown)]
    found["survey"] += surveys(shown)
    found["value"] += values(shown)
    there = {topic: [each for each in those if each is not None] for topic, those in found.items()}
    return {topic: those for topic, those in there.items() if those}
