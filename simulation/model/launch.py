"""The announcement of a launch: the same at home and in each further country."""

from __future__ import annotations

from typing import Final

from simulation.portable.elementary import exp2

LAUNCH_WEEKS: Final = 26
"""Weeks for which a launch is heard at most."""


def launch_level(age: int, half_life: float) -> float:
    """How loudly a launch still rings in its week ``age``: 2^(-age / half-life), nothing after `LAUNCH_WEEKS`."""
    return float(exp2(-age / half_life)) if age < LAUNCH_WEEKS else 0.0
