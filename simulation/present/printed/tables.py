"""Tables that commands print."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.table import Table

from simulation.measures import MEASURES
from simulation.present.certainty import shares
from simulation.present.language import ENGLISH
from simulation.present.observed import HEAD, cells
from simulation.present.value import TOP, driver_cells, line_cells
from simulation.present.words import UNDEFINED, label_with_unit, signed, suffix, unit_of, value

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.compare import PlanEffects
    from simulation.results.effects import Effect
    from simulation.results.observed import Checked
    from simulation.results.savings import Savings
    from simulation.results.summary import SummaryRow
    from simulation.results.value import Driver, Worth

MOST_TIMES: Final = 1000
"""A larger gain says only that the effect hardly varies: its digits mean nothing."""


def summary_table(rows: list[SummaryRow], title: str, language: Language = ENGLISH) -> Table:
    """Headline measures with median and 80% band."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column(language("measure"), overflow="fold")
    for name in ("10%", "median", "90%"):
        table.add_column(language(name), justify="right", no_wrap=True)
    table.add_column(language("unit"))
    for row in rows:
        one = MEASURES[row.measure]
        cells = (value(number, one.unit, language) for number in (row.low, row.median, row.high))
        table.add_row(language.known(one.label), *cells, language.known(unit_of(row.measure)))
    return table


def observed_table(check: Checked, language: Language = ENGLISH) -> Table:
    """Candidate definitions of an observation: what was simulated under each, and whether it fits."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for i, name in enumerate(HEAD):
        table.add_column(language(name), justify="right" if 0 < i < len(HEAD) - 1 else "left", overflow="fold")
    for one in check.candidates:
        table.add_row(*cells(one, language))
    return table


def value_table(worth: Worth) -> Table:
    """Lines of the value account: hours and EUR, each with its 80% band; the net below a line."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("over the whole run", overflow="fold")
    for unit in ("hours", "EUR"):
        for name in ("10%", f"{unit}, median", "90%"):
            table.add_column(name, justify="right", no_wrap=True)
    for cells_of_line in line_cells(worth)[:-1]:
        table.add_row(*cells_of_line)
    table.add_section()
    table.add_row(*line_cells(worth)[-1], style="bold")
    return table


def drivers_table(ranked: Sequence[Driver]) -> Table:
    """The factors that the net goes with most."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("factor", "correlation", "95% interval", "source", "meaning"):
        table.add_column(name, overflow="fold", no_wrap=name != "meaning")
    for one in ranked[:TOP]:
        table.add_row(*driver_cells(one))
    return table


def effects_table(plan: PlanEffects, title: str, language: Language = ENGLISH) -> Table:
    """Paired effects of one plan: band over replicates, mean, in how many it is up or down, what pairing saved.

    The median stands in compare.json and on the page; a terminal has no room for it.
    """
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column(language("effect on"), min_width=30)
    table.add_column(language("80% band"), justify="right", min_width=18)
    table.add_column(language("mean ± s.e."), justify="right", min_width=12)
    table.add_column(language("up / equal / down"), justify="right", min_width=17)
    table.add_column(language("saved"), justify="right", no_wrap=True)
    for measure, effect in plan.effects.items():
        table.add_row(label_with_unit(measure, language), *effect_cells(measure, effect, plan.saved[measure], language))
    return table


def effect_cells(
    measure: str, effect: Effect, saved: Savings, language: Language = ENGLISH
) -> tuple[str, str, str, str]:
    """Return an effect in words: 80% band, mean with standard error, up / equal / down, what pairing saved."""
    unit = MEASURES[measure].unit
    if effect.n == 0:
        return (UNDEFINED,) * 4
    tail = suffix(unit)
    low, high, mean = (signed(each, unit, language) for each in (effect.low, effect.high, effect.mean))
    return (
        f"{language('{low} to {high}', low=low, high=high)}{tail}",
        f"{mean} ± {signed(effect.error, unit, language).lstrip('+')}{tail}",
        shares(effect, language),
        UNDEFINED if effect.n_zero == effect.n else saved_words(saved, language),
    )


def saved_words(saved: Savings, language: Language = ENGLISH) -> str:
    """Return how many times more replicates it would have taken: what parameters and luck saved, where known."""
    if math.isnan(saved.together):
        return UNDEFINED
    times = [_times(each, language) for each in (saved.together, saved.parameters, saved.luck)]
    if math.isnan(saved.luck) or saved.parameters == 1:
        return times[0]
    return f"{times[0]} = {times[1]} · {times[2]}"


def _times(number: float, language: Language) -> str:
    if number > MOST_TIMES:
        return language("over {n}x", n=language.number(MOST_TIMES))
    return language("{n}x", n=value(number, "1", language))
