"""Types of contributions by type of community."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

ITEM_SHARES: Final[dict[str, tuple[float, float, float, float]]] = {
    "practice": (0.61, 0.19, 0.08, 0.12),
    "information": (0.75, 0.09, 0.06, 0.10),
    "help": (0.42, 0.36, 0.10, 0.12),
    "project": (0.61, 0.17, 0.08, 0.14),
}
"""Shares of documents, discussions, comments and others among what is not a reply, per community type.

Chosen so that with replies (comments on documents, others in discussions) the default mix of
communities comes near the shares that KT13 itemises (36,000 documents, 11,300 discussions,
13,400 comments and 23,200 others of 83,900 contributions); the differences between types are
an assumption.
"""


def cumulated_shares() -> NDArray[np.float32]:
    """Return cumulated shares [community types, 4] as the rule `item_type` takes them."""
    return np.cumsum(np.array(list(ITEM_SHARES.values())), axis=1).astype(np.float32)
