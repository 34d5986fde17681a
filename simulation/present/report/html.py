"""Elements of a report: paragraphs, tables, pictures with their words, drawers. Every text of others is escaped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from simulation.present.picture.keys import sign
from simulation.present.picture.render import svg
from simulation.present.picture.scene import Cell, Column, DrawnTable, Key, Picture, Worded
from simulation.present.picture.svg import tag

if TYPE_CHECKING:
    from simulation.present.language import Language

_TALL = 0.85
"""Height over width from which on a picture is tall."""


def p(text: str, kind: str = "") -> str:
    """Return a paragraph; nothing for no text."""
    return tag("p", escape(text), kind=kind) if text else ""


def heading(level: int, text: str, name: str = "") -> str:
    """Return a heading."""
    return tag(f"h{level}", escape(text), id=name)


def section(name: str, title: str, *parts: str) -> str:
    """Return a section with its heading; nothing without content."""
    content = "".join(parts)
    words = heading(2, title, f"{name}-head")
    return tag("section", words + content, id=name, aria_labelledby=f"{name}-head") if content else ""


def box(content: str) -> str:
    """Return content on paper of its own."""
    return tag("div", content, kind="box")


def listed(items: Sequence[str]) -> str:
    """Return a list of sentences."""
    return tag("ul", "".join(tag("li", escape(item)) for item in items)) if items else ""


def drawer(summary: str, content: str, *, is_open: bool = False) -> str:
    """Return a drawer that is opened by its line."""
    return f"<details{' open' if is_open else ''}>{tag('summary', escape(summary))}{content}</details>"


def table(content: DrawnTable, language: Language, name: str) -> str:
    """Return a table that scrolls sideways where it must, with the plain numbers for whoever takes it as a file."""
    head = "".join(
        tag("th", escape(column.name), scope="col", kind="text" if column.kind == "text" else "")
        for column in content.columns
    )
    body = "".join(
        tag("tr", "".join(_cell(cell, column, language) for cell, column in zip(row, content.columns, strict=True)))
        for row in content.rows
    )
    made = tag("table", tag("thead", tag("tr", head)) + tag("tbody", body), data_name=name)
    return tag("div", made, kind="scroll", tabindex="0", role="group", aria_label=language("table"))


def _cell(cell: Cell, column: Column, language: Language) -> str:
    words = written(cell, column, language)
    number = plain_number(cell)
    plain = None if number is None else f"{number:.10g}"
    if column.kind == "day" and isinstance(cell, str):
        plain = cell
    kind = "text" if column.kind == "text" else ""
    return tag("td", escape(words), kind=kind, data_value=plain) if words else "<td></td>"


def written(cell: Cell, column: Column, language: Language) -> str:
    """Write a cell as its column says."""
    if cell is None:
        return ""
    if isinstance(cell, Worded):
        return cell.words
    if isinstance(cell, str):
        return language.date(date.fromisoformat(cell)) if column.kind == "day" and cell else cell
    if column.kind == "share":
        return language.share(cell, column.step)
    if column.kind == "money":
        return language.money(cell, column.step)
    return language.number(cell, column.step)


def plain_number(cell: Cell) -> float | None:
    """Return the number of a cell as it is; None for words and for what is not defined."""
    number = cell.number if isinstance(cell, Worded) else cell
    return None if number is None or isinstance(number, str) or math.isnan(number) else number


def figure(picture: Picture | None, language: Language) -> str:
    """Return a picture with its finding above and its keys, source and table below; nothing without a picture."""
    if picture is None:
        return ""
    drawn = "".join(_drawn(picture, language, narrow=narrow) for narrow in (False, True))
    head = heading(3, picture.title) + p(picture.subtitle, "quiet small") + _keys(picture.keys)
    foot = "".join(p(note) for note in picture.notes) + p(picture.source, "source")
    data = drawer(language("Numbers behind the picture"), table(picture.table, language, picture.name))
    return tag("figure", tag("figcaption", head) + drawn + foot + data, id=f"figure-{picture.name}")


def _drawn(picture: Picture, language: Language, *, narrow: bool) -> str:
    """Draw a picture for one width; a wide one that is as high as it is wide takes more of a sheet."""
    found = svg(picture, language, narrow=narrow)
    wide, high = (float(each) for each in found.partition('viewBox="0 0 ')[2].partition('"')[0].split())
    kind = "narrow" if narrow else "wide tall" if high > _TALL * wide else "wide"
    return found.replace('class="picture"', f'class="picture {kind}"', 1)


def _keys(keys: Sequence[Key]) -> str:
    if not keys:
        return ""
    return tag("ul", "".join(tag("li", sign(key) + escape(key.text)) for key in keys), kind="keys")
