"""Mistakes in measures and in the value account."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "sign of the E-I index",
        "Replies between silos count against it.",
        "simulation/measures/content.py",
        '2 * r["replied_cross_silo"] - r["replied_by_people"]',
        'r["replied_by_people"] - 2 * r["replied_cross_silo"]',
    ),
    Mistake(
        "another unit",
        "Registered people per community are called people.",
        "simulation/measures/community.py",
        '"people per community",\n        "none"',
        '"people",\n        "none"',
    ),
    Mistake(
        "another denominator",
        "Activity among the registered is divided by all people.",
        "simulation/measures/activity.py",
        '                (counter,),\n                "registered",',
        '                (counter,),\n                "people",',
    ),
    Mistake(
        "gap turned round",
        "Pluralistic ignorance has the other sign.",
        "simulation/measures/culture.py",
        'r.fixed("belief_sum") - r.fixed("norm_sum")',
        'r.fixed("norm_sum") - r.fixed("belief_sum")',
    ),
    Mistake(
        "thirteen weeks",
        "Sums over 12 weeks hold 13.",
        "simulation/measures/base.py",
        "total[weeks:] -= total[:-weeks].copy()",
        "total[weeks + 1 :] -= total[: -weeks - 1].copy()",
    ),
    Mistake(
        "hours for nothing",
        "The cost of interventions leaves their hours out.",
        "simulation/measures/value.py",
        "return r.money + r.hours * r.hourly_cost_eur",
        "return r.money + 0 * r.hours * r.hourly_cost_eur",
    ),
    Mistake(
        "saved for spent",
        "What is saved has the sign of what is spent.",
        "simulation/value/items.py",
        'return 1 if self.kind == "hours in" else -1',
        'return 1 if self.kind == "hours out" else -1',
    ),
    Mistake(
        "interest for discount",
        "Later years are worth more, not less.",
        "simulation/value/account.py",
        "power(1 + discount_rate, -np.arange(weeks)",
        "power(1 + discount_rate, np.arange(weeks)",
    ),
    Mistake(
        "unpaid hours",
        "Hours of interventions are no line of the account.",
        "simulation/value/items.py",
        "        lambda r: r.hours,\n",
        "        lambda r: 0 * r.hours,\n",
    ),
    Mistake(
        "too good a search",
        "Knowing who knows what saves more than all of a search.",
        "simulation/value/items.py",
        '(1 - 1 / (1 + f["knows_what_gain"]))',
        '(1 + f["knows_what_gain"])',
    ),
)
