"""The declaration of one behavioural number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulation.declare.prior import Prior

Confidence = Literal["high", "medium", "low"]
ASSUMPTION = "assumption"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One behavioural number of the model.

    ``source`` is a key of `simulation.sources.SOURCES` or the word *assumption*; ``note``
    says in one sentence how the number follows from it.
    """

    name: str
    symbol: str
    meaning: str
    unit: str
    low: float
    high: float
    default: float
    prior: Prior
    source: str
    confidence: Confidence
    group: str
    note: str = ""
