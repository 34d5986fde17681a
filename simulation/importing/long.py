"""Tables in long form: a column says what a row is about, another one the value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from simulation.importing.findings import Findings
from simulation.importing.table import InputTable
from simulation.words.naming import alike
from simulation.words.nearest import unknown

MOST_KINDS: Final = 200
"""Different things that a column says rows to be about, at most; with more it is another column."""


def spread_out(
    table: InputTable, about: str, value: str, wanted: Iterable[str], findings: Findings
) -> dict[str, list[str]]:
    """Return for each wanted thing the values of the rows that are about it, empty in the others.

    What no row is about is refused.
    """
    kinds = {alike(text): text for text in table.columns[about] if text}
    found = {}
    for name in wanted:
        if alike(name) not in kinds:
            few = [*kinds.values()] if len(kinds) <= MOST_KINDS else []
            findings.refuse(table.file, [], about, unknown("value", name, few))
            continue
        spelled = {text for text in set(table.columns[about]) if alike(text) == alike(name)}
        found[name] = [
            text if kind in spelled else ""
            for kind, text in zip(table.columns[about], table.columns[value], strict=True)
        ]
    return found
