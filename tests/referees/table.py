"""What other programs are asked to judge, row by row, and how it is printed."""

from __future__ import annotations

import time
from collections.abc import Sequence

from tests.referees import collected, network, spread
from tests.science.row import Row
from tests.science.table import Judged, rows_of

ROWS: tuple[Row, ...] = (*spread.ROWS, *network.ROWS, *collected.ROWS)


def judge(row: Row) -> Judged:
    """Measure one row."""
    start = time.process_time()
    return Judged(row, row.measure(), time.process_time() - start)


def markdown(judged: Sequence[Judged]) -> str:
    """Return the table as a document."""
    return "\n".join(
        [
            "# Referees",
            "",
            "Written by `make referees`; do not edit. Programs that others wrote do the same calculation on the same",
            "graph and with the same parameters: NDlib spreads, networkx measures the organisation, Mesa's data",
            "collector counts the agents of the readable model. Where there is chance, means must lie in the stated",
            "band with 4 standard errors to spare; otherwise the sample could not decide.",
            "",
            *rows_of(judged, "question", "referee"),
            "",
        ]
    )
