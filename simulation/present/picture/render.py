"""A picture as SVG, in one of two widths: a wide one for screens and paper, a narrow one for phones."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from simulation.present.picture import strip as strips
from simulation.present.picture.dots import DOTS_ROOM, diameter, tallest
from simulation.present.picture.frame import LINE, Paper, PlotFrame, below, horizontal, left_margin, vertical
from simulation.present.picture.marks import LABEL_ROOM, drawn, end_labels
from simulation.present.picture.rows import rows
from simulation.present.picture.scales import Scale
from simulation.present.picture.scene import Dots, Ground, Heat, Line, Picture, Plot
from simulation.present.picture.svg import BOLD, tag, text, width_of, wrapped

if TYPE_CHECKING:
    from simulation.present.language import Language

WIDTHS: Final = {False: 720.0, True: 340.0}
"""Units across a wide and a narrow drawing; on paper and screen it fills what there is."""
_HEIGHT: Final = {False: 270.0, True: 210.0}
_SMALL: Final = 150.0
"""Height of one of many small plots."""
_MANY: Final = 3
"""Plots side by side at most; more than so many are small."""
_NAMED_COLUMNS: Final = 8
"""Columns of a matrix that have room for names; more are numbered."""
_GUTTER: Final = 16.0
_ROW_OF_HEAT: Final = 34.0
EPOCH: Final = 719163
"""Ordinal of 1 January 1970, from which scripts count milliseconds."""
MILLISECONDS: Final = 86_400_000


def svg(picture: Picture, language: Language, *, narrow: bool) -> str:
    """Return a picture as an element of SVG, with its title and description for those who cannot see it."""
    width = WIDTHS[narrow]
    name = f"{picture.name}-{'narrow' if narrow else 'wide'}"
    content, height = _grid(picture.plots, Paper(width, narrow, language, name))
    words = tag("title", escape(picture.title), id=f"{name}-title") + tag("desc", escape(picture.alt), id=f"{name}-alt")
    hatch = tag(
        "pattern",
        tag("path", d="M0 6L6 0", kind="line t-literature"),
        id=f"hatch-{name}",
        width=6.0,
        height=6.0,
        patternUnits="userSpaceOnUse",
    )
    return tag(
        "svg",
        words + tag("defs", hatch) + content,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        role="img",
        aria_labelledby=f"{name}-title {name}-alt",
        kind="picture",
    )


def _grid(plots: tuple[Plot, ...], paper: Paper) -> tuple[str, float]:
    """Lay plots out side by side where there are several; return them with their height."""
    if len(plots) == 1:
        return _plot(plots[0], paper, _HEIGHT[paper.narrow])
    across = min(len(plots), _MANY)
    if paper.narrow:
        across = 1 if len(plots) <= _MANY else _MANY - 1
    if all(plot.rows for plot in plots):
        across = 1
    wide = (paper.width - _GUTTER * (across - 1)) / across
    small = Paper(wide, paper.narrow or across > 1, paper.language, paper.name)
    parts, top = [], 0.0
    for first in range(0, len(plots), across):
        row = plots[first : first + across]
        above = max(_above(plot, small) for plot in row)
        made = [_plot(plot, small, _SMALL if len(plots) > _MANY else _HEIGHT[True], above) for plot in row]
        for i, (content, _) in enumerate(made):
            parts.append(tag("g", content, transform=f"translate({i * (wide + _GUTTER):.1f} {top:.1f})"))
        top += max(height for _, height in made) + _GUTTER
    return "".join(parts), top - _GUTTER


def _titles(plot: Plot, paper: Paper) -> list[tuple[str, str]]:
    """Return the lines above a plot, each with its kind."""
    titles = [(each, "name strong") for each in wrapped(plot.title, paper.width - _GUTTER, BOLD)] if plot.title else []
    return titles + ([(each, "tick") for each in wrapped(plot.words, paper.width - _GUTTER)] if plot.words else [])


def _above(plot: Plot, paper: Paper) -> float:
    """Return the room that these lines take."""
    lines = len(_titles(plot, paper))
    return LINE * lines + 4 if lines else 0.0


def _plot(plot: Plot, paper: Paper, height: float, above: float | None = None) -> tuple[str, float]:
    """Draw a plot below its lines; ``above`` is the room for them where plots beside it need more."""
    titles = _titles(plot, paper)
    above = _above(plot, paper) if above is None else above
    head = "".join(text(paper.inset, LINE * (i + 1) - 4, each, kind=kind) for i, (each, kind) in enumerate(titles))
    if plot.rows:
        content, tall = rows(plot, paper)
    elif any(isinstance(mark, Heat) for mark in plot.marks):
        content, tall = _matrix(plot, paper)
    else:
        content, tall = _cartesian(plot, paper, height)
    return head + (tag("g", content, transform=f"translate(0 {above:.1f})") if above else content), above + tall


def _cartesian(plot: Plot, paper: Paper, height: float) -> tuple[str, float]:
    dots = next((mark for mark in plot.marks if isinstance(mark, Dots)), None)
    lines = [mark for mark in plot.marks if isinstance(mark, Line)]
    if dots is not None and dots.along == "x":
        return _dotplot(plot, paper, dots)
    right = paper.width - paper.inset
    if dots is not None:
        right -= DOTS_ROOM[paper.narrow]
    elif not paper.narrow and any(mark.label for mark in lines):
        right -= LABEL_ROOM
    left, top = left_margin(plot, paper), 8.0
    frame = PlotFrame(
        Scale(plot.x.low, plot.x.high, left, right), Scale(plot.y.low, plot.y.high, top + height, top), paper
    )
    foot = below(plot, right - left)
    parts = [*(drawn(mark, frame) for mark in plot.marks if isinstance(mark, Ground)), vertical(plot, frame)]
    parts += [horizontal(plot, frame)]
    parts += [drawn(mark, frame) for mark in plot.marks if not isinstance(mark, Ground)]
    parts.append(end_labels(lines, frame) if dots is None else "")
    parts.append(strips.strip(plot.strip, frame, top + height + foot))
    content = _under_the_pointer(plot, frame, "".join(parts)) if plot.x.start else "".join(parts)
    return content, top + height + foot + strips.height(plot.strip, paper)


def _under_the_pointer(plot: Plot, frame: PlotFrame, content: str) -> str:
    """Say where the axes lie, for the script that reads a course out under the pointer and at the arrow keys."""
    ends = [frame.left, frame.right, plot.x.low, plot.x.high, frame.bottom, frame.top, plot.y.low, plot.y.high]
    first = (plot.x.start.toordinal() - EPOCH) * MILLISECONDS if plot.x.start else 0
    hit = tag(
        "rect", x=frame.left, y=frame.top, width=frame.right - frame.left, height=frame.bottom - frame.top, kind="hit"
    )
    return tag("g", content + hit, data_frame=" ".join([*(f"{end:.8g}" for end in ends), str(first)]), tabindex="0")


def _dotplot(plot: Plot, paper: Paper, dots: Dots) -> tuple[str, float]:
    """Draw dots that stand on the horizontal axis, as high as their tallest stack."""
    left, right = paper.inset + 8, paper.width - paper.inset - 8
    scale = Scale(plot.x.low, plot.x.high, left, right)
    places = [scale(value) - scale(dots.limit) for value in dots.values]
    size = diameter(dots, places, paper.narrow)
    tall = max(tallest(places, size) * size + LINE + 10, 90.0)
    frame = PlotFrame(scale, Scale(0, 1, tall, 4.0), paper)
    parts = [horizontal(plot, frame), *(drawn(mark, frame) for mark in plot.marks)]
    return "".join(parts), tall + below(plot, right - left)


def _matrix(plot: Plot, paper: Paper) -> tuple[str, float]:
    """Draw a matrix: names of rows at the left, names of columns or their numbers above."""
    heat = next(mark for mark in plot.marks if isinstance(mark, Heat))
    numbered = paper.narrow or len(heat.columns) > _NAMED_COLUMNS
    rows_named = [f"{i + 1} {name}" for i, name in enumerate(heat.rows)] if numbered else list(heat.rows)
    left = min(paper.width * 0.42, max(map(width_of, rows_named)) + 12)
    wide = (paper.width - left - paper.inset) / len(heat.columns)
    columns = [[str(i + 1)] if numbered else wrapped(name, wide - 6) for i, name in enumerate(heat.columns)]
    top = LINE * max(map(len, columns)) + 8
    bottom = top + _ROW_OF_HEAT * len(heat.rows)
    frame = PlotFrame(Scale(0, 1, left, paper.width - paper.inset), Scale(0, 1, bottom, top), paper)
    parts = [drawn(heat, frame)]
    for i, name in enumerate(rows_named):
        words = wrapped(name, left - 8)[0]
        parts.append(text(paper.inset, top + _ROW_OF_HEAT * (i + 0.5) + 4, words, kind="name"))
    for j, lines in enumerate(columns):
        for i, words in enumerate(lines):
            parts.append(text(left + wide * (j + 0.5), LINE * (i + 1) - 2, words, kind="tick", anchor="middle"))
    return "".join(parts), bottom + 6
