"""What `wandel report` writes and prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.present.printed.block import Block
from simulation.present.report.card import sentences
from simulation.present.report.page import report
from simulation.present.report.tables import write_tables
from simulation.results.files import write_bytes

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.present.live.section import LiveSection
    from simulation.results.board import Board


def write_report(
    board: Board,
    language: Language,
    page: Path,
    command: str,
    *,
    with_tables: bool,
    live: LiveSection | None = None,
) -> list[Path]:
    """Write the page that ``command`` makes, and its tables where asked; return all paths, the page first.

    ``live`` is the section in which the plan is tried out.
    """
    page.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(page, report(board, language, command, live))
    return [page, *(write_tables(board, language, page) if with_tables else [])]


def report_blocks(board: Board, language: Language, files: Sequence[Path]) -> Iterator[Block]:
    """Yield the sentences of a report, and where it was written to."""
    yield from sentences(board, language)
    for file in files:
        yield language("Written: {file}", file=str(file))


def report_document(board: Board, language: Language, files: Sequence[Path]) -> Any:
    """Return the same as a document."""
    said = sentences(board, language)
    return {"language": language.code, "sentences": said, "files": [str(each) for each in files]}
