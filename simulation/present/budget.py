"""A budget in words: what it ends early, what is reserved of each limit, and what is left."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulation.engines.limits import WHAT
from simulation.present.words import count, value

if TYPE_CHECKING:
    from simulation.engines.budget import Budget, Cut
    from simulation.engines.limits import Taken


def budget_sentences(budget: Budget, whose: str = "") -> list[str]:
    """Say what a budget cuts and leaves; ``whose`` names the plan where there are several, nothing without limits."""
    tail = f" of “{whose}”" if whose else ""
    return [*(cut_sentence(cut, tail) for cut in budget.cuts), *(taken_sentence(each, tail) for each in budget.taken)]


def cut_sentence(cut: Cut, tail: str = "") -> str:
    """Say that the budget ends an intervention early."""
    weeks = count(cut.planned_end - cut.week, "week")
    return f"The budget ends {cut.name}{tail} in week {cut.week}, {weeks} before its planned end."


def taken_sentence(taken: Taken, tail: str = "") -> str:
    """Say how much of a limit a plan reserves."""
    limit, unit = taken.limit, WHAT[taken.limit.what][1]
    reserved, left = (value(round(number), unit) for number in (taken.reserved, abs(taken.left)))
    rest = f"{left} are left" if taken.left >= 0 else f"{left} more than there are"
    return f"Budget{tail}: {reserved} of {value(limit.amount, unit)} {limit.of_what} are reserved, {rest}."


def budget_json(budget: Budget) -> dict[str, Any]:
    """Return it for a document."""
    return {
        "ended_early": [asdict(cut) for cut in budget.cuts],
        "budget": [
            {
                "key": each.limit.key, "limits": each.limit.what, "year": each.limit.year or None,
                "amount": each.limit.amount, "reserved": each.reserved, "left": each.left,
            }
            for each in budget.taken
        ],
    }  # fmt: skip
