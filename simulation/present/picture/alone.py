"""A picture as a file of its own: SVG with its title, its colours and its source, for documents and slides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from simulation.present.picture.render import WIDTHS, svg
from simulation.present.picture.scene import Picture
from simulation.present.picture.style import COLOURS, Theme, standing_alone
from simulation.present.picture.svg import number, tag, text, wrapped

if TYPE_CHECKING:
    from simulation.present.language import Language

_EDGE: Final = 16.0
_TITLE: Final = 18.0
_LINE: Final = 18.0


def picture_file(picture: Picture, language: Language, theme: Theme = "light") -> str:
    """Return a picture as a whole file: finding, subtitle and keys above it, its source below."""
    inner = svg(picture, language, narrow=False)
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', inner)
    if found is None:
        raise AssertionError("a picture has its size")
    width, height = WIDTHS[False], float(found.group(2))
    head, top = _lines(picture.title, _TITLE, _EDGE, "finding")
    under, top = _lines(picture.subtitle, _LINE - 4, top, "tick")
    keys, top = _keys(picture, top)
    place = f'x="{number(_EDGE)}" y="{number(top)}" width="{number(width)}" height="{number(height)}"'
    placed = inner.replace("<svg ", f"<svg {place} ", 1)
    foot = text(_EDGE, top + height + _LINE + 4, picture.source, kind="tick")
    whole, tall = width + 2 * _EDGE, top + height + 2 * _LINE + 4
    style = f"<style>{standing_alone(theme)}.picture .finding{{font-size:18px;font-weight:600}}</style>"
    ground = f'<rect width="100%" height="100%" fill="{COLOURS[theme]["paper"]}"/>'
    size = f'viewBox="0 0 {number(whole)} {number(tall)}" width="{number(whole)}" height="{number(tall)}"'
    content = f"{style}{ground}{head}{under}{keys}{placed}{foot}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" {size}>{content}</svg>\n'


def _lines(words: str, size: float, top: float, kind: str) -> tuple[str, float]:
    """Return a text in lines, and where the next one begins."""
    lines = wrapped(words, WIDTHS[False], size)
    step = size * 1.35
    drawn = "".join(text(_EDGE, top + step * (i + 0.8), each, kind=kind) for i, each in enumerate(lines))
    return drawn, top + step * len(lines) + 4


def _keys(picture: Picture, top: float) -> tuple[str, float]:
    """Return the keys in one line, and where the picture begins."""
    found, x = [], _EDGE
    for key in picture.keys:
        found.append(tag("rect", x=x, y=top + 4, width=18, height=9, kind=f"bar t-{key.tone}"))
        found.append(text(x + 24, top + 13, key.text, kind="tick"))
        x += 44 + len(key.text) * 7.5
    return "".join(found), top + (_LINE + 6 if picture.keys else 6)
