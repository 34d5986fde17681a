"""What it costs, year by year, with each plan and without."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from simulation.model.record import WEEKS_PER_YEAR
from simulation.present.board.common import names, source, span, start_of, tone_of
from simulation.present.picture.scene import Axis, Cell, Column, DrawnTable, Key, Mark, Picture, Plot, Point, Row, Tone
from simulation.present.sentences import rough
from simulation.results.board import EURO, HOURS, Fan, fan

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board

_HEAD: Final = 16
"""Letters over a column."""


def costs(board: Board, language: Language) -> Picture | None:
    """Return the cost of all interventions in each year, hours valued; None where nothing costs anything."""
    years = [fan(side.by_year(EURO)) for side in board.sides]
    if max(float(each.high.max()) for each in years) == 0:
        return None
    labels = [language("without the plan"), *(names(board) if len(board.plans) > 1 else [language("with the plan")])]
    labels = labels[: len(years)]
    tones: list[Tone] = ["base", *(tone_of(i) for i in range(len(board.plans)))]
    rows: list[Row] = []
    marks: list[Mark] = []
    for year in range(years[0].median.size):
        marks += [
            _point(each, year, tone, label, len(rows)) for each, tone, label in zip(years, tones, labels, strict=True)
        ]
        cells = tuple(_amount(each, year, language) for each in years)
        name = language("from {day}", day=language.month(start_of(board) + timedelta(weeks=WEEKS_PER_YEAR * year)))
        rows.append(Row(name, cells, brief=" / ".join(_amount(each, year, language, 100_000.0) for each in years)))
    drawn: tuple[Mark, ...] = tuple(marks)
    ends = span(*(each.high for each in years), *(each.low for each in years))
    title = _title([float(each.median.sum()) for each in years], language)
    heads = tuple(_short(label) for label in labels)
    return Picture(
        name="costs",
        title=title,
        subtitle=language(
            "Hours valued and money, in EUR of each year of 52 weeks. Point: middle; line: 8 of 10 courses. "
            "At the right: the middle in million EUR."
        ),
        source=source(board, language),
        alt=f"{title}.",
        plots=(Plot(Axis(*ends, "money", title="EUR"), Axis(0, 1), drawn, rows=tuple(rows), heads=heads),),
        table=_table(board, labels, language),
        keys=tuple(Key(tone, label, "point") for tone, label in zip(tones, labels, strict=True)) if board.plans else (),
    )


def _short(label: str) -> str:
    """Return a name that fits over a column of numbers."""
    return label if len(label) <= _HEAD else f"{label[: _HEAD - 1].rstrip()}…"


def _point(years: Fan, year: int, tone: Tone, label: str, row: int) -> Point:
    low, middle, high = (float(end[year]) for end in (years.low, years.median, years.high))
    return Point(middle, row, low, high, tone, text=label)


def _amount(years: Fan, year: int, language: Language, least: float = 1000.0) -> str:
    """Write the middle of a year in millions."""
    low, middle, high = (float(end[year]) for end in (years.low, years.median, years.high))
    return language.number(middle / 1e6, max(rough(middle, low, high), least) / 1e6)


def _title(totals: list[float], language: Language) -> str:
    if len(totals) == 1:
        return language("All interventions together cost {eur}", eur=language.money(totals[0], 100_000.0))
    most = max(totals[1:])
    return language(
        "Up to {most} in all, against {base} without",
        most=language.money(most, rough(most, most, most)),
        base=language.money(totals[0], rough(totals[0], totals[0], totals[0])),
    )


def _table(board: Board, labels: list[str], language: Language) -> DrawnTable:
    columns = (
        Column(language("year from"), "text"), Column(language("course"), "text"), Column("10%", "money"),
        Column(language("middle"), "money"), Column("90%", "money"), Column(language("hours")),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for label, side in zip(labels, board.sides, strict=True):
        eur, hours = fan(side.by_year(EURO)), fan(side.by_year(HOURS))
        for year in range(eur.median.size):
            day = start_of(board) + timedelta(weeks=WEEKS_PER_YEAR * year)
            ends = (float(end[year]) for end in (eur.low, eur.median, eur.high))
            rows.append((day.isoformat(), label, *ends, float(hours.median[year])))
    return DrawnTable(columns, tuple(rows))
