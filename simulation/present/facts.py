"""What a run is, in one line: its size, time, replicates and seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.present.language import ENGLISH
from simulation.present.words import size

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.manifest import Manifest


def facts(record: Manifest, language: Language = ENGLISH) -> str:
    """Return in one line what was run."""
    drawn = "parameters drawn anew for each" if record.uncertainty == "parameters" else "the same parameters in each"
    return language(
        "{people}, {silos} silos, {weeks} weeks from {start}, {n} replicates ({drawn}), seed {seed}",
        people=size(record.people, record.simulated_people, language),
        silos=language.number(len(record.silos)),
        weeks=language.number(record.weeks),
        start=record.start,
        n=language.number(record.replicates),
        drawn=language(drawn),
        seed=str(record.seed),
    )
