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


def account_document(explanation: Explanation, note: str, page: Path | None) -> dict[str, Any]:
    """Return what explains a run as one document."""
    return words.account_json(explanation) | {"note": note or None, "page": None if page is None else str(page)}


def account_blocks(explanation: Explanation, measure: str | None, note: str, page: Path | None) -> Iterator[Block]:
    """Yield what explains a run or one of its silos; ``measure`` is the one that was chosen."""
    facts = words.facts_line(explanation.setting, explanation.silo, explanation.replicates)
    yield f"{words.title_of(explanation.setting)}: {facts}"
    yield grid_table(levels_grid(explanation), f"Week {explanation.setting.week}: median and 80% band over replicates")
    for name in explanation.measures:
        yield grid_table(removals_grid(explanation, name), f"{label_with_unit(name)}: what each brings, pair by pair")
    state = next((state for state, counted in STATE_MEASURES.items() if counted == measure), "read")
    if measure is None or measure in STATE_MEASURES.values():
        for one in explanation.brought:
            yield words.because_sentence(one, state, explanation.silo)
    yield f"\n{words.NOT_ADDITIVE}"
    for name in explanation.measures:
        yield words.interaction_sentence(explanation, name)
    yield few_replicates(explanation.replicates)
    yield note
    if page is not None:
        yield f"Page: {page}"


def person_document(explanation: PersonExplanation, note: str) -> dict[str, Any]:
    """Return what explains a person as one document."""
    return words.person_json(explanation) | {"note": note or None}


def person_blocks(explanation: PersonExplanation, state: str, note: str) -> Iterator[Block]:
    """Yield what explains one person."""
    yield words.person_sentence(explanation)
    yield grid_table(person_grid(explanation), f"Week {explanation.setting.week}, {explanation.replicates} replicates")
    yield grid_table(decisions_grid(explanation), f"P({WORDS[state]}) with each thing minus without it")
    yield words.decision_sentence(explanation)
    yield few_replicates(explanation.replicates)
    yield note
