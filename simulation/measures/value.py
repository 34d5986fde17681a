"""Measures of cost: hours and money that interventions take."""

from __future__ import annotations

from typing import Final

from simulation.measures.base import Measure, Recorded, Values, cumulative, ratio


def _euro(r: Recorded) -> Values:
    return r.money + r.hours * r.hourly_cost_eur


VALUE: Final[tuple[Measure, ...]] = (
    Measure(
        "cost_hours",
        "Hours of interventions",
        "hours per week",
        "down",
        "person-hours that interventions take in the week",
        "",
        lambda r: r.hours,
    ),
    Measure(
        "cost_hours_cumulative",
        "Hours of interventions since the start",
        "hours",
        "down",
        "person-hours that interventions took since the start",
        "",
        lambda r: cumulative(r.hours),
        headline=True,
    ),
    Measure(
        "cost_money_eur",
        "Money of interventions",
        "EUR per week",
        "down",
        "what interventions buy in the week, their hours left out",
        "",
        lambda r: r.money,
    ),
    Measure(
        "cost_eur",
        "Cost of interventions",
        "EUR per week",
        "down",
        "money of the week plus hours of the week times the scenario's hourly cost",
        "",
        _euro,
    ),
    Measure(
        "cost_eur_cumulative",
        "Cost of interventions since the start",
        "EUR",
        "down",
        "money plus hours times the scenario's hourly cost, since the start",
        "",
        lambda r: cumulative(_euro(r)),
        headline=True,
    ),
    Measure(
        "cost_eur_cumulative_per_registered",
        "Cost since the start per registered person",
        "EUR per person",
        "down",
        "money plus hours times the scenario's hourly cost, since the start",
        "employees with an account",
        lambda r: ratio(cumulative(_euro(r)), r["registered"]),
    ),
)
"""Measures of what interventions cost."""
