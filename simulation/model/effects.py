"""Effect channels: the only way in which interventions and the platform act on the model.

Each channel has a combine rule, so that any two interventions compose in any order: ``add``
sums, ``multiply`` multiplies, ``max`` takes the larger. A lasting channel holds while it is
given; a pulse acts once, at the start of its week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]
Where = NDArray[Any] | slice | int
LAYER_KINDS: Final = ("reporting", "team", "department", "cross_silo", "mentoring", "event", "circle")
"""Kinds of ties: four of the organisation, then those that an intervention makes in a layer of its own."""

_ROUNDING: Final = 1e-6
"""By so much of its bounds a value may exceed them: effects are single numbers."""

Scope = Literal["person", "community", "layer", "platform"]
SCOPES: Final[tuple[Scope, ...]] = ("person", "community", "layer", "platform")
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
    "leaving": _person("add", 0, -2, 2, "log-hazard", "hazard of leaving the company"),
    "launch": _person(
        "add", 0, 0, 5, "1", "how loudly a launch still rings, as a share of the home launch's first week"
    ),
    "register_now": _pulse("max", 0, 1, "0/1", "is registered by order or as a pilot", dulls=False),
    "visit": _pulse(
        "max",
        0,
        1,
        "0/1",
        "is led in a session on the platform: reads and learns this week, but forms no habit",
        dulls=False,
    ),
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
    CONTENT_VALUE, LEAVING, LAUNCH, REGISTER_NOW, VISIT, TRAINING, HABIT, EXTRINSIC, MOTIVATION, WITHDRAWAL,
    PERSUASION, BELIEF, SAFETY,
) = range(len(PERSON_CHANNELS))  # fmt: skip
(
    MANAGER_HOURS, MANAGER_SKILL, MANAGER_MEMORY, MANAGER_TRAINING, MULTIPLIER_HOURS, CLARITY, OPENED, CLOSED, STARTED,
) = range(len(COMMUNITY_CHANNELS))  # fmt: skip


class Effects(NamedTuple):
    """A week's effects as both engines read them.

    ``person`` [person channels, n] with ``row`` [person channels] saying where a channel stands
    (-1 if untouched this week, when its values mean nothing). Most pulses reach few people: one
    that does is 0 for everybody but those ``listed`` [places] from ``span`` [channel, 0] to
    ``span`` [channel, 1], each once; other channels have an empty span. ``community``
    [community channels, C]; ``layer`` [layers] further weights; ``official`` the official
    content. Valid until the next week is composed.
    """

    person: Float
    row: NDArray[np.int32]
    listed: NDArray[np.int64]
    span: NDArray[np.int64]
    community: Float
    layer: Float
    official: np.float32


class Addition:
    """What somebody adds to a channel; its arrays are never written to, and so it equals itself alone."""

    __slots__ = ("_bounds", "channel", "is_everywhere", "n_places", "single", "value", "where")

    def __init__(self, channel: str, where: Where, value: Float | float) -> None:
        """Hold channel, places and value."""
        self.channel, self.where, self.value = channel, where, value
        self.single = np.asarray(value, np.float32)
        """The value in single precision."""
        self.is_everywhere = isinstance(where, slice) and where == slice(None)
        self.n_places: int | None = None if isinstance(where, slice) else int(np.size(where))
        """How many places it names; None for a slice."""
        self._bounds: tuple[float, float] | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest of its values."""
        if self._bounds is None:
            value = self.value
            if not isinstance(value, np.ndarray):
                self._bounds = value, value
            else:
                self._bounds = (float(value.min()), float(value.max())) if value.size else (0.0, 0.0)
        return self._bounds


