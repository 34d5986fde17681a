"""Who took part in interventions, in words: a table for terminal and page, and what is to be said about it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from rich.table import Table as Terminal

from simulation.present.words import count, value
from simulation.results.participation import ENOUGH, Taking

HEAD: Final = (
    "intervention", "meant", "reached", "took part", "hours reserved", "hours used", "EUR reserved", "EUR charged",
    "with account",
)  # fmt: skip
NOTE: Final = (
    "People over the whole run, each seat once, and what was reserved and used; medians over replicates. “With "
    "account”: of those whose hours it used in a week, the share with an account a week later."
)


def cells(taking: Taking) -> tuple[str, ...]:
    """Return an intervention's row."""
    people = (taking.meant, taking.reached, taking.took_part)
    return (
        taking.name,
        *(value(number, "people") for number in people),
        *(value(round(number), "hours") for number in (taking.hours_reserved, taking.hours_used)),
        *(value(round(number), "EUR") for number in (taking.eur_reserved, taking.eur_charged)),
        value(taking.with_account, "share"),
    )


def participation_table(takings: Sequence[Taking]) -> Terminal:
    """Return the table for a terminal."""
    table = Terminal(box=None, pad_edge=False, header_style="bold")
    for i, name in enumerate(HEAD):
        table.add_column(name, justify="right" if i else "left", overflow="fold", no_wrap=False)
    for one in takings:
        table.add_row(*cells(one))
    return table


def remarks(takings: Sequence[Taking], replicates: int) -> list[str]:
    """Return what a reader must not miss: nobody reached, no accounts, people chosen by a latent trait."""
    said = []
    for one in takings:
        if one.reached_nobody:
            said.append(f"{one.name} reached nobody in {one.reached_nobody} of {count(replicates, 'replicate')}.")
        if one.lacks_accounts:
            why = one.why_without or "nobody brought them onto the platform (users_only chooses people with an account)"
            said.append(f"{one.name}: {one.with_account:.0%} of those whom it paid for had an account, for {why}.")
        if one.latent:
            said.append(f"{one.name} chose people by their latent propensity, which nobody can observe.")
    return said


def verdict(takings: Sequence[Taking]) -> str:
    """Return in a sentence whether people whom interventions pay for have accounts; empty where none pays for any."""
    paying = [one for one in takings if not math.isnan(one.with_account)]
    if not paying:
        return ""
    short = [one for one in paying if one.lacks_accounts and not one.why_without]
    exempt = sum(1 for one in paying if one.lacks_accounts and one.why_without)
    text = f"Of those whom an intervention pays for, at least {ENOUGH:.0%} have an account from their second week in it"
    if short:
        return f"{text}, but not in {', '.join(one.name for one in short)}."
    return f"{text}{f' ({exempt} with a reason not to)' if exempt else ''}."


def participation_json(takings: Sequence[Taking]) -> list[dict[str, Any]]:
    """Return it for a document."""
    return [asdict(one) for one in takings]
