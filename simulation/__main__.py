"""The command ``wandel`` for those without it on their path: ``python -m simulation``."""

from __future__ import annotations

from simulation.cli import main

if __name__ == "__main__":
    main()