class EffectBuilder:
    """Takes down what an intervention or the platform adds in a week."""

    def __init__(
        self,
        before: Sequence[Addition] = (),
        probes: Mapping[Scope, NDArray[np.bool_]] | None = None,
        *,
        may_repeat: bool = False,
    ) -> None:
        """Begin a week; what was added ``before`` stays the same object where it is added again.

        With ``probes`` (an array of each scope's size, all False) places and values are checked as they are added.
        ``may_repeat``: ``before`` is all that was added a week ago.
        """
        self.added: list[Addition] = []
        self.is_repeated = False
        """Whether this week was said to be as the one before."""
        self._before = before
        self._probes = probes
        self._may_repeat = may_repeat

    def repeats(self) -> bool:
        """Add what was added a week ago, and return True; False where that is not at hand: then add it anew.

        An intervention may say so instead of adding anything where this week is as the one before in everything that
        it adds, asks for, costs, reserves and books, and in who takes part: nothing else is asked of it then.
        """
        if self._may_repeat:
            self.added, self.is_repeated = list(self._before), True
        return self._may_repeat

    def add(self, channel: str, where: Where, value: Any) -> None:
        """Let ``value`` (a number or one per place) act on a channel at the given places, each named once.

        Raises:
            KeyError: there is no such channel.
            IndexError, ValueError: with ``probes``, there is no such place, one is named twice, there is not one value
                per place, or a value is not a number or beyond what the channel can take.
        """
        if channel not in CHANNELS:
            raise KeyError(channel)
        where, given = _index(where), _number(value)
        place = len(self.added)
        old = self._before[place] if place < len(self._before) else None
        if old is not None and old.channel == channel and _equal(old.where, where) and _equal(old.value, given):
            self.added.append(old)
            return
        addition = Addition(channel, _own(where), _own(given))
        if self._probes is not None:
            _check_places(addition, self._probes[CHANNELS[channel].scope])
            _check_values(addition)
        self.added.append(addition)


def _check_places(addition: Addition, probe: NDArray[np.bool_]) -> None:
    """Raise unless there is each place, once, and a value for each of them or one for all."""
    where = addition.where
    if isinstance(where, np.ndarray) and where.dtype.kind != "b" and where.size:
        if where.min() < 0:
            raise IndexError(f"{addition.channel}: place {where.min()} is negative")
        probe[where] = True
        n = np.count_nonzero(probe)
        probe[where] = False
        if n != where.size:
            raise ValueError(f"{addition.channel}: {where.size - n} places are named more than once")
    elif isinstance(where, int) and where < 0:
        raise IndexError(f"{addition.channel}: place {where} is negative")
    np.broadcast_to(addition.value, probe[where].shape)


def _check_values(addition: Addition) -> None:
    """Raise unless all values are numbers that the channel can take.

    What lasts and adds up may also take back as much as others may give, as where access is opened.
    """
    channel, (lowest, highest) = CHANNELS[addition.channel], addition.bounds
    takes_back = channel.combine == "add" and not channel.pulse
    low, high = min(channel.low, -channel.high) if takes_back else channel.low, channel.high
    slack = _ROUNDING * max(abs(low), abs(high))
    if np.isnan([lowest, highest]).any():
        raise ValueError(f"{addition.channel} is not a number somewhere")
    if lowest < low - slack or highest > high + slack:
        wrong = highest if highest > high + slack else lowest
        raise ValueError(f"{addition.channel} is {wrong:g} somewhere; it can take {low:g} to {high:g} {channel.unit}")


def _index(where: Any) -> Where:
    """Return places as they are, a list of them as an array, a number of any kind as a plain one."""
    if isinstance(where, slice | int) or (isinstance(where, np.ndarray) and where.ndim):
        return where
    places = np.asarray(where)
    return places if places.ndim else int(places)


def _number(value: Any) -> Any:
    """Return a plain number, or an array in single precision."""
    if isinstance(value, float):
        return value
    given = np.asarray(value, np.float32)
    return given if given.ndim else float(value)


def _equal(old: Any, given: Any) -> bool:
    """Whether something is the same as before; an array that is the same object is one that nobody can write to."""
    if old is given:
        return True
    if isinstance(old, np.ndarray) or isinstance(given, np.ndarray):
        return (
            type(old) is type(given)
            and (old.dtype, old.shape) == (given.dtype, given.shape)
            and old.tobytes() == given.tobytes()
        )
    return bool(old == given)


def _own(given: Any) -> Any:
    """Return a copy of an array that its owner may write to; others as they are."""
    held = given
    while isinstance(held, np.ndarray):
        if held.flags.writeable:
            return given.copy()
        held = held.base
    return given
