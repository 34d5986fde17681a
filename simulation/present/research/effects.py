"""What each plan changes week by week, measure by measure: the paired difference around zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.measures import MEASURES
from simulation.present.board.common import day_of, source, week_axis, weeks
from simulation.present.picture.scene import Axis, Column, DrawnTable, Line, Picture, Plot, Ribbon, Rule
from simulation.present.research.sides import is_index, kind_of, reach
from simulation.present.words import change

if TYPE_CHECKING:
    from simulation.present.research.sides import Research


def effects(shown: Research) -> list[Picture]:
    """Return one picture for each measure whose effect a comparison follows over time; nothing for a run alone."""
    comparison = shown.board.comparison
    return [] if comparison is None else [_one(shown, measure) for measure in comparison.plans[0].over_time]


def _one(shown: Research, measure: str) -> Picture:
    language, plans = shown.language, shown.sides[1:]
    comparison = shown.board.comparison
    if comparison is None:
        raise ValueError("a run alone has no effects")
    bands = [plan.over_time[measure] for plan in comparison.plans]
    x, kind = weeks(shown.board), kind_of(measure)
    y = Axis(*reach([end for band in bands for end in (band.low, band.high)]), "share" if kind == "share" else "number")
    plots = tuple(
        Plot(
            week_axis(shown.board),
            y,
            (
                Ribbon(x, band.low.tolist(), band.high.tolist(), side.tone),
                Rule(0, "y", bold=True),
                Line(x, band.median.tolist(), side.tone, name=side.name),
            ),
            title=side.name if len(plans) > 1 else "",
        )
        for side, band in zip(plans, bands, strict=True)
    )
    label = language.known(MEASURES[measure].label)
    unit = MEASURES[measure].unit
    texts = [change(float(band.median[-1]), unit, language) for band in bands]
    named = [f"{text} ({side.name})" for text, side in zip(texts, plans, strict=True)] if len(plans) > 1 else texts
    title = f"{label}: {', '.join(named)}"
    ends = [change(float(end[-1]), unit, language) for end in (bands[-1].low, bands[-1].high)]
    return Picture(
        name=f"effect-{measure.replace('_', '-')}",
        title=title if len(title) <= 2 * 90 else label,
        subtitle=language(
            "With the plan minus without it, in the same course ({unit}). Line: middle; band: 8 of 10 courses. In the "
            "title: the middle at the end of the run.",
            unit=language.known(unit),
        ),
        source=source(shown.board, language),
        alt=f"{title}. "
        + language("{name}: {low} to {high} in 8 of 10 courses.", name=plans[-1].name, low=ends[0], high=ends[1]),
        plots=plots,
        table=_table(shown, measure),
    )


def _table(shown: Research, measure: str) -> DrawnTable:
    language, comparison = shown.language, shown.board.comparison
    plans = comparison.plans if comparison else []
    step = 0.001 if kind_of(measure) == "share" or is_index(measure) else 1.0
    columns, ends = [Column(language("week ending"), "day")], []
    for side, plan in zip(shown.sides[1:], plans, strict=True):
        band = plan.over_time[measure]
        columns += [Column(f"{side.name}, {language(end)}", kind_of(measure), step) for end in ("10%", "middle", "90%")]
        ends += [band.low, band.median, band.high]
    chosen = sorted({*weeks(shown.board)[::26], shown.board.week, shown.last})
    rows = (
        (day_of(shown.board, week).isoformat(), *(None if np.isnan(e[week]) else float(e[week]) for e in ends))
        for week in chosen
    )
    return DrawnTable(tuple(columns), tuple(rows))
