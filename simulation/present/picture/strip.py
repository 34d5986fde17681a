"""The strip below a plot: when what was done, each with its name."""

from __future__ import annotations

from typing import Final

from simulation.present.picture.frame import PlotFrame
from simulation.present.picture.scene import Event
from simulation.present.picture.svg import box, text, width_of

LANE: Final = 17.0
_SIZE: Final = 12.0
_GAP: Final = 6.0


def strip(events: tuple[Event, ...], frame: PlotFrame, top: float) -> str:
    """Draw one lane for each event: a bar over its time, its name where there is room."""
    found = []
    for i, event in enumerate(events):
        y = top + i * LANE
        left, right = frame.x(event.start), max(frame.x(event.end), frame.x(event.start) + 2)
        found.append(box(left, y + 3, right - left, LANE - 8, f"event t-{event.tone}", event.name))
        room = width_of(event.name, _SIZE) + _GAP
        if right + room <= frame.paper.width:
            found.append(text(right + _GAP, y + _SIZE, event.name, kind="small"))
        elif left - room >= 0:
            found.append(text(left - _GAP, y + _SIZE, event.name, kind="small", anchor="end"))
        else:
            found.append(text(max(left, frame.left) + _GAP, y + _SIZE, event.name, kind="small halo"))
    return "".join(found)


def height(events: tuple[Event, ...]) -> float:
    """Return the room that a strip takes."""
    return len(events) * LANE + 6 if events else 0.0
