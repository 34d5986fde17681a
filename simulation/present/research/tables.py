"""Tables for researchers: every headline, every effect with its error, who was turned, who took part."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

from simulation.measures import MEASURES
from simulation.present import participation as took_part
from simulation.present.picture.scene import Column, DrawnTable, Worded
from simulation.present.printed.tables import saved_words
from simulation.present.words import UNDEFINED, change, label_with_unit, signed, suffix, value
from simulation.results.persons import STATES
from simulation.results.savings import Savings
from simulation.results.tables import TOTAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulation.present.language import Language
    from simulation.present.picture.scene import Cell
    from simulation.results.compare import PlanEffects
    from simulation.results.effects import Effect
    from simulation.results.participation import Taking
    from simulation.results.persons import Turned
    from simulation.results.summary import SummaryRow


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table under its heading; ``name`` is that of its file."""

    name: str
    heading: str
    content: DrawnTable


def headlines(rows: Sequence[SummaryRow], language: Language) -> DrawnTable:
    """Return headline measures with their medians and 80% bands."""
    columns = (Column(language("measure"), "text"), *(Column(language(end)) for end in ("10%", "middle", "90%")))
    return DrawnTable(columns, tuple(_headline(row, language) for row in rows))


def _headline(row: SummaryRow, language: Language) -> tuple[Cell, ...]:
    unit = MEASURES[row.measure].unit
    cells = (Worded(each, value(each, unit, language)) for each in (row.low, row.median, row.high))
    return (label_with_unit(row.measure, language), *cells)


def effects_table(plan: PlanEffects, language: Language) -> DrawnTable:
    """Return the effects of a plan: bands over replicates, means with their errors, and what pairing saved."""
    numbers = ("10%", "middle", "90%", "mean", "± standard error", "up", "equal", "down", "pairing saved")
    columns = (Column(language("effect on"), "text"), *(Column(language(name)) for name in numbers))
    rows = (_effect(name, effect, plan.saved[name], language) for name, effect in plan.effects.items())
    return DrawnTable(columns, tuple(rows))


def _effect(measure: str, effect: Effect, saved: Savings, language: Language) -> tuple[Cell, ...]:
    unit = MEASURES[measure].unit
    label = label_with_unit(measure, language)
    if effect.n == 0:
        return (label, *(UNDEFINED,) * 9)
    numbers = (effect.low, effect.median, effect.high, effect.mean)
    error = f"± {signed(effect.error, unit, language).lstrip('+')}{suffix(unit)}"
    times = UNDEFINED if effect.n_zero == effect.n else saved_words(Savings(saved.together, nan, nan), language)
    return (
        label,
        *(Worded(each, change(each, unit, language)) for each in numbers),
        Worded(effect.error, error),
        *(Worded(each, language.share(each)) for each in (effect.p_positive, effect.p_equal, effect.p_negative)),
        times,
    )


def turned(rows: Sequence[Turned], language: Language) -> DrawnTable:
    """Return how many people are in a state at the end only with a plan, only without it, and with both."""
    numbers = ("only with the plan", "10%", "90%", "only without it", "10%", "90%", "both")
    columns = (
        Column(language("at the end of the run"), "text"),
        Column(language("silo"), "text"),
        *(Column(language(name)) for name in numbers),
    )
    found: list[tuple[Cell, ...]] = []
    for row in rows:
        silo = language("whole organisation") if row.silo == TOTAL else row.silo
        cells = (*row.only_with, *row.only_without, row.both)
        found.append((language(STATES[row.state]), silo, *(Worded(n, value(n, "people", language)) for n in cells)))
    return DrawnTable(columns, tuple(found))


def participants(taking: Sequence[Taking], language: Language) -> DrawnTable:
    """Return who took part in interventions, what was reserved and what was used."""
    head, *numbers = took_part.HEAD
    columns = (Column(language(head), "text"), *(Column(language(name)) for name in numbers))
    plain = [
        (t.meant, t.reached, t.took_part, t.hours_reserved, t.hours_used, t.eur_reserved, t.eur_charged, t.with_account)
        for t in taking
    ]
    rows: list[tuple[Cell, ...]] = []
    for one, amounts in zip(taking, plain, strict=True):
        name, *texts = took_part.cells(one, language)
        rows.append((name, *(Worded(n, text) for n, text in zip(amounts, texts, strict=True))))
    return DrawnTable(columns, tuple(rows))
