"""What the page shows of a plan beside its base: the sentence and card of the report, and the report's own pictures."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.present.report.card import head
from simulation.present.report.page import TITLES, believed_of, pictures
from simulation.present.sentences import rough

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board
    from simulation.results.participation import Taking


@dataclass(frozen=True, slots=True)
class Pictured:
    """Elements of the page, every text of others escaped, and what each intervention takes, by its name."""

    head: str
    figures: str
    costs: dict[str, str]
    digest: str


def pictured(board: Board, language: Language) -> Pictured:
    """Return what is shown of a plan and its base."""
    drawn = pictures(board, language)
    figures = "".join(
        html.section(name, language(title), *(html.figure(each, language) for each in drawn[name]))
        for name, title in TITLES.items()
        if drawn.get(name)
    )
    costs = {each.name: _takes(each, language) for each in board.plans[-1].taking}
    digest = board.plans[-1].run.manifest.digest or ""
    top = tag("div", head(board, believed_of(board), language), kind="head")
    return Pictured(top, figures, costs, digest)


def _takes(taking: Taking, language: Language) -> str:
    eur, hours = taking.eur_reserved, taking.hours_reserved
    return language(
        "{eur} and {hours} hours",
        eur=language.money(eur, rough(eur, eur, eur)),
        hours=language.number(hours, rough(hours, hours, hours)),
    )


def told(lines: list[str]) -> str:
    """Return messages as a list, each escaped."""
    return tag("ul", "".join(tag("li", escape(line)) for line in lines), kind="problems") if lines else ""
