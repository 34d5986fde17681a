"""A tornado on the terminal, as a page, and as one JSON document."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from rich.table import Table as Grid

from simulation.measures import MEASURES
from simulation.present.html import HtmlTable, Section, page, paragraph
from simulation.present.picture.scales import nice_ends
from simulation.present.picture.scene import (
    Axis,
    Bar,
    Column,
    DrawnTable,
    Key,
    Mark,
    Picture,
    Plot,
    Row,
    Rule,
    Tone,
)
from simulation.present.words import UNDEFINED, count, label_with_unit, signed, size_of, suffix, unit_of, value
from simulation.results.documents import plain
from simulation.studies.tornado import RangeKind, Tornado, TornadoBar, expected_by_chance
from simulation.studies.tornado_table import rows, says
from simulation.system.writing import write_bytes

RANGES: Final[dict[RangeKind, str]] = {
    "prior": "the 10% to the 90% quantile of its prior",
    "posterior": "the 10% to the 90% quantile of its posterior draws (of its prior where it has none)",
    "bounds": "one of its declared bounds to the other",
}
_FOOT: Final = (
    "One parameter at a time: what several do together stays unseen. Runs at both ends share their luck with the base, "
    "replicate by replicate; ± is the standard error of the paired difference, error bars are 95% intervals. A wide "
    "range is a statement of ignorance: a long bar says that the result depends on a number that is not well known."
)
_WIDTH: Final = 34
_LOW, _HIGH, _BASE = "░", "█", "│"
_LOW_TONE: Final[Tone] = "first"
_HIGH_TONE: Final[Tone] = "second"


def heading(tornado: Tornado) -> str:
    """Return what was asked, and the answer at the base."""
    asked, one = tornado.question, MEASURES[tornado.question.measure]
    middle = "the posterior's medians" if tornado.scenario.posterior is not None else "the scenario's values"
    answer = f"{value(tornado.base, one.unit)} {unit_of(asked.measure)}".strip()
    return (
        f"{tornado.scenario.title or tornado.scenario.name}: {one.label} in week {asked.week} is "
        f"{'not defined' if math.isnan(tornado.base) else answer} at {middle} (mean of "
        f"{count(asked.replicates, 'replicate')}, {size_of(tornado.scenario)}). Each parameter alone "
        f"from {RANGES[asked.kind]}."
    )


def bars_table(tornado: Tornado, top: int) -> Grid:
    """Return the largest bars: values tried, the measure there, paired swing with its standard error, and the bar."""
    unit = MEASURES[tornado.question.measure].unit
    shown = [bar for bar in tornado.bars if not bar.is_zero][:top]
    reach = [tornado.base, *(each for bar in shown for each in (bar.at_low, bar.at_high))]
    scale = [each for each in reach if not math.isnan(each)] or [0.0]
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    grid.add_column("parameter", no_wrap=True)
    for name in ("low", "high", "at low", "at high", "swing ± s.e."):
        grid.add_column(name, justify="right", no_wrap=True)
    grid.add_column(f"{_LOW} low end, {_HIGH} high end", no_wrap=True)
    for bar in shown:
        is_sure = (bar.swing.is_clear or bar.bends) and not math.isnan(tornado.base)
        grid.add_row(
            bar.parameter.name,
            *(f"{each:.4g}" for each in (bar.low_value, bar.high_value)),
            *(value(each, unit) for each in (bar.at_low, bar.at_high)),
            swing(bar, unit),
            drawing(bar, tornado.base, min(scale), max(scale)) if is_sure else says(bar),
        )
    return grid


def swing(bar: TornadoBar, unit: str) -> str:
    """Return the swing with its standard error in words."""
    if math.isnan(bar.swing.mean):
        return UNDEFINED
    return f"{signed(bar.swing.mean, unit)} ± {signed(bar.swing.error, unit).lstrip('+')}{suffix(unit)}"


def drawing(bar: TornadoBar, base: float, least: float, most: float, width: int = _WIDTH) -> str:
    """Return a bar as text: from the base to both ends, on the common scale from ``least`` to ``most``."""

    def place(number: float) -> int:
        return round((number - least) / (most - least) * (width - 1)) if most > least else 0

    cells = [" "] * width
    middle = place(base)
    pieces = [(bar.at_low, _LOW), (bar.at_high, _HIGH)]
    for end, sign in sorted(pieces, key=lambda piece: -abs(piece[0] - base)):  # the shorter one in front
        first, last = sorted((middle, place(end)))
        cells[first : last + 1] = sign * (last + 1 - first)
    cells[middle] = _BASE
    return "".join(cells).rstrip()


def remarks(tornado: Tornado, top: int) -> list[str]:
    """Return what the bars do not show: what is left out, what is exactly 0, what is fixed, what is chance."""
    moving = [bar for bar in tornado.bars if not bar.is_zero]
    still = [bar.parameter.name for bar in tornado.bars if bar.is_zero]
    clear = sum(bar.swing.is_clear for bar in moving)
    chance = expected_by_chance(moving)
    said = [
        f"{clear} of {len(moving)} swings are distinguishable from 0 (95%, Student's t over pairs); if no parameter "
        f"mattered, about {chance:.0f} would look so by chance. More --replicates tell more apart."
    ]
    if len(moving) > top:
        said.append(f"{len(moving) - top} smaller ones are left out here; --top shows more, the table has all.")
    if still:
        said.append(f"Exactly 0 in every replicate, at both ends ({len(still)}): {', '.join(still)}.")
    if tornado.fixed:
        names = ", ".join(tornado.fixed)
        said.append(
            f"Fixed, without a range in the scenario ({len(tornado.fixed)}): {names}; --range bounds tries them."
        )
    return said


def tornado_json(tornado: Tornado) -> dict[str, Any]:
    """Return the answer as a document; what is not defined is null."""
    document = {
        "scenario": tornado.scenario.name,
        "folder": str(tornado.folder),
        **asdict(tornado.question),
        "unit": MEASURES[tornado.question.measure].unit,
        "people": tornado.scenario.organisation.people,
        "simulated_people": tornado.scenario.simulated.people,
        "seed": tornado.scenario.run.seed,
        "at_base": tornado.base,
        "parameters": rows(tornado),
    }
    answer: dict[str, Any] = plain(document)
    return answer


def write_tornado_page(tornado: Tornado) -> Path:
    """Write the page into the study's folder and return its path."""
    path = tornado.folder / f"{tornado.question.name}.html"
    write_bytes(path, tornado_page(tornado))
    return path


