"""What `wandel organisation` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from rich.table import Table

from simulation.organisation.measures import NetworkMeasures
from simulation.present.printed.block import Block, table_of
from simulation.present.words import UNDEFINED
from simulation.results.organisation import Described, organisation_document

MOST_SILOS: Final = 20
"""Silos that are printed; the file has all."""
_WHOLE_FROM: Final = 1000


def organisation_blocks(described: Described) -> Iterator[Block]:
    """Yield people, silos, levels, layers and all measures."""
    document = organisation_document(described)
    people, units, roles = document["people"], document["units"], document["roles"]
    yield (
        f"{document['title']}: {people:,} people in {len(document['silos'])} silos, {units['departments']:,} "
        f"departments and {units['teams']:,} teams; {roles['assistants']:,} assistants, {roles['brokers']:,} brokers, "
        f"{roles['desks'] / people:.0%} with a desk"
    )
    yield _counts("silo", document["silos"], people)
    yield _counts("level", document["levels"], people)
    layers = [(name, f"{one['ties']:,}", f"{one['mean_degree']:.2f}") for name, one in document["layers"].items()]
    yield table_of("Ties by layer", ("layer", "ties", "ties of an employee, mean"), layers)
    rows = [(name, number(value, unit), unit, meaning) for name, value, unit, meaning in described.measures.table()]
    yield table_of("The network of all layers, a tie counted once", ("measure", "value", "unit", "meaning"), rows)
    yield betweenness_sentence(described.measures)


def _counts(what: str, counts: dict[str, int | None], people: int) -> Table:
    """Return the people of each unit, the first ones of very many; of too few to be told, nothing."""
    rows = [
        (name, UNDEFINED, UNDEFINED) if count is None else (name, f"{count:,}", f"{count / people:.1%}")
        for name, count in list(counts.items())[:MOST_SILOS]
    ]
    if len(counts) > MOST_SILOS:
        rows.append((f"and {len(counts) - MOST_SILOS:,} more, in organisation.json", "", ""))
    return table_of(f"People by {what}", (what, "people", "share"), rows)


def betweenness_sentence(measures: NetworkMeasures) -> str:
    """Say how often shortest paths pass assistants, brokers and managers against others, and from how many sources."""
    others = measures.betweenness_others
    times = {
        name: getattr(measures, f"betweenness_{name}") / others if others else float("nan")
        for name in ("assistants", "brokers", "managers")
    }
    compared = ", ".join(f"{name} {number(value, '')}" for name, value in times.items())
    exact = measures.betweenness_pivots >= measures.n_people
    sources = (
        "exact"
        if exact
        else f"sampled: followed from {measures.betweenness_pivots:,} of {measures.n_people:,} employees"
    )
    return f"Betweenness against that of other employees, as a multiple: {compared} ({sources})"


def number(value: float, unit: str) -> str:
    """Return a number with three significant digits, shares as percent, whole numbers whole."""
    if not np.isfinite(value):
        return UNDEFINED
    if unit == "share":
        return f"{100 * value:.3g}%"
    return f"{value:,.0f}" if value == round(value) or abs(value) >= _WHOLE_FROM else f"{value:.3g}"
