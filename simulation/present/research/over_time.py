"""Measures over time, the runs of a report side by side on one scale, each line with its band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.measures import MEASURES
from simulation.portable.sums import total
from simulation.present.board.common import day_of, source, week_axis, weeks
from simulation.present.picture.scene import Axis, Column, DrawnTable, Key, Line, Mark, Picture, Plot, Point, Ribbon
from simulation.present.research.sides import is_index, kind_of, reach, written

if TYPE_CHECKING:
    from simulation.present.picture.scene import Cell, Tone
    from simulation.present.research.declared import Courses
    from simulation.present.research.sides import Research, ResearchSide
    from simulation.results.quantiles import Band

TONES: Final[tuple[Tone, ...]] = ("first", "second", "third", "fourth", "ink")
"""Colours of lines in one plot; each has its own dash."""
PER_WEEK: Final = "people per week"
LONGEST: Final = 90
"""Letters of a title at most."""
_YEAR, _QUARTER = 52, 13


def over_time(shown: Research, courses: Courses) -> Picture | None:
    """Return a picture of measures over time; None where none is defined in any week."""
    language, sides = shown.language, shown.sides
    bands = [[side.summary.bands[measure] for measure in courses.series] for side in sides]
    if all(np.isnan(band.median).all() for each in bands for band in each):
        return None
    first = next(iter(courses.series))
    points = [mark for side in sides for mark in _observed(shown, side, courses)]
    every = [end for each in bands for band in each for end in (band.low, band.high)]
    every += [np.array([point.low, point.high]) for point in points]
    y = Axis(*reach(every), "share" if kind_of(first) == "share" else "number")
    many = len(courses.series) > 1
    title = finding(shown, courses)
    return Picture(
        name=courses.name,
        title=title,
        subtitle=language(courses.subtitle) + " " + language("Line: middle course; band: 8 of 10 courses."),
        source=source(shown.board, language),
        alt=f"{title}. {_ranges(shown, courses)}",
        plots=tuple(_plot(shown, side, courses, y) for side in sides),
        table=_table(shown, courses),
        keys=tuple(Key(TONES[i], language(each), "line") for i, each in enumerate(courses.series.values()))
        if many
        else (),
    )


def _plot(shown: Research, side: ResearchSide, courses: Courses, y: Axis) -> Plot:
    x = weeks(shown.board)
    ribbons: list[Mark] = []
    lines: list[Mark] = []
    for i, (measure, words) in enumerate(courses.series.items()):
        band = side.summary.bands[measure]
        tone = TONES[i] if len(courses.series) > 1 else side.tone
        ribbons.append(Ribbon(x, band.low.tolist(), band.high.tolist(), tone))
        lines.append(Line(x, band.median.tolist(), tone, name=shown.language(words)))
    return Plot(week_axis(shown.board), y, (*ribbons, *lines, *_observed(shown, side, courses)), title=side.name)


def _observed(shown: Research, side: ResearchSide, courses: Courses) -> list[Point]:
    """Return what was observed of these measures; hollow where its meaning is open."""
    found: list[Point] = []
    for each in side.summary.observed:
        seen = each.observation
        inside = [week for week in seen.weeks if week <= shown.last]
        if each.candidates and seen.silo is None and inside and not courses.series.keys().isdisjoint(seen.measures):
            text = shown.language("observed: {n}", n=shown.language.number(seen.value))
            week = inside[len(inside) // 2]
            found.append(Point(week, seen.value, each.low, each.high, hollow=len(seen.measures) > 1, text=text))
    return found


def _at(band: Band, week: int) -> tuple[float, float, float]:
    return float(band.low[week]), float(band.median[week]), float(band.high[week])


def amount(shown: Research, side: ResearchSide, measure: str) -> str:
    """Write the middle of a measure at the end of a run, no finer than its band."""
    low, middle, high = _at(side.summary.bands[measure], shown.last)
    return written(middle, low, high, kind_of(measure), shown.language, fine=is_index(measure))


def finding(shown: Research, courses: Courses) -> str:
    """Return what came out at the end of the run, line by line, or with and without each plan; of flows, the most."""
    language = shown.language
    if MEASURES[next(iter(courses.series))].unit == PER_WEEK:
        return _largest(shown, courses)
    head = language("{what}, {day}", what=language(courses.subject), day=language.month(shown.day))
    if not shown.is_alone:
        first = next(iter(courses.series))
        words = f" ({language(courses.series[first])})" if len(courses.series) > 1 else ""
        found = [f"{amount(shown, side, first)} {side.name}" for side in shown.sides]
        whole = f"{head}{words}: {', '.join(found)}"
        return whole if len(whole) <= LONGEST else f"{head}{words}: {', '.join(_briefly(shown, first))}"
    if len(courses.series) == 1:
        (measure,) = courses.series
        return f"{head}: {amount(shown, shown.sides[0], measure)}"
    parts = [f"{language(words)} {amount(shown, shown.sides[0], each)}" for each, words in courses.series.items()]
    said = parts[0]
    for part in parts[1:]:
        if len(f"{head}: {said}, {part}") > LONGEST:
            break
        said = f"{said}, {part}"
    return f"{head}: {said}"


def _largest(shown: Research, courses: Courses) -> str:
    """Return which line brought most over the whole run, in the middle of each week, of the last run."""
    language, bands = shown.language, shown.sides[-1].summary.bands
    sums = {words: float(total(np.nan_to_num(bands[measure].median))) for measure, words in courses.series.items()}
    words, most = max(sums.items(), key=lambda each: each[1])
    share = language.share(most / (sum(sums.values()) or 1.0))
    which = f" ({shown.sides[-1].name})" if shown.sides[-1].name else ""
    return (
        language("{what}: most {how}, {share} of all", what=language(courses.subject), how=language(words), share=share)
        + which
    )


def _briefly(shown: Research, measure: str) -> list[str]:
    """Return the value without and the range of values with plans of long names."""
    base, *plans = shown.sides
    ends = sorted(plans, key=lambda side: float(side.summary.bands[measure].median[shown.last]))
    texts = [amount(shown, side, measure) for side in (ends[0], ends[-1])]
    with_plans = texts[0] if texts[0] == texts[1] else shown.language("{low} to {high}", low=texts[0], high=texts[1])
    return [f"{amount(shown, base, measure)} {base.name}", f"{with_plans} {shown.language('with the plans')}"]


def _ranges(shown: Research, courses: Courses) -> str:
    """Return the 80% bands at the end of the last run, for who cannot see them."""
    side, language, said = shown.sides[-1], shown.language, []
    for measure, words in courses.series.items():
        low, _, high = _at(side.summary.bands[measure], shown.last)
        if not np.isnan(low):
            ends = [written(end, low, high, kind_of(measure), language, fine=is_index(measure)) for end in (low, high)]
            said.append(
                language("{name}: {low} to {high} in 8 of 10 courses.", name=language(words), low=ends[0], high=ends[1])
            )
    return " ".join(said)


def _table(shown: Research, courses: Courses) -> DrawnTable:
    """Return the bands year by year; of short runs quarter by quarter."""
    language = shown.language
    every = _YEAR if shown.last >= 2 * _YEAR else _QUARTER
    chosen = sorted({*range(every - 1, shown.last, every), shown.board.week, shown.last})
    columns, ends = [Column(language("week ending"), "day")], []
    for side in shown.sides:
        for measure, words in courses.series.items():
            name = ", ".join(filter(None, (side.name, language(words))))
            kind = kind_of(measure)
            step = 0.001 if kind == "share" or is_index(measure) else 1.0
            columns += [Column(f"{name}, {language(end)}", kind, step) for end in ("10%", "middle", "90%")]
            band = side.summary.bands[measure]
            ends += [band.low, band.median, band.high]
    rows = ((day_of(shown.board, week).isoformat(), *(_cell(float(end[week])) for end in ends)) for week in chosen)
    return DrawnTable(tuple(columns), tuple(rows))


def _cell(value: float) -> Cell:
    return None if np.isnan(value) else value
