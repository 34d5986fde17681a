"""The command ``wandel``: commands without logic of their own, on the same functions as the Python API."""

from __future__ import annotations

import gc
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0 done, 1 a run failed, 2 the user's input is wrong, 130 interrupted.
    """
    gc.set_threshold(500_000, 20, 20)  # start-up makes 230,000 objects that stay: the collector would look for nothing
    try:
        from simulation.cli.main import run

        code = run(arguments)
    except KeyboardInterrupt:  # while the program itself was being loaded
        code = 130
    gc.freeze()  # else it goes through all of them once more at the end of the process
    raise SystemExit(code)
