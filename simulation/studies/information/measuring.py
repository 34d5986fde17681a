"""What a measurement would show in each future: what its runs show, with the error of such a measurement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.studies.information.settings import (
    RandomInvitation,
    ReplyLogsMeasurement,
    StaggeredStart,
    SurveyMeasurement,
)

if TYPE_CHECKING:
    from simulation.studies.information.settings import AnyMeasurement

Array = NDArray[np.float64]
Place = tuple[str, str, int]
"""Scenario, measure and week."""
_HALF = 0.5


@dataclass(frozen=True)
class Futures:
    """What the runs of some plans show in the same futures: the whole company [futures], its silos [futures, silos].

    The first of the ``plans`` is what is done while something is measured.
    """

    plans: tuple[str, ...]
    people: int
    weeks: int
    whole: Mapping[Place, Array]
    silos: Mapping[Place, Array]


def week_of(measurement: AnyMeasurement, weeks: int) -> int:
    """Return the week in which it is measured."""
    return weeks // 4 if measurement.week is None else measurement.week


def measure_of(measurement: AnyMeasurement, usual: str) -> str:
    """Return the share of people that is seen where it is not said."""
    named: str | None = None if isinstance(measurement, ReplyLogsMeasurement) else measurement.measure
    return named or usual


def plan_of(measurement: AnyMeasurement, plans: tuple[str, ...]) -> str:
    """Return the scenario that is compared with the first one; the first one itself where nothing is compared."""
    if isinstance(measurement, SurveyMeasurement | ReplyLogsMeasurement):
        return plans[0]
    return measurement.plan or plans[1]


def places_of(measurement: AnyMeasurement, plans: tuple[str, ...], weeks: int, usual: str) -> list[Place]:
    """Return what must be known of runs for it."""
    week, measure = week_of(measurement, weeks), measure_of(measurement, usual)
    if isinstance(measurement, ReplyLogsMeasurement):
        return [(plans[0], name, week) for name in measurement.measures]
    return [(plan, measure, week) for plan in dict.fromkeys((plans[0], plan_of(measurement, plans)))]


def seen(measurement: AnyMeasurement, futures: Futures, usual: str, rng: np.random.Generator) -> Array:
    """Draw what would be measured in each future [futures, numbers].

    Standard errors: of a share s among n people sqrt(s (1 - s) / n), less what a sample without replacement saves, and
    the survey's bias; of a difference of groups of people the root of both squares; of one of halves of S silos
    2 sd / sqrt(S), with sd the spread of silos without the plan. What mixes is not seen: a comparison shows
    (1 - mixing) of the effect.
    """
    places = places_of(measurement, futures.plans, futures.weeks, usual)
    shown = [np.nan_to_num(futures.whole[place]) for place in places]
    draw = rng.normal(size=(len(shown[0]), len(shown)))
    match measurement:
        case ReplyLogsMeasurement():
            logs = np.log(np.maximum(np.column_stack(shown), 1e-9))
            return np.asarray(logs + measurement.error * draw, float)
        case SurveyMeasurement():
            n = max(1.0, min(measurement.people * measurement.answering, futures.people))
            error = np.sqrt(_variance(shown[0], n) * (1 - n / futures.people) + measurement.bias**2)
            return np.asarray((shown[0] + error * draw[:, 0])[:, None], float)
        case RandomInvitation():
            n = min(measurement.people, futures.people) / 2
            error = np.sqrt(_variance(shown[0], n) + _variance(shown[-1], n))
        case StaggeredStart():
            silos = futures.silos[places[0]]
            error = 2 * np.nanstd(silos, axis=1, ddof=1) / np.sqrt(silos.shape[1])
    effect = (1 - measurement.mixing) * (shown[-1] - shown[0])
    return np.asarray((effect + error * draw[:, 0])[:, None], float)


def _variance(share: Array, n: float) -> Array:
    """Return the variance of a share among n people, never quite none."""
    held = np.clip(share, _HALF / n, 1 - _HALF / n) if n > 1 else np.full_like(share, _HALF)
    return np.asarray(held * (1 - held) / n, float)
