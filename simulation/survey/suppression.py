"""Which results are kept back, so that nobody's answer can be told from those that are shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def suppressed(answered: NDArray[np.int64], minimum: int) -> NDArray[np.bool_]:
    """Return whose result is kept back: each silo's, then the whole organisation's, [silos + 1].

    ``answered`` [silos] are the numbers of people who answered. A result is kept back

    - where fewer than ``minimum`` people answered (primary suppression);
    - where the silos kept back so far have fewer than ``minimum`` answers *together*: what they answered is the
      whole minus the silos that are shown. Then the silo with the fewest answers of these is kept back too, the
      first one of several (complementary suppression). So one silo alone is never kept back beside the whole,
      unless nobody in it answered.

    It protects within one survey; rotating samples protect between two.
    """
    if answered.sum() < minimum:
        return np.ones(answered.size + 1, np.bool_)
    kept_back = answered < minimum
    if 0 < answered[kept_back].sum() < minimum:
        shown = np.flatnonzero(~kept_back)
        kept_back[shown[answered[shown].argmin()]] = True
    return np.append(kept_back, False)
