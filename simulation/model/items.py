"""Types of contributions by type of community."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

ITEM_SHARES: Final[dict[str, tuple[float, float, float, float]]] = {
    "practice": (0.43, 0.13, 0.17, 0.27),
    "information": (0.57, 0.06, 0.11, 0.26),
    "help": (0.26, 0.26, 0.20, 0.28),
    "project": (0.43, 0.11, 0.17, 0.29),
}
"""Shares of documents, discussions, comments and others, per community type.

Fitted so that the default mix of communities gives the shares that KT13 itemises (36,000
documents, 11,300 discussions, 13,400 comments and 23,200 others of 83,900 contributions);
the differences between types are an assumption.
"""


def cumulated_shares() -> NDArray[np.float32]:
    """Return cumulated shares [community types, 4] as the rule `item_type` takes them."""
    return np.cumsum(np.array(list(ITEM_SHARES.values())), axis=1).astype(np.float32)
