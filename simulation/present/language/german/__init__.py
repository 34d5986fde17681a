"""German: every text that a page, a picture or a sentence shows, by its English."""

from __future__ import annotations

from typing import Final

from simulation.present.language.german.figures import FIGURES
from simulation.present.language.german.pages import PAGES
from simulation.present.language.german.people import PEOPLE
from simulation.present.language.german.sentences import SENTENCES

GERMAN: Final[dict[str, str]] = FIGURES | PAGES | PEOPLE | SENTENCES
