"""What `wandel split` prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simulation.attribution.split import Split
from simulation.present import explanation as words
from simulation.present.explanation_tables import grid_table, split_grid
from simulation.present.printed.block import Block
from simulation.present.words import few_replicates, label_with_unit


def announcement(sets: int, replicates: int, weeks: int) -> str:
    """Say how much has to be run."""
    return f"{sets:,} sets of interventions, {replicates} replicates each, {weeks} weeks; finished ones are kept."


def split_document(split: Split, note: str, page: Path | None) -> dict[str, Any]:
    """Return the shares of all interventions as one document."""
    return words.split_json(split) | {"note": note or None, "page": None if page is None else str(page)}


def split_blocks(split: Split, note: str, page: Path | None) -> Iterator[Block]:
    """Yield what each intervention adds, and how that was worked out."""
    yield f"{words.title_of(split.setting)}: {words.facts_line(split.setting, split.silo, split.replicates)}"
    yield grid_table(split_grid(split, narrow=True), f"{label_with_unit(split.measure)}: what each intervention adds")
    yield f"{words.total_sentence(split)} {words.SPLIT_WORDS} {words.method_sentence(split)}"
    yield few_replicates(split.replicates)
    yield note
    if page is not None:
        yield f"Page: {page}"
