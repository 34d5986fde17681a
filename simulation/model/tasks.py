"""The eight task packages of a community manager, and where her hours go at each stage of life.

A community's life cycle with eight task packages is reported (CMT14); their names, the
shares of hours and what each package acts on are assumptions. A package acts through one of
four levers; measuring and reporting acts on none, but takes its hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.portable.sums import total

LEVERS: Final = ("answering", "seeding", "inviting", "clarifying")
ANSWERING, SEEDING, INVITING, CLARIFYING = range(len(LEVERS))
STAGES_OF_CARE: Final = ("inception", "establishment", "maturity", "decline")


@dataclass(frozen=True, slots=True)
class TaskPackage:
    """One package: the lever it acts through (empty: none), its share of the hours at each stage of care."""

    name: str
    lever: str
    shares: tuple[float, float, float, float]


TASK_PACKAGES: Final[tuple[TaskPackage, ...]] = (
    TaskPackage("clarify purpose and rules", "clarifying", (0.20, 0.10, 0.05, 0.15)),
    TaskPackage("invite members", "inviting", (0.25, 0.15, 0.05, 0.25)),
    TaskPackage("welcome newcomers", "answering", (0.10, 0.15, 0.10, 0.05)),
    TaskPackage("seed content", "seeding", (0.25, 0.10, 0.05, 0.25)),
    TaskPackage("answer and moderate", "answering", (0.10, 0.25, 0.25, 0.10)),
    TaskPackage("connect people", "answering", (0.05, 0.10, 0.20, 0.10)),
    TaskPackage("support multipliers", "answering", (0.00, 0.10, 0.20, 0.05)),
    TaskPackage("measure and report", "", (0.05, 0.05, 0.10, 0.05)),
)


FOCUS: Final[dict[str, tuple[float, float, float, float]]] = {
    "practice": (1.0, 1.0, 1.0, 1.0),
    "information": (0.5, 4.0, 1.0, 0.5),
    "help": (1.5, 0.5, 0.5, 0.5),
    "project": (1.0, 0.5, 0.5, 2.0),
}
"""What managers of a type of community turn to, against those of a community of practice, by lever.

A community of practice and an information channel need different management (SMA): the one
lives on answers, the other on what is published. The sizes are assumptions.
"""


def care_table() -> NDArray[np.float32]:
    """Return a lever's hours [community types, life-cycle stages, levers].

    Measured against an established community of practice, which so has 1 everywhere and is
    what parameters of management describe; 0 where nothing runs. The focus of a type moves
    hours between levers and leaves their sum.
    """
    shares = np.zeros((len(STAGES_OF_CARE), len(LEVERS)))
    for package in TASK_PACKAGES:
        if package.lever:
            shares[:, LEVERS.index(package.lever)] += package.shares
    focused = shares * np.array(list(FOCUS.values()))[:, None, :]
    focused *= total(shares, axis=1)[:, None] / total(focused, axis=2)[:, :, None]
    running = focused / shares[STAGES_OF_CARE.index("establishment")]
    return np.pad(running, ((0, 0), (1, 1), (0, 0))).astype(np.float32)
