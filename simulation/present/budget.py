"""A budget in words: what it ends early, what is reserved of each limit, and what is left."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulation.engines.limits import WHAT
from simulation.present.language import ENGLISH
from simulation.present.words import value

if TYPE_CHECKING:
    from simulation.engines.budget import Budget, Cut
    from simulation.engines.limits import Limit, Taken
    from simulation.present.language import Language


def budget_sentences(budget: Budget, whose: str = "", language: Language = ENGLISH) -> list[str]:
    """Say what a budget cuts and leaves; ``whose`` names the plan where there are several, nothing without limits."""
    head = f"{whose}: " if whose else ""
    said = [cut_sentence(cut, language) for cut in budget.cuts]
    return [f"{head}{each}" for each in [*said, *(taken_sentence(each, language) for each in budget.taken)]]


def cut_sentence(cut: Cut, language: Language = ENGLISH) -> str:
    """Say that the budget ends an intervention early."""
    n = cut.planned_end - cut.week
    if n == 1:
        return language(
            "The budget ends {name} in week {week}, one week before its planned end.", name=cut.name, week=cut.week
        )
    return language(
        "The budget ends {name} in week {week}, {n} weeks before its planned end.", name=cut.name, week=cut.week, n=n
    )


def taken_sentence(taken: Taken, language: Language = ENGLISH) -> str:
    """Say how much of a limit a plan reserves."""
    limit, unit = taken.limit, WHAT[taken.limit.what][1]
    reserved, left = (value(round(number), unit, language) for number in (taken.reserved, abs(taken.left)))
    given = {
        "reserved": reserved, "amount": value(limit.amount, unit, language), "what": _what(limit, language),
        "left": left,
    }  # fmt: skip
    if taken.left >= 0:
        return language("Budget: {reserved} of {amount} {what} are reserved, {left} are left.", **given)
    return language("Budget: {reserved} of {amount} {what} are reserved, {left} more than there are.", **given)


def _what(limit: Limit, language: Language) -> str:
    """Return what is limited, and in which year."""
    name = language(WHAT[limit.what][0])
    return language("{what} in {year}", what=name, year=str(limit.year)) if limit.year else name


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
