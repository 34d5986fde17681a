"""What surveys showed, what was true, and what they could see: tables, a sentence, a document."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.table import Table

from simulation.present.language import ENGLISH
from simulation.present.words import UNDEFINED
from simulation.results.documents import plain, run_json
from simulation.results.survey import Seen, Spread, SurveyRow, seen_by
from simulation.survey.items import ITEMS
from simulation.survey.power import ALPHA, WANTED

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.reader import StoredRun

_TEST = f"a two-sided z-test at alpha {ALPHA:g}"
EXPLAINED = f"""\
Points from 1 to 5: means over replicates, and the 80% band.
shown        mean of the answers
true         everybody's mean, without noise; no survey knows it
who answers  expected error of the mean because some people answer less often than others
noise        expected error of the mean because answers stray and the scale ends at 1 and 5
sees change  chance that the change since the first survey is seen in {_TEST},
             and in brackets the least change that is seen with a chance of {WANTED:.0%}"""


def survey_table(rows: Sequence[SurveyRow], title: str) -> Table:
    """Return the first, the middle and the last survey, item by item, as a table of the terminal."""
    table = _table(title)
    table.add_column("\nitem", no_wrap=True)
    table.add_column("\ndate", no_wrap=True)
    for name in ("\nshown", "\ntrue", "who\nanswers", "\nnoise", "\nanswers", "sees\nchange"):
        table.add_column(name, justify="right", no_wrap=True)
    weeks = sorted({row.week for row in rows})
    wanted = {weeks[0], weeks[(len(weeks) - 1) // 2], weeks[-1]}
    before = ""
    for row in rows:
        if row.week in wanted:
            label = ITEMS[row.item].label
            table.add_row("" if label == before else label, *_cells(row))
            before = label
    return table


def _cells(row: SurveyRow) -> tuple[str, ...]:
    answers = f"{row.answered:,.0f} of {row.invited:,.0f}"
    return (
        row.date,
        _with_band(row.mean),
        _with_band(row.true_mean),
        _signed(row.nonresponse_bias.mean),
        _signed(row.noise_bias.mean),
        answers,
        UNDEFINED if row.change is None else _power(row.change),
    )


def plan_table(seen: Sequence[Seen], title: str) -> Table:
    """Return what a survey sees of a plan, item by item, as a table of the terminal."""
    table = _table(title)
    table.add_column("item")
    for name in ("true difference", "shown on average", "power", "least detectable"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in seen:
        table.add_row(
            ITEMS[one.item].label,
            _with_band(one.true, signed=True),
            _with_band(one.shown, signed=True),
            _share_with_band(one.power),
            _points(one.detectable),
        )
    return table


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")


def _power(seen: Seen) -> str:
    return f"{_share(seen.power.mean)} ({_points(seen.detectable)})"


def _with_band(spread: Spread, *, signed: bool = False) -> str:
    words = _signed if signed else _points
    return (
        UNDEFINED if math.isnan(spread.mean) else f"{words(spread.mean)} ({words(spread.low)} to {words(spread.high)})"
    )


def _share_with_band(spread: Spread) -> str:
    return f"{_share(spread.mean)} ({_share(spread.low)} to {_share(spread.high)})"


def _points(number: float) -> str:
    return UNDEFINED if math.isnan(number) else f"{number:.2f}"


def _signed(number: float) -> str:
    return UNDEFINED if math.isnan(number) else f"{round(number, 2) + 0.0:+.2f}"


def _share(number: float) -> str:
    return UNDEFINED if math.isnan(number) else f"{number:.0%}"


def power_sentence(base: StoredRun, plan: StoredRun, week: int, language: Language = ENGLISH) -> str:
    """Say with what chance the surveys before ``week`` see a plan's effect; nothing unless both runs asked one."""
    found = seen_by(base, plan, week)
    if found is None:
        return ""
    chances = ", ".join(f"{language(ITEMS[one.item].label)} {language.share(one.power.mean)}" for one in found.seen)
    return language(
        "Chance that the survey of {day} sees the effect (a two-sided z-test at alpha {alpha}): {chances}.",
        day=found.date, alpha=language.number(ALPHA, 0.01), chances=chances,
    )  # fmt: skip


def power_json(base: StoredRun, plan: StoredRun, week: int) -> dict[str, Any]:
    """Return the same for programs, under the key ``survey``; nothing unless both runs asked one."""
    found = seen_by(base, plan, week)
    return {} if found is None else {"survey": {"alpha": ALPHA, **asdict(found)}}


def survey_json(
    base: StoredRun, silo: str, rows: Sequence[SurveyRow], plan: StoredRun | None, seen: dict[int, list[Seen]]
) -> dict[str, Any]:
    """Return all surveys as a document; what is not defined is null."""
    document: dict[str, Any] = {
        **run_json(base),
        "silo": silo,
        "alpha": ALPHA,
        "wanted_power": WANTED,
        "results": [asdict(row) for row in rows],
    }
    if plan is not None:
        dates = base.dates()
        differences = [
            {"week": week, "date": dates[week], **asdict(one)} for week, several in seen.items() for one in several
        ]
        document["plan"] = {**run_json(plan), "differences": differences}
    found: dict[str, Any] = plain(document)
    return found
