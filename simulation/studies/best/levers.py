"""Levers: the decisions that a plan is made of, each with a few values; a choice says the place of each one's value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.random import Generator

Value = str | int | float | bool
Choice = tuple[int, ...]
"""For each lever, the place of its value; 0 is the first: an intervention that is left out."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One decision: a key, its values from the least to the most, and the intervention that it belongs to, if any.

    With ``is_presence`` it decides whether that intervention takes place, the values being no and yes.
    """

    key: str
    values: tuple[Value, ...]
    of: str = ""
    is_presence: bool = False


@dataclass(frozen=True)
class Levers:
    """All decisions of a plan, in order."""

    all: tuple[Lever, ...]

    def __len__(self) -> int:
        """Number of levers."""
        return len(self.all)

    @property
    def nothing(self) -> Choice:
        """The choice of the first value everywhere: no intervention takes place."""
        return (0,) * len(self.all)

    @property
    def size(self) -> int:
        """How many different plans there are."""
        groups: dict[str, list[Lever]] = {}
        for lever in self.all:
            groups.setdefault(lever.of, []).append(lever)
        return prod(self._group_size(levers) for levers in groups.values())

    @staticmethod
    def _group_size(levers: Sequence[Lever]) -> int:
        others = prod(len(each.values) for each in levers if not each.is_presence)
        return others + 1 if any(each.is_presence for each in levers) else others

    @cached_property
    def presence(self) -> dict[str, int]:
        """Place of the lever that decides whether an intervention takes place, by its name."""
        return {lever.of: place for place, lever in enumerate(self.all) if lever.is_presence}

    def is_in(self, choice: Choice, place: int) -> bool:
        """Whether a lever counts in a choice: the intervention that it belongs to takes place."""
        there = self.presence.get(self.all[place].of)
        return there is None or choice[there] > 0

    def tidy(self, choice: Sequence[int]) -> Choice:
        """Return the choice with the levers of what is left out at their first values: equal plans are equal."""
        given = tuple(choice)
        return tuple(number if self.is_in(given, place) else 0 for place, number in enumerate(given))

    def values(self, choice: Choice) -> dict[str, Value]:
        """Return the values of a choice by key."""
        return {lever.key: lever.values[number] for lever, number in zip(self.all, choice, strict=True)}

    def present(self, choice: Choice) -> tuple[str, ...]:
        """Return the interventions that take place, of those that may be left out."""
        return tuple(name for name, place in self.presence.items() if choice[place] > 0)

    def without(self, choice: Choice, name: str) -> Choice:
        """Return the choice without an intervention."""
        return self.tidy([0 if place == self.presence[name] else each for place, each in enumerate(choice)])

    def alone(self, name: str, share: float = 0.5) -> Choice:
        """Return the choice of one intervention, its levers at a share of the way to their last values."""
        return self.tidy(
            [
                (len(lever.values) - 1 if lever.is_presence else round(share * (len(lever.values) - 1)))
                if lever.of == name
                else 0
                for lever in self.all
            ]
        )

    def random(self, generator: Generator) -> Choice:
        """Return a choice by chance, every value of a lever equally likely."""
        return self.tidy([int(generator.integers(len(lever.values))) for lever in self.all])

    def neighbours(self, choice: Choice) -> Iterator[Choice]:
        """Yield what differs in one step: a value further or back, an intervention in, out, or for another one."""
        for place, lever in enumerate(self.all):
            if self.is_in(choice, place) or lever.is_presence:
                for number in (choice[place] - 1, choice[place] + 1):
                    if 0 <= number < len(lever.values):
                        yield self._with(choice, {place: number})
        out = [place for place in self.presence.values() if choice[place] > 0]
        within = [place for place in self.presence.values() if choice[place] == 0]
        for gone in out:
            for come in within:
                yield self._with(choice, {gone: 0, come: 1})

    def _with(self, choice: Choice, changes: dict[int, int]) -> Choice:
        """Return the choice with other places; what comes in comes with its middle values."""
        made = list(choice)
        for place, number in changes.items():
            made[place] = number
            if self.all[place].is_presence and number > 0 and choice[place] == 0:
                for other, lever in enumerate(self.all):
                    if lever.of == self.all[place].of and not lever.is_presence:
                        made[other] = (len(lever.values) - 1) // 2
        return self.tidy(made)
