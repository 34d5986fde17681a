"""The Shapley split of a total over players, exact over all sets of players or by sampled orders.

phi_i = mean over all orders of v(those before i, and i) - v(those before i). It adds up to
v(all) - v(none), gives equal players equal shares, and a player that never changes anything 0
(Shapley 1953). A set of players is a whole number, bit i for player i; its value is an array,
so that all replicates (and several measures) are split at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import factorial, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.select import chance_order
from simulation.portable.sums import deviation, mean

Array = NDArray[np.float64]
Values = Mapping[int, Array]
"""Value of each set of players; all of one shape."""
EXACT_PLAYERS: Final = 8
"""So many players at most are split exactly: 2^8 sets."""
_TWO: Final = 2


def all_sets(players: int) -> list[int]:
    """Return every set of players."""
    return list(range(1 << players))


def exact(values: Values, players: int) -> Array:
    """Return phi [players, ...] from the values of all sets.

    phi_i = sum over sets S without i of |S|! (k - |S| - 1)! / k! (v(S and i) - v(S)).
    """
    shares = np.zeros((players, *values[0].shape))
    weights = [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]
    for i in range(players):
        for without in all_sets(players):
            if not without >> i & 1:
                shares[i] += weights[without.bit_count()] * (values[without | 1 << i] - values[without])
    return shares


def orders(players: int, samples: int) -> list[tuple[int, ...]]:
    """Return orders of the players in antithetic pairs, each followed by its reverse; the same ones at every call.

    Raises:
        ValueError: ``samples`` is odd or below 2.
    """
    if samples < _TWO or samples % _TWO:
        raise ValueError(f"orders come in pairs: {samples} must be even and at least 2")
    drawn: list[tuple[int, ...]] = []
    for pair in range(samples // _TWO):
        order = tuple(chance_order(f"order of players {pair}", np.arange(players, dtype=np.int64)).tolist())
        drawn += [order, order[::-1]]
    return drawn


def sets_of(drawn: Sequence[Sequence[int]]) -> list[int]:
    """Return every set that stands at the beginning of an order, the empty one first, none twice."""
    found = {0: None}
    for order in drawn:
        members = 0
        for player in order:
            members |= 1 << player
            found[members] = None
    return list(found)


def sampled(values: Values, drawn: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """Return phi [players, ...] as the mean over orders, and the mean of each antithetic pair [pairs, players, ...].

    Within each order the contributions add up to the total, so their means do, too.
    """
    players = len(drawn[0])
    steps = np.zeros((len(drawn), players, *values[0].shape))
    for number, order in enumerate(drawn):
        members = 0
        for player in order:
            steps[number, player] = values[members | 1 << player] - values[members]
            members |= 1 << player
    pairs = (steps[0::2] + steps[1::2]) / _TWO
    return mean(pairs), pairs


def sampling_error(pairs: Array) -> Array:
    """Return the standard error of a mean over independent pairs [pairs, ...]: sd / sqrt(pairs); NaN for one pair."""
    if pairs.shape[0] < _TWO:
        return np.full(pairs.shape[1:], np.nan)
    error: Array = deviation(pairs) / sqrt(pairs.shape[0])
    return error
