"""The strip below a plot: when what was done, each with its name."""

from __future__ import annotations

from typing import Final

from simulation.present.picture.frame import Paper, PlotFrame
from simulation.present.picture.scene import Event
from simulation.present.picture.svg import box, text, width_of

_LANE: Final = {True: 28.0, False: 17.0}
"""Height of a lane: on narrow paper the name stands above its bar."""
_SIZE: Final = 12.0
_BAR: Final = 9.0
_GAP: Final = 6.0


def strip(events: tuple[Event, ...], frame: PlotFrame, top: float) -> str:
    """Draw one lane for each event: a bar over its time, and its name beside it, or above it on narrow paper."""
    found = []
    for i, event in enumerate(events):
        left, right = frame.x(event.start), max(frame.x(event.end), frame.x(event.start) + 2)
        y, room = top + i * _LANE[frame.paper.narrow], width_of(event.name, _SIZE) + _GAP
        if frame.paper.narrow:
            found.append(text(max(min(left, frame.paper.width - room), 0.0), y + _SIZE, event.name, kind="small"))
            y += _SIZE + 1
        elif right + room <= frame.paper.width or left < room:
            found.append(text(min(right + _GAP, frame.paper.width - room), y + _SIZE, event.name, kind="small halo"))
        else:
            found.append(text(left - _GAP, y + _SIZE, event.name, kind="small", anchor="end"))
        found.insert(len(found) - 1, box(left, y + 3, right - left, _BAR, f"event t-{event.tone}", event.name))
    return "".join(found)


def height(events: tuple[Event, ...], paper: Paper) -> float:
    """Return the room that a strip takes."""
    return len(events) * _LANE[paper.narrow] + 6 if events else 0.0
