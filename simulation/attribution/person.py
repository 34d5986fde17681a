"""One person: what she is, what became of her under each luck, and which removal decides for her."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.attribution.asked import check_person
from simulation.attribution.cases import Removal, Setting, removals
from simulation.attribution.rerun import Laboratory, causes, flags
from simulation.attribution.store import ReplicateValues
from simulation.model.record import CAUSES
from simulation.organisation.organisation import LEVELS, Organisation
from simulation.results.errors import InputError
from simulation.results.persons import STATES

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chance:
    """A share of replicates with its standard error, that of Jeffreys' posterior: 0 of 20 is not certain."""

    share: float
    error: float


@dataclass(frozen=True, slots=True)
class RemovalEffect:
    """What a removal changes for the person: P(state) without it, and with it minus without it.

    ``error`` is the standard error of the difference, over pairs of replicates.
    """

    removal: Removal
    without: Chance
    difference: float
    error: float

    @property
    def clear(self) -> bool:
        """Whether the difference is larger than twice its standard error."""
        return abs(self.difference) > 2 * self.error


@dataclass(frozen=True, slots=True)
class PersonExplanation:
    """A seat in the organisation: a hire takes it when somebody leaves. No name, for there is none.

    ``ties`` by layer; ``chances`` by state; ``causes`` shares of replicates by the recorded cause of her
    registration, *none* where she has no account in the week; ``decisions`` the largest first.
    """

    setting: Setting
    person: int
    silo: str
    level: str
    function: str
    country: str
    traits: tuple[str, ...]
    ties: dict[str, int]
    replicates: int
    state: str
    chances: dict[str, Chance]
    causes: dict[str, Chance]
    decisions: list[RemovalEffect]


def person(laboratory: Laboratory, number: int, replicates: int, state: str) -> PersonExplanation:
    """Return the account of one person; runs what is missing.

    Raises:
        RunInterrupted: it was stopped; finished values are kept.
        InputError: there is no such person.
    """
    setting = laboratory.setting
    check_person(setting.scenario, number)
    _check_private(setting.scenario, laboratory.world.organisation, number)
    taken_out, fact = removals(setting), setting.case()

    def take(outcome: ReplicateValues) -> NDArray[np.uint8]:
        if outcome.people is None:
            raise AssertionError("people were asked for")
        return outcome.people[number : number + 1].copy()

    outcomes = laboratory.run([fact, *(one.case for one in taken_out)], replicates, take, people=True)
    bits = {case: np.concatenate(found) for case, found in outcomes.items()}
    held, cause = flags(bits[fact]), causes(bits[fact])
    decisions = [_decision(one, flags(bits[one.case])[state], held[state]) for one in taken_out]
    organisation = laboratory.world.organisation
    return PersonExplanation(
        setting=setting,
        person=number,
        silo=organisation.silo_names[organisation.silo[number]],
        level=LEVELS[organisation.level[number]],
        function=organisation.function_names[organisation.function[number]],
        country=organisation.country_names[organisation.country[number]],
        traits=_traits(organisation, number),
        ties={} if _is_private(setting.scenario) else _ties(organisation, number),
        replicates=replicates,
        state=state,
        chances={name: chance(held[name]) for name in STATES},
        causes={name: chance(cause == place) for place, name in enumerate(CAUSES)},
        decisions=sorted(decisions, key=lambda one: -abs(one.difference)),
    )


def _is_private(scenario: Scenario) -> bool:
    outline = scenario.organisation.outline
    return outline is not None and outline.private


def _ties(organisation: Organisation, number: int) -> dict[str, int]:
    return {ties.name: int(ties.of(number).size) for ties in organisation.layers}


def _check_private(scenario: Scenario, organisation: Organisation, number: int) -> None:
    """Refuse people of a private company whose unit, level, function, country and traits too few others share."""
    outline = scenario.organisation.outline
    if outline is None or not outline.private:
        return
    o = organisation
    alike = np.ones(o.n_people, np.bool_)
    for column in (o.silo, o.level, o.function, o.country, o.desk, o.assistant, o.broker):
        alike &= column == column[number]
    if int(alike.sum()) < outline.minimum_group:
        raise InputError(
            f"person {number} is one of fewer than {outline.minimum_group} people with the same unit, level, function "
            "and country; the organisation is private, so that nobody is told apart"
        )


def _traits(organisation: Organisation, number: int) -> tuple[str, ...]:
    desk = "at a desk" if organisation.desk[number] else "without a desk"
    roles = [name for name in ("assistant", "broker") if getattr(organisation, name)[number]]
    return (desk, *roles)


def chance(held: Flags) -> Chance:
    """Return the share of replicates in which something holds, with its standard error."""
    n, k = held.size, int(held.sum())
    a, b = k + 0.5, n - k + 0.5
    return Chance(k / n, sqrt(a * b / ((a + b) * (a + b) * (a + b + 1))))


def _decision(removal: Removal, without: Flags, held: Flags) -> RemovalEffect:
    """Compare pair by pair; the error is the spread of gains less losses under a Dirichlet(1/2, 1/2, 1/2) prior."""
    n = held.size
    gained, lost = int((held & ~without).sum()), int((without & ~held).sum())
    p, q = (gained + 0.5) / (n + 1.5), (lost + 0.5) / (n + 1.5)
    error = sqrt((p + q - (p - q) * (p - q)) / (n + 2.5))
    return RemovalEffect(removal, chance(without), (gained - lost) / n, error)
