"""Mistakes in commands and plugins."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "wrong input is success",
        "A command that is given wrong input ends well.",
        "simulation/cli/guard.py",
        "raise typer.Exit(WRONG_INPUT) from None",
        "raise typer.Exit(0) from None",
    ),
    Mistake(
        "costs beyond the plan",
        "A plugin may cost more than it plans.",
        "simulation/plugin/contract.py",
        "if not found <= left[name] + _ROUNDING * (1 + abs(planned)):",
        "if not found <= left[name] + 1e9:",
    ),
)
