"""What `wandel explain-run` prints of a run, a silo or a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simulation.attribution.account import Explanation
from simulation.attribution.asked import STATE_MEASURES, WORDS
from simulation.attribution.person import PersonExplanation
from simulation.present import explanation as words
from simulation.present.explanation_tables import decisions_grid, grid_table, levels_grid, person_grid, removals_grid
from simulation.present.printed.block import Block
from simulation.present.words import few_replicates, label_with_unit


def account_document(found: Explanation, note: str, page: Path | None) -> dict[str, Any]:
    """Return what explains a run as one document."""
    return words.account_json(found) | {"note": note or None, "page": None if page is None else str(page)}


def account_blocks(found: Explanation, measure: str | None, note: str, page: Path | None) -> Iterator[Block]:
    """Yield what explains a run or one of its silos; ``measure`` is the one that was chosen."""
    yield f"{words.title_of(found.setting)}: {words.facts_line(found.setting, found.silo, found.replicates)}"
    yield grid_table(levels_grid(found), f"Week {found.setting.week}: median and 80% band over replicates")
    for name in found.measures:
        yield grid_table(removals_grid(found, name), f"{label_with_unit(name)}: what each brings, pair by pair")
    state = next((state for state, counted in STATE_MEASURES.items() if counted == measure), "read")
    if measure is None or measure in STATE_MEASURES.values():
        for one in found.brought:
            yield words.because_sentence(one, state, found.silo)
    yield f"\n{words.NOT_ADDITIVE}"
    for name in found.measures:
        yield words.interaction_sentence(found, name)
    yield few_replicates(found.replicates)
    yield note
    if page is not None:
        yield f"Page: {page}"


def person_document(found: PersonExplanation, note: str) -> dict[str, Any]:
    """Return what explains a person as one document."""
    return words.person_json(found) | {"note": note or None}


def person_blocks(found: PersonExplanation, state: str, note: str) -> Iterator[Block]:
    """Yield what explains one person."""
    yield words.person_sentence(found)
    yield grid_table(person_grid(found), f"Week {found.setting.week}, {found.replicates} replicates")
    yield grid_table(decisions_grid(found), f"P({WORDS[state]}) with each thing minus without it")
    yield words.decision_sentence(found)
    yield few_replicates(found.replicates)
    yield note
