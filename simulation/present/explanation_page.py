"""The page of an explanation: bars of what each removal takes away, and the waterfall of a split."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.attribution.asked import STATE_MEASURES
from simulation.measures import MEASURES
from simulation.present.explanation import (
    CAUSE_WORDS,
    NOT_ADDITIVE,
    SPLIT_WORDS,
    facts_line,
    interaction_sentence,
    method_sentence,
    title_of,
    total_sentence,
)
from simulation.present.explanation_tables import Grid, because_grid, levels_grid, removals_grid, split_grid
from simulation.present.html import HtmlTable, Section, page, paragraph
from simulation.present.picture.scene import (
    Axis,
    Bar,
    Column,
    DrawnTable,
    Mark,
    Picture,
    Plot,
    Row,
    Rule,
    Tone,
)
from simulation.present.report import html as elements
from simulation.present.research.sides import reach
from simulation.present.words import change, few_replicates, label_with_unit, suffix, unit_of, value
from simulation.system.locks import moving_alone
from simulation.system.writing import write_bytes

if TYPE_CHECKING:
    from simulation.attribution.account import Explanation
    from simulation.attribution.split import Split
    from simulation.results.effects import Effect

FILE: Final = "explain.html"
_FOOT: Final = (
    "Every number is a difference between two runs of the same people under the same luck, one with and one without "
    "what is named. Bars are medians over replicates, steps of the split are means; lines hold 80% of the replicates "
    "(10% to 90% quantile). These are results of a model under the assumptions of its scenario. A person is a seat: a "
    "hire takes the leaver's."
)


def write_explanation_page(folder: Path, account: Explanation | None, split: Split | None) -> Path:
    """Write the page of what is known into a folder and return its path."""
    path, content = folder / FILE, explanation_page(account, split)
    with moving_alone(folder.parent):  # the run may be put in another one's place just now
        write_bytes(path, content)
    return path


def explanation_page(account: Explanation | None, split: Split | None) -> bytes:
    """Return the page of an account, a split, or both; at least one of them."""
    known = account or split
    if known is None:
        raise ValueError("there is nothing to show")
    head = paragraph(facts_line(known.setting, known.silo, known.replicates)) + paragraph(
        few_replicates(known.replicates), "notice"
    )
    sections = [
        *(_causes_sections(account) if account else ()),
        *(_split_sections(split) if split else ()),
        *(_plans_sections(account) if account else ()),
        *(_influences_sections(account) if account else ()),
    ]
    return page(f"{title_of(known.setting)}: why", head, sections, _FOOT)


def _causes_sections(explanation: Explanation) -> list[Section]:
    levels = _html(levels_grid(explanation))
    return [Section("How people came to register", [causes_picture(explanation)], levels)]


def _plans_sections(explanation: Explanation) -> list[Section]:
    if not explanation.setting.begun:
        return []
    drawn = [removals_picture(explanation, measure, "intervention") for measure in explanation.measures]
    sentences = [interaction_sentence(explanation, measure) for measure in explanation.measures]
    words = paragraph(NOT_ADDITIVE) + "".join(paragraph(sentence) for sentence in sentences)
    return [Section("What is lost without an intervention", drawn, words)]


def _influences_sections(explanation: Explanation) -> list[Section]:
    """Influences of the model, who is there only because of anything, and the numbers behind all bars."""
    drawn = [removals_picture(explanation, measure, "influence") for measure in explanation.measures]
    states = [state for state, counted in STATE_MEASURES.items() if counted in explanation.measures]
    who = [_html(because_grid(explanation, state)) for state in states]
    effects = [
        f"{elements.heading(3, label_with_unit(m))}{_html(removals_grid(explanation, m, people=False))}"
        for m in explanation.measures
    ]
    meanings = [paragraph(f"{one.removal.name}: {one.removal.meaning}.") for one in explanation.brought]
    return [
        Section("What is lost without an influence", drawn),
        *([Section("Who is there only because of it", html="".join(who))] if who else []),
        Section("The effects in numbers", html="".join(effects)),
        Section("What taking out means", html="".join(meanings)),
    ]


def _split_sections(split: Split) -> list[Section]:
    words = paragraph(f"{total_sentence(split)} {SPLIT_WORDS} {method_sentence(split)}")
    table = f"{_html(split_grid(split))}"
    return [Section("The whole effect, shared out over the interventions", [waterfall_picture(split)], words + table)]


def _html(grid: Grid) -> str:
    names, rows = grid
    return HtmlTable(names, rows).html()


Step = tuple[str, float, float, float, float]
"""A bar: its name, where it starts, and middle, lower and upper end from there."""


def causes_picture(explanation: Explanation) -> Picture:
    """Return how many people registered by which cause."""
    found = [(CAUSE_WORDS[name], level) for name, level in explanation.causes.items()]
    steps = [(name, 0.0, level.median, level.low, level.high) for name, level in found]
    most = max(steps, key=lambda step: step[2])
    words = ("causes", f"Most registered {most[0]}: {value(most[2], 'people')} people",
             "Registered people by the cause recorded when they registered: median; thin lines hold 80%.")  # fmt: skip
    return _bars(words, steps, "people", [value(step[2], "people") for step in steps])


def removals_picture(explanation: Explanation, measure: str, kind: str) -> Picture:
    """Return bars of what each influence (or intervention) brings, with intervals."""
    chosen = [one for one in explanation.brought if one.removal.kind == kind]
    unit = MEASURES[measure].unit
    effects = [(one.removal.name, one.effects[measure]) for one in chosen]
    steps = [_step(name, 0.0, each.median, each, measure) for name, each in effects]
    known = [(name, e) for name, e in effects if not math.isnan(e.median)]
    most = max(known, key=lambda each: abs(each[1].median), default=None)
    title = f"{label_with_unit(measure)}: " + (
        f"{most[0]} brings most, {change(most[1].median, unit)}" if most else "not defined here"
    )
    text = "With it minus without it, under the same luck: median; the thin line holds 80% of the replicates."
    texts = [change(effect.median, unit) for _, effect in effects]
    return _bars((f"{kind}-{measure.replace('_', '-')}", title, text), steps, _unit(measure), texts)


def waterfall_picture(split: Split) -> Picture:
    """Return the steps from nothing to the total, with the interval of each."""
    unit, at, steps, texts = MEASURES[split.measure].unit, 0.0, list[Step](), list[str]()
    for share in split.shares:
        step = _step(share.player.name, at, share.effect.mean, share.effect, split.measure)
        steps.append(step)
        texts.append(change(share.effect.mean, unit))
        at += 0.0 if math.isnan(step[2]) else step[2]
    total = split.total
    steps.append(_step("all together", 0.0, total.mean, total, split.measure))
    texts.append(change(total.mean, unit))
    text = "Each step starts where the one before ended; thin lines hold 80% of the replicates of the step alone."
    title = f"{label_with_unit(split.measure)}: {change(total.mean, unit)} in all, and what each intervention adds"
    return _bars(("split", title, text), steps, _unit(split.measure), texts, total=True)


def _step(name: str, start: float, middle: float, effect: Effect, measure: str) -> Step:
    """Return a bar with the 80% band of its effect; ``middle`` is the median or the mean."""
    return name, start, _shown(middle, measure), _shown(effect.low, measure), _shown(effect.high, measure)


def _bars(
    words: tuple[str, str, str], steps: Sequence[Step], unit: str, texts: Sequence[str], *, total: bool = False
) -> Picture:
    """Return bars in rows, each with the range of its end; the last one in grey where it is their total."""
    name, title, subtitle = words
    marks: list[Mark] = [Rule(0, "x", bold=True)]
    for i, (label, start, middle, low, high) in enumerate(steps):
        if not math.isnan(middle):
            tone: Tone = "base" if total and i == len(steps) - 1 else "first" if middle >= 0 else "loss"
            marks.append(
                Bar(i, start, start + middle, tone, start + low, start + high, hollow=low < 0 < high, text=label)
            )
    rows = tuple(Row(step[0], (text,)) for step, text in zip(steps, texts, strict=True))
    ends = [np.array([start, start + middle, start + low, start + high]) for _, start, middle, low, high in steps]
    columns = (Column("", "text"), *(Column(head, step=0.01) for head in ("10%", "middle", "90%")))
    cells = ((label, *(None if math.isnan(n) else n for n in (low, mid, high))) for label, _, mid, low, high in steps)
    return Picture(
        name=name,
        title=title,
        subtitle=subtitle,
        source="Hollow bars may be more or less than nothing.",
        alt=f"{title}.",
        plots=(Plot(Axis(*reach(ends), title=unit), Axis(0, 1), tuple(marks), rows=rows),),
        table=DrawnTable(columns, tuple(cells)),
    )


def _shown(number: float, measure: str) -> float:
    """Return a number as axes show it: shares in percentage points."""
    return number * 100 if MEASURES[measure].unit == "share" else number


def _unit(measure: str) -> str:
    return f"difference in {suffix(MEASURES[measure].unit).strip() or unit_of(measure) or MEASURES[measure].unit}"
