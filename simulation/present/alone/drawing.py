"""A picture with its title, unit and source as one drawing that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Final

from simulation.present.picture.keys import HIGH, WIDE, sign
from simulation.present.picture.render import WIDTHS, svg
from simulation.present.picture.style import COLOURS, Theme, standing_alone
from simulation.present.picture.svg import tag, text, width_of, wrapped

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.present.picture.scene import Key, Picture

_EDGE: Final = 20.0
_TITLE, _SMALL = 19.0, 13.0
_LEADING: Final = 1.35


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG, with its size in units (of 1/96 inch)."""

    svg: str
    width: float
    height: float
    title: str


def drawing(picture: Picture, language: Language, theme: Theme, command: str) -> Drawing:
    """Return a picture as it stands alone; ``command``, which makes it again, is in its metadata."""
    inner = svg(picture, language, narrow=False)
    wide, tall = WIDTHS[False], float(inner.partition('viewBox="')[2].partition('"')[0].split()[-1])
    y, words = _EDGE, []
    for lines, size, kind in (
        (wrapped(picture.title, wide, _TITLE), _TITLE, "strong title"),
        (wrapped(picture.subtitle, wide), _SMALL, "tick"),
    ):
        for line in lines:
            y += size * _LEADING
            words.append(text(_EDGE, y, line, kind=kind))
    if picture.keys:
        y += _SMALL * _LEADING
        words += _keys(picture.keys, y)
    top = y + _EDGE / 2
    foot = [*picture.notes, picture.source]
    y = top + tall
    for note in (line for each in foot if each for line in wrapped(each, wide)):
        y += _SMALL * _LEADING
        words.append(text(_EDGE, y, note, kind="small"))
    across, tall_whole = wide + 2 * _EDGE, float(ceil(y + _EDGE))
    placed = inner.replace("<svg ", f'<svg x="{_EDGE:.0f}" y="{top:.1f}" width="{wide:.0f}" height="{tall:.1f}" ', 1)
    rules = f"{standing_alone(theme)}.picture .title{{font-size:{_TITLE}px}}"
    content = (
        tag("title", escape(picture.title))
        + tag("metadata", escape(command))
        + f"<style>{rules}</style>"
        + tag("rect", width=across, height=tall_whole, fill=COLOURS[theme]["paper"])
        + tag("g", "".join(words), kind="picture")
        + placed
    )
    whole = tag(
        "svg", content, xmlns="http://www.w3.org/2000/svg", width=across, height=tall_whole,
        viewBox=f"0 0 {across:.1f} {tall_whole:.1f}", lang=language.code,
    )  # fmt: skip
    return Drawing(whole, across, tall_whole, picture.title)


def _keys(keys: Sequence[Key], y: float) -> Iterator[str]:
    """Yield what tones mean, one beside the other."""
    x = _EDGE
    for key in keys:
        yield sign(key, x=x, y=y - HIGH + 3, width=WIDE, height=HIGH)
        yield text(x + WIDE + 6, y, key.text, kind="small")
        x += WIDE + 30 + width_of(key.text)
