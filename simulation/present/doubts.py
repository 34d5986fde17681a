"""Why the best plan may not be the best: what was run is too little to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulation.measures import MEASURES
from simulation.present.amounts import difference

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.studies.best.optimise import Best

SURE: Final = 0.5
"""P(best) below which no plan stands out."""


def doubts(chosen: Best, language: Language) -> list[str]:
    """Return warnings, none where search and fresh luck agree, the race was run to its end and a plan stands out."""
    unit = MEASURES[chosen.company.goal.measure].unit
    is_unfinished = chosen.is_behind_none > 1 and chosen.raced < chosen.most
    lines = []
    if chosen.first.choice != chosen.best.choice and (is_unfinished or not chosen.first.is_tied):
        text = (
            "Too few runs: the search's first choice was another plan, which brings {other} against doing nothing with "
            "fresh luck, this one {best}. Take more runs and see whether the same plan comes out."
        )
        other, best = (difference(each.lead, unit, language) for each in (chosen.first, chosen.best))
        lines.append(language(text, other=other, best=best))
    if is_unfinished:
        text = (
            "Too few runs: the search ended with {left} plans that none was clearly ahead of, after {n} of {most} runs "
            "of each."
        )
        lines.append(language(text, left=chosen.is_behind_none, n=chosen.raced, most=chosen.most))
    if chosen.alone_tried < len(chosen.parts):
        text = "Too few runs: only {n} of {all} interventions were tried alone before the search ended."
        lines.append(language(text, n=chosen.alone_tried, all=len(chosen.parts)))
    if chosen.best.p_best < SURE and any(each.is_tied for each in chosen.plans[1:]):
        text = "Undecided: in only {share} of the futures no other plan brings more; those marked = may be as good."
        lines.append(language(text, share=language.share(chosen.best.p_best)))
    return lines
