"""Pictures with rows: in each row one point with its 80% band for every run, one below another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.present.board.common import source
from simulation.present.picture.scene import Axis, Column, DrawnTable, Key, Mark, Picture, Plot, Point, Row, Rule
from simulation.present.research.sides import reach, written

if TYPE_CHECKING:
    from simulation.present.picture.scene import Kind
    from simulation.present.research.sides import Research

_APART: Final = 0.6
"""Share of a row's height over which its points are spread."""
_COLUMNS: Final = 2
"""Runs up to which each has its column of numbers."""

Ends = tuple[float, float, float]
"""Lower end, middle and upper end of a band."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """What a picture with rows shows: ``rows`` are names with one band for every run of the report."""

    name: str
    title: str
    subtitle: str
    head: str
    rows: Sequence[tuple[str, Sequence[Ends]]]
    kind: Kind = "number"
    axis: str = ""
    fine: bool = False
    notes: tuple[str, ...] = ()


def ranges(shown: Research, content: Ranges) -> Picture:
    """Return the picture."""
    language, sides = shown.language, shown.sides[: len(content.rows[0][1])]
    every = [np.array(ends) for _, bands in content.rows for ends in bands]
    low, high = reach(every)
    marks: list[Mark] = [Rule(0, "x", bold=True)] if low < 0 < high else []
    rows = []
    for i, (name, bands) in enumerate(content.rows):
        for k, ((lower, middle, upper), side) in enumerate(zip(bands, sides, strict=True)):
            if not np.isnan(middle):
                away = 0.0 if len(sides) == 1 else _APART * (k / (len(sides) - 1) - 0.5)
                marks.append(Point(middle, i + away, lower, upper, side.tone, text=name))
        texts = tuple(written(m, lo, up, content.kind, language, fine=content.fine) for lo, m, up in bands)
        rows.append(Row(name, texts if len(sides) <= _COLUMNS else (), brief=texts[-1]))
    heads = tuple(side.name or language("middle") for side in sides) if len(sides) <= _COLUMNS else ()
    plot = Plot(
        Axis(low, high, content.kind, title=content.axis), Axis(0, 1), tuple(marks), rows=tuple(rows), heads=heads
    )
    return Picture(
        name=content.name,
        title=content.title,
        subtitle=f"{content.subtitle} {language('Point: middle; line: 8 of 10 courses.')}",
        source=source(shown.board, language),
        alt=f"{content.title}. {_range(content, shown)}",
        plots=(plot,),
        table=_table(content, shown),
        keys=tuple(Key(side.tone, side.name, "point") for side in sides) if len(sides) > 1 else (),
        notes=content.notes,
    )


def _range(content: Ranges, shown: Research) -> str:
    """Return the band of the first row in the last run, for who cannot see it."""
    name, bands = content.rows[0]
    low, _, high = bands[-1]
    texts = [written(end, low, high, content.kind, shown.language, fine=content.fine) for end in (low, high)]
    return shown.language("{name}: {low} to {high} in 8 of 10 courses.", name=name, low=texts[0], high=texts[1])


def _table(content: Ranges, shown: Research) -> DrawnTable:
    language = shown.language
    step = 0.001 if content.kind == "share" else 0.01 if content.fine else 1.0
    names = [f"{side.name}, " if side.name else "" for side in shown.sides[: len(content.rows[0][1])]]
    ends = [Column(f"{name}{language(end)}", content.kind, step) for name in names for end in ("10%", "middle", "90%")]
    rows = ((name, *(None if np.isnan(end) else end for band in bands for end in band)) for name, bands in content.rows)
    return DrawnTable((Column(content.head, "text"), *ends), tuple(rows))
