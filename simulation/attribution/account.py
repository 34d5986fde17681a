"""The account of a run: who registered why, and what each influence and intervention brings, by taking it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.attribution.asked import STATE_MEASURES, check_measure, check_silo
from simulation.attribution.cases import Removal, Setting, removals
from simulation.attribution.rerun import COLUMNS, Laboratory, causes, flags
from simulation.attribution.store import ReplicateValues
from simulation.model.record import CAUSES
from simulation.results.effects import Effect, effect
from simulation.results.persons import Turned, count_turned
from simulation.results.quantiles import BAND, quantiles
from simulation.results.tables import TOTAL
from simulation.scenario.organisation_names import silo_names

Array = NDArray[np.float64]
DEFAULT_MEASURES: Final = tuple(STATE_MEASURES.values())
NO_ACCOUNT: Final = ("none", "gone")
"""Codes of a cause that nobody with an account has."""


@dataclass(frozen=True, slots=True)
class Level:
    """A number over replicates: median and the 80% band."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Brought:
    """What one thing brings: with it minus without it, replicate by replicate and person by person.

    ``effects`` by measure; ``people`` has a row for each state and silo, ``only_with`` being those
    in whom the state holds only because of it.
    """

    removal: Removal
    effects: dict[str, Effect]
    people: list[Turned]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a run came out as it did, in one week and silo (or the whole organisation, *all*).

    ``levels`` are the measures as they came out; ``causes`` the registered people by the cause
    recorded when they registered, by its name in `simulation.model.record.CAUSES`.
    """

    setting: Setting
    silo: str
    replicates: int
    measures: tuple[str, ...]
    levels: dict[str, Level]
    causes: dict[str, Level]
    brought: list[Brought]


def account(
    laboratory: Laboratory, replicates: int, silo: str | None = None, measure: str | None = None
) -> Explanation:
    """Return the account; runs what is missing.

    Without ``measure`` it is about registered, active and contributing people.

    Raises:
        RunInterrupted: it was stopped; finished values are kept.
        InputError: there is no such silo or measure.
    """
    found = _account(laboratory, replicates, silo, measure, only_known=False)
    if found is None:
        raise AssertionError("reruns end with all values or an exception")
    return found


def known_account(laboratory: Laboratory, replicates: int, silo: str | None = None) -> Explanation | None:
    """Return the account if all its values are finished, without running anything."""
    return _account(laboratory, replicates, silo, None, only_known=True)


def _account(
    laboratory: Laboratory, replicates: int, silo: str | None, measure: str | None, *, only_known: bool
) -> Explanation | None:
    setting = laboratory.setting
    row = check_silo(setting.scenario, silo)
    measures = DEFAULT_MEASURES if measure is None else (check_measure(measure),)
    columns = [COLUMNS[name] for name in measures]
    taken_out, fact = removals(setting), setting.case()

    def take(outcome: ReplicateValues) -> tuple[Array, NDArray[np.uint8]]:
        if outcome.people is None:
            raise AssertionError("people were asked for")
        return outcome.values[row, columns], outcome.people

    rerun = laboratory.found if only_known else laboratory.run
    outcomes = rerun([fact, *(one.case for one in taken_out)], replicates, take, people=True)
    if outcomes is None:
        return None
    silos = silo_names(setting.scenario.organisation)
    where = laboratory.world.organisation.silo
    factual = np.array([values for values, _ in outcomes[fact]])
    people = [bits for _, bits in outcomes[fact]]
    everybody = np.ones(where.size, np.bool_) if row == len(silos) else where == row
    brought = []
    for removal in taken_out:
        without = np.array([values for values, _ in outcomes[removal.case]])
        effects = {name: effect(without[:, i], factual[:, i]) for i, name in enumerate(measures)}
        bits = (bits for _, bits in outcomes[removal.case])
        pairs = ((r, where, flags(gone), flags(people[r])) for r, gone in enumerate(bits))
        turned = count_turned(pairs, silos, replicates, setting.scenario.weight)
        brought.append(Brought(removal, effects, [each for each in turned if silo in (None, TOTAL, each.silo)]))
    return Explanation(
        setting=setting,
        silo=TOTAL if row == len(silos) else silos[row],
        replicates=replicates,
        measures=measures,
        levels={name: _level(factual[:, i]) for i, name in enumerate(measures)},
        causes=_causes([bits[everybody] for bits in people], setting.scenario.weight),
        brought=brought,
    )


def _causes(people: Sequence[NDArray[np.uint8]], weight: float) -> dict[str, Level]:
    """Registered people by recorded cause; each simulated person stands for ``weight``."""
    counts = np.array([np.bincount(causes(bits)[flags(bits)["registered"]], minlength=len(CAUSES)) for bits in people])
    return {name: _level(counts[:, i] * weight) for i, name in enumerate(CAUSES) if name not in NO_ACCOUNT}


def _level(values: Array) -> Level:
    low, median, high = (float(q) for q in quantiles(values, BAND))
    return Level(low, median, high)


def people_row(brought: Brought, state: str, silo: str) -> Turned:
    """Return the row of one state and silo."""
    return next(row for row in brought.people if row.state == state and row.silo == silo)


def top_silos(brought: Brought, state: str, most: int = 3) -> list[Turned]:
    """Return the silos with most people in whom a state holds only because of it, the largest first."""
    rows = [row for row in brought.people if row.state == state and row.silo != TOTAL and row.only_with[0] > 0]
    return sorted(rows, key=lambda row: -row.only_with[0])[:most]
