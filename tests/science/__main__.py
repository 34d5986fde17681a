"""Runs every known result, prints the table, and writes docs/known-results.md: ``python -m tests.science``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.science.table import ROWS, alarms, judge, markdown
from tests.science.verdicts import FAIL, PASS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "known-results.md"


def main(wanted: list[str]) -> int:
    """Run all rows, or those whose names contain a word; 1 if a row fails. Only all rows are written down."""
    rows = [row for row in ROWS if not wanted or any(word.lower() in row.name.lower() for word in wanted)]
    start = time.perf_counter()
    judged = judge(rows, lambda text: print(text, flush=True))  # noqa: T201 (a report is printed)
    verdicts = [each.check.verdict for each in judged]
    passed, failed = verdicts.count(PASS), verdicts.count(FAIL)
    print(  # noqa: T201
        f"\n{passed} pass, {failed} fail, {len(verdicts) - passed - failed} could not be decided, "
        f"in {time.perf_counter() - start:.0f} s.\n{alarms(judged)}"
    )
    if not wanted:
        DOCUMENT.write_text(markdown(judged), encoding="utf-8")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
