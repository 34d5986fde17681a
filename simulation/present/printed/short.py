"""What `run` and `compare` say first: a sentence, and a short table of what was asked for, plans side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from rich.table import Table

from simulation.measures import HEADLINES, MEASURES
from simulation.present.board.common import shortened
from simulation.present.certainty import shares
from simulation.present.language.language import UNDEFINED
from simulation.present.language.people import WHO
from simulation.present.sentences import ENOUGH, SentenceSubject, headline, rough, step_of
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.compare import ComparedRuns
    from simulation.results.effects import Effect
    from simulation.results.manifest import Manifest
    from simulation.results.summary import SummaryRow

_SHORT: Final = (
    "registered", "readers_28", "contributors_28", "contributions_total_cumulative",
    "cross_silo_share_of_replied_12_weeks", "belief_mean", "cost_hours_cumulative", "cost_eur_cumulative",
)  # fmt: skip
"""Measures of a short table where the scenario names none of its own."""


REST: Final = "--all shows all measures, how certain they are, observations and who took part."


def made_of(record: Manifest, language: Language) -> str:
    """Return in one line what was run."""
    return language(
        "{title}: {people} people, {silos} silos, {weeks} weeks from {day}, {n} replicates, seed {seed}",
        title=safe(record.title),
        people=language.number(record.people),
        silos=language.number(len(record.silos)),
        weeks=language.number(record.weeks),
        day=language.day(date.fromisoformat(record.start)),
        n=language.number(record.replicates),
        seed=str(record.seed),
    )


def day_of(record: Manifest, week: int) -> date:
    """Return the last day of a week, at which its counts stand."""
    return date.fromisoformat(record.start) + timedelta(weeks=week + 1, days=-1)


def run_sentence(rows: Sequence[SummaryRow], record: Manifest, week: int, language: Language) -> str:
    """Return in one sentence how many take part: by the active people, else by the first measure of people."""
    people = [row for row in rows if row.measure in WHO and row.n_defined]
    row = next((row for row in people if row.measure == "contributors_28"), people[0] if people else None)
    if row is None:
        return language("No measure of people is defined in week {week}.", week=week)
    step = step_of(row.low, row.high)
    low, middle, high = (language.number(each, step) for each in (row.low, row.median, row.high))
    given = {"middle": middle, "who": language(WHO[row.measure]), "day": language.month(day_of(record, week))}
    if row.n_defined < ENOUGH:
        text = "There are about {middle} {who} ({day}; of {n} courses, too few for a range)."
        return language(text, n=language.number(row.n_defined), **given)
    return language(
        "There are about {middle} {who} ({day}; {low} to {high} in 8 of 10 courses).", low=low, high=high, **given
    )


def short(names: Sequence[str]) -> list[str]:
    """Return which measures a short table shows: those that a scenario names, else the few that matter most."""
    return list(names) if tuple(names) != HEADLINES else [name for name in _SHORT if name in names]


def run_table(rows: Sequence[SummaryRow], record: Manifest, week: int, language: Language) -> Table:
    """Return the short table of a run."""
    day = language.day(day_of(record, week))
    title = language("Week {week} ({day}): middle and 8 of 10 courses", week=week, day=day)
    table = _table(title, [language("measure"), "10%", language("middle"), "90%"])
    chosen = short([row.measure for row in rows])
    for row in rows:
        if row.measure in chosen:
            cells = (amount(each, row.measure, row.low, row.high, language) for each in (row.low, row.median, row.high))
            table.add_row(language.known(MEASURES[row.measure].label), *cells)
    return table


def plan_sentences(comparison: ComparedRuns, language: Language) -> list[str]:
    """Return one sentence for each plan."""
    names = shortened([comparison.base.manifest.title, *(plan.label for plan in comparison.plans)])[1:]
    day = day_of(comparison.base.manifest, comparison.week)
    asked = [SentenceSubject(name if len(names) > 1 else "", comparison.active, day, language) for name in names]
    return [headline(plan.effects[comparison.active], each) for plan, each in zip(comparison.plans, asked, strict=True)]


def plans_table(comparison: ComparedRuns, language: Language) -> Table:
    """Return the plans side by side: what each changes, and in how many courses it is up, equal and down."""
    day = language.day(day_of(comparison.base.manifest, comparison.week))
    text = "Week {week} ({day}): with the plan minus without it; below, courses up / equal / down"
    names = shortened([comparison.base.manifest.title, *(plan.label for plan in comparison.plans)])[1:]
    table = _table(language(text, week=comparison.week, day=day), [language("effect on"), *names])
    measures = short(tuple(comparison.base.manifest.headlines))
    measures = measures if comparison.active in measures else [comparison.active, *measures]
    for measure in measures:
        cells = [_effect(plan.effects[measure], measure, language) for plan in comparison.plans]
        table.add_row(language.known(MEASURES[measure].label), *cells)
    worth = [plan.value for plan in comparison.plans]
    if all(each is not None for each in worth):
        cells = [_effect(each.eur, "cost_eur_cumulative", language) for each in worth if each is not None]
        table.add_row(language("Net value over the whole run"), *cells)
    return table


def _effect(effect: Effect, measure: str, language: Language) -> str:
    if effect.n == 0:
        return UNDEFINED
    low, middle, high = (
        amount(each, measure, effect.low, effect.high, language, sign=True)
        for each in (effect.low, effect.median, effect.high)
    )
    return f"{middle} ({language('{low} to {high}', low=low, high=high)})\n{shares(effect)}"


def amount(value: float, measure: str, low: float, high: float, language: Language, *, sign: bool = False) -> str:
    """Write a value of a measure, no finer than its band: shares as percent, or percentage points with a sign."""
    unit = MEASURES[measure].unit
    if math.isnan(value):
        return UNDEFINED
    if unit == "share":
        step = step_of(low * 100, high * 100, 0.01)
        if not sign:
            return language.share(value, step / 100)
        return f"{language.number(value * 100, step, sign=True)} pp"
    if unit.startswith("index") or unit == "1":
        return language.number(value, step_of(low, high, 0.0001), sign=sign)
    if unit == "EUR":
        return language.money(value, rough(value, low, high), sign=sign)
    return language.number(value, step_of(low, high), sign=sign)


def _table(title: str, heads: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for i, head in enumerate(heads):
        table.add_column(head, justify="right" if i else "left", overflow="fold")
    return table
