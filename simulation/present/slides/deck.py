"""The deck: the sentence, the pictures with findings as titles, what is not known; the method stands in the notes."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from simulation.present.board.common import names
from simulation.present.report.card import sentences
from simulation.present.report.evidence import can_tell, cannot_tell
from simulation.present.report.page import believed_of, pictures
from simulation.present.report.provenance import record
from simulation.present.slides.charts import drawn
from simulation.present.slides.table import as_table
from simulation.results.errors import InputError
from simulation.results.json_reading import read_bytes
from simulation.system.writing import write_atomically
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.present.picture.scene import Picture
    from simulation.results.board import Board

WIDE: Final = (12_192_000, 6_858_000)
"""Width and height of a slide of 16 : 9, in English metric units."""
LONGEST_TITLE: Final = 90
MOST_BYTES: Final = 200_000_000
"""Of a PowerPoint file whose design is taken."""
MOST_UNPACKED_BYTES: Final = 1_000_000_000
_MARGIN: Final = 500_000
_HEAD: Final = 1_100_000
_FOOT: Final = 520_000
_GAP: Final = 150_000
_MUCH: Final = 600
"""Letters from which on a slide of sentences is set smaller."""


def write_slides(board: Board, language: Language, command: str, path: Path, master: Path | None = None) -> int:
    """Write the deck and return how many slides it has; ``master`` is a file whose design and layouts it takes.

    Raises:
        InputError: python-pptx is not installed, or the master cannot be read or has no layout with a title.
    """
    deck = _empty(master)
    try:
        _fill(deck, board, language, command)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, lambda file: deck.save(str(file)))
    except Exception as error:  # whatever a layout that lacks something makes the library raise
        if master is None or isinstance(error, InputError | OSError | MemoryError):
            raise
        raise InputError(f"{master}: its design cannot be used ({type(error).__name__})") from error
    return len(deck.slides)


def _fill(deck: Any, board: Board, language: Language, command: str) -> None:
    layout = _layout(deck)
    _words(deck, layout, safe(board.base.label), _opening(board, language), language("Report for the board"))
    for picture in (each for group in pictures(board, language).values() for each in group):
        _picture(deck, layout, picture, language, command)
    found = believed_of(board)
    _words(deck, layout, language("What the data cannot tell"), cannot_tell(board, found, language), command)
    if told := can_tell(found, language):
        _words(deck, layout, language("What the data can tell"), told, command)
    data = record(board, language, command)
    made = [f"{each['scenario']}: {each['digest'][:16]}" for each in data["runs"]]
    _words(deck, layout, language("Where this is from"), [*made, command], json.dumps(data, ensure_ascii=False))
    properties = deck.core_properties
    properties.title, properties.comments = safe(board.base.label), command
    properties.keywords = " ".join(str(each["digest"]) for each in data["runs"])


def _opening(board: Board, language: Language) -> list[str]:
    plans = names(board)
    named = [language("Plans: {names}", names=language.listed(plans))] if len(plans) > 1 else []
    return [*named, *sentences(board, language)]


def _empty(master: Path | None) -> Any:
    """Return a deck without slides."""
    try:
        from pptx import Presentation
    except ModuleNotFoundError:
        raise InputError("slides need python-pptx: pip install 'wandel[report]'") from None
    if master is None:
        empty: Any = Presentation()
        empty.slide_width, empty.slide_height = WIDE
        return empty
    try:
        deck: Any = Presentation(io.BytesIO(_content(master)))
    except OSError as error:
        raise InputError(f"{master} cannot be read: {error.strerror}") from None
    except InputError:
        raise
    except Exception as error:  # whatever a damaged or foreign file makes its library raise
        raise InputError(f"{master} cannot be read as a PowerPoint file ({type(error).__name__})") from None
    listed = deck.slides._sldIdLst
    for each in list(listed):
        deck.part.drop_rel(each.rId)
        listed.remove(each)
    return deck


def _content(master: Path) -> bytes:
    """Return what is in a PowerPoint file; `InputError` where it is none, or unpacks to more than such a file has."""
    try:
        content = read_bytes(master, MOST_BYTES)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) <= MOST_UNPACKED_BYTES:
                return content
        raise InputError(f"{master} holds more than {MOST_UNPACKED_BYTES:,} bytes, unpacked")
    except (ValueError, zipfile.BadZipFile) as error:
        raise InputError(f"{master} cannot be read as a PowerPoint file: {error}") from None


def _layout(deck: Any) -> Any:
    """Return the layout that has a title and the least beside it."""
    titled = [
        each for each in deck.slide_layouts if any(p.placeholder_format.type in _titles() for p in each.placeholders)
    ]
    if not titled:
        raise InputError("the master has no layout with a title")
    return min(titled, key=lambda each: len(each.placeholders))


def _titles() -> tuple[Any, ...]:
    from pptx.enum.shapes import PP_PLACEHOLDER

    return PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE


def _slide(deck: Any, layout: Any, title: str, notes: str) -> Any:
    """Add a slide with its title at the head and what a speaker needs below it."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    slide = deck.slides.add_slide(layout)
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = _MARGIN, _GAP * 2, deck.slide_width - 2 * _MARGIN, _HEAD - _GAP
    head.text_frame.text = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
    head.text_frame.word_wrap = True
    for paragraph in head.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold, paragraph.alignment = Pt(28), True, PP_ALIGN.LEFT
    slide.notes_slide.notes_text_frame.text = notes
    return slide


