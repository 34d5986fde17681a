"""Effect channels: the only way in which interventions and the platform act on the model.

Each channel has a combine rule, so that any two interventions compose in any order: ``add``
sums, ``multiply`` multiplies, ``max`` takes the larger. A lasting channel holds while it is
given; a pulse acts once, at the start of its week. Untouched channels stay empty arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]
LAYER_KINDS: Final = ("reporting", "team", "department", "cross_silo", "mentoring", "event")
"""Kinds of ties: four of the organisation, then those that an intervention makes in a layer of its own."""


class EffectArrays(NamedTuple):
    """This week's effects as both engines read them; [n], [C], [layers], [1], or empty if untouched."""

    register_hazard: Float
    usefulness: Float
    read_drive: Float
    contribute_drive: Float
    attention: Float
    visible_use: Float
    use_case: Float
    content_value: Float
    register_now: Float
    training: Float
    extrinsic: Float
    motivation: Float
    withdrawal: Float
    persuasion: Float
    belief: Float
    manager_hours: Float
    multiplier_hours: Float
    opened: Float
    started: Float
    layer_weight: Float
    official_content: Float


Scope = Literal["person", "community", "layer", "platform"]
Combine = Literal["add", "multiply", "max"]


@dataclass(frozen=True, slots=True)
class Channel:
    """One declared effect: on what, how effects combine, its neutral value and bounds."""

    scope: Scope
    combine: Combine
    pulse: bool
    neutral: float
    low: float
    high: float
    unit: str
    meaning: str


def _person(combine: Combine, neutral: float, low: float, high: float, unit: str, meaning: str) -> Channel:
    return Channel("person", combine, False, neutral, low, high, unit, meaning)


def _pulse(combine: Combine, low: float, high: float, unit: str, meaning: str) -> Channel:
    return Channel("person", combine, True, 0.0, low, high, unit, meaning)


def _community(combine: Combine, high: float, unit: str, meaning: str, pulse: bool = False) -> Channel:
    return Channel("community", combine, pulse, 0.0, 0.0, high, unit, meaning)


CHANNELS: Final[dict[str, Channel]] = {
    "register_hazard": _person("add", 0, 0, 20, "per week", "further hazard of registering (campaign)"),
    "usefulness": _person("add", 0, -5, 5, "1", "expected usefulness"),
    "read_drive": _person("add", 0, -10, 10, "logit", "log-odds of reading"),
    "contribute_drive": _person("add", 0, -10, 10, "logit", "log-odds of contributing once reading"),
    "attention": _person("multiply", 1, 0, 1, "share", "share of one's attention left for the platform"),
    "visible_use": _person("max", 0, 0, 1, "share", "visible activity that colleagues see at least"),
    "use_case": _person("max", 0, 0, 1, "per reading week", "chance of success with a concrete use case"),
    "content_value": _person("multiply", 1, 0, 10, "1", "worth of what the person contributes"),
    "register_now": _pulse("max", 0, 1, "0/1", "is registered by order or as a pilot"),
    "training": _pulse("add", 0, 1, "share", "skill gained by training"),
    "extrinsic": _pulse("add", 0, 10, "logit", "reward"),
    "motivation": _pulse("add", -10, 10, "logit", "change of intrinsic motivation"),
    "withdrawal": _pulse("add", 0, 10, "1", "strength of a reward that is withdrawn"),
    "persuasion": _pulse("add", 0, 1, "share", "share of the missing anchor won by persuasion"),
    "belief": _pulse("add", -1, 1, "share", "change of belief that leaves the anchor"),
    "manager_hours": _community("add", 168, "hours per week", "hours of community management times its skill"),
    "multiplier_hours": _community("add", 1000, "hours per week", "hours of multipliers"),
    "opened": _community("max", 1, "0/1", "a closed community is opened", pulse=True),
    "started": _community("add", 1000, "items", "a latent community is started with this content", pulse=True),
    "layer_weight": Channel(
        "layer", "add", False, 0.0, 0.0, 10.0, "1", "further weight of a layer of ties, in weights of its kind"
    ),
    "official_content": Channel("platform", "add", False, 0.0, 0.0, 1e6, "items", "content that everybody sees"),
}


