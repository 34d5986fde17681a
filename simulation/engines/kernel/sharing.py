"""Sharing out over silos what interventions take and do, in compiled code."""

from __future__ import annotations

from simulation.compiled import loop
from simulation.engines.kernel.arrays import F8, I8, U2


@loop
def place(silo: U2, people: I8, values: F8, by_silo: F8, book: int, rows: F8) -> None:
    """Add one value for each of some people to a book of ``rows`` [silos + 1, books], where they are and in all.

    ``by_silo`` [silos] is space for sums, each rounded on its own before it is added.
    """
    whole, last = 0.0, rows.shape[0] - 1
    for s in range(last):
        by_silo[s] = 0.0
    for k in range(people.size):
        by_silo[silo[people[k]]] += values[k]
        whole += values[k]
    for s in range(last):
        rows[s, book] += by_silo[s]
    rows[last, book] += whole


@loop
def share_out(first: int, last: int, shares: F8, numbers: F8, rows: F8) -> None:
    """Add the numbers [weeks, books] of some weeks to ``rows`` [weeks, silos + 1, books], by each silo's share."""
    for week in range(first, last):
        for s in range(shares.size):
            for book in range(numbers.shape[1]):
                rows[week, s, book] += shares[s] * numbers[week, book]


@loop
def add_up(numbers: F8, rows: F8) -> None:
    """Add the numbers [weeks, interventions, books] to the last of each week's ``rows`` [weeks, silos + 1, books]."""
    last = rows.shape[1] - 1
    for week in range(numbers.shape[0]):
        for book in range(numbers.shape[2]):
            whole = numbers[week, 0, book]
            for k in range(1, numbers.shape[1]):
                whole += numbers[week, k, book]
            rows[week, last, book] += whole
