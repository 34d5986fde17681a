"""The part for researchers as a piece of a page: drawers by topic, closed, with pictures, tables and remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.engines.budget import budget_of
from simulation.present import participation as took_part
from simulation.present.board.common import names
from simulation.present.budget import budget_sentences
from simulation.present.certainty import certainty_sentences
from simulation.present.comparison import changed_sentence, cost_sentence, worth_sentence
from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.present.research.declared import TOPICS
from simulation.present.research.pictures import research_pictures
from simulation.present.research.tables import NamedTable, effects_table, headlines, participants, turned
from simulation.present.survey import power_sentence
from simulation.present.words import few_replicates
from simulation.results.summary import summary_rows

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board


def tables_of(board: Board, language: Language) -> list[NamedTable]:
    """Return the tables that stand beside the pictures, by the name of their file."""
    found = _headlines(board, language)
    found += _effects(board, language)
    found += _participants(board, language)
    return [*found, *_turned(board, language)]


def _headlines(board: Board, language: Language) -> list[NamedTable]:
    rows = summary_rows(board.base.run, board.week)
    return [NamedTable("headlines", _which(board, None, language), headlines(rows, language))]


def _which(board: Board, place: int | None, language: Language) -> str:
    """Return the name of the base or a plan as a heading; nothing for a run alone."""
    if not board.plans:
        return ""
    return language("without the plan") if place is None else names(board)[place]


def _effects(board: Board, language: Language) -> list[NamedTable]:
    plans = board.comparison.plans if board.comparison else []
    return [
        NamedTable(f"effects-{i}", _which(board, i, language), effects_table(plan, language))
        for i, plan in enumerate(plans)
    ]


def _turned(board: Board, language: Language) -> list[NamedTable]:
    plans = board.comparison.plans if board.comparison else []
    return [
        NamedTable(f"turned-{i}", _which(board, i, language), turned(plan.people, language))
        for i, plan in enumerate(plans)
    ]


def _participants(board: Board, language: Language) -> list[NamedTable]:
    places = [None, *range(len(board.plans))]
    return [
        NamedTable(
            "participants" if place is None else f"participants-{place}",
            _which(board, place, language),
            participants(side.taking, language),
        )
        for place, side in zip(places, board.sides, strict=True)
        if side.taking
    ]


def for_researchers(board: Board, language: Language) -> str:
    """Return the whole part."""
    words = language(
        "Everything that the model counts, for who wants to look behind the pictures above: each line is opened by "
        "itself, and each picture has its table."
    )
    drawn = research_pictures(board, language)
    parts = [
        _drawer(language("All measures in {week}", week=_week(board, language)), _all_measures(board, language)),
        _drawer(
            language("Effects in {week}, how certain they are, and what pairing saved", week=_week(board, language)),
            _all_effects(board, language),
        ),
        _drawer(language("Who took part"), _taking(board, language)),
        _drawer(language("Who was turned, person by person"), _people(board, language)),
    ]
    for topic, heading in TOPICS.items():
        inner = "".join(html.figure(each, language) for each in drawn.get(topic, ()))
        parts.append(_drawer(language(heading), inner))
    return html.p(words) + "".join(parts)


def _drawer(heading: str, inner: str) -> str:
    return tag("div", html.drawer(heading, inner), kind="box") if inner else ""


def _week(board: Board, language: Language) -> str:
    return language("week {n}", n=board.week)


def _shown(tables: list[NamedTable], language: Language) -> str:
    return "".join(
        (html.heading(3, each.heading) if each.heading else "") + html.table(each.content, language, each.name)
        for each in tables
    )


def _all_measures(board: Board, language: Language) -> str:
    few = html.p(few_replicates(board.base.run.manifest.replicates, language), "notice")
    comparison = board.comparison
    if comparison is None:
        said = budget_sentences(budget_of(board.base.run.scenario()), "", language)
    else:
        said = budget_sentences(comparison.budget, "", language)
        for name, plan in zip(names(board), comparison.plans, strict=True):
            said += budget_sentences(plan.budget, name, language)
    return few + _shown(_headlines(board, language), language) + "".join(map(html.p, said))


def _all_effects(board: Board, language: Language) -> str:
    comparison = board.comparison
    if comparison is None:
        return ""
    note = language(
        "Effects are differences replicate by replicate: both runs share organisation, parameters and luck, person by "
        "person. The standard error is that of the mean, which more replicates make smaller; the band they do not. "
        "“Pairing saved” says how many times more replicates runs that share nothing would need for the same "
        "precision; --other-luck of `wandel compare` tells what shared parameters saved of it, and what shared luck."
    )
    found = [html.p(note, "quiet")]
    for table, plan in zip(_effects(board, language), comparison.plans, strict=True):
        said = [
            " ".join(certainty_sentences(plan.effects, comparison.base.manifest.uncertainty, language)),
            cost_sentence(plan, comparison.week, language),
            power_sentence(comparison.base, plan.plan, comparison.week, language),
            worth_sentence(plan, comparison.last_week, language),
        ]
        changed = html.p(changed_sentence(plan, language), "notice")
        found.append(_shown([table], language) + "".join(map(html.p, said)) + changed)
    return "".join(found)


def _taking(board: Board, language: Language) -> str:
    tables = _participants(board, language)
    if not tables:
        return ""
    n = board.base.run.manifest.replicates
    said = dict.fromkeys(text for side in board.sides for text in took_part.remarks(side.taking, n, language))
    verdict = took_part.verdict(board.sides[-1].taking, language)
    notes = "".join(map(html.p, [*said, verdict]))
    return html.p(took_part.note(language), "quiet") + _shown(tables, language) + notes


def _people(board: Board, language: Language) -> str:
    tables = _turned(board, language)
    note = language(
        "Means over replicates, and the ends of their 80% band, of people at the end of the run. A person is a seat: a "
        "hire takes the leaver's."
    )
    return html.p(note, "quiet") + _shown(tables, language) if tables else ""
