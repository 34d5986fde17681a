"""What was observed beside what was simulated, in words and tables."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from math import isnan
from typing import TYPE_CHECKING, Any, Final

from simulation.measures import MEASURES
from simulation.present.language import ENGLISH
from simulation.present.words import value
from simulation.results.observed import Candidate, Checked

if TYPE_CHECKING:
    from simulation.present.language import Language

HEAD: Final = ("what may have been meant", "median", "80% band", "compatible replicates", "simulated", "likely meant")
NOTE: Final = (
    "A published number is taken as a count with a relative error. “Compatible” is the share of replicates within the "
    "80% interval that this error leaves; a definition fits if the published number lies within 80% of what would be "
    "published if it were meant. “Likely meant” shares 100% out over the definitions: each is as likely as the others "
    "before the number is known, and then as far as the number could come from it."
)


def heading(check: Checked, start: str, language: Language = ENGLISH) -> str:
    """Return what was observed, by whom, when, and how exactly."""
    seen = check.observation
    one = MEASURES[seen.measures[0]]
    label = seen.label or _running(language.known(one.label), language)
    label += "" if seen.silo is None else language(" in {silo}", silo=seen.silo)
    said = ", ".join(filter(None, (label, seen.source)))
    error = ""
    if seen.spread:
        low, high = (value(end, one.unit, language) for end in (check.low, check.high))
        error = language("; with its error {low} to {high}", low=low, high=high)
    return f"{value(seen.value, one.unit, language)} ({said}), {_when(seen.weeks, start, language)}{error}"


def _running(label: str, language: Language) -> str:
    """Return a label as it stands within a sentence."""
    return label.lower() if language.code == "en" else label


def _when(weeks: range, start: str, language: Language) -> str:
    days = [(date.fromisoformat(start) + timedelta(weeks=week)).isoformat() for week in (weeks[0], weeks[-1])]
    if len(weeks) == 1:
        return language("week {week} ({day})", week=weeks[0], day=days[0])
    return language(
        "some time in weeks {first} to {last} ({from_day} to {to_day})",
        first=weeks[0], last=weeks[-1], from_day=days[0], to_day=days[1],
    )  # fmt: skip


def verdict(check: Checked, language: Language = ENGLISH) -> str:
    """Return in one sentence whether a definition fits, and whether the number can tell them apart."""
    candidates, fitting = check.candidates, check.fitting
    if not candidates:
        return language("The run ends before it.")
    if len(candidates) == 1:
        return _only(candidates[0], language)
    if not fitting:
        return language("No definition fits: under each of them this scenario says something else.")
    if len(fitting) == 1:
        label = language.known(MEASURES[fitting[0].measure].label)
        return language("This scenario agrees under one definition only: {label}.", label=label)
    likely = max(candidates, key=lambda one: one.probability)
    return language(
        "{n} of {all} definitions fit: this number cannot tell which of them was meant; most likely ({share}) {label}.",
        n=len(fitting), all=len(candidates), share=value(likely.probability, "share", language),
        label=language.known(MEASURES[likely.measure].label),
    )  # fmt: skip


def _only(candidate: Candidate, language: Language) -> str:
    """Return whether the one meaning that there is fits."""
    if candidate.fit == "fits":
        return language("This scenario agrees with it.")
    if candidate.fit == "not defined":
        return language("This scenario has no value there.")
    return language("This scenario does not agree with it: it is {fit}.", fit=language(candidate.fit))


def cells(candidate: Candidate, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return one candidate as a row of a table."""
    unit = MEASURES[candidate.measure].unit
    low, high = (value(end, unit, language) for end in (candidate.low, candidate.high))
    return (
        language.known(MEASURES[candidate.measure].label),
        value(candidate.median, unit, language),
        language("{low} to {high}", low=low, high=high),
        value(candidate.compatible, "share", language),
        language(candidate.fit),
        "" if isnan(candidate.probability) else value(candidate.probability, "share", language),
    )


def observed_json(check: Checked) -> dict[str, Any]:
    """Return an observation with its candidates as a document."""
    return {
        **check.observation.model_dump(mode="json"),
        "low": check.low,
        "high": check.high,
        "candidates": [{"unit": MEASURES[one.measure].unit, **asdict(one)} for one in check.candidates],
        "verdict": verdict(check),
    }
