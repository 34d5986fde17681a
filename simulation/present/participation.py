"""Who took part in interventions, in words: a table for terminal and page, and what is to be said about it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table as Terminal

from simulation.present.language import ENGLISH
from simulation.present.words import value
from simulation.results.participation import ENOUGH, Taking

if TYPE_CHECKING:
    from simulation.present.language import Language

HEAD: Final = (
    "intervention", "meant", "reached", "took part", "hours reserved", "hours used", "EUR reserved", "EUR charged",
    "with account",
)  # fmt: skip
NOTE: Final = (
    "People over the whole run, each seat once, and what was reserved and used; medians over replicates. “With "
    "account”: of those whose hours it used in a week, the share with an account a week later."
)


def note(language: Language = ENGLISH) -> str:
    """Return what the table counts."""
    return language(NOTE)


def cells(taking: Taking, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return an intervention's row."""
    people = (taking.meant, taking.reached, taking.took_part)
    return (
        taking.name,
        *(value(number, "people", language) for number in people),
        *(value(round(number), "hours", language) for number in (taking.hours_reserved, taking.hours_used)),
        *(value(round(number), "EUR", language) for number in (taking.eur_reserved, taking.eur_charged)),
        value(taking.with_account, "share", language),
    )


def participation_table(takings: Sequence[Taking], language: Language = ENGLISH) -> Terminal:
    """Return the table for a terminal."""
    table = Terminal(box=None, pad_edge=False, header_style="bold")
    for i, name in enumerate(HEAD):
        table.add_column(language(name), justify="right" if i else "left", overflow="fold", no_wrap=False)
    for one in takings:
        table.add_row(*cells(one, language))
    return table


def remarks(takings: Sequence[Taking], replicates: int, language: Language = ENGLISH) -> list[str]:
    """Return what a reader must not miss: nobody reached, no accounts, people chosen by a latent trait."""
    said = []
    for one in takings:
        if one.reached_nobody:
            text = "{name} reached nobody in {n} of {all} replicates."
            said.append(language(text, name=one.name, n=one.reached_nobody, all=replicates))
        if one.lacks_accounts:
            why = one.why_without or "nobody brought them onto the platform (users_only chooses people with an account)"
            text = "{name}: {share} of those whom it paid for had an account, for {why}."
            said.append(language(text, name=one.name, share=language.share(one.with_account), why=language.known(why)))
        if one.latent:
            text = "{name} chose people by their latent propensity, which nobody can observe."
            said.append(language(text, name=one.name))
    return said


def verdict(takings: Sequence[Taking], language: Language = ENGLISH) -> str:
    """Return in a sentence whether people whom interventions pay for have accounts; empty where none pays for any."""
    paying = [one for one in takings if not math.isnan(one.with_account)]
    if not paying:
        return ""
    short = [one for one in paying if one.lacks_accounts and not one.why_without]
    exempt = sum(1 for one in paying if one.lacks_accounts and one.why_without)
    head = language(
        "Of those whom an intervention pays for, at least {share} have an account from their second week in it",
        share=language.share(ENOUGH),
    )
    if short:
        return f"{head}{language(', but not in {names}.', names=', '.join(one.name for one in short))}"
    return f"{head}{language(' ({n} with a reason not to)', n=exempt) if exempt else ''}."


def participation_json(takings: Sequence[Taking]) -> list[dict[str, Any]]:
    """Return it for a document."""
    return [asdict(one) for one in takings]
