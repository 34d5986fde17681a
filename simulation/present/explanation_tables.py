"""Tables of explanations, the same for the terminal and for pages: a head, and rows of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.table import Table

from simulation.attribution.account import NO_ACCOUNT, Brought, Explanation, people_row, top_silos
from simulation.attribution.asked import STATE_MEASURES, WORDS
from simulation.measures import MEASURES
from simulation.present.explanation import (
    CAUSE_WORDS,
    PER,
    cost_words,
    error_words,
    interval,
    people_words,
    percent,
    probability,
)
from simulation.present.words import UNDEFINED, change, label_with_unit, value

if TYPE_CHECKING:
    from simulation.attribution.person import PersonExplanation
    from simulation.attribution.split import Split
    from simulation.results.effects import Effect

Grid = tuple[tuple[str, ...], list[tuple[str, ...]]]
"""Head and rows; the first column is text, the others are numbers in words."""


def grid_table(grid: Grid, title: str) -> Table:
    """Return a table for the terminal."""
    head, rows = grid
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(head):
        table.add_column(name, justify="right" if place else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def levels_grid(explanation: Explanation) -> Grid:
    """Return the measures as they came out, and the registered people by recorded cause."""
    rows = [_level_row(label_with_unit(name), level, MEASURES[name].unit) for name, level in explanation.levels.items()]
    rows += [
        _level_row(f"registered {CAUSE_WORDS[name]} (people)", level, "people")
        for name, level in explanation.causes.items()
    ]
    return ("", "10%", "median", "90%"), rows


def _level_row(label: str, level: object, unit: str) -> tuple[str, ...]:
    return (label, *(value(getattr(level, name), unit) for name in ("low", "median", "high")))


def removals_grid(explanation: Explanation, measure: str, *, people: bool = True) -> Grid:
    """Return what each removal takes away of one measure; with ``people`` also of how many, where it counts them."""
    unit = MEASURES[measure].unit
    state = next((state for state, counted in STATE_MEASURES.items() if counted == measure and people), None)
    head: tuple[str, ...] = ("without it", "median", "80% band", "up / equal / down")
    rows = []
    for one in explanation.brought:
        effect = one.effects[measure]
        cells: tuple[str, ...] = (UNDEFINED,) * 3
        if effect.n:
            cells = (change(effect.median, unit), interval(effect.low, effect.high, unit), probability(effect))
        if state is not None:
            cells = (*cells, *_people_cells(one, state, explanation.silo))
        rows.append((one.removal.name, *cells))
    return (head if state is None else (*head, "only because of it", "80% of replicates", "only without it"), rows)


def _people_cells(brought: Brought, state: str, silo: str) -> tuple[str, str, str]:
    row = people_row(brought, state, silo)
    mean, low, high = row.only_with
    return people_words(mean), f"{people_words(low)} to {people_words(high)}", people_words(row.only_without[0])


def because_grid(explanation: Explanation, state: str) -> Grid:
    """Return in whom a state holds only because of each thing: how many, and in which silos most."""
    head = (f"{WORDS[state]} only because of", "people (mean)", "80% of replicates", "most in", "only without it")
    rows: list[tuple[str, ...]] = []
    for one in explanation.brought:
        mean, band, without = _people_cells(one, state, explanation.silo)
        most = ", ".join(f"{top.silo} {people_words(top.only_with[0])}" for top in top_silos(one, state))
        rows.append((one.removal.name, mean, band, most or UNDEFINED, without))
    return head, rows


def split_grid(split: Split, *, narrow: bool = False) -> Grid:
    """Return the parts and the total of a split, with what they cost; ``narrow`` leaves the median out."""
    one = PER.get(MEASURES[split.measure].unit, "unit")
    last = ("alone", "taken out last", "EUR", f"EUR per {one}")
    sampling = ("sampling",) if split.method == "sampled" else ()
    head = ("", "mean", "median", "80% band", "up / equal / down", *sampling, *last)
    rows = [
        (
            share.player.name,
            *_effect_cells(split, share.effect),
            *(error_words(share.sampling_error, split) for _ in sampling),
            *(change(number, MEASURES[split.measure].unit) for number in (share.alone, share.last)),
            value(share.eur, "EUR"),
            cost_words(share.cost_per_unit),
        )
        for share in split.shares
    ]
    cost = (value(split.eur, "EUR"), cost_words(split.cost_per_unit))
    rows.append(("all together", *_effect_cells(split, split.total), *("" for _ in sampling), "", "", *cost))
    return (head, rows) if not narrow else (_without(head, 2), [_without(row, 2) for row in rows])


def _effect_cells(split: Split, effect: Effect) -> tuple[str, str, str, str]:
    unit = MEASURES[split.measure].unit
    if effect.n == 0:
        return (UNDEFINED,) * 4
    middle = (change(effect.mean, unit), change(effect.median, unit))
    return (*middle, interval(effect.low, effect.high, unit), probability(effect))


def _without(cells: tuple[str, ...], place: int) -> tuple[str, ...]:
    return cells[:place] + cells[place + 1 :]


_STATES: Final = {
    "registered": "has an account",
    "read": "active: read within 4 weeks",
    "contributed": "contributed within 4 weeks",
}


def person_grid(explanation: PersonExplanation) -> Grid:
    """Return what became of a person, in shares of replicates."""
    rows: list[tuple[str, ...]] = [(_STATES[state], percent(chance)) for state, chance in explanation.chances.items()]
    for cause, chance in explanation.causes.items():
        how = CAUSE_WORDS[cause] if cause in NO_ACCOUNT else f"registered {CAUSE_WORDS[cause]}"
        rows.append((how, percent(chance)))
    return ("", "share of replicates (± standard error)"), rows


def decisions_grid(explanation: PersonExplanation) -> Grid:
    """Return what each removal changes for a person."""
    head = ("without it", "P without it", "difference", "standard error", "clear")
    rows: list[tuple[str, ...]] = [
        (
            one.removal.name,
            percent(one.without),
            f"{one.difference:+.2f}",
            f"{one.error:.2f}",
            "yes" if one.clear else "",
        )
        for one in explanation.decisions
    ]
    return head, rows
