"""Composing a week's effects: what everybody adds is combined by each channel's rule and clipped to its bounds."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import Final

import numpy as np

from simulation.model.effects import (
    CHANNELS,
    COMMUNITY_CHANNELS,
    PERSON_CHANNELS,
    Addition,
    Channel,
    Effects,
    Float,
)  # fmt: skip

COMBINED: Final = {"add": np.add, "multiply": np.multiply, "max": np.maximum}
NOBODY: Final = np.zeros(0, np.int64)
_PULSES: Final = {name: k for k, name in enumerate(PERSON_CHANNELS) if CHANNELS[name].pulse}
_ROUNDING: Final = 1 - 1e-6
SPARSE: Final = 8
"""A channel on which something acts at fewer than one in so many places is worked on place by place."""


class Composer:
    """Combines what is added in a week into `Effects`.

    A channel is worked out anew only if something else is added to it than a week ago: most
    effects stay the same for many weeks, and so a week costs what changes in it, not what the
    organisation holds.
    """

    def __init__(self, n_people: int, n_communities: int, n_layers: int) -> None:
        """Prepare for a world's size."""
        self._person = np.empty((len(PERSON_CHANNELS), n_people), np.float32)  # takes memory as rows are filled
        self._community = np.zeros((len(COMMUNITY_CHANNELS), n_communities), np.float32)
        self._values: dict[str, Float] = dict(zip(COMMUNITY_CHANNELS, self._community, strict=True))
        self._values |= {"layer_weight": np.zeros(n_layers, np.float32), "official_content": np.zeros(1, np.float32)}
        for name, values in self._values.items():
            values[:] = CHANNELS[name].neutral
        self._all: list[Addition] = []
        self._added: dict[str, list[Addition]] = {}
        self._effects: Effects | None = None
        self._dulled: Float | None = None
        self._listed, self._seen = NOBODY, np.zeros(n_people, np.bool_)
        from simulation.engines.kernel.acting import list_once  # here, for it loads the compiler

        self._once = list_once
        self._row = np.full(len(PERSON_CHANNELS), -1, np.int32)
        self._span = np.zeros((len(PERSON_CHANNELS), 2), np.int64)

    def compose(self, additions: Iterable[Addition], dulled: Float | None = None) -> Effects:
        """Combine what is added, in its order; what is added again is the same object as a week ago.

        ``dulled`` [n] is the share of an initiative's effect that gets through to a person, None if all of it does.
        """
        additions, redulled = list(additions), dulled is not self._dulled
        if additions == self._all and not redulled and self._effects is not None:
            return self._effects
        before, now = self._added, _by_channel(additions)
        changed = [
            name for name, added in now.items() if before.get(name) != added or (redulled and CHANNELS[name].dulls)
        ]
        if not now.keys() >= before.keys():
            changed += [name for name in before if name not in now]
        for name in changed:
            self._work_out(CHANNELS[name], self._values_of(name), before.get(name, []), now.get(name, []), dulled)
        self._all, self._added, self._dulled = additions, now, dulled
        if now.keys() != before.keys():
            self._row = np.array([k if name in now else -1 for k, name in enumerate(PERSON_CHANNELS)], np.int32)
        if not _PULSES.keys().isdisjoint(changed):
            self._list()
        layer, official = self._values["layer_weight"], self._values["official_content"]
        self._effects = Effects(self._person, self._row, self._listed, self._span, self._community, layer, official[0])
        return self._effects

    def _values_of(self, name: str) -> Float:
        """Return a channel's values; one of people is made ready when it is first used, for most scenarios use few."""
        if name not in self._values:
            values: Float = self._person[PERSON_CHANNELS.index(name)]
            values[:] = CHANNELS[name].neutral
            self._values[name] = values
        return self._values[name]

    def _work_out(
        self, channel: Channel, values: Float, before: list[Addition], now: list[Addition], dulled: Float | None
    ) -> None:
        """Take back what acted on a channel and combine what acts on it now."""
        if not (now and now[0].is_everywhere):
            taken_back = [each.where for each in before] if _is_few(before, values.size) else [slice(None)]
            for where in taken_back:
                values[where] = channel.neutral
        for k, each in enumerate(now):
            where, given = each.where, each.single
            if dulled is not None and channel.dulls:
                given = np.float32(channel.neutral) + (given - np.float32(channel.neutral)) * dulled[where]
            values[where] = given if k == 0 else COMBINED[channel.combine](values[where], given)
        if now and _may_go_beyond(now, channel):
            for each in now:
                values[each.where] = np.clip(values[each.where], np.float32(channel.low), np.float32(channel.high))

    def _list(self) -> None:
        """List whom each pulse reaches that reaches few, everybody once."""
        lists, end = [NOBODY], 0
        self._span[:] = 0
        for name, added in self._added.items():
            if name in _PULSES and _is_few(added, self._seen.size):
                places = [
                    each.where if isinstance(each.where, np.ndarray) else np.array([each.where]) for each in added
                ]
                lists += places
                start, end = end, end + sum(each.size for each in places)
                self._span[_PULSES[name]] = start, end
        self._listed = np.concatenate(lists, dtype=np.int64, casting="unsafe")
        self._once(self._listed, self._span, self._seen)


def nothing(n_people: int, n_communities: int, n_layers: int) -> Effects:
    """Return the effects of a week in which nothing acts."""
    return Composer(n_people, n_communities, n_layers).compose([])


def _by_channel(additions: Iterable[Addition]) -> dict[str, list[Addition]]:
    found: dict[str, list[Addition]] = {}
    for each in additions:
        found.setdefault(each.channel, []).append(each)
    return found


def _is_few(added: list[Addition], n: int) -> bool:
    """Whether something is added at few of n places; a slice may be all."""
    places = 0
    for each in added:
        places += n if each.n_places is None else each.n_places
    return SPARSE * places <= n


def _may_go_beyond(added: list[Addition], channel: Channel) -> bool:
    """Whether what is added, each at some places, may exceed the channel's bounds somewhere; rounding included."""
    bounds = [each.bounds for each in added]
    if len(bounds) == 1 and channel.combine != "multiply":
        return bounds[0][0] < channel.low * _ROUNDING or bounds[0][1] > channel.high * _ROUNDING
    if channel.combine == "add":
        lowest, highest = fsum(min(low, 0.0) for low, _ in bounds), fsum(max(high, 0.0) for _, high in bounds)
    elif channel.combine == "max":
        lowest, highest = min(low for low, _ in bounds), max(high for _, high in bounds)
    else:
        return True
    return lowest < channel.low * _ROUNDING or highest > channel.high * _ROUNDING