def tornado_page(tornado: Tornado) -> bytes:
    """Return the answer as a self-contained page: picture, and a table with each parameter's source."""
    moving = [bar for bar in tornado.bars if not bar.is_zero]
    pictures = [tornado_picture(tornado)] if moving and not math.isnan(tornado.base) else []
    first, *others = remarks(tornado, len(moving))
    head = paragraph(heading(tornado)) + paragraph(first)
    rest = "".join(map(paragraph, others))
    sections = [Section("What the result depends on", pictures), Section("All parameters", html=_table(tornado) + rest)]
    return page(f"{tornado.scenario.title or tornado.scenario.name}: sensitivity", head, sections, _FOOT)


def tornado_picture(tornado: Tornado) -> Picture:
    """Return horizontal bars from the base to both ends, largest first, with 95% intervals."""
    bars = [bar for bar in tornado.bars if not bar.is_zero]
    measure = tornado.question.measure
    unit, base = MEASURES[measure].unit, tornado.base
    marks: list[Mark] = [Rule(base, "x", bold=True)]
    places = [base]
    for i, bar in enumerate(bars):
        for end, tone, tried in ((bar.low, _LOW_TONE, bar.low_value), (bar.high, _HIGH_TONE, bar.high_value)):
            if not math.isnan(end.mean):
                there = base + end.mean
                ends = [there - end.half, there + end.half] if not math.isnan(end.half) else [there, there]
                text = f"{bar.parameter.name} at {tried:.4g} {bar.parameter.unit}: {value(base + end.mean, unit)}"
                marks.append(Bar(i, base, base + end.mean, tone, ends[0], ends[1], text=text))
                places += [base + end.mean, *ends]
    rows = tuple(Row(bar.parameter.name, (swing(bar, unit),)) for bar in bars)
    axis = Axis(*nice_ends(min(places), max(places)), "share" if unit == "share" else "number")
    title = f"{label_with_unit(measure)} depends most on {bars[0].parameter.name}"
    names = ("low", "high", "at low", "at high", "swing")
    cells = [
        (bar.parameter.name, bar.low_value, bar.high_value, bar.at_low, bar.at_high, bar.swing.mean) for bar in bars
    ]
    table = DrawnTable((Column("parameter", "text"), *(Column(name, step=0.0001) for name in names)), tuple(cells))
    return Picture(
        name="tornado",
        title=title,
        subtitle=(
            f"{label_with_unit(measure)}: from the base (the line) to its mean at the low and at the high end of each "
            "parameter's range; thin lines are 95% intervals."
        ),
        source=_FOOT,
        alt=f"{title}: {swing(bars[0], unit)} from the low to the high end of its range.",
        plots=(Plot(axis, Axis(0, 1), tuple(marks), rows=rows, heads=("swing ± s.e.",)),),
        table=table,
        keys=(Key(_LOW_TONE, "low end of the range"), Key(_HIGH_TONE, "high end of the range")),
    )


def _table(tornado: Tornado) -> str:
    unit, declared = MEASURES[tornado.question.measure].unit, tornado.scenario.declared()
    head = (
        "parameter",
        "low",
        "base",
        "high",
        "unit",
        "at low",
        "at high",
        "swing ± s.e.",
        "says",
        "source",
        "confidence",
    )
    cells = [
        (
            bar.parameter.name,
            *(f"{each:.4g}" for each in (bar.low_value, bar.base_value, bar.high_value)),
            bar.parameter.unit,
            *(value(each, unit) for each in (bar.at_low, bar.at_high)),
            swing(bar, unit),
            says(bar),
            bar.parameter.source,
            bar.parameter.confidence,
        )
        for bar in tornado.bars
    ]
    fixed = [
        (
            name,
            *[f"{given:.4g}"] * 3,
            p.unit,
            *[value(tornado.base, unit)] * 2,
            UNDEFINED,
            "fixed",
            p.source,
            p.confidence,
        )
        for name, given in tornado.fixed.items()
        for p in [declared[name]]
    ]
    return HtmlTable(head, [*cells, *fixed]).html()
