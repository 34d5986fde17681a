"""Installs and tries the project on every Python of this machine: ``python -m tests.matrix``, or ``make matrix``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.matrix.environments import FIRST, LAST, SUITE, VERSIONS, Outcome, interpreters, try_out


def main(words: list[str]) -> int:
    """Try all environments, or those that are asked for; print a line for each, and return 1 if any fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.matrix")
    parser.add_argument("--python", nargs="*", default=[], help="beginnings of versions, such as 3.12; all if left out")
    parser.add_argument("--versions", nargs="*", choices=VERSIONS, default=VERSIONS, help="all if left out")
    parser.add_argument("--tests", nargs="*", default=SUITE, help="what to run; a small suite if left out")
    asked = parser.parse_args(words)
    found = [each for each in interpreters() if not asked.python or each.name.startswith(tuple(asked.python))]
    if not found:
        say("no such Python on this machine")
        return 1
    missing = [minor for minor in range(FIRST[1], LAST[1] + 1) if minor not in {each.version[1] for each in found}]
    outcomes = []
    say(line("Python", "versions", "result", "seconds", "libraries"))
    for python in found:
        for versions in asked.versions:
            with tempfile.TemporaryDirectory(prefix="wandel-matrix-") as folder:
                outcomes.append(try_out(python, versions, Path(folder) / "place", asked.tests))
            report(outcomes[-1])
    failed = [each for each in outcomes if each.result != "passed"]
    if missing:
        say(f"Not on this machine: {', '.join(f'Python 3.{minor}' for minor in missing)}")
    say(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed")
    return int(bool(failed))


def report(outcome: Outcome) -> None:
    """Print what came of one environment, with the end of what a failed one said."""
    say(line(outcome.python, outcome.versions, outcome.result, f"{outcome.seconds:.0f}", outcome.libraries))
    for text in outcome.output.splitlines()[-15:]:
        say(f"    {text}")


def line(*cells: str) -> str:
    """Return a row of the table."""
    widths = (8, 9, 22, 8, 0)
    return " ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
