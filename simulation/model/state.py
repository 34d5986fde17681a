"""State: every variable of a person and of a community, declared once with its meaning and unit.

The arrays are what the kernel works on; the Mesa engine holds one value of each per agent.
``Annotated`` carries (symbol, unit, meaning), which the documentation reads.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, get_type_hints

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]
Byte = NDArray[np.uint8]
Short = NDArray[np.int16]
Int = NDArray[np.int32]
Word = NDArray[np.uint32]
NEVER = -10_000
"""Week of something that has not happened."""


def array_type(hint: Any) -> Any:
    """Return the NumPy type inside an ``NDArray[...]`` annotation (which `get_type_hints` resolves).

    Up to NumPy 2.4 that is a short name for ``ndarray[shape, dtype[type]]``; since 2.5 it is a type of its own.
    """
    inner = hint.__args__[-1]
    return getattr(inner, "__args__", (inner,))[0]


class People(NamedTuple):
    """State of every person, one array [n] each."""

    propensity: Annotated[Float, "z", "logit", "lasting propensity to contribute"]
    threshold: Annotated[Float, "theta", "share", "share of colleagues that one waits for"]
    read_habit: Annotated[Float, "h_r", "share", "reading habit"]
    contribute_habit: Annotated[Float, "h_c", "share", "contributing habit"]
    skill: Annotated[Float, "k", "share", "skill with the platform"]
    skill_floor: Annotated[Float, "f", "share", "part of the skill that lasts"]
    motivation: Annotated[Float, "m", "logit", "change of intrinsic motivation"]
    extrinsic: Annotated[Float, "x", "logit", "pull of rewards"]
    replies: Annotated[Float, "rho", "replies", "replies remembered"]
    belief: Annotated[Float, "b", "share", "private attitude to open sharing"]
    anchor: Annotated[Float, "b0", "share", "anchor of that attitude"]
    norm: Annotated[Float, "n", "share", "perceived norm"]
    safety: Annotated[Float, "psi", "share", "psychological safety"]
    visible: Annotated[Float, "a", "share", "own visible activity"]
    novelty: Annotated[Float, "w", "share", "what is left of the novelty since the first visit"]
    habit_gain: Annotated[Float, "eta_i", "share", "share of a missing habit that the person gains in a week with use"]
    registered: Annotated[Byte, "R", "0/1", "has an account"]
    cause: Annotated[Byte, "", "code", "cause of the registration (see CAUSES)"]
    reluctant: Annotated[Byte, "", "0/1", "never comes of her own accord, only by order"]
    registered_week: Annotated[Short, "", "week", "week of registration"]
    last_read: Annotated[Short, "", "week", "last week with reading"]
    last_contribution: Annotated[Short, "", "week", "last week with a contribution"]
    hired_week: Annotated[Short, "", "week", "week of hiring; -1 for the first staff"]
    read_weeks: Annotated[Short, "", "bits", "the last twelve weeks of reading, newest lowest"]
    item_weeks: Annotated[Short, "", "bits", "contributions of the last four weeks, three bits each, newest lowest"]
    contributions: Annotated[Int, "", "items", "contributions so far, replies among them"]


class Groups(NamedTuple):
    """State of every community, one array [C] each (content [C, 4] by type)."""

    stage: Annotated[Byte, "", "code", "life-cycle stage (see STAGES)"]
    is_open: Annotated[Byte, "", "0/1", "open to everybody"]
    content: Annotated[Float, "U", "items", "content stock by type, faded by its half-life"]
    member_items: Annotated[Float, "", "items", "recent items by members other than the founder"]
    seeded_items: Annotated[Float, "", "items", "recent items by the founder and the management"]
    silence: Annotated[Short, "", "weeks", "weeks since the last contribution"]
    members: Annotated[Int, "", "people", "registered people who have it among their communities"]
    founder: Annotated[Word, "", "person", "who founded it; the number of people if nobody did"]
    purpose: Annotated[Float, "", "share", "clarity of purpose"]
    manager_trained: Annotated[Float, "", "share", "skill that its managers gained by training and still have"]


TRAITS = tuple(name for name, hint in get_type_hints(People).items() if hint == Float)
FLAGS = tuple(name for name, hint in get_type_hints(People).items() if hint == Byte)
WEEKS = tuple(name for name, hint in get_type_hints(People).items() if hint == Short)
PLACES: Final = {name.upper(): place for names in (TRAITS, FLAGS, WEEKS) for place, name in enumerate(names)}
"""Row of each variable in its matrix of `Packed`, by its name in capitals; each is a name of this module, too."""
globals().update(PLACES)

if TYPE_CHECKING:

    def __getattr__(name: str) -> int:
        """Return the row of a variable (`PLACES`)."""


class Packed(NamedTuple):
    """The same state as few matrices, one row per variable: what compiled code takes."""

    traits: Float
    flags: Byte
    weeks: Short
    contributions: Int


def empty_people(n: int) -> Packed:
    """State of ``n`` people, nobody registered, nothing ever done."""
    packed = Packed(
        np.zeros((len(TRAITS), n), np.float32),
        np.zeros((len(FLAGS), n), np.uint8),
        np.full((len(WEEKS), n), NEVER, np.int16),
        np.zeros(n, np.int32),
    )
    packed.weeks[PLACES["HIRED_WEEK"]] = -1
    packed.weeks[[PLACES["READ_WEEKS"], PLACES["ITEM_WEEKS"]]] = 0
    return packed


def named(packed: Packed) -> People:
    """Return the variables by name, as views of the matrices."""
    columns: dict[str, Any] = dict(zip(TRAITS, packed.traits, strict=True))
    columns |= dict(zip(FLAGS, packed.flags, strict=True)) | dict(zip(WEEKS, packed.weeks, strict=True))
    return People(**columns, contributions=packed.contributions)


@cache
def newcomer() -> dict[str, float | int]:
    """Return every variable of a person who has done nothing yet, by name."""
    return {name: column[0].item() for name, column in named(empty_people(1))._asdict().items()}


GROUP = np.dtype(
    [
        (name, array_type(hint), (4,)) if name == "content" else (name, array_type(hint))
        for name, hint in get_type_hints(Groups).items()
    ]
    + [("kind", np.uint8), ("home_silo", np.uint16), ("relevance", np.float32)],
    align=True,
)
"""One community as compiled code takes it: its state and what it is."""


def empty_groups(n: int, n_people: int) -> NDArray[np.void]:
    """Latent, closed, empty communities."""
    groups = np.zeros(n, GROUP)
    groups["founder"] = n_people
    return groups


def named_groups(groups: NDArray[np.void]) -> Groups:
    """Return the state of communities by name, as views."""
    return Groups(*(groups[name] for name in Groups._fields))


def described(kind: type) -> dict[str, tuple[str, str, str]]:
    """Return name -> (symbol, unit, meaning) of a state class."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: hint.__metadata__ for name, hint in hints.items()}
