"""What was observed beside what was simulated, in words and tables."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from math import isnan
from typing import Any, Final

from simulation.measures import MEASURES
from simulation.present.words import value
from simulation.results.observed import Candidate, Checked

HEAD: Final = ("what may have been meant", "median", "80% band", "compatible replicates", "simulated", "likely meant")
NOTE: Final = (
    "A published number is taken as a count with a relative error. “Compatible” is the share of replicates within the "
    "80% interval that this error leaves; a definition fits if the published number lies within 80% of what would be "
    "published if it were meant. “Likely meant” shares 100% out over the definitions: each is as likely as the others "
    "before the number is known, and then as far as the number could come from it."
)


def heading(check: Checked, start: str) -> str:
    """Return what was observed, by whom, when, and how exactly."""
    seen = check.observation
    unit = MEASURES[seen.measures[0]].unit
    label = seen.label or MEASURES[seen.measures[0]].label.lower()
    label += "" if seen.silo is None else f" in {seen.silo}"
    source = f", {seen.source}" if seen.source else ""
    error = f"; with its error {value(check.low, unit)} to {value(check.high, unit)}" if seen.spread else ""
    return f"{value(seen.value, unit)} ({label}{source}), {_when(seen.weeks, start)}{error}"


def _when(weeks: range, start: str) -> str:
    days = [(date.fromisoformat(start) + timedelta(weeks=week)).isoformat() for week in (weeks[0], weeks[-1])]
    if len(weeks) == 1:
        return f"week {weeks[0]} ({days[0]})"
    return f"some time in weeks {weeks[0]} to {weeks[-1]} ({days[0]} to {days[-1]})"


def verdict(check: Checked) -> str:
    """Return in one sentence whether a definition fits, and whether the number can tell them apart."""
    candidates, fitting = check.candidates, check.fitting
    if not candidates:
        return "The run ends before it."
    if len(candidates) == 1:
        (only,) = candidates
        return {"fits": "This scenario agrees with it.", "not defined": "This scenario has no value there."}.get(
            only.fit, f"This scenario does not agree with it: it is {only.fit}."
        )
    if not fitting:
        return "No definition fits: under each of them this scenario says something else."
    if len(fitting) == 1:
        return f"This scenario agrees under one definition only: {MEASURES[fitting[0].measure].label}."
    likely = max(candidates, key=lambda one: one.probability)
    return (
        f"{len(fitting)} of {len(candidates)} definitions fit: this number cannot tell which of them was meant; "
        f"most likely ({value(likely.probability, 'share')}) {MEASURES[likely.measure].label}."
    )


def cells(candidate: Candidate) -> tuple[str, ...]:
    """Return one candidate as a row of a table."""
    unit = MEASURES[candidate.measure].unit
    band = f"{value(candidate.low, unit)} to {value(candidate.high, unit)}"
    return (
        MEASURES[candidate.measure].label,
        value(candidate.median, unit),
        band,
        value(candidate.compatible, "share"),
        candidate.fit,
        "" if isnan(candidate.probability) else value(candidate.probability, "share"),
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