def _words(deck: Any, layout: Any, title: str, lines: list[str], notes: str) -> None:
    """Add a slide of sentences, in a size in which they fit."""
    slide = _slide(deck, layout, title, notes)
    size = 22 if sum(map(len, lines)) < _MUCH else 16
    _text(slide, _inside(deck), lines, size)


def _picture(deck: Any, layout: Any, picture: Picture, language: Language, command: str) -> None:
    """Add a slide with a picture as charts that can be edited; as its table where there is no such chart."""
    method = "\n\n".join(
        part for part in (picture.subtitle, picture.alt, *picture.notes, picture.source, command) if part
    )
    slide = _slide(deck, layout, picture.title, method)
    left, top, width, height = _inside(deck)
    _text(slide, (left, top, width, _FOOT), [picture.subtitle], 14)
    top, height = top + _FOOT + _GAP, height - 2 * _FOOT - 2 * _GAP
    across = min(3, len(picture.plots))
    down = -(-len(picture.plots) // across)
    is_drawn = True
    for i, plot in enumerate(picture.plots):
        cell = (
            left + (i % across) * width // across, top + (i // across) * height // down, width // across - _GAP,
            height // down - _GAP,
        )  # fmt: skip
        if plot.title:
            _text(slide, (cell[0], cell[1], cell[2], 300_000), [plot.title], 14)
            cell = (cell[0], cell[1] + 300_000, cell[2], cell[3] - 300_000)
        is_drawn = is_drawn and drawn(slide, plot, cell, language, picture.alt, is_small=len(picture.plots) > 1)
    if not is_drawn:
        as_table(slide, picture, (left, top, width, height), language)
    _text(slide, (left, top + height, width, _FOOT), [picture.source], 12)


def _inside(deck: Any) -> tuple[int, int, int, int]:
    top = _HEAD + 2 * _GAP
    return _MARGIN, top, deck.slide_width - 2 * _MARGIN, deck.slide_height - top - _GAP


def _text(slide: Any, place: tuple[int, int, int, int], lines: list[str], size: int) -> None:
    from pptx.util import Pt

    frame = slide.shapes.add_textbox(*place).text_frame
    frame.word_wrap = True
    for i, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.font.size = Pt(size)
        paragraph.space_after = Pt(size / 2)
