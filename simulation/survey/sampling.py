"""Whom a survey invites: a random sample that rotates through the people."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.model.draws import Decision, many_bits, week_key

PERSON_BITS: Final = 21
"""Enough for the largest organisation, 2,000,000 people."""


def invited(seed: int, number: int, n: int, size: int) -> NDArray[np.int64]:
    """Return the ``size`` of ``n`` people who are invited to survey ``number`` (0 is the first), in rising order.

    A round puts everybody into a random order and invites them by turns, as long as a whole
    sample is left; then the next round begins with a new order. So each survey's sample is
    a simple random one, and nobody is invited twice in a round. Who is invited depends on
    the replicate's seed and the number of the survey only: a base and a plan ask the same people.
    """
    turns = n // size
    turn = number % turns
    order = _order(seed, number // turns, n)
    return np.sort(order[turn * size : (turn + 1) * size]).astype(np.int64)


@lru_cache(maxsize=4)
def _order(seed: int, round_number: int, n: int) -> NDArray[np.uint32]:
    """Everybody in an order that only chance decides; the person stands in the low bits, which sorts fastest."""
    people = np.arange(n, dtype=np.uint64)
    low = np.uint64(PERSON_BITS)
    keys = (many_bits(week_key(seed, Decision.SURVEY_SAMPLE, round_number), people) >> low << low) | people
    keys.sort()
    return (keys & np.uint64((1 << PERSON_BITS) - 1)).astype(np.uint32)
