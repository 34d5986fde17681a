"""Published numbers as they are: vague in what was counted, when, and how exactly."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from simulation.declare import setting
from simulation.settings import Settings

MeasureName = Annotated[str, StringConstraints(min_length=1, max_length=80)]
LATEST = 1040
_LARGEST = 1e12


class Observation(Settings):
    """One published or measured number, shown beside the simulated ones; it changes no result.

    What was published is taken to be count x exp(spread x normal), the count one of the candidate
    measures in one of the weeks: which one is not known.
    """

    measure: MeasureName | Annotated[tuple[MeasureName, ...], Field(min_length=1, max_length=20)] = setting(
        meaning="measure that was observed, or a list of those that may have been meant"
    )
    week: int = setting(
        meaning="week of the run in which it was observed, or the first of several that it may be from",
        unit="weeks",
        low=0,
        high=LATEST,
    )
    last_week: int | None = setting(
        None, meaning="last of the weeks that it may be from; one week where left out", unit="weeks", low=0, high=LATEST
    )
    value: float = setting(meaning="observed value", unit="that of the measure", per="one", low=0, high=_LARGEST)
    spread: float = setting(
        0.05,
        meaning="error of the published number: 0.05 for a rounded one, 0.1 or more for 'about'",
        unit="log-sd",
        low=0,
        high=3,
    )
    silo: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = setting(
        None, meaning="silo that was counted; the whole company where left out"
    )
    evidence: bool = setting(
        True,
        meaning="whether it is evidence; else it is only drawn: many points of one curve are not as many facts",
    )
    label: Annotated[str, StringConstraints(max_length=200)] = setting("", meaning="what was counted")
    source: Annotated[str, StringConstraints(max_length=80)] = setting("", meaning="source key")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.last_week is not None and self.last_week < self.week:
            raise ValueError(f"last_week must be at least week ({self.week}), not {self.last_week}")
        if len(set(self.measures)) < len(self.measures):
            raise ValueError("measure names a candidate twice")
        return self

    @property
    def measures(self) -> tuple[str, ...]:
        """Measures that may have been meant."""
        return (self.measure,) if isinstance(self.measure, str) else self.measure

    @property
    def weeks(self) -> range:
        """Weeks that it may be from."""
        return range(self.week, (self.week if self.last_week is None else self.last_week) + 1)
