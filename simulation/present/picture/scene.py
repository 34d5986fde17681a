"""What a picture is made of: marks in the units of its axes, its words, and the table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Tone = Literal["base", "first", "second", "third", "fourth", "loss", "ink", "measured", "literature", "assumed"]
"""What a colour stands for; the stylesheet has one for light and one for dark. Each has its dash or hatch too."""
PLAN_TONES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
Kind = Literal["number", "share", "money", "weeks"]
"""How the numbers of an axis are written; weeks are written as dates."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A number with its words, for a column whose rows have several units; NaN is what is not defined."""

    number: float
    words: str


Cell = str | float | int | Worded | None
"""What stands in a cell of a table: words, a number that its column writes, a number with its own words, nothing."""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band around a course; ``inner`` is the darker one, of ``edges`` only its ends are drawn."""

    x: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    tone: Tone
    inner: bool = False
    edges: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A course, with a label at its right end, or only a name; its tone has its own dash."""

    x: Sequence[float]
    y: Sequence[float]
    tone: Tone
    label: str = ""
    thin: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point with its range; hollow where its meaning or its sign is open."""

    x: float
    y: float
    low: float
    high: float
    tone: Tone = "ink"
    hollow: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A shaded stretch of the horizontal axis with words on it."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line across the plot at a value of one axis."""

    at: float
    axis: Literal["x", "y"]
    text: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a row, with the range of its end; hollow where that range crosses zero."""

    row: int
    start: float
    end: float
    tone: Tone
    low: float | None = None
    high: float | None = None
    hollow: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Dots:
    """A quantile dotplot: equally likely values, those below ``limit`` hollow."""

    values: Sequence[float]
    along: Literal["x", "y"]
    tone: Tone
    limit: float = 0.0


@dataclass(frozen=True, slots=True)
class Heat:
    """A matrix of numbers on a scale that is the same to both sides of zero."""

    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[float]]
    words: Sequence[Sequence[str]]
    most: float


Mark = Ribbon | Line | Point | Ground | Rule | Bar | Dots | Heat


@dataclass(frozen=True, slots=True)
class Axis:
    """Ends and kind of an axis; ``start`` is the first day where it counts weeks."""

    low: float
    high: float
    kind: Kind = "number"
    start: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a picture with rows: its name, words in columns to its right, and fewer where that is narrow."""

    name: str
    cells: tuple[str, ...] = ()
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A stretch of time on the strip below a picture."""

    name: str
    start: float
    end: float
    tone: Tone = "first"


@dataclass(frozen=True, slots=True)
class Plot:
    """Marks on two axes; with ``rows`` the vertical one is a list of names, with heads for the columns.

    ``words`` stand below the title.
    """

    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    title: str = ""
    words: str = ""
    rows: tuple[Row, ...] = ()
    heads: tuple[str, ...] = ()
    strip: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, and how its numbers are written; a *day* stands as 2012-02-19."""

    name: str
    kind: Kind | Literal["text", "day"] = "number"
    step: float = 1.0


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """Rows of text and numbers as they are; columns say how these are written."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What a tone or a sign means, where it cannot be said on the picture itself."""

    tone: Tone
    text: str
    sign: Literal["line", "band", "box", "hatch", "frame", "hollow", "point"] = "box"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its words: the finding, what is drawn in which unit, the source, and what it says to the blind."""

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    plots: tuple[Plot, ...]
    table: DrawnTable
    keys: tuple[Key, ...] = ()
    notes: tuple[str, ...] = field(default=())
