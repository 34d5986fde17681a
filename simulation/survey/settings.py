"""What a survey is: who is asked what, how often, and what may be shown."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import floor
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from simulation.declare import setting
from simulation.settings import Settings
from simulation.survey.items import ITEM_NAMES, N_CUTS, ItemName

CutPoint = Annotated[float, Field(ge=0, le=1)]


class SurveySample(Settings):
    """How many people are invited to each survey; with neither ``count`` nor ``share`` everybody is.

    The sample rotates: nobody is invited again before (nearly) everybody was invited once.
    """

    count: int | None = setting(
        None, meaning="people invited each time", unit="people", per="company", low=1, high=2_000_000
    )
    share: float | None = setting(None, meaning="share of all people invited each time", unit="share", low=0, high=1)

    @model_validator(mode="after")
    def _one_size(self) -> Self:
        if self.count is not None and self.share is not None:
            raise ValueError("give count or share, not both")
        return self

    def size(self, people: int) -> int:
        """Return how many of ``people`` are invited each time, at least 1."""
        if self.count is not None:
            return min(self.count, people)
        return people if self.share is None else max(1, floor(self.share * people + 0.5))


class SurveySettings(Settings):
    """A pulse survey: statements that a rotating sample of the people agrees with from 1 to 5.

    How people answer, and how many, are behavioural numbers: the parameters of the group *survey*.
    """

    every_weeks: int = setting(
        1,
        meaning="weeks from one survey to the next: 1 is weekly, 13 quarterly",
        unit="weeks",
        low=1,
        high=520,
        source="CMT14",
    )
    start: date | int = setting(
        0, meaning="first day, or week counted from the start of the run, of the first survey (0 is the first week)"
    )
    sample: SurveySample = setting(SurveySample(share=0.1), meaning="how many people are invited each time")
    minimum_group: int = setting(
        5, meaning="fewest answers of a group whose result may be shown", unit="answers", per="one", low=1, high=1000
    )
    items: Annotated[tuple[ItemName, ...], Field(min_length=1, max_length=len(ITEM_NAMES))] = setting(
        ITEM_NAMES, meaning="statements that are put to people, each about a variable of theirs"
    )
    cut_points: Annotated[tuple[CutPoint, ...], Field(min_length=N_CUTS, max_length=N_CUTS)] = setting(
        (0.2, 0.4, 0.6, 0.8),
        meaning="values of a variable, from 0 to 1, from which on people answer 2, 3, 4 and 5",
        unit="share",
    )

    @field_validator("items", mode="after")
    @classmethod
    def _each_once(cls, items: tuple[ItemName, ...]) -> tuple[ItemName, ...]:
        twice = [item for item in dict.fromkeys(items) if items.count(item) > 1]
        if twice:
            raise ValueError(f"{', '.join(map(repr, twice))} is there twice")
        return items

    @field_validator("cut_points", mode="after")
    @classmethod
    def _rising(cls, cuts: tuple[float, ...]) -> tuple[float, ...]:
        if any(low >= high for low, high in pairwise(cuts)):
            raise ValueError(f"must rise from one to the next, not {', '.join(f'{cut:g}' for cut in cuts)}")
        return cuts

    def weeks(self, first: int, weeks: int) -> range:
        """Return the weeks in which a run of ``weeks`` weeks is surveyed; ``first`` is the week of ``start``."""
        return range(first, weeks, self.every_weeks)
