"""Which intervention brings what: the whole effect shared out (Shapley), with ranges, cost and hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.attribution.cases import Setting
from simulation.attribution.rerun import Laboratory
from simulation.attribution.split import SplitRequest, known_split
from simulation.present.board.common import names, source, span, tone_of
from simulation.present.language.language import UNDEFINED
from simulation.present.language.people import WHO
from simulation.present.picture.scene import Axis, Bar, Column, DrawnTable, Mark, Picture, Plot, Row, Rule
from simulation.present.report.assumptions import believed
from simulation.present.report.evidence import unknown
from simulation.present.sentences import rough, step_of

if TYPE_CHECKING:
    from simulation.attribution.split import Share, Split
    from simulation.present.language import Language
    from simulation.results.board import Board, Side
    from simulation.results.effects import Effect

_MOST: Final = 12


def split_of(board: Board, side: Side) -> Split | None:
    """Return the split of a run's effect on the active people, if `wandel split` made it for this week; else None."""
    laboratory = Laboratory(Setting(side.run.scenario(), board.week), side.run.folder)
    return known_split(laboratory, SplitRequest(board.active), side.run.manifest.replicates)


def shares(board: Board, place: int | None, language: Language) -> Picture | None:
    """Return the parts of the effect of all interventions, the largest first; None where they are not known."""
    side = board.base if place is None else board.plans[place]
    found = split_of(board, side)
    if found is None or not found.shares:
        return None
    tone = tone_of(place or 0)
    parts = sorted(found.shares, key=lambda each: -each.effect.mean)[:_MOST]
    hours = {each.name: each.hours_used for each in side.taking}
    rows, marks, at = [], list[Mark]([Rule(0, "x", bold=True)]), 0.0
    for i, part in enumerate(parts):
        effect = part.effect
        marks.append(
            Bar(
                i, at, at + effect.mean, tone if effect.mean >= 0 else "loss", at + effect.low, at + effect.high,
                hollow=effect.low < 0 < effect.high, text=part.player.name,
            )
        )  # fmt: skip
        rows.append(Row(part.player.name, _cells(part, hours, language)))
        at += effect.mean
    total = found.total
    marks.append(Bar(len(parts), 0.0, total.mean, "base", total.low, total.high, hollow=total.low < 0 < total.high))
    rows.append(Row(language("all together"), _whole(found, language)))
    ends = [each for mark in marks if isinstance(mark, Bar) for each in (mark.low, mark.high) if each is not None]
    largest = parts[0]
    name = f"{names(board)[place]}: " if place is not None and len(board.plans) > 1 else ""
    title = name + language(
        "{name} brings most: about {n} of {all}",
        name=language.quoted(largest.player.name), n=_rounded(largest.effect, language), all=_rounded(total, language),
    )  # fmt: skip
    heads = tuple(language(head) for head in ("mean", "EUR", "hours", "EUR per person"))
    return Picture(
        name="shares" if place is None else f"shares-{place}",
        title=title,
        subtitle=language(
            "What each intervention adds, in the mean over all orders; thin lines hold 8 of 10 courses, hollow bars "
            "may be more or less than nothing. Against the course without any intervention."
        ),
        source=source(board, language),
        alt=f"{title}: {_range(largest.effect.low, largest.effect.high, language)}.",
        plots=(
            Plot(
                Axis(*span(np.array(ends)), title=language(WHO[board.active])),
                Axis(0, 1),
                tuple(marks),
                rows=tuple(rows),
                heads=heads,
            ),
        ),
        table=_table(found, hours, language),
        notes=(unknown(believed(side.run.scenario()), language),),
    )


def _rounded(effect: Effect, language: Language) -> str:
    return language.number(effect.mean, step_of(effect.low, effect.high))


def _range(low: float, high: float, language: Language) -> str:
    step = step_of(low, high)
    text = "{low} to {high} in 8 of 10 courses"
    return language(text, low=language.number(low, step, sign=True), high=language.number(high, step, sign=True))


def _cells(part: Share, hours: dict[str, float], language: Language) -> tuple[str, ...]:
    effect, taken = part.effect, _hours(part, hours)
    return (
        language.number(effect.mean, step_of(effect.low, effect.high), sign=True),
        language.number(part.eur, rough(part.eur, 0, 0)),
        language.number(taken, rough(taken, 0, 0)),
        _per_person(part.cost_per_unit.value, language),
    )


def _whole(split: Split, language: Language) -> tuple[str, ...]:
    total = split.total
    mean = language.number(total.mean, step_of(total.low, total.high), sign=True)
    eur = language.number(split.eur, rough(split.eur, 0, 0))
    return (mean, eur, "", _per_person(split.cost_per_unit.value, language))


def _hours(part: Share, hours: dict[str, float]) -> float:
    return sum(hours.get(name, 0.0) for name in part.player.interventions)


def _per_person(value: float, language: Language) -> str:
    return UNDEFINED if np.isnan(value) else language.number(value, rough(value, 0, 0))


def _table(split: Split, hours: dict[str, float], language: Language) -> DrawnTable:
    names_of = ("10%", "mean", "90%", "alone", "taken out last", "EUR", "hours", "EUR per person")
    columns = (Column(language("intervention"), "text"), *(Column(language(name)) for name in names_of))
    rows = [
        (part.player.name, part.effect.low, part.effect.mean, part.effect.high, part.alone, part.last, part.eur,
         _hours(part, hours), part.cost_per_unit.value)
        for part in split.shares
    ]  # fmt: skip
    return DrawnTable(columns, tuple(rows))
