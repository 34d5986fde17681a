"""Asks every referee, prints what came out, and writes docs/referees.md: ``python -m tests.referees``."""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path

from tests.referees.table import ROWS, judge, markdown
from tests.science.verdicts import FAIL

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "referees.md"


def main(words: list[str]) -> int:
    """Ask all referees, or those whose rows contain a word; 1 if a row fails. Only all rows are written down."""
    parser = argparse.ArgumentParser(prog="python -m tests.referees")
    parser.add_argument("names", nargs="*", help="words in names of rows; all rows where left out")
    wanted = [word.lower() for word in parser.parse_args(words).names]
    warnings.simplefilter("ignore")  # what the referees' own libraries complain about
    judged = []
    for row in ROWS:
        if not wanted or any(word in row.name.lower() for word in wanted):
            judged.append(judge(row))
            check = judged[-1].check
            print(f"{check.verdict:5} {judged[-1].seconds:6.1f} s  {row.name}: {check.measured}", flush=True)
    if not wanted:
        DOCUMENT.write_text(markdown(judged), encoding="utf-8")
    return int(any(each.check.verdict == FAIL for each in judged))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
