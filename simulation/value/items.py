"""The line items of the value account: each one function of a week's counters and the factors.

An hour stands in one line only. A saved hour is booked where it is saved: an answer with the
one who asked, what others wrote with the one who reads it, knowing people with those who read
regularly. What the account leaves out is listed in `simulation.value.claims`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from simulation.factors import CONTRIBUTIONS, REGULARS, REPLIES
from simulation.measures.base import Recorded, Values
from simulation.model.record import WEEKS_PER_YEAR

Kind = Literal["hours in", "hours out", "money out", "net"]
NET: Final = "net"
"""The line that adds up all others."""


@dataclass(frozen=True, slots=True)
class ValueItem:
    """One line: amount = count x unit, in hours or (where ``kind`` is *money out*) EUR; the sign follows from ``kind``.

    ``count`` maps what was recorded to numbers by week and silo [weeks, silos + 1], ``unit`` the factors
    to hours or EUR for each; neither is below 0. ``counters`` and ``factors`` name what they use.
    """

    name: str
    label: str
    kind: Kind
    definition: str
    counters: tuple[str, ...]
    factors: tuple[str, ...]
    count: Callable[[Recorded], Values]
    unit: Callable[[Mapping[str, float]], float] = lambda _: 1.0

    @property
    def sign(self) -> int:
        """1 for what comes in, -1 for what goes out."""
        return 1 if self.kind == "hours in" else -1


def _search(f: Mapping[str, float]) -> float:
    """Tries until the right person is found fall to 1 / (1 + gain), and so does the time that they take."""
    what = (1 - f["search_whom_share"]) * (1 - 1 / (1 + f["knows_what_gain"]))
    whom = f["search_whom_share"] * (1 - 1 / (1 + f["knows_whom_gain"]))
    return f["search_hours"] * (what + whom)


def _counter(name: str) -> Callable[[Recorded], Values]:
    return lambda r: r[name]


def _product(*names: str) -> Callable[[Mapping[str, float]], float]:
    return lambda f: math.prod(f[name] for name in names)


def _item(name: str, label: str, kind: Kind, definition: str, counter: str, *factors: str) -> ValueItem:
    """Declare a line that is one counter times some factors."""
    return ValueItem(name, label, kind, definition, (counter,), factors, _counter(counter), _product(*factors))


def _writing(counter: str, words: str) -> ValueItem:
    factor = f"{counter.removesuffix('s')}_hours"
    definition = f"{words} of the week, times additional hours each"
    return _item(
        f"writing_{counter}", f"Writing: {words}", "hours out", definition, counter, factor, "additional_share"
    )


_WORDS: Final = {
    "documents": "documents",
    "discussions": "discussions",
    "comments": "comments on documents",
    "others": "other contributions",
}

ITEMS: Final[tuple[ValueItem, ...]] = (
    ValueItem(
        "answers",
        "Questions answered in the own silo",
        "hours in",
        "contributions replied to from the own silo, times the share that are questions, times hours saved each",
        REPLIES,
        ("question_share", "answer_hours"),
        lambda r: r["replied"] - r["replied_cross_silo"],
        _product("question_share", "answer_hours"),
    ),
    _item(
        "answers_cross_silo",
        "Questions answered from another silo",
        "hours in",
        "contributions replied to from another silo, times the share that are questions, times hours saved each",
        "replied_cross_silo",
        "question_share",
        "answer_hours",
        "cross_silo_worth",
    ),
    _item(
        "reading_gain",
        "Work saved by reading",
        "hours in",
        "people who read in the week, times additional hours of reading each, times hours saved for each of them",
        "readers_7",
        "reading_hours",
        "additional_share",
        "reading_return",
    ),
    ValueItem(
        "search",
        "People found faster",
        "hours in",
        "people who read in 9 or more of the last 12 weeks, times hours of search each, times the part that knowing "
        "who knows what and whom saves",
        REGULARS,
        ("search_hours", "search_whom_share", "knows_what_gain", "knows_whom_gain"),
        lambda r: r["segment_habitual"] + r["segment_power"],
        _search,
    ),
    *(_writing(counter, _WORDS[counter]) for counter in CONTRIBUTIONS),
    _item(
        "reading",
        "Reading",
        "hours out",
        "people who read in the week, times additional hours each",
        "readers_7",
        "reading_hours",
        "additional_share",
    ),
    _item(
        "registering",
        "Getting started",
        "hours out",
        "registrations of the week, times hours each",
        "new_registered",
        "registration_hours",
    ),
    ValueItem(
        "intervention_hours",
        "Interventions: hours",
        "hours out",
        "person-hours of interventions",
        (),
        (),
        lambda r: r.hours,
    ),
    ValueItem(
        "platform",
        "Platform: licence and operation",
        "money out",
        "people with an account, times money a year over 52",
        ("registered",),
        ("platform_eur",),
        lambda r: r["registered"] / WEEKS_PER_YEAR,
        _product("platform_eur"),
    ),
    ValueItem(
        "intervention_money",
        "Interventions: money",
        "money out",
        "what interventions buy, their hours left out",
        (),
        (),
        lambda r: r.money,
    ),
)
"""All lines in the order in which they are stored; nothing that earns money directly is quantified."""

LABELS: Final[dict[str, str]] = {item.name: item.label for item in ITEMS} | {NET: "Net"}
KINDS: Final[dict[str, Kind]] = {item.name: item.kind for item in ITEMS} | {NET: "net"}
NAMES: Final[tuple[str, ...]] = tuple(LABELS)
