"""The page of a forecast: sentences, pictures of every measure, what the weeks taught, where it is from."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.present.forecast.picture import picture
from simulation.present.forecast.words import prior_line, sentences, taught_table
from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.present.report.page import document
from simulation.studies.forecast.taught import taught
from simulation.system.writing import write_bytes
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.studies.forecast.forecast import Forecast


def write_page(forecast: Forecast, folder: Path, language: Language, command: str) -> Path:
    """Write the page that ``command`` makes into a folder and return its path."""
    path = folder / f"{forecast.scenario.name}.forecast.html"
    write_bytes(path, forecast_page(forecast, language, command))
    return path


def forecast_page(forecast: Forecast, language: Language, command: str) -> bytes:
    """Return the page, which needs nothing beside it."""
    said, numbers = sentences(forecast, language), taught(forecast)
    title = safe(forecast.scenario.title or forecast.scenario.name)
    top = html.p(language("Forecast"), "kind") + html.heading(1, title) + html.p(said[0], "sentence")
    drawn = "".join(html.figure(picture(forecast, name, language), language) for name in forecast.courses)
    learned = (
        html.table(taught_table([each for each in numbers if each.by_data], language), language, "taught")
        + html.p(prior_line(numbers, language))
        + html.drawer(
            language("Every number, before and now"), html.table(taught_table(numbers, language), language, "numbers")
        )
    )
    made = html.p(language("This page is made again, to the letter, by:")) + tag("p", tag("code", escape(command)))
    sections = [
        html.section("courses", language("What was counted, and what comes"), drawn),
        html.section("taught", language("What the weeks taught"), tag("div", learned, kind="box")),
        html.section("band", language("What the band holds"), "".join(html.p(each) for each in said[1:])),
        html.section("provenance", language("Where this is from"), tag("div", made, kind="box")),
    ]
    record: dict[str, object] = {"format": "wandel-forecast", "language": language.code, "command": command}
    return document(title, top, "".join(sections), language, record)
