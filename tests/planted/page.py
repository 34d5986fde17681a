"""The table of planted mistakes as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.planted.planting import Mistake, Outcome

MOST_NAMED = 3
NOBODY = "**nobody**"
UNTRIED = "*not tried yet*"


def readable(name: str) -> str:
    """Return a test's name in two parts, between which a line can break."""
    file, _, test = name.removeprefix("tests/").partition("::")
    return f"`{file}`: `{test}`"


def row(mistake: Mistake, outcome: Outcome) -> str:
    """Return the row of a mistake: where it was planted, and the tests that failed."""
    files = list(dict.fromkeys(test.split("::")[0] for test in outcome.failed))
    first = [next(test for test in outcome.failed if test.startswith(file)) for file in files]
    named = list(dict.fromkeys([*first, *outcome.failed]))[:MOST_NAMED]
    return _row(mistake, "; ".join(map(readable, named)) or NOBODY)


def _row(mistake: Mistake, who: str) -> str:
    return f"| {mistake.name}: {mistake.what} | `{mistake.file}` | {who} |".replace("\n", " ")


def rows_of(page: str) -> dict[str, str]:
    """Return the rows of a page by the names of their mistakes."""
    lines = [line for line in page.splitlines() if line.startswith("| ")][2:]
    return {line.removeprefix("| ").partition(":")[0]: line for line in lines}


def markdown(mistakes: Sequence[Mistake], rows: Mapping[str, str]) -> str:
    """Return the page: a row for each mistake; what was not tried yet says so."""
    shown = [rows.get(mistake.name) or _row(mistake, UNTRIED) for mistake in mistakes]
    noticed = sum(NOBODY not in line and UNTRIED not in line for line in shown)
    return "\n".join(
        [
            "# Planted mistakes",
            "",
            "Written by `make planted`; do not edit. Tests are worth what they notice. Each mistake is planted in a",
            "copy of the sources, alone, and the quick tests of the part that it is planted in are run there until",
            "one fails; all of them pass where nothing is planted. No digest of frozen results is among them: each",
            f"test states what is right. {len(shown)} mistakes, {noticed} noticed.",
            "",
            "| mistake | planted in | noticed by |",
            "| --- | --- | --- |",
            *shown,
            "",
        ]
    )
