"""A panel over time as a still picture (SVG), which shows where no script may run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Final

from simulation.present.theme import FONT, GREY, GRID, INK, Panel, Spec
from simulation.present.words import value

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 14, 12, 56
_TICKS: Final = 4
_CHARACTER: Final = 6.6
"""Width of a character of the legend, about."""
_DASHES: Final = {"dash": "8 5", "dot": "2 4", "dashdot": "8 4 2 4", "longdash": "12 5", "longdashdot": "12 4 2 4"}


def svg(panel: Panel, unit: str) -> str:
    """Return lines and bands of a panel with axes and legend; ``unit`` is that of its vertical axis."""
    lines = [trace for trace in panel.spec["data"] if trace.get("mode") == "lines"]
    frame = _Frame.around(lines)
    title = panel.spec["layout"]["yaxis"]["title"]["text"]
    drawn = [*frame.grid(unit), *(part for trace in lines for part in frame.trace(trace)), *_legend(lines)]
    middle = _TOP + (HEIGHT - _TOP - _BOTTOM) / 2
    label = f'<text transform="translate(14 {middle:g}) rotate(-90)" text-anchor="middle">{escape(title)}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" '
        f'style="max-width:{WIDTH}px;background:#fff" font-family="{escape(FONT)}" font-size="12" fill="{INK}" '
        f'role="img" aria-label="{escape(panel.title)}">{label}{"".join(drawn)}</svg>'
    )


class _Frame:
    """Where days and values lie in the picture."""

    def __init__(self, first: int, last: int, low: float, high: float) -> None:
        self.first, self.days = first, max(1, last - first)
        self.step = _step((high - low) / _TICKS)
        self.low = self.step * math.floor(low / self.step)
        self.high = max(self.low + self.step, self.step * math.ceil(high / self.step))

    @classmethod
    def around(cls, lines: Sequence[Spec]) -> _Frame:
        """Return the frame that holds all lines and 0."""
        days = [_day(x) for trace in lines for x in trace["x"] if x is not None]
        values = [y for trace in lines for y in trace["y"] if y is not None]
        return cls(min(days, default=0), max(days, default=0), min([0.0, *values]), max([0.0, *values]))

    def x(self, day: int) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (day - self.first) / self.days

    def y(self, number: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * (number - self.low) / (self.high - self.low)

    def grid(self, unit: str) -> Iterator[str]:
        """Yield lines and words of both axes."""
        for k in range(round((self.high - self.low) / self.step) + 1):
            number = self.low + k * self.step
            y = self.y(number)
            ink = GREY if abs(number) < self.step / 2 else GRID
            yield f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="{ink}"/>'
            yield f'<text x="{_LEFT - 7}" y="{y + 4:.1f}" text-anchor="end">{escape(value(number, unit))}</text>'
        for k in range(_TICKS + 1):
            day = self.first + self.days * k // _TICKS
            anchor = "start" if k == 0 else "end" if k == _TICKS else "middle"
            words = date.fromordinal(max(1, day)).strftime("%b %Y")
            yield f'<text x="{self.x(day):.1f}" y="{HEIGHT - _BOTTOM + 18}" text-anchor="{anchor}">{words}</text>'

    def trace(self, trace: Spec) -> Iterator[str]:
        """Yield a line, or a filled band, in as many pieces as it has."""
        dash = _DASHES.get(str(trace["line"].get("dash", "")), "")
        for piece in _pieces(trace["x"], trace["y"]):
            points = "L".join(f"{self.x(day):.1f} {self.y(number):.1f}" for day, number in piece)
            if "fill" in trace:
                yield f'<path d="M{points}Z" fill="{trace["fillcolor"]}"/>'
            else:
                colour = trace["line"]["color"]
                yield f'<path d="M{points}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'


def _step(least: float) -> float:
    """Return the next larger one of 1, 2, 5, 10, ... between ticks."""
    if least <= 0 or not math.isfinite(least):
        return 1.0
    decimals = f"{least:.0e}"  # the power of ten is read off the text, the same on every processor
    unit = float(f"1e{decimals.partition('e')[2]}")
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= least)


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _pieces(xs: Sequence[str | None], ys: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Yield the stretches without a gap."""
    piece: list[tuple[int, float]] = []
    for x, y in zip(xs, ys, strict=True):
        if x is not None and y is not None:
            piece.append((_day(x), y))
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _legend(lines: Sequence[Spec]) -> Iterator[str]:
    """Yield the names of the lines, each behind a piece of it."""
    at, y = float(_LEFT), HEIGHT - 12
    for trace in lines:
        if trace.get("showlegend") is False:
            continue
        dash, colour = _DASHES.get(str(trace["line"].get("dash", "")), ""), trace["line"]["color"]
        yield f'<path d="M{at:g} {y - 4}h24" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        yield f'<text x="{at + 30:g}" y="{y}">{escape(trace["name"])}</text>'
        at += 48 + _CHARACTER * len(trace["name"])
