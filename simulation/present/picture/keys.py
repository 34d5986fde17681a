"""Signs of what tones mean: a line, a band, a box, a point."""

from __future__ import annotations

from typing import Final

from simulation.present.picture.scene import Key
from simulation.present.picture.svg import tag

WIDE: Final = 28.0
HIGH: Final = 14.0


def sign(key: Key, **place: float) -> str:
    """Return the sign of a key as a drawing of its own, `WIDE` by `HIGH` units; ``place`` is where it stands."""
    return tag("svg", _drawn(key), viewBox=f"0 0 {WIDE:.0f} {HIGH:.0f}", aria_hidden="true", **place)


def _drawn(key: Key) -> str:
    tone = f"t-{key.tone}"
    match key.sign:
        case "line":
            return tag("line", x1=1, y1=7, x2=27, y2=7, kind=f"line {tone}")
        case "band":
            return tag("rect", x=1, y=1, width=26, height=12, kind=f"outer {tone}")
        case "hollow" | "point":
            return tag("circle", cx=14, cy=7, r=5, kind=f"{'hollow' if key.sign == 'hollow' else 'dot'} {tone}")
        case "frame":
            return tag("rect", x=3, y=1, width=22, height=12, kind=f"hollow {tone}")
        case "hatch":
            lines = "".join(f"M{x} 13L{x + 8} 1" for x in range(3, 20, 5))
            return tag("rect", x=3, y=1, width=22, height=12, kind=f"hollow {tone}") + tag(
                "path", d=lines, kind=f"thin {tone}"
            )
        case _:
            return tag("rect", x=3, y=1, width=22, height=12, kind=f"bar {tone}")
