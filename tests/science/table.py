"""The table of known results: all rows, how to judge them, and how it is printed."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from tests.science import believed, coverage, diffusion, invariance, life, people, thresholds, use
from tests.science.row import Row
from tests.science.verdicts import ERRORS, FALSE_ALARM, Check

ROWS: tuple[Row, ...] = (
    *diffusion.ROWS,
    *thresholds.ROWS,
    *people.ROWS,
    *use.ROWS,
    *life.ROWS,
    *believed.ROWS,
    *invariance.ROWS,
    *coverage.ROWS,
)

ELSEWHERE = {
    "Identity": "engines, threads, workers, order, logging, progress, hash seed and resuming give the same digest: "
    "`tests/engines/`, `tests/results/`",
    "Tipping by a committed minority": "left out: the model has no memory of norms (Centola et al. 2018)",
    "Sobol indices on Ishigami and the g-function": "`tests/studies/questions/test_sensitivity.py`",
    "Calibration: own synthetic truths": "`tests/studies/calibration/`",
    "What each kind brings for its hours": "three years in a company of which nothing is known: [kinds](kinds.md)",
}
"""Known results that are tested elsewhere, or not."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its check and the seconds of processor time that it took."""

    row: Row
    check: Check
    seconds: float


def measure(number: int) -> tuple[Check, float]:
    """Measure the row of that number; return its check and the seconds of processor time that it took."""
    start = time.process_time()
    return ROWS[number].measure(), time.process_time() - start


def alarms(judged: Iterable[Judged]) -> str:
    """Say how often the whole table would fail a correct model."""
    tests = sum(each.check.tests for each in judged)
    chance = FALSE_ALARM / 2
    return (
        f"{tests} comparisons carry chance, each with {ERRORS:g} standard errors. If the model lay exactly at the "
        f"bound of every one of them, some row would fail by chance with a probability of at most {tests * chance:.1g} "
        f"(Bonferroni: {tests} times {chance:.1g}). Seeds are fixed, so a verdict is the same in every run."
    )


def rows_of(judged: Iterable[Judged], name: str, source: str) -> list[str]:
    """Return a table of rows in Markdown, with these headings over their names and their sources."""
    lines = [f"| {name} | expected | {source} | run | tolerance | measured | verdict |", "|" + " --- |" * 7]
    for each in judged:
        row, check = each.row, each.check
        cells = (row.name, row.law, row.source, row.run, row.tolerance, check.measured, check.verdict)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines


def markdown(judged: list[Judged]) -> str:
    """Return the table as a document."""
    lines = [
        "# Known results",
        "",
        "Written by `make verify`, which runs every row through the public engine; do not edit. What theory or the",
        "evidence says, how it was run, and what came out. A statistical row passes if its estimate lies inside",
        f"the stated band with {ERRORS:g} standard errors to spare, fails if it lies outside with as many to spare;",
        "otherwise the sample could not decide.",
        "",
        alarms(judged),
        "",
        *rows_of(judged, "known result", "source"),
    ]
    lines += ["", "## Elsewhere, or not", "", "| known result | |", "| --- | --- |"]
    lines += [f"| {name} | {where} |" for name, where in ELSEWHERE.items()]
    return "\n".join(lines) + "\n"
