"""The frame of a plot: where its axes lie on the paper, their ticks, titles and grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simulation.present.picture.scales import Scale, ticks
from simulation.present.picture.scene import Plot
from simulation.present.picture.svg import SIZE, line, text, width_of, wrapped

if TYPE_CHECKING:
    from simulation.present.language import Language

LINE: Final = 16.0
"""Height of a line of text."""
_GAP: Final = 7.0
_TICK_ROOM: Final = {True: 62.0, False: 92.0}
"""Room that a label of the horizontal axis needs: narrow, wide."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is drawn on: its width, whether it is a narrow one, the language, and a name for what needs one."""

    width: float
    narrow: bool
    language: Language
    name: str

    @property
    def inset(self) -> float:
        """Room at the left and right edge, so that no label of a tick is cut."""
        return 6.0


@dataclass(frozen=True, slots=True)
class PlotFrame:
    """Scales of a plot, and the paper that it is drawn on."""

    x: Scale
    y: Scale
    paper: Paper

    @property
    def left(self) -> float:
        """Left edge of the plot."""
        return self.x.start

    @property
    def right(self) -> float:
        """Right edge of the plot."""
        return self.x.end

    @property
    def top(self) -> float:
        """Upper edge of the plot."""
        return self.y.end

    @property
    def bottom(self) -> float:
        """Lower edge of the plot."""
        return self.y.start


def left_margin(plot: Plot, paper: Paper) -> float:
    """Return the room that the labels of the vertical axis need."""
    labels = [label for _, label in ticks(plot.y, 5, paper.language)]
    return max((width_of(label) for label in labels), default=0.0) + _GAP + paper.inset


def vertical(plot: Plot, frame: PlotFrame) -> str:
    """Draw grid and labels of the vertical axis; zero is a stronger line."""
    found = []
    for value, label in ticks(plot.y, 5, frame.paper.language):
        place = frame.y(value)
        found.append(line(frame.left, place, frame.right, place, "zero" if value == 0 else "grid"))
        found.append(text(frame.left - _GAP, place + SIZE / 3, label, kind="tick", anchor="end"))
    return "".join(found)


def horizontal(plot: Plot, frame: PlotFrame, *, grid: bool = False) -> str:
    """Draw labels of the horizontal axis below the plot, with a grid where asked, and its title."""
    most = max(2, int((frame.right - frame.left) / _TICK_ROOM[frame.paper.narrow]))
    found = [] if grid else [line(frame.left, frame.bottom, frame.right, frame.bottom, "axis")]
    last = -1e9
    for value, label in ticks(plot.x, most, frame.paper.language):
        place, half = frame.x(value), width_of(label) / 2
        kind = ("zero" if value == 0 else "grid") if grid else "axis"
        found.append(line(place, frame.top if grid else frame.bottom, place, frame.bottom + 4, kind))
        shown = min(max(place, half + 1), frame.paper.width - half - 1)
        if shown - half > last + 4:
            found.append(text(shown, frame.bottom + LINE + 2, label, kind="tick", anchor="middle"))
            last = shown + half
    for i, words in enumerate(_title(plot, frame)):
        middle = (frame.left + frame.right) / 2
        found.append(text(middle, frame.bottom + LINE * (2 + i) + 4, words, kind="tick", anchor="middle"))
    return "".join(found)


def _title(plot: Plot, frame: PlotFrame) -> list[str]:
    return wrapped(plot.x.title, frame.right - frame.left) if plot.x.title else []


def below(plot: Plot, width: float) -> float:
    """Return the room that the horizontal axis takes below a plot."""
    return LINE + 8 + (LINE * len(wrapped(plot.x.title, width)) + 4 if plot.x.title else 0)
