"""The life of an account: who still reads some weeks after the first visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.model.record import TENURES
from simulation.present.research.ranges import Ranges, ranges

if TYPE_CHECKING:
    from simulation.present.picture.scene import Picture
    from simulation.present.research.sides import Research

MEASURES: Final = {weeks: f"read_share_of_accounts_after_{weeks}_weeks" for weeks in TENURES}


def tenure(shown: Research) -> Picture | None:
    """Return the shares of accounts that read so many weeks after their first visit; None where none is old enough."""
    language = shown.language
    rows = []
    for age, measure in MEASURES.items():
        bands = [side.summary.bands[measure] for side in shown.sides]
        ends = [(float(band.low[-1]), float(band.median[-1]), float(band.high[-1])) for band in bands]
        if not all(np.isnan(middle) for _, middle, _ in ends):
            rows.append((language("{n} weeks after", n=age) if age > 1 else language("a week after"), ends))
    if not rows:
        return None
    known = [
        age for age, measure in MEASURES.items() if not np.isnan(shown.sides[-1].summary.bands[measure].median[-1])
    ]
    if not known:
        return None
    share = float(shown.sides[-1].summary.bands[MEASURES[known[-1]]].median[-1])
    return ranges(
        shown,
        Ranges(
            "tenure",
            language("{share} of accounts still read {n} weeks after their first visit", share=language.share(share),
                     n=known[-1]),
            language(
                "Share of accounts that read in a week, by weeks since the first visit: all accounts of the run so far "
                "that are old enough."
            ),
            language("since the first visit"),
            rows,
            "share",
        ),
    )  # fmt: skip
