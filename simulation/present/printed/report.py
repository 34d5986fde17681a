"""What `wandel report` writes and prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.present.alone.files import page_as_pdf
from simulation.present.printed.block import Block
from simulation.present.report.card import sentences
from simulation.present.report.page import report
from simulation.present.report.tables import write_tables
from simulation.system.writing import write_bytes

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
    with_pdf: bool = False,
    live: LiveSection | None = None,
) -> list[Path]:
    """Write the page that ``command`` makes, its tables and its print where asked; return all paths, the page first.

    ``live`` is the section in which the plan is tried out.

    Raises:
        InputError: it is to be printed, and there is no browser; the page is written.
    """
    page.parent.mkdir(parents=True, exist_ok=True)
    content = report(board, language, command, live)
    write_bytes(page, content)
    files = [page, *(write_tables(board, language, page) if with_tables else [])]
    if with_pdf:
        files.append(page.with_suffix(".pdf"))
        write_bytes(files[-1], page_as_pdf(content))
    return files


def report_blocks(board: Board, language: Language, files: Sequence[Path]) -> Iterator[Block]:
    """Yield the sentences of a report, and where it was written to."""
    yield from sentences(board, language)
    for file in files:
        yield language("Written: {file}", file=str(file))


def report_document(board: Board, language: Language, files: Sequence[Path]) -> Any:
    """Return the same as a document."""
    said = sentences(board, language)
    return {"language": language.code, "sentences": said, "files": [str(each) for each in files]}
