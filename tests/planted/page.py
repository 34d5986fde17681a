"""The table of planted mistakes as a page."""

from __future__ import annotations

from collections.abc import Sequence

from tests.planted.planting import Mistake, Outcome

MOST_NAMED = 3


def readable(name: str) -> str:
    """Return a test's name in two parts, between which a line can break."""
    file, _, test = name.removeprefix("tests/").partition("::")
    return f"`{file}`: `{test}`"


def markdown(found: Sequence[tuple[Mistake, Outcome]]) -> str:
    """Return the page: each mistake, where it was planted, and up to three tests that failed."""
    lines = [
        "# Planted mistakes",
        "",
        "Written by `make planted`; do not edit. Tests are worth what they notice. Each mistake is planted in a copy",
        "of the sources, alone, and the quick tests of the part that it is planted in are run there until three fail;",
        "all of them pass where nothing is planted. No digest of frozen results is among them: each test states what",
        f"is right. {len(found)} mistakes, {sum(1 for _, outcome in found if outcome.failed)} noticed.",
        "",
        "| mistake | planted in | noticed by |",
        "| --- | --- | --- |",
    ]
    for mistake, outcome in found:
        files = list(dict.fromkeys(test.split("::")[0] for test in outcome.failed))
        first = [next(test for test in outcome.failed if test.startswith(file)) for file in files]
        named = list(dict.fromkeys([*first, *outcome.failed]))[:MOST_NAMED]
        tests = "; ".join(map(readable, named)) or "**nobody**"
        lines.append(f"| {mistake.name}: {mistake.what} | `{mistake.file}` | {tests} |".replace("\n", " "))
    return "\n".join(lines) + "\n"
