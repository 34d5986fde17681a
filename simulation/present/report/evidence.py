"""What the data can tell and what they cannot: facts beside the model, what a fit narrowed, and what stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.present.board.common import day_of
from simulation.present.picture.scene import Column, DrawnTable
from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.present.report.assumptions import ShownAssumption, grounds
from simulation.present.sentences import step_of

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board

_MOST: Final = 6


def evidence(board: Board, assumptions: list[ShownAssumption], language: Language) -> str:
    """Return facts and limits as a piece of a page."""
    parts = [
        html.heading(3, language("What the data can tell")),
        _facts(board, language),
        html.listed(can_tell(assumptions, language)),
    ]
    parts += [
        html.heading(3, language("What the data cannot tell")),
        html.listed(cannot_tell(board, assumptions, language)),
    ]
    return tag("div", "".join(parts), kind="box")


def _facts(board: Board, language: Language) -> str:
    if not board.observed:
        return ""
    columns = (
        Column(language("observed"), "text"), Column(language("week ending"), "day"), Column(language("reported")),
        Column(language("counted in the model as"), "text"), Column(language("10%")), Column(language("middle")),
        Column(language("90%")), Column(language("agrees"), "text"),
    )  # fmt: skip
    rows: list[tuple[str | float | None, ...]] = []
    for each in board.observed:
        seen = each.observation
        name = f"{language.known(seen.label)} {seen.source}".strip()
        day = day_of(board, seen.week).isoformat()
        if not each.candidates:
            rows.append((name, day, _reported(seen.value, language), language("after the run"), "", "", "", ""))
        for i, one in enumerate(each.candidates):
            first = (name, day, _reported(seen.value, language)) if i == 0 else ("", "", "")
            label = language.known(MEASURES[one.measure].label)
            band = [_written(value, one.high - one.low, language) for value in (one.low, one.median, one.high)]
            rows.append((*first, label, *band, language(one.fit)))
    return html.table(DrawnTable(columns, tuple(rows)), language, "observed")


def _reported(value: float, language: Language) -> str:
    return language.share(value, 0.001) if abs(value) <= 1 else language.number(value)


def _written(value: float, width: float, language: Language) -> str:
    """Write a number of people or items whole, a share as percent."""
    if abs(value) <= 1:
        return language.share(value, 0.001)
    return language.number(value, step_of(0, width))


def can_tell(assumptions: list[ShownAssumption], language: Language) -> list[str]:
    """Say which numbers the fit narrowed, the most first."""
    said = []
    narrowed = sorted((each for each in assumptions if each.ground == "measured"), key=lambda each: each.narrowed)
    if narrowed:
        names = [f"{each.name} ({language.share(each.narrowed)})" for each in narrowed[:_MOST]]
        said.append(
            language(
                "Data of this company narrowed {n} of {all} numbers; most of all (width left): {names}.",
                n=len(narrowed), all=len(assumptions), names=language.listed(names),
            )
        )  # fmt: skip
    else:
        said.append(language("No number was fitted to data of this company: all ranges are those believed beforehand."))
    return said


def unknown(assumptions: list[ShownAssumption], language: Language) -> str:
    """Say in one sentence what is not known about the effects of the interventions."""
    count = grounds([each for each in assumptions if each.is_of_plan])
    whole = sum(count.values())
    if not whole:
        return language("No intervention acts in these courses.")
    return language(
        "Not known: what the interventions really do here. Of the {all} numbers that say so, {measured} were measured "
        "in this company, {literature} are from studies of others, {assumed} are assumed.",
        all=whole,
        **dict(count.items()),
    )


def cannot_tell(board: Board, assumptions: list[ShownAssumption], language: Language) -> list[str]:
    """Say what no data of this report can settle."""
    said = [unknown(assumptions, language)]
    last = board.last_datum
    if last is None:
        said.append(language("Nothing was observed: the whole course is the model's."))
    elif last < board.week:
        day = language.month(day_of(board, last))
        said.append(language("The last fact is of {day}; everything later is the model's.", day=day))
    vague = sum(len(each.observation.measures) > 1 for each in board.observed)
    if vague:
        said.append(language("Of the facts, {n} may mean several things; each meaning was tried.", n=vague))
    unfit = [each for each in board.observed if each.candidates and not each.fitting]
    for each in unfit:
        said.append(language("The model does not agree with: {name}.", name=language.known(each.observation.label)))
    still = sum(each.ground != "measured" for each in assumptions)
    said.append(
        language("{n} of {all} numbers stay as wide as they were believed beforehand.", n=still, all=len(assumptions))
    )
    said.append(language("Calibrated does not mean validated: no plan was ever compared with what came of it here."))
    return said
