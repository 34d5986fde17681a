"""German: every text that a page, a picture or a sentence shows, by its English."""

from __future__ import annotations

from typing import Final

from simulation.present.language.german.app import APP
from simulation.present.language.german.behaviour import BEHAVIOUR
from simulation.present.language.german.best import BEST
from simulation.present.language.german.details import DETAILS
from simulation.present.language.german.factors import FACTORS
from simulation.present.language.german.figures import FIGURES
from simulation.present.language.german.forecast import FORECAST
from simulation.present.language.german.information import INFORMATION
from simulation.present.language.german.live import LIVE
from simulation.present.language.german.measures import MEASURES
from simulation.present.language.german.pages import PAGES
from simulation.present.language.german.parameters import PARAMETERS
from simulation.present.language.german.people import PEOPLE
from simulation.present.language.german.research import RESEARCH
from simulation.present.language.german.sentences import SENTENCES
from simulation.present.language.german.slides import SLIDES
from simulation.present.language.german.terminal import TERMINAL
from simulation.present.language.german.units import UNITS

GERMAN: Final[dict[str, str]] = {
    **APP,
    **BEHAVIOUR,
    **BEST,
    **DETAILS,
    **FACTORS,
    **FIGURES,
    **FORECAST,
    **INFORMATION,
    **LIVE,
    **MEASURES,
    **PAGES,
    **PARAMETERS,
    **PEOPLE,
    **RESEARCH,
    **SENTENCES,
    **SLIDES,
    **TERMINAL,
    **UNITS,
}
