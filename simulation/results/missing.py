"""What did not happen is an empty cell in stored tables; within the model it is a number that no week has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from simulation.model.state import NEVER

NOT_YET: Final[Mapping[str, int]] = {
    "registered_week": NEVER, "last_read": NEVER, "last_contribution": NEVER, "hired_week": -1,
}  # fmt: skip
"""Columns of people whose cells may be empty, and the number that the model has there."""
