"""What `wandel tornado` prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simulation.present.printed.block import Block
from simulation.present.tornado import bars_table, heading, remarks, tornado_json
from simulation.studies.tornado import Tornado


def tornado_document(tornado: Tornado, table: Path | None, page: Path | None) -> dict[str, Any]:
    """Return everything as one document, with the files that were written."""
    files = {"table": None if table is None else str(table), "page": None if page is None else str(page)}
    return tornado_json(tornado) | files


def tornado_blocks(tornado: Tornado, top: int, table: Path | None, page: Path | None) -> Iterator[Block]:
    """Yield the largest bars and what is to be known of them."""
    yield heading(tornado)
    yield bars_table(tornado, top)
    yield from remarks(tornado, top)
    if table is not None:
        yield f"Table: {table}"
    if page is not None:
        yield f"Page:  {page}"
