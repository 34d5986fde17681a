"""Effect channels: the only way in which interventions and the platform act on the model.

Each channel has a combine rule, so that any two interventions compose in any order: ``add``
sums, ``multiply`` multiplies, ``max`` takes the larger. A lasting channel holds while it is
given; a pulse acts once, at the start of its week.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]
Where = NDArray[Any] | slice | int
LAYER_KINDS: Final = ("reporting", "team", "department", "cross_silo", "mentoring", "event", "circle")
"""Kinds of ties: four of the organisation, then those that an intervention makes in a layer of its own."""

COMBINED: Final = {"add": np.add, "multiply": np.multiply, "max": np.maximum}
SPARSE: Final = 8
"""An effect that reaches fewer than one in so many people is taken back one by one."""

Scope = Literal["person", "community", "layer", "platform"]
Combine = Literal["add", "multiply", "max"]


@dataclass(frozen=True, slots=True)
class Channel:
    """One declared effect: on what, how effects combine, its neutral value and bounds.

    ``dulls``: the effect wants people's attention, so too many initiatives at once weaken it.
    """

    scope: Scope
    combine: Combine
    pulse: bool
    neutral: float
    low: float
    high: float
    unit: str
    meaning: str
    dulls: bool = False


def _person(
    combine: Combine, neutral: float, low: float, high: float, unit: str, meaning: str, *, dulls: bool = True
) -> Channel:
    return Channel("person", combine, False, neutral, low, high, unit, meaning, dulls)


def _pulse(combine: Combine, low: float, high: float, unit: str, meaning: str, *, dulls: bool = True) -> Channel:
    return Channel("person", combine, True, 0.0, low, high, unit, meaning, dulls)


def _community(combine: Combine, high: float, unit: str, meaning: str, *, pulse: bool = False) -> Channel:
    return Channel("community", combine, pulse, 0.0, 0.0, high, unit, meaning)


CHANNELS: Final[dict[str, Channel]] = {
    "register_hazard": _person("add", 0, 0, 20, "per week", "further hazard of registering (campaign)"),
    "usefulness": _person("add", 0, -5, 5, "1", "expected usefulness"),
    "read_drive": _person("add", 0, -10, 10, "logit", "log-odds of reading"),
    "contribute_drive": _person("add", 0, -10, 10, "logit", "log-odds of contributing once reading"),
    "distraction": _person("add", 0, 0, 1, "share", "share of one's attention that goes elsewhere", dulls=False),
    "barred": _person("add", 0, 0, 1, "share", "share of one's weeks without access to the platform", dulls=False),
    "visible_use": _person("max", 0, 0, 1, "share", "visible activity that colleagues see at least"),
    "example": _person("add", 0, -1, 1, "share", "further weight of the manager's example in the perceived norm"),
    "use_case": _person("max", 0, 0, 1, "per reading week", "chance of success with a concrete use case"),
    "content_value": _person("multiply", 1, 0, 10, "1", "worth of what the person contributes", dulls=False),
    "register_now": _pulse("max", 0, 1, "0/1", "is registered by order or as a pilot", dulls=False),
    "training": _pulse("add", 0, 1, "share", "skill gained by training"),
    "habit": _pulse("add", 0, 1, "share", "share of the missing reading habit gained by guided use"),
    "extrinsic": _pulse("add", 0, 10, "logit", "reward"),
    "motivation": _pulse("add", -10, 10, "logit", "change of intrinsic motivation"),
    "withdrawal": _pulse("add", 0, 10, "1", "strength of a reward that is withdrawn", dulls=False),
    "persuasion": _pulse("add", 0, 1, "share", "share of the missing anchor won by persuasion"),
    "belief": _pulse("add", -1, 1, "share", "change of belief that leaves the anchor"),
    "safety": _pulse("add", -1, 1, "share", "change of psychological safety"),
    "manager_hours": _community("add", 168, "hours per week", "hours of community management"),
    "manager_skill": _community("max", 1, "share", "skill that its managers brought along"),
    "manager_memory": _community("max", 1, "share", "share of the managers' forgetting that exchange prevents"),
    "manager_training": _community("add", 1, "share", "skill that its managers gain by training", pulse=True),
    "multiplier_hours": _community("add", 1000, "hours per week", "hours of multipliers"),
    "clarity": _community("add", 1, "share", "share of the missing clarity of purpose that is gained", pulse=True),
    "opened": _community("max", 1, "0/1", "a closed community is opened", pulse=True),
    "closed": _community("max", 1, "0/1", "an open community is closed", pulse=True),
    "started": _community("add", 1000, "items", "a community that does not run is started with this", pulse=True),
    "layer_weight": Channel(
        "layer", "add", False, 0.0, 0.0, 10.0, "1", "further weight of a layer of ties, in weights of its kind"
    ),
    "official_content": Channel("platform", "add", False, 0.0, 0.0, 1e6, "items", "content that everybody sees"),
}

PERSON_CHANNELS: Final = tuple(name for name, channel in CHANNELS.items() if channel.scope == "person")
COMMUNITY_CHANNELS: Final = tuple(name for name, channel in CHANNELS.items() if channel.scope == "community")
(
    REGISTER_HAZARD, USEFULNESS, READ_DRIVE, CONTRIBUTE_DRIVE, DISTRACTION, BARRED, VISIBLE_USE, EXAMPLE, USE_CASE,
    CONTENT_VALUE, REGISTER_NOW, TRAINING, HABIT, EXTRINSIC, MOTIVATION, WITHDRAWAL, PERSUASION, BELIEF, SAFETY,
) = range(len(PERSON_CHANNELS))  # fmt: skip
(
    MANAGER_HOURS, MANAGER_SKILL, MANAGER_MEMORY, MANAGER_TRAINING, MULTIPLIER_HOURS, CLARITY, OPENED, CLOSED, STARTED,
) = range(len(COMMUNITY_CHANNELS))  # fmt: skip


class Effects(NamedTuple):
    """A week's effects as both engines read them.

    ``person`` [person channels, n] with ``row`` [person channels] saying where a channel stands
    (-1 if untouched this week, when its values mean nothing); ``community`` [community channels,
    C]; ``layer`` [layers] further weights; ``official`` the official content. Valid until the
    builder's next week.
    """

    person: Float
    row: NDArray[np.int32]
    community: Float
    layer: Float
    official: np.float32


class EffectBuilder:
    """Collects a week's effects, combining them by each channel's rule; clipped to its bounds.

    It keeps its arrays from week to week and resets only what was touched, so that a week
    costs what its effects reach, not what the organisation holds. What stays for many weeks is
    held (`hold`) instead of being added anew.
    """

    def __init__(self, n_people: int, n_communities: int, n_layers: int) -> None:
        """Prepare for a world's size."""
        self._person = np.empty((len(PERSON_CHANNELS), n_people), np.float32)  # takes memory as rows are filled
        self._community = np.zeros((len(COMMUNITY_CHANNELS), n_communities), np.float32)
        self._values: dict[str, Float] = dict(zip(COMMUNITY_CHANNELS, self._community, strict=True))
        self._values |= {"layer_weight": np.zeros(n_layers, np.float32), "official_content": np.zeros(1, np.float32)}
        self._touched: dict[str, list[Where]] = {}
        self._reached: dict[str, int] = {}
        self._held: dict[str, Float] = {}
        self._beyond: dict[str, list[NDArray[np.int64]]] = {}
        self._loose: set[str] = set()
        self._acting: frozenset[str] = frozenset()
        self._row = np.full(len(PERSON_CHANNELS), -1, np.int32)
        self.dulled: Float | None = None
        """Share [n] of an initiative's effect that gets through to a person; None if all of it does."""

    def begin(self) -> None:
        """Start a week: nothing acts but what is held."""
        for name, places in self._touched.items():
            values, held = self._values[name], self._held.get(name)
            many = self._reached[name] * SPARSE > values.size
            for where in [slice(None)] if many else places:
                values[where] = CHANNELS[name].neutral if held is None else held[where]
        self._touched = {name: list(places) for name, places in self._beyond.items()}
        self._reached = {name: beyond.size for name, (beyond,) in self._beyond.items()}
        self._loose = set(self._beyond)
        self.dulled = None

    def hold(self) -> None:
        """Let what was added since `begin` act in all further weeks, until `release`."""
        for name in self._touched:
            values, channel = self._values[name], CHANNELS[name]
            self._held[name] = values.copy()
            beyond = np.flatnonzero((values < np.float32(channel.low)) | (values > np.float32(channel.high)))
            if beyond.size:
                self._beyond[name] = [beyond]  # clipped anew every week, for others may bring it back within bounds
        self._touched, self._reached = {}, {}

    def release(self) -> None:
        """Hold nothing any longer, and start a week."""
        for name in {*self._touched, *self._held}:
            self._values[name][:] = CHANNELS[name].neutral
        self._held, self._beyond, self._touched, self._reached = {}, {}, {}, {}
        self.begin()

    def add(self, channel: str, where: Where, value: Any) -> None:
        """Let ``value`` (a number or one per place) act on a channel at the given places, each named once."""
        declared = CHANNELS[channel]
        values = self._values[channel] if channel in self._values else self._first_touched(channel)
        given = np.asarray(value, np.float32)
        if self.dulled is not None and declared.dulls:
            neutral = np.float32(declared.neutral)
            given = neutral + (given - neutral) * self.dulled[where]
        alone = channel not in self._touched and channel not in self._held  # and so combines with the neutral value
        together = given if alone else COMBINED[declared.combine](values[where], given)
        values[where] = together
        if not _within(together, declared):
            self._loose.add(channel)
        self._touched.setdefault(channel, []).append(where)
        reached = values.size if isinstance(where, slice) else np.size(where)
        self._reached[channel] = self._reached.get(channel, 0) + reached

    def _first_touched(self, channel: str) -> Float:
        """Make a channel of people ready; most scenarios touch few of them."""
        values: Float = self._person[PERSON_CHANNELS.index(channel)]
        values[:] = CHANNELS[channel].neutral
        self._values[channel] = values
        return values

    @property
    def has_pulse(self) -> bool:
        """Whether something acts only this week; a pulse that is held comes again every week."""
        return any(CHANNELS[name].pulse for name in self._touched)

    def build(self) -> Effects:
        """Return the week's effects; they hold until `begin`."""
        for name in self._loose:
            places = self._touched.get(name, [])
            low, high = np.float32(CHANNELS[name].low), np.float32(CHANNELS[name].high)
            values = self._values[name]
            for where in places:
                values[where] = np.clip(values[where], low, high)
        acting = frozenset((*self._touched, *self._held))
        if acting != self._acting:
            self._acting = acting
            self._row = np.array([k if name in acting else -1 for k, name in enumerate(PERSON_CHANNELS)], np.int32)
        layer, official = self._values["layer_weight"], self._values["official_content"]
        return Effects(self._person, self._row, self._community, layer, official[0])


def _within(values: Float | np.float32, channel: Channel) -> bool:
    """Whether values are within their channel's bounds, so that they need not be clipped."""
    if values.ndim == 0:
        return channel.low <= float(values) <= channel.high
    return values.size == 0 or bool(channel.low <= values.min() and values.max() <= channel.high)


def nothing(n_people: int, n_communities: int, n_layers: int) -> Effects:
    """Return the effects of a week in which nothing acts."""
    return EffectBuilder(n_people, n_communities, n_layers).build()
