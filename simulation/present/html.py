"""Pages of words, tables and pictures that are no board's report: the same document, style and policy as a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.present.language import ENGLISH
from simulation.present.picture.scene import Column, DrawnTable
from simulation.present.report import html as elements
from simulation.present.report.page import document

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.present.picture.scene import Picture

_KINDS = {"facts": "quiet small", "notice": "notice", "verdict": "", "": ""}
"""Kinds of paragraphs, with their classes."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: heading, pictures, and HTML that stands before them."""

    heading: str
    pictures: Sequence[Picture] = ()
    html: str = ""


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A table in words: the first column is text, the others are right-aligned unless a cell of theirs is long."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def html(self, language: Language = ENGLISH) -> str:
        """Return it as HTML, escaped, scrolling sideways where the screen is narrow."""
        columns = tuple(
            Column(name, "text" if i == 0 or _is_wordy([row[i] for row in self.rows]) else "number")
            for i, name in enumerate(self.head)
        )
        return elements.table(DrawnTable(columns, tuple(tuple(row) for row in self.rows)), language, "table")


def _is_wordy(cells: Sequence[str]) -> bool:
    """Whether cells are words rather than numbers."""
    return any(len(cell.split()) > _FEW for cell in cells)


_FEW = 4
"""Words up to which a cell is taken for a number with its unit."""


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph, escaped; kinds are `facts`, `notice` and `verdict`; nothing for no text."""
    return elements.p(text, _KINDS[kind])


def page(title: str, head: str, sections: Sequence[Section], foot: str, language: Language = ENGLISH) -> bytes:
    """Return a whole page in UTF-8; ``head`` is HTML, the other texts are escaped."""
    parts = []
    for i, section in enumerate(sections):
        words = elements.box(section.html) if section.html else ""
        drawn = "".join(elements.figure(each, language) for each in section.pictures)
        parts.append(elements.section(f"part-{i}", section.heading, words, drawn))
    main = "".join(parts) + paragraph(foot, "facts")
    return document(title, elements.heading(1, title) + head, main, language, {})
