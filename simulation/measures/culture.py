"""Measures of culture and ability: means over all people, as recorded each week."""

from __future__ import annotations

from typing import Final

from simulation.measures.base import WORDS, Measure, Recorded, Values, ratio

INDEX: Final = "index (0 to 1)"
"""Unit of a mean of something that lies between 0 and 1 in every person."""


def _mean(name: str, label: str, counter: str, of: str = "people", *, headline: bool = False) -> Measure:
    return Measure(
        name,
        label,
        INDEX,
        "up",
        WORDS[counter],
        WORDS[of],
        lambda r: ratio(r.fixed(counter), r[of]),
        headline=headline,
    )


def _gap(r: Recorded) -> Values:
    return ratio(r.fixed("belief_sum") - r.fixed("norm_sum"), r["people"])


CULTURE: Final[tuple[Measure, ...]] = (
    _mean("belief_mean", "Attitude to open sharing (belief)", "belief_sum", headline=True),
    _mean("anchor_mean", "Conviction (anchor of belief)", "anchor_sum", headline=True),
    _mean("norm_mean", "Perceived norm", "norm_sum"),
    _mean("expressed_mean", "Expressed attitude", "expressed_sum"),
    Measure(
        "norm_belief_gap",
        "Pluralistic ignorance (belief minus norm)",
        INDEX,
        "down",
        "sum of beliefs minus sum of perceived norms",
        "employees",
        _gap,
        headline=True,
        note="above 0, people think that others want less sharing than they do",
    ),
    _mean("skill_mean", "Skill", "skill_sum", headline=True),
    _mean("habit_mean", "Reading habit", "habit_sum"),
)
"""Measures of beliefs, norms, skill and habit."""