class EffectBuilder:
    """Collects one week's effects, combining them by each channel's rule, then clips to its bounds."""

    def __init__(self, n_people: int, n_communities: int, n_layers: int) -> None:
        """Prepare for a world's size."""
        self._sizes = {"person": n_people, "community": n_communities, "layer": n_layers, "platform": 1}
        self._arrays: dict[str, Float] = {}

    def add(self, channel: str, where: NDArray[Any] | slice | int, value: Any) -> None:
        """Let ``value`` (a number or one per place) act on a channel at the given places."""
        declared = CHANNELS[channel]
        array = self._arrays.get(channel)
        if array is None:
            array = np.full(self._sizes[declared.scope], declared.neutral, np.float32)
            self._arrays[channel] = array
        if declared.combine == "add":
            array[where] += np.asarray(value, np.float32)
        elif declared.combine == "multiply":
            array[where] *= np.asarray(value, np.float32)
        else:
            array[where] = np.maximum(array[where], np.asarray(value, np.float32))

    @property
    def has_pulse(self) -> bool:
        """Whether something acts only this week."""
        return any(CHANNELS[name].pulse for name in self._arrays)

    def build(self) -> EffectArrays:
        """Return the week's effects, each clipped to its channel's bounds; the builder is spent then."""
        arrays: dict[str, Float] = {}
        for name, channel in CHANNELS.items():
            array = self._arrays.get(name)
            if array is None:
                size = 0 if channel.scope in ("person", "community") else self._sizes[channel.scope]
                array = np.full(size, channel.neutral, np.float32)
            arrays[name] = np.clip(array, np.float32(channel.low), np.float32(channel.high), out=array)
        return EffectArrays(**arrays)


PERSON_CHANNELS: Final = tuple(name for name, channel in CHANNELS.items() if channel.scope == "person")
COMMUNITY_CHANNELS: Final = tuple(name for name, channel in CHANNELS.items() if channel.scope == "community")
(
    REGISTER_HAZARD, USEFULNESS, READ_DRIVE, CONTRIBUTE_DRIVE, ATTENTION, VISIBLE_USE, USE_CASE, CONTENT_VALUE,
    REGISTER_NOW, TRAINING, EXTRINSIC, MOTIVATION, WITHDRAWAL, PERSUASION, BELIEF,
) = range(len(PERSON_CHANNELS))  # fmt: skip
MANAGER_HOURS, MULTIPLIER_HOURS, OPENED, STARTED = range(len(COMMUNITY_CHANNELS))


class PackedEffects(NamedTuple):
    """The same effects as compiled code takes them.

    ``person`` [touched channels, n] with ``row`` [channels] saying where a channel stands (-1
    if untouched); ``community`` [channels, C]; ``official`` is the official content.
    """

    person: Float
    row: NDArray[np.int32]
    community: Float
    official: np.float32


def pack(effects: EffectArrays, n_people: int, n_communities: int) -> PackedEffects:
    """Pack a week's effects."""
    touched = [name for name in PERSON_CHANNELS if getattr(effects, name).size]
    row = np.array([touched.index(name) if name in touched else -1 for name in PERSON_CHANNELS], np.int32)
    person = np.empty((len(touched), n_people), np.float32)
    for k, name in enumerate(touched):
        person[k] = getattr(effects, name)
    community = np.zeros((len(COMMUNITY_CHANNELS), n_communities), np.float32)
    for k, name in enumerate(COMMUNITY_CHANNELS):
        if getattr(effects, name).size:
            community[k] = getattr(effects, name)
    return PackedEffects(person, row, community, np.float32(effects.official_content[0]))
