"""What a study file says of the value of information: what is decided, and what could be measured before."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints

from simulation.declare import setting
from simulation.settings import Settings

_LAST_WEEK: Final = 1040
LEAST_FUTURES: Final = 100
"""Runs of each plan below which nothing is said about what information is worth."""


def _week() -> Any:
    return setting(
        None, meaning="week in which it is measured; a quarter of the run where left out", low=0, high=_LAST_WEEK
    )


def _eur() -> Any:
    return setting(0, meaning="money that it costs", unit="EUR", low=0, high=1e9)


def _hours(usual: float) -> Any:
    return setting(usual, meaning="hours that it costs", unit="hours", low=0, high=1e7)


def _measure() -> Any:
    return setting(None, meaning="share of people that is seen; that which the decision is about where left out")


class SurveyMeasurement(Settings):
    """People are asked, with the first plan: some answer, and all err a little in one direction."""

    kind: Literal["survey"]
    measure: str | None = _measure()
    week: int | None = _week()
    people: int = setting(300, meaning="people who are asked", unit="people", low=10, high=10**6)
    answering: float = setting(0.5, meaning="share of them who answer", unit="share", low=0.01, high=1)
    bias: float = setting(
        0.03,
        meaning="what such surveys are off by, whoever answers (standard deviation)",
        unit="share",
        low=0,
        high=0.5,
    )
    cost_eur: float = _eur()
    cost_hours: float = _hours(100)


class ReplyLogsMeasurement(Settings):
    """The platform's own logs are counted, with the first plan: everybody's, with an error of what is counted."""

    kind: Literal["reply_logs"]
    measures: Annotated[tuple[str, ...], Field(min_length=1, max_length=10)] = setting(
        ("reply_share_of_contributions_12_weeks", "contributions_total_cumulative"), meaning="what is counted"
    )
    week: int | None = _week()
    error: float = setting(
        0.05, meaning="relative error of what is counted (standard deviation)", unit="share", low=0.001, high=1
    )
    cost_eur: float = _eur()
    cost_hours: float = _hours(40)


class StaggeredStart(Settings):
    """A plan begins in half of the silos, drawn by lot, and later in the others: the halves are compared."""

    kind: Literal["staggered_start"]
    plan: str | None = setting(None, meaning="scenario whose plan is tried; the second one where left out")
    measure: str | None = _measure()
    week: int | None = _week()
    mixing: float = setting(
        0.2, meaning="share of the effect that reaches the other half, too", unit="share", low=0, high=0.9
    )
    cost_eur: float = _eur()
    cost_hours: float = _hours(80)


class RandomInvitation(Settings):
    """Some people, drawn by lot, are reached by a plan and as many are not, and both are compared."""

    kind: Literal["random_invitation"]
    plan: str | None = setting(None, meaning="scenario whose plan is tried; the second one where left out")
    measure: str | None = _measure()
    week: int | None = _week()
    people: int = setting(400, meaning="people in both groups", unit="people", low=20, high=10**6)
    mixing: float = setting(
        0.4, meaning="share of the effect that reaches those who are not invited, too", unit="share", low=0, high=0.9
    )
    cost_eur: float = _eur()
    cost_hours: float = _hours(60)


AnyMeasurement = Annotated[
    SurveyMeasurement | ReplyLogsMeasurement | StaggeredStart | RandomInvitation, Field(discriminator="kind")
]
Trial = StaggeredStart | RandomInvitation
"""What compares those whom a plan reaches with others."""


class InformationSettings(Settings):
    """What is chosen among the scenarios for, and what could be measured before."""

    goal: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None = setting(
        None, meaning="what is wanted, as in “30% monthly readers by December 2027”: a plan is as good as its chance"
    )
    measure: str | None = setting(
        None, meaning="without a goal: measure of which the most is wanted at the end; monthly readers where left out"
    )
    worth_eur: float | None = setting(
        None,
        meaning="what reaching the goal, or one more of the measure, is worth; what plans cost is then taken off",
        unit="EUR", low=0, high=1e12,
    )  # fmt: skip
    measurements: Annotated[dict[str, AnyMeasurement], Field(max_length=20)] = setting(
        {}, meaning="what could be measured, by name; one of each kind where left out"
    )
    seed: int = setting(1, meaning="seed of the errors of measurements", low=0, high=2**31 - 1)
