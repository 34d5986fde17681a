"""Registered people silo by silo: year by year, and at the end with their bands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.present.board.common import day_of, source
from simulation.present.picture.scene import Axis, Column, DrawnTable, Heat, Picture, Plot
from simulation.present.research.ranges import Ranges, ranges

if TYPE_CHECKING:
    from simulation.present.research.sides import Research

_YEAR: Final = 52
_HALF: Final = 0.5
_MOST_ROWS: Final = 24
"""Silos that are drawn; the table has all."""


def silos_end(shown: Research) -> Picture | None:
    """Return the share of each silo's people with an account at the end; None for one silo."""
    known, language = shown.board.base.run.manifest.silos, shown.language
    if len(known) <= 1:
        return None
    found = [side.summary.silos for side in shown.sides]
    order = [int(i) for i in np.argsort(-found[-1].median[-1], kind="stable")][:_MOST_ROWS]
    rows = [
        (known[i], [(float(b.low[-1, i]), float(b.median[-1, i]), float(b.high[-1, i])) for b in found]) for i in order
    ]
    ends = [language.share(float(found[-1].median[-1, i])) for i in (order[0], order[-1])]
    title = language(
        "{first} has the most with an account ({most}), {last} the fewest ({least})",
        first=known[order[0]], most=ends[0], last=known[order[-1]], least=ends[1],
    )  # fmt: skip
    subtitle = language("Share of each silo's people with an account, {day}.", day=language.month(shown.day))
    return ranges(shown, Ranges("silos-end", title, subtitle, language("silo"), rows, "share"))


def silos_by_year(shown: Research) -> Picture | None:
    """Return the same year by year, of the last run; None for one silo, or for less than two years."""
    known, language = shown.board.base.run.manifest.silos, shown.language
    if len(known) <= 1 or shown.last < 2 * _YEAR - 1:
        return None
    side = shown.sides[-1]
    chosen = sorted({*range(_YEAR - 1, shown.last + 1, _YEAR), shown.last})[-8:]
    median = side.summary.silos.median
    order = [int(i) for i in np.argsort(-median[-1], kind="stable")]
    drawn = order[:_MOST_ROWS]
    days = [language.date(day_of(shown.board, week)) for week in chosen]
    values = [[float(median[week, i]) for week in chosen] for i in drawn]
    heat = Heat([known[i] for i in drawn], days, values, [[language.share(v) for v in row] for row in values], 1.0)
    half = int(np.count_nonzero(median[-1] >= _HALF))
    title = language("In {n} of {all} silos at least half have an account", n=half, all=len(known))
    which = f"{side.name}: " if side.name else ""
    return Picture(
        name="silos-years",
        title=title,
        subtitle=which + language(
            "Share of each silo's people with an account at the end of each year, middle course."
        ),
        source=source(shown.board, language),
        alt=f"{title}. " + language(
            "{name}: {share} at the end.", name=known[order[0]], share=language.share(float(median[-1, order[0]]))
        ),
        plots=(Plot(Axis(0, 1), Axis(0, 1), (heat,)),),
        table=DrawnTable(
            (Column(language("silo"), "text"), *(Column(day, "share", 0.001) for day in days)),
            tuple((known[i], *(float(median[week, i]) for week in chosen)) for i in order),
        ),
    )  # fmt: skip
