"""What pulse surveys showed beside what was true, who answers, and what that does to the mean."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from simulation.present.board.common import day_of, source, week_axis
from simulation.present.picture.scene import Axis, Column, DrawnTable, Key, Line, Mark, Picture, Plot, Point, Ribbon
from simulation.present.research.sides import reach, written
from simulation.survey.items import ITEMS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from simulation.present.picture.scene import Cell, Kind, Tone
    from simulation.present.research.sides import Research, ResearchSide
    from simulation.results.quantiles import Band
    from simulation.results.survey import SurveyBands

    Course: TypeAlias = tuple[str, Band, Tone]
    """A line: its words, its band over the surveys, its colour."""
_FEW: Final = 26
"""Surveys up to which each one is marked."""


def surveys(shown: Research) -> list[Picture]:
    """Return the pictures of the survey of the last run that asked one; nothing where none did."""
    asked = [side for side in shown.sides if side.summary.survey is not None]
    if not asked:
        return []
    side = asked[-1]
    survey = side.summary.survey
    assert survey is not None  # as chosen above
    return [_items(shown, side, survey), _response(shown, side, survey), _bias(shown, side, survey)]


def _items(shown: Research, side: ResearchSide, survey: SurveyBands) -> Picture:
    """Return every item: what was shown, and the truth."""
    language = shown.language
    lines: dict[str, list[Course]] = {
        each.item: [(language("shown"), each.shown, "first"), (language("true"), each.true, "second")]
        for each in survey.items
    }
    first = survey.items[0]
    ends = [_written(shown, band, fine=True) for band in (first.shown, first.true)]
    title = language(
        "{item}: the survey shows {shown}, the truth is {true}",
        item=language(ITEMS[first.item].label), shown=ends[0], true=ends[1],
    )  # fmt: skip
    subtitle = language(
        "Mean answers from 1 (no) to 5 (yes), item by item. True is everybody's answer without noise, which no survey "
        "knows. Line: middle course; band: 8 of 10 courses."
    )
    bands = [band for each in survey.items for band in (each.shown, each.true)]
    y = Axis(*reach([end for band in bands for end in (band.low, band.high)], zero=False))
    plots = tuple(
        _plot(
            shown, survey, lines[item], y, language(ITEMS[item].label), language.quoted(language(ITEMS[item].statement))
        )
        for item in lines
    )
    keys = (Key("first", language("shown by the survey"), "line"), Key("second", language("true"), "line"))
    named = [
        (f"{language(ITEMS[item].label)}, {words}", band) for item, each in lines.items() for words, band, _ in each
    ]
    return _picture(shown, side, "survey", (title, subtitle), plots, _table(shown, survey, named, "number", 0.01), keys)


def _response(shown: Research, side: ResearchSide, survey: SurveyBands) -> Picture:
    language = shown.language
    title = language("{share} of the invited answer", share=_written(shown, survey.response_rate, "share"))
    subtitle = language(
        "Share of the invited who answer. It rises with the use of the platform, so surveys hear its users first."
    )
    y = Axis(*reach([survey.response_rate.low, survey.response_rate.high]), "share")
    line: Course = (language("answered"), survey.response_rate, "first")
    plot = _plot(shown, survey, [line], y)
    table = _table(shown, survey, [(language("answered"), survey.response_rate)], "share", 0.001)
    return _picture(shown, side, "survey-response", (title, subtitle), (plot,), table)


def _bias(shown: Research, side: ResearchSide, survey: SurveyBands) -> Picture:
    from simulation.present.research.over_time import TONES

    language = shown.language
    most = max(survey.items, key=lambda each: abs(float(each.nonresponse_bias.median[-1])))
    title = language(
        "Who answers moves {item} most: by {points} points",
        item=language.quoted(language(ITEMS[most.item].label)),
        points=language.number(float(most.nonresponse_bias.median[-1]), 0.01, sign=True),
    )
    subtitle = language(
        "What the mean is off on average because some people answer less often than others, in points: above 0, "
        "surveys look better than the company is."
    )
    lines: list[Course] = [
        (language(ITEMS[each.item].label), each.nonresponse_bias, TONES[i]) for i, each in enumerate(survey.items)
    ]
    y = Axis(*reach([end for _, band, _ in lines for end in (band.low, band.high)]))
    table = _table(shown, survey, [(words, band) for words, band, _ in lines], "number", 0.01)
    keys = tuple(Key(tone, words, "line") for words, _, tone in lines)
    return _picture(shown, side, "survey-bias", (title, subtitle), (_plot(shown, survey, lines, y),), table, keys)


def _plot(
    shown: Research, survey: SurveyBands, lines: Sequence[Course], y: Axis, title: str = "", words: str = ""
) -> Plot:
    ribbons: list[Mark] = [Ribbon(survey.weeks, b.low.tolist(), b.high.tolist(), tone) for _, b, tone in lines]
    drawn: list[Mark] = [Line(survey.weeks, b.median.tolist(), tone, name=name) for name, b, tone in lines]
    points: list[Mark] = []
    if len(survey.weeks) <= _FEW:
        points = [
            Point(week, value, value, value, tone)
            for _, band, tone in lines
            for week, value in zip(survey.weeks, band.median.tolist(), strict=True)
            if not isnan(value)  # NaN where the survey was not shown
        ]
    return Plot(week_axis(shown.board), y, (*ribbons, *drawn, *points), title=title, words=words)


def _written(shown: Research, band: Band, kind: Kind = "number", *, fine: bool = False) -> str:
    low, middle, high = (float(each[-1]) for each in (band.low, band.median, band.high))
    return written(middle, low, high, kind, shown.language, fine=fine)


def _picture(
    shown: Research, side: ResearchSide, name: str, words: tuple[str, str], plots: tuple[Plot, ...],
    table: DrawnTable, keys: tuple[Key, ...] = (),
) -> Picture:  # fmt: skip
    title, subtitle = words
    n = shown.language("{n} surveys were asked.", n=len(side.summary.survey.weeks if side.summary.survey else ()))
    which = f"{side.name}: " if side.name else ""
    return Picture(
        name, title, f"{which}{subtitle}", source(shown.board, shown.language), f"{title}. {n}", plots, table, keys
    )


def _table(
    shown: Research, survey: SurveyBands, named: Sequence[tuple[str, Band]], kind: Kind, step: float
) -> DrawnTable:
    language = shown.language
    columns = [Column(language("week ending"), "day")]
    columns += [Column(f"{name}, {language(end)}", kind, step) for name, _ in named for end in ("10%", "middle", "90%")]
    ends = [end for _, band in named for end in (band.low, band.median, band.high)]
    rows: list[tuple[Cell, ...]] = [
        (day_of(shown.board, week).isoformat(), *(float(end[i]) for end in ends)) for i, week in enumerate(survey.weeks)
    ]
    return DrawnTable(tuple(columns), tuple(rows))
