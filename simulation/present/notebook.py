"""What a notebook shows of a run and of a comparison: tables and a picture, without scripts and without the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.present.board.courses import courses
from simulation.present.comparison import cost_sentence, effects_table
from simulation.present.html import paragraph
from simulation.present.language import chosen
from simulation.present.page import facts, headline_table
from simulation.present.picture.render import svg
from simulation.present.picture.style import standing_alone
from simulation.present.words import few_replicates
from simulation.results.board import board
from simulation.results.summary import summary_rows

if TYPE_CHECKING:
    from simulation.results.board import Board
    from simulation.results.compare import ComparedRuns
    from simulation.results.reader import StoredRun


def run_html(run: StoredRun) -> str:
    """Return the headline numbers of a run at its end, and the course of active people."""
    record = run.manifest
    words = paragraph(f"{record.title}: {facts(record)}. At the end of the run:")
    table = headline_table(summary_rows(run)).html()
    return f"{words}{paragraph(few_replicates(record.replicates))}{table}{_drawn(board(run, []))}"


def comparison_html(comparison: ComparedRuns) -> str:
    """Return the effects of each plan with what it costs, and the courses with and without the plans."""
    parts = [
        paragraph(
            f"{plan.label} against {comparison.base.manifest.title}: effects at week {comparison.week}, pair by pair"
        )
        + effects_table(plan).html()
        + paragraph(cost_sentence(plan, comparison.week))
        for plan in comparison.plans
    ]
    few = paragraph(few_replicates(comparison.base.manifest.replicates))
    seen = board(comparison.base, [plan.plan for plan in comparison.plans], comparison.week, comparison.active)
    return f"{few}{''.join(parts)}{_drawn(seen)}"


def _drawn(seen: Board) -> str:
    """Return the courses as a picture with its words."""
    english = chosen("en")
    picture = courses(seen, english)
    style = f"<style>{standing_alone('light')}</style>"
    drawn = svg(picture, english, narrow=False)
    return f"{paragraph(picture.title)}{paragraph(picture.subtitle)}<div style='max-width:760px'>{style}{drawn}</div>"
